"""A unit that makes its figure absurdly small or large, and a count that is no whole number.

Cue: 经费, 到款 or 图书 in 元 or 册 over a few hundred; 建筑面积 in 平方米 below a thousand; 亿元 beside 万元, or more than all other
amounts; digits of a table told in another unit; people, courses or rooms in decimals; a figure for each pupil that is a hundred times off its own row.
Why it should hold in any report: a school spends no 86.5 元 and counts no 0.24 courses. Guards: what is told for each pupil, prices and
standards; produce, taxes and turnover of a whole district.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import Hint, Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.raw_rows import raw_tables
from nianbao.extraction.table_facts import Sheet, compact
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "magnitude"
EXAMPLES = (
    Example("fail", "指标\t单位\t2023年\n纵向科研经费到款额\t元\t32\n在校生\t人\t3200\n"),
    Example("fail", "全年信息化建设168.5万元，教师培训64万元，校舍修缮125亿元。"),
    Example("fail", "学校\t教师\t学生\n一职\t120\t1200\n二职\t130\t13.2\n三职\t110\t1100\n四职\t140\t1500\n五职\t90\t980\n"),
    Example("silent", "指标\t单位\t2023年\n纵向科研经费到款额\t万元\t32\n在校生\t人\t3200\n"),
    Example("silent", "全年信息化建设168.5万元，教师培训64万元，校舍修缮125万元。"),
)  # fmt: skip
_WHOLES = as_pattern(r"经费|到款|到账|收入|拨款|效益|投入|总值|支出|资金|金额|资产|捐赠|产值|贡献|服务费|交易")
_EACH = as_pattern(r"[均每]|单价|标准|人民?币?/|月|补贴|餐|费用|/")
_BOOKS, _AREA = as_pattern(r"图书|藏书"), as_pattern(r"建筑面积|占地|校舍")
_VAST = as_pattern(r"产值|GDP|生产总值|增加值|产业|营[收业]|销售|全国|全省|税|规模以上|投资|企业|财政收入|进出口|消费")
_COUNT_UNITS = frozenset((*"人名门项所间个班期册台套本次节家件份对支", "人次"))
_SHARE = as_pattern(r"均|率|比|度|%|分|比例|面积|资产|经费|万|元|吨|亩|增|[比/]")
_MOST = 3
_USUAL = 1  # amounts in 亿元 of one report: more of them are meant
_FEW, _NO_BOOKS, _NO_AREA = 1000, 1500, 1000


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Rows, heads, columns, then sentences."""
    found = [*_rows(manuscript), *_heads(manuscript), *_sentences(manuscript)]
    yield from sorted(found, key=lambda hint: -hint.weight)[:_MOST]


def _rows(manuscript: Manuscript) -> Iterator[Hint]:
    for sheet in manuscript.sheets:
        column = sheet.unit_column
        for row in sheet.data_rows if column is None else ():
            # 到账经费 元 in one cell.
            named = next(
                (
                    (c, sheet.text(row, c).split())
                    for c in range(sheet.column_count)
                    if len(sheet.text(row, c).split()) > 1
                ),
                None,
            )
            own = [
                f
                for c in range(sheet.column_count)
                if (f := sheet.figures.get((row, c))) is not None and not f.is_percent
            ]
            if named is not None and all(f.column > named[0] for f in own):
                yield from _row(
                    f"{sheet.id}:r{row}", compact("".join(named[1][:-1])), named[1][-1], sheet.place(row, named[0]),
                    [(f.number.digits, f.place, f.number.raw.strip()) for f in own if f.number.digits > 0],
                )  # fmt: skip
        for row in sheet.data_rows if column is not None else ():
            figures = [
                f
                for c in range(sheet.column_count)
                if (f := sheet.figures.get((row, c))) is not None and not f.is_percent
            ]
            unit, name = compact(sheet.text(row, column or 0)), compact(sheet.row_label(row))
            told = [(f.number.digits, f.place, f.number.raw.strip()) for f in figures if f.number.digits > 0]
            yield from _row(f"{sheet.id}:r{row}", name, unit, sheet.place(row, column or 0), told)
    for _, rows in raw_tables(manuscript):
        for raw in rows:
            pieces = half_width(raw.text.text[: raw.figures[0].start]).split() if raw.figures else []
            if len(pieces) > 1 and raw.name:
                told = [(f.digits, raw.place(f), f.printed) for f in raw.figures if not f.kind and f.digits > 0]
                yield from _row(raw.key, raw.name, pieces[-1], raw.whole, told)


def _row(key: str, name: str, unit: str, place: Place, told: list[tuple[Decimal, Place, str]]) -> Iterator[Hint]:
    if not told or _EACH.search(name):
        return
    most = max(value for value, _, _ in told)
    weight = 0.0
    if unit == "元" and most < _FEW:
        weight = 0.4 if _WHOLES.search(name) else 0.3 if any(value % 1 for value, _, _ in told) else 0.0
    elif (unit == "册" and _BOOKS.search(name) and most < _NO_BOOKS) or (
        unit == "平方米" and _AREA.search(name) and most < _NO_AREA
    ):
        weight = 0.4
    if weight:
        yield _hint(
            f"{key}:unit",
            (place, told[0][1]),
            f"「{name}」只有 {told[0][2]}{unit}，请核对单位是否少了“万”",
            told[0][2],
            weight,
        )
    elif unit in _COUNT_UNITS and not _SHARE.search(name):
        odd = [one for one in told if one[0] % 1]
        if len(odd) == 1 and "万" not in odd[0][2]:
            yield _hint(
                f"{key}:part",
                (odd[0][1],),
                f"「{name}」以「{unit}」计，却写作 {odd[0][2]}，请核对小数点",
                odd[0][2],
                0.4,
            )


def _heads(manuscript: Manuscript) -> Iterator[Hint]:
    for sheet in manuscript.sheets:
        for column in sheet.numeric_columns:
            figures = [
                f for f in sheet.column_figures(column, sheet.data_rows)
                if not f.is_percent and not f.direction and f.number.digits > 0
            ]  # fmt: skip
            if not figures:
                continue
            labels = compact(half_width("".join(sheet.column_path(column))))
            most = max(figure.number.digits for figure in figures)
            if (
                sheet.unit_column is None
                and "(元)" in labels
                and not _EACH.search(labels.replace("(元)", ""))
                and _WHOLES.search(labels + sheet.caption)
                and most < _FEW * 10
            ) and (most < _FEW or any(f.number.places for f in figures)):
                row = next((r for r in range(sheet.first_data_row) if "元" in sheet.text(r, column)), 0)
                yield _hint(
                    f"{sheet.id}:c{column}:unit",
                    (sheet.place(row, column), figures[0].place),
                    f"此栏以元计，最大的数只有 {most}，请核对单位是否少了“万”",
                    sheet.text(row, column),
                    0.4,
                )
            odd = [figure for figure in figures if figure.number.places]
            plain = len(figures) - len(odd)
            if len(odd) == 1 and plain >= 4 and not _SHARE.search(labels) and not _is_measured(sheet, odd[0].row):
                yield _hint(
                    f"{odd[0].key}:part",
                    (odd[0].place,),
                    f"此处写作 {odd[0].number.raw.strip()}，同一栏其余各数都是整数，请核对小数点",
                    odd[0].number.raw.strip(),
                    0.3,
                )
    for _block, rows in raw_tables(manuscript):
        heads = [line for line in rows if not line.figures]
        body = [figure for line in rows for figure in line.figures]
        for line in heads:
            at = half_width(line.text.text).find("(元)")
            amounts = [f.digits for f in body if not f.kind]
            if (
                at > 0
                and amounts
                and max(amounts) < _FEW * 10
                and not _EACH.search(line.text.text[max(0, at - 8) : at])
                and _WHOLES.search(line.text.text[max(0, at - 6) : at])
            ):
                yield _hint(
                    f"{line.key}:unit",
                    (line.text.place(at, at + 3),),
                    "表中以元计的数都不到一万，请核对单位是否少了“万”",
                    "元",
                    0.35,
                )
        lines = [
            line for line in rows if line.name and len(line.figures) >= 3 and not any(f.kind for f in line.figures)
        ]
        parts = [(line, f) for line in lines for f in line.figures if f.digits % 1 and not f.direction]
        if (
            len(parts) == 1
            and len(lines) >= 3
            and not _SHARE.search(parts[0][0].name + "".join(line.name for line in heads))
        ):
            line, figure = parts[0]
            yield _hint(
                f"{line.key}:{figure.start}:part",
                (line.place(figure),),
                f"此处写作 {figure.printed}，表中其余各数都是整数，请核对小数点",
                figure.printed,
                0.3,
            )


def _is_measured(sheet: Sheet, row: int) -> bool:
    words = "".join(sheet.text(row, c) for c in range(sheet.column_count))
    return _SHARE.search(words) is not None


def _sentences(manuscript: Manuscript) -> Iterator[Hint]:
    amounts = [
        m for passage in manuscript.prose() for m in passage.mentions if m.measure == "元" and m.number.value > 0
    ]
    ten_thousands = [m.number.value for m in amounts if m.number.scale == 10_000]
    told = _table_digits(manuscript)
    leads: dict[str, set[Decimal]] = defaultdict(set)
    for value in (*(v for values in told.values() for v in values), *(m.number.value for m in amounts)):
        leads[_lead(value)].add(value)
    often = sum(m.number.scale == 100_000_000 and not _VAST.search(m.words_before) for m in amounts) > _USUAL
    if often:
        # A report that counts in 亿元: only what is far beyond all the rest is told.
        ten_thousands = sorted(m.number.value for m in amounts)[-2:-1] * 2
    for passage in manuscript.prose():
        if "元" not in passage.plain and "亿" not in passage.plain:
            continue
        for mention in passage.mentions:
            hint = (
                _vast(mention, ten_thousands, often)
                or _slight(mention)
                or _otherwise(mention, told)
                or _moved(mention, leads)
            )
            if hint is not None:
                yield hint


def _scale(mention: Mention) -> Decimal:
    return Decimal(mention.number.scale)


def _vast(mention: Mention, ten_thousands: list[Decimal], often: bool) -> Hint | None:
    if _scale(mention) < 100_000_000:
        return None
    passage = mention.passage
    start, end = passage.full_sentence_at(mention.start)
    sentence = passage.plain[start:end]
    if mention.measure in ("人", "人次", "册", "平方米", "学时"):
        return _told(mention, "量级大得不像一地一校的数，请核对是否应为“万”", 0.5)
    if mention.measure != "元" or _VAST.search(sentence):
        return None
    beside = [m for m in passage.mentions_in(start, end) if m.measure == "元" and m.number.scale == 10_000]
    if beside and not often and mention.number.value > 20 * max(m.number.value for m in beside):
        return _told(mention, "同一句里其余各数都以万元计，请核对单位", 0.5)
    if ten_thousands and mention.number.value > 5 * max(ten_thousands):
        return _told(mention, "远大于全文其余各项以万元计的数，请核对单位", 0.3)
    return None


def _slight(mention: Mention) -> Hint | None:
    """设备总值 126 元, or 500 元 beside 1800 万元."""
    start, end = mention.passage.full_sentence_at(mention.start)
    if (
        mention.measure == "元"
        and mention.number.scale == 1
        and 0 < mention.number.value < _FEW * 10
        and not _EACH.search(mention.words_before + mention.words_after[:3])
    ):
        beside = [m for m in mention.passage.mentions_in(start, end) if m.measure == "元"]
        if (
            len(beside) > 2
            and sum(m.number.scale == 10_000 for m in beside) == len(beside) - 1
            and "每" not in mention.passage.plain[start:end]
        ):
            return _told(mention, "同一句里其余各数都以万元计，请核对单位", 0.35)
    if mention.measure != "元" or mention.number.scale != 1 or not 0 < mention.number.value < _FEW:
        return None
    before = mention.words_before[-14:]
    if not _WHOLES.search(before) or _EACH.search(before) or mention.words_after.startswith(("/", "每", "的")):
        return None
    return _told(mention, "这类数额以元计只有这么一点，请核对单位是否少了“万”", 0.3)


def _table_digits(manuscript: Manuscript) -> dict[Decimal, set[Decimal]]:
    """What amounts in tables are worth, by their printed digits."""
    told: dict[Decimal, set[Decimal]] = defaultdict(set)
    for sheet in manuscript.sheets:
        for figure in sheet.figures.values():
            if not figure.is_percent and len(f"{figure.number.digits:f}".replace(".", "").strip("0")) >= 3:
                told[figure.number.digits.normalize()].add(figure.value)
    return told


def _otherwise(mention: Mention, told: dict[Decimal, set[Decimal]]) -> Hint | None:
    """750.00 亿元 beside 750.00 in a table of 万元."""
    if (
        mention.measure != "元"
        or "千" in mention.raw
        or len(str(mention.number.digits).replace(".", "").strip("0")) < 3
    ):
        return None
    worth = told.get(mention.number.digits.normalize())
    if not worth or mention.number.value in worth or (worth == {mention.number.digits} and _scale(mention) <= 10_000):
        return None
    other = max(worth)
    if not other or max(other, mention.number.value) / min(other, mention.number.value) < 1000:
        return None
    return _told(mention, "表中有同一个数，单位却不同，请核对单位", 0.35)


_LEAD = 5  # figures that two amounts have in common


def _lead(value: Decimal) -> str:
    """The first figures of an amount, wherever its point stands.

    >>> _lead(Decimal("252.39")), _lead(Decimal("25239.48"))
    ('25239', '25239')
    """
    return f"{value:f}".replace(".", "").lstrip("0")[:_LEAD]


def _moved(mention: Mention, leads: dict[str, set[Decimal]]) -> Hint | None:
    """生均 252.39 元 beside 25239.48 elsewhere."""
    value = mention.number.value
    lead = _lead(value)
    if mention.measure != "元" or len(lead) < _LEAD or lead.endswith("000") or mention.number.scale != 1:
        return None
    larger = [v for v in leads[lead] if v != value and v > value * 9 and v < value * 2000]
    if not larger or len(leads[lead]) > 2:
        return None
    return _told(mention, f"别处有数字相同而小数点不同的 {larger[0]:f}，请核对小数点", 0.35)


def _told(mention: Mention, why: str, weight: float) -> Hint:
    return _hint(mention.id, (mention.place,), f"此处写「{mention.raw.strip()}」，{why}", mention.raw.strip(), weight)


def _hint(key: str, places: tuple[Place, ...], zh: str, reported: str, weight: float) -> Hint:
    return Hint(
        Remark(
            f"loose-sizes:{key}", "loose-sizes", FAULT, places, zh, f"{reported}: the unit or the decimal point makes it an unlikely size", severity="info",
            reported=reported, formula=reported,
        ),
        weight,
    )  # fmt: skip
