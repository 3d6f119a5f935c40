"""How many rows have more in one column than in another is counted from the table.

Cue: 9 个专业里有 5 个没有完成计划, 未招满的专业有 3 个, 三所学校超额完成招生计划 beside a table of plans and what came of them; 升学人数超过就业人数的
学校有 3 所 beside columns of both. Why it should hold in any report: the reader compares the two columns row by row. Guards: the rows must be
of the kind that is counted, and as many as the sentence says there are; names in front of the count make it at least those; one table that
fits is enough; a count that misses by more than two is of something else; totals, and rows without both figures, are no rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.tables.column_names import columns_of, core_of
from nianbao.extraction.tables.row_groups import is_of_kind
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern

FAULT = "quantifier"
_PLANS = "\n\n表2 招生\n\n专业\t计划\t实际\n护理\t120\t118\n会计\t80\t80\n机电\t60\t52\n药剂\t40\t43\n旅游\t50\t41\n合计\t350\t334\n"
_LEAVERS = "\n\n表3 去向\n\n学校\t毕业生\t升学人数\t就业人数\n一职\t405\t281\t92\n二职\t296\t117\t169\n三职\t210\t130\t70\n合计\t911\t528\t331\n"
EXAMPLES = (
    Example("fail", f"5个专业里有4个没有完成计划。{_PLANS}"),
    Example("fail", f"未招满的专业有2个。{_PLANS}"),
    Example("fail", f"升学人数超过就业人数的学校有3所。{_LEAVERS}"),
    Example("pass", f"5个专业里有3个没有完成计划，有1个专业超额完成招生计划。{_PLANS}"),
    Example("pass", f"升学人数超过就业人数的学校有2所。{_LEAVERS}"),
    Example("silent", f"8个专业里有4个没有完成计划。{_PLANS}"),
)  # fmt: skip
_N = r"(?:[一两二三四五六七八九十]{1,2}|(?<!\d)\d{1,2}(?!\d))"
_NOUN = r"专业|学校|院校|系部|系|校|县区|区县"
_SHORT = r"没有?能?完成|未能?完成|没有?招满|未能?招满|未招足|没有?达到|未达到?|未足额完成"
_WAYS = rf"(?P<short>{_SHORT})|(?P<over>超额完成|超计划|超过)|(?P<done>(?<!没有)(?<![未没能])(?:如期|全部|足额|顺利)?(?:完成|招满|达到))"
_PLAN = r"(?:了|当年|年度|本年度|全年|招生|下达的?)*(?:计划|任务|指标)|(?<=招满)"
_COUNTED = as_pattern(
    rf"(?:(?P<all>{_N})\s*[个所家](?P<noun1>{_NOUN})(?:[里中当]中?|之中)[，,]?)?(?:只|仅|还|共)?(?:有\s*)?(?P<count>{_N})\s*[个所家](?P<noun>{_NOUN})?(?:的?招生)?(?:{_WAYS})(?:{_PLAN})"
)
_BEHIND = as_pattern(
    rf"(?:{_WAYS})(?:{_PLAN})的?(?P<noun>{_NOUN})(?:一?共|只|仅|达|也|还)?(?:有|为|是)\s*(?P<count>{_N})\s*[个所家]"
)
_TWO = as_pattern(
    rf"(?P<one>[\u4e00-\u9fff]{{2,8}}?)(?P<way>超过|多于|高于|大于|少于|低于|不及|小于)了?(?P<other>[\u4e00-\u9fff]{{2,8}}?)的(?P<noun>{_NOUN})(?:一?共|只|仅|达|也|还)?(?:有|为|是)\s*(?P<count>{_N})\s*[个所家]"
)
_ROWS_TOLD = as_pattern(rf"的(?:{_NOUN})(?:一?共|只|仅|达|也|还)?[有为是]")  # stands in every match of _TWO
_OPEN = as_pattern(r"等$|如$|另有?$|其余$|其他$|上年|去年|连续|左右|近$|多$")
_LEAST_ROWS, _FAR = 3, 2
_Test = Callable[[Decimal, Decimal], bool]


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Counts of rows that keep to their plan or not, then of rows with more of one than of another."""
    if not manuscript.sheets:
        return
    for passage in manuscript.prose_with("完成", "招满", "招足", "计划", "达到"):
        for pattern in (_COUNTED, _BEHIND):
            for match in pattern.finditer(passage.plain):
                test = _short if match["short"] else _over if match["over"] else _done
                yield from _judged(manuscript, passage, match, _plans, test)
    for passage in manuscript.prose_with("过", "于", "不及"):
        for match in _TWO.finditer(passage.plain) if _ROWS_TOLD.search(passage.plain) else ():
            more = match["way"] in ("超过", "多于", "高于", "大于")
            columns = partial(_two, one=match["one"], other=match["other"])
            yield from _judged(manuscript, passage, match, columns, _over if more else _short)


def _short(left: Decimal, right: Decimal) -> bool:
    return left < right


def _over(left: Decimal, right: Decimal) -> bool:
    return left > right


def _done(left: Decimal, right: Decimal) -> bool:
    return left >= right


def _heads(sheet: Sheet) -> dict[int, str]:
    return {column: compact("".join(sheet.column_path(column))) for column in sheet.numeric_columns}


def _plans(sheet: Sheet) -> tuple[int, int] | None:
    """The columns of what came and of what was planned, where there is one of each."""
    heads = _heads(sheet)
    planned = [c for c, head in heads.items() if "计划" in head and not as_pattern(r"率|完成|%|比|差|缺").search(head)]
    came = [
        c for c, head in heads.items()
        if c not in planned and as_pattern(r"实际|实招|录取|报到|招收|完成数|完成人数|^招生(?:人?数)?").search(head)
        and not as_pattern(r"率|%|比|差|缺|上年|去年|计划").search(head)
    ]  # fmt: skip
    actual = [c for c in came if as_pattern(r"实际|实招").search(heads[c])] or came
    return (actual[0], planned[0]) if len(planned) == 1 and len(actual) == 1 else None


def _two(sheet: Sheet, one: str, other: str) -> tuple[int, int] | None:
    found = []
    for said in (one, other):
        core = core_of(re.sub(r"^.*?(?:的|从|，)", "", said))
        columns = [c for c in sheet.numeric_columns if core_of(sheet.head(c)) == core] or list(columns_of(sheet, said))
        if len(columns) != 1:
            return None
        found.append(columns[0])
    return (found[0], found[1]) if found[0] != found[1] else None


def _judged(
    manuscript: Manuscript,
    passage: Passage,
    match: re.Match[str],
    columns: Callable[[Sheet], tuple[int, int] | None],
    test: _Test,
) -> Iterator[Remark]:
    said = read_whole(match["count"].replace("两", "二"))
    named = match.groupdict()
    told = named.get("all")
    of_all = read_whole(told.replace("两", "二")) if told else None
    noun = match["noun"] or named.get("noun1")
    lead = passage.plain[passage.clause_at(match.start())[0] : match.start()]
    if not said or not noun or _OPEN.search(lead):
        return
    best: tuple[int, list[tuple[str, Figure, Figure]], Sheet] | None = None
    for sheet in manuscript.sheets:
        pair = columns(sheet) if is_of_kind(sheet, noun) else None
        rows = _rows(sheet, pair) if pair is not None else []
        if len(rows) < _LEAST_ROWS or (of_all is not None and len(rows) != of_all):
            continue
        kept = [row for row in rows if test(row[1].value, row[2].value)]
        if len(kept) == said or (("、" in lead or "和" in lead) and len(kept) > said):
            yield _remark(passage, match, kept, holds=True)
            return
        if said <= len(rows) and (best is None or abs(len(kept) - said) < best[0]):
            best = (abs(len(kept) - said), kept, sheet)
    if best is not None and best[0] <= _FAR:
        yield _remark(passage, match, best[1], holds=False)


def _rows(sheet: Sheet, pair: tuple[int, int]) -> list[tuple[str, Figure, Figure]]:
    """The rows with both figures; none where one is missing or two bear one name, for then nobody can count."""
    found = []
    for row in sheet.data_rows:
        if sheet.is_total_row(row) or sheet.is_subtotal_row(row) or not sheet.row_label(row):
            continue
        left, right = (sheet.figures.get((row, column)) for column in pair)
        if left is None or right is None:
            return []
        found.append((compact(sheet.row_label(row)), left, right))
    # 护理 at two schools is one major or two, as one likes to count.
    return found if len({name for name, _, _ in found}) == len(found) else []


def _remark(passage: Passage, match: re.Match[str], kept: list[tuple[str, Figure, Figure]], *, holds: bool) -> Remark:
    place = passage.place(match.start("count"), match.end())
    listed = (
        "、".join(f"{name} {left.number.raw.strip()}/{right.number.raw.strip()}" for name, left, right in kept[:6])
        or "没有"
    )
    places = tuple(figure.place for _, left, right in kept for figure in (left, right))
    return Remark(
        f"compared-columns:{passage.id}:{match.start()}", "compared-columns", FAULT, (place, *places),
        f"「{place.text}」与表中相符" if holds else f"「{match[0].strip('，, ')}」与表中不符：表中这样的有 {len(kept)} 个（{listed}）",
        "the count fits the table" if holds else f"“{match[0].strip('，, ')}”, while {len(kept)} rows of the table are like that", severity="warning", holds=holds,
        reported=match["count"], expected=str(len(kept)), formula=f"{match['count']} / {listed}",
        keys=tuple(figure.key for _, left, right in kept for figure in (left, right)),
    )  # fmt: skip
