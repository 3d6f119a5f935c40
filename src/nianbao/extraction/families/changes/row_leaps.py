"""A row that hardly moves does not move by the power of ten.

Cue: a row or column with the figures of several periods, all near each other but one, and that one fits in once its point is
moved by one place; for quantities given for each (生均, 率, 起薪, 生师比) the two figures of two periods; for such a
quantity in a column over several schools likewise; an amount of money that fits the others once 万 is taken from it. Why it should hold in any report: what is ten times its
neighbours and otherwise one of them had its point moved. Guards: three digits at least or a decimal point; the others agree
within three tenths; amounts and visits, which may leap, only where four others agree; growth and differences are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import Figure, Sheet, bare_label, compact
from nianbao.extraction.tables.table_series import dated
from nianbao.extraction.wording import CHANGE_HEAD
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

FAULT = "magnitude"
EXAMPLES = (
    Example("fail", "指标\t2019年\t2020年\t2021年\n在校生\t3120\t31300\t3150\n教师\t210\t212\t215\n"),
    Example("fail", "指标\t单位\t2022年\t2023年\n生均设备值\t元\t15200\t1580\n生师比\t:1\t15.2\t15.4\n"),
    Example("fail", "专业\t在校生\t起薪（元）\n护理\t820\t3200\n机电\t650\t34000\n会计\t430\t3100\n电商\t210\t3000\n"),
    Example("fail", "指标\t单位\t2022年\t2023年\n技术服务到款额\t万元\t7.20\t91000.00\n讲座\t次\t12\t15\n"),
    Example("silent", "指标\t单位\t2022年\t2023年\n技术服务到款额\t万元\t7.20\t910.00\n讲座\t次\t12\t15\n"),
    Example("silent", "指标\t2019年\t2020年\t2021年\n在校生\t3120\t3130\t3150\n教师\t210\t212\t215\n"),
    Example("silent", "指标\t2019年\t2020年\t2021年\n培训人次\t312\t3130\t315\n捐款（元）\t2000\t21000\t2100\n"),
)
_LEAPING = as_pattern(
    r"培训|讲座|活动|捐|专项|投入|项目|新增|参观|接待|服务|到款|收入|支出|资金|经费|次|奖|竞赛|增加值|课题|论文|专利|社会|失业|待就业|未就业|其[他它余]"
)
_STEADY = as_pattern(r"生均|师均|人均|校均|班均|起薪|月收入|薪|满意度|就业率|升学率|对口率|生师比|师生比|班额")
_ROOM = Decimal("1.3")
_TIMES = Decimal(10)
_TEN_THOUSAND = Decimal(10_000)
_NEAR_ENOUGH = 4  # times that an amount may well change from year to year


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Leaps, table by table."""
    for sheet in manuscript.sheets:
        for name, series in dated(sheet):
            figures = [figure for _, figure in series]
            steady = _STEADY.search(name) is not None
            needed = 1 if steady else 4 if _LEAPING.search(name) else 2
            if not CHANGE_HEAD.search(name):
                yield from _leaps(figures, needed)
                yield from _by_ten_thousand(figures)
        yield from _columns(sheet)


_RATE = as_pattern(r"率|比例|占比|比重|比$")


def _columns(sheet: Sheet) -> Iterator[Remark]:
    """Quantities given for each, over several schools or courses."""
    for column in sheet.numeric_columns:
        head = bare_label(sheet.head(column))
        if (
            _STEADY.search(head) is None
            or CHANGE_HEAD.search(compact(sheet.head(column)))
            or sheet.unit_column is not None
            or _RATE.search(head) is not None
        ):
            # 升学率 96.2 %, 9.62 %: what one major does tells nothing of another.
            continue
        rows = [row for row in sheet.data_rows if not sheet.is_total_row(row)]
        yield from _leaps(sheet.column_figures(column, rows), 3, all_near=False)


def _leaps(figures: Sequence[Figure], needed: int, *, all_near: bool = True) -> Iterator[Remark]:
    if any(f.number.hedge is not Hedge.NONE or f.direction or f.value <= 0 for f in figures) or len(figures) <= needed:
        return
    room = _ROOM if all_near else Decimal(2)
    for figure in figures:
        others = [f.value for f in figures if f is not figure]
        low, high = min(others), max(others)
        if high > low * room or len(str(figure.number.digits).replace(".", "").strip("0")) < 2:
            continue
        for meant in (figure.value / _TIMES, figure.value * _TIMES):
            # The last place lost or won with the point is all that the fit may miss.
            if low / room <= meant <= high * room:
                yield _told(figure, meant, figures)
                return


def _by_ten_thousand(figures: Sequence[Figure]) -> Iterator[Remark]:
    """8.4 and 84000 under 万元: an amount was filled in as so many 元; no amount moves that far in a year."""
    if any(f.number.hedge is not Hedge.NONE or f.direction or f.value <= 0 or not _is_money(f) for f in figures):
        return
    for figure in figures:
        others = [f.value for f in figures if f is not figure]
        meant = figure.value / _TEN_THOUSAND
        if others and max(others) / _NEAR_ENOUGH <= meant <= min(others) * _NEAR_ENOUGH:
            in_yuan = len(others) == 1 and figure.number.scale == 1
            low = next(f for f in figures if f is not figure)
            # Where the row counts 元, it is the small one that was filled in as 万元.
            yield _told(*((low, low.value * _TEN_THOUSAND) if in_yuan else (figure, meant)), figures, "万")
            return


def _is_money(figure: Figure) -> bool:
    unit = figure.number.unit
    return unit is not None and unit.dimension == "money"


def _told(figure: Figure, meant: Decimal, figures: Sequence[Figure], times: str = "十") -> Remark:
    printed = figure.number.raw.strip()
    right = f"{(meant / figure.number.scale).normalize():f}"
    why = "疑小数点错位或多写、少写一位" if times == "十" else "疑把“元”与“万元”填混"
    others = " / ".join(f.number.raw.strip() for f in figures)
    return Remark(
        f"row-leaps:{figure.key}", "row-leaps", FAULT, (figure.place, *(f.place for f in figures if f is not figure)),
        f"「{figure.label}」写作 {printed}，与同一行（栏）其余各数差{times}倍，{why}，应近于 {right}",
        f"“{figure.label}” reads {printed}, {'ten' if times == '十' else 'ten thousand'} times off its neighbours: about {right} was probably meant",
        severity="warning", reported=printed, expected=right, formula=others, keys=tuple(f.key for f in figures),
    )  # fmt: skip
