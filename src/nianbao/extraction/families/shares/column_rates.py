"""A rate of a row that the table does not print follows from two of its columns.

Cue: 县职教中心升学率为 58.93%, 旅游职校生师比 13.02:1, 招生计划完成率 95.75%, 卫校平均班额 41.1 人 beside a table with 升学 and 毕业生, 在校生 and 专任教师,
实际 and 计划, 在校生 and 教学班 for that row, or for all of them. Why it should hold in any report: the name of the rate says which two figures are
divided. Guards: the table must not print the rate itself, and has one column of either kind; one table alone may tell it; a rate of last year,
of a part (女生, 三年制) or of a goal is another; what is far from the quotient is of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Hint, Remark, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.named_lists import KIND, named_lists, row_names, sheets_of
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.extraction.told.alike import digits_of, is_one_slip
from nianbao.extraction.told.told_values import time_before
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

FAULT = "share"
_TABLE = "\n\n表1 去向\n\n学校\t毕业生\t升学\t就业\n中心校\t560\t330\t212\n旅游校\t294\t150\t136\n卫校\t190\t105\t80\n合计\t1044\t585\t428\n"
EXAMPLES = (
    Example("fail", f"中心校升学率为59.83%，高于其他学校。{_TABLE}"),
    Example("fail", f"旅游校毕业生升学率达到50.10%。{_TABLE}"),
    Example("pass", f"中心校升学率为58.93%，高于其他学校。{_TABLE}"),
    Example("silent", f"上年中心校升学率为52.10%。{_TABLE}"),
    Example("silent", f"中心校女生升学率为61.20%。{_TABLE}"),
)


@dataclass(frozen=True)
class _Rate:
    """What the rate is called, and the heads of what is divided and of what it is divided by."""

    name: str
    above: re.Pattern[str]
    below: re.Pattern[str]


_RATES = (
    _Rate(r"升学率|升学比例", as_pattern(r"^升学(?:人数|学生|小计|合计)?$|^升学总"), as_pattern(r"^毕业(?:生|学生|人)?(?:人数|数|总数)?$")),
    _Rate(r"(?:招生)?(?:计划)?完成率", as_pattern(r"^(?:\d{4}年)?(?:实际|实招|录取|报到)(?:招生|人)?(?:人数|数)?$"), as_pattern(r"^(?:\d{4}年)?(?:招生)?计划(?:招生)?(?:人数|数)?$")),
    _Rate(r"生师比", as_pattern(r"^在校(?:学)?生(?:人数|数)?$"), as_pattern(r"^专任教师(?:人数|数)?$")),
    _Rate(r"平均班额|班额|班均(?:人数|规模|学生)?", as_pattern(r"^在校(?:学)?生(?:人数|数)?$"), as_pattern(r"^(?:教学)?班(?:级)?(?:数|个数)?$")),
    _Rate(r"双师(?:型|素质)?(?:教师)?(?:占比|比例)", as_pattern(r"^双师(?:型|素质)?(?:教师)?(?:人数|数)?$"), as_pattern(r"^专任教师(?:人数|数)?$")),
    _Rate(r"报到率", as_pattern(r"^(?:实际)?报到(?:人数|数)?$"), as_pattern(r"^录取(?:人数|数)?$")),
    _Rate(r"(?:留用|录用|留任)率", as_pattern(r"^(?:留用|录用|留任)(?:人数|数|学生)?$"), as_pattern(r"^接收(?:实习)?(?:学生|生)?(?:人数|数)?$|^实习(?:学生|生)?(?:人数|数)?$")),
    _Rate(r"(?:考试|考核)?(?:通过|合格|取证|获证)率", as_pattern(r"^(?:通过|合格|取证|获证|取得证书)(?:人数|数)?$"), as_pattern(r"^(?:参加|报考|参考|考核|参训|应考)(?:人数|数|考试人数|学生)?$")),
)  # fmt: skip
_ANY = as_pattern(r"率|比|班额|班均|占|例")  # one of them stands in every name
_TAIL = rf"(?:{KIND})?(?:的)?(?:应届)?(?:毕业生|学生|教师)?的?"
_SAID = r"(?:则|也|仅|只有|只|最[高低]，)*(?:达到?|高达|为|是|有|只有|[:：，])*\s*$"
_OF_ALL = as_pattern(
    r"(?:20\d\d年|今年|本年度?)?[，,]?(?:从[^，。]{0,8}看，)?(?:全[区县市校]|[两三四五六七八九]校|总体|整体)+(?:招生|毕业生|学生)?|招生"
)
_BARE = as_pattern(r"\s*(?:仅|只|达到?|高达|为|是|有|只有)*\s*")
_OTHERWISE = as_pattern(
    r"上年|去年|目标|计划到|力争|预计|要求|标准|不低于|增|减|提高|下降|较|女|男|本科|三年制|五年制|本市|本区|京籍|户籍|对口高考|其中"
)
_NEAR = Decimal("0.15")


def find(manuscript: Manuscript) -> Iterator[Remark | Hint]:
    """Rates behind the name of a row, figure by figure."""
    rows, index = row_names(manuscript)
    for passage in manuscript.prose_with("率", "比", "班额", "班均") if rows else ():
        lists = None
        for mention in passage.mentions:
            if (
                mention.is_loose
                or mention.is_spelled
                or mention.number.hedge is not Hedge.NONE
                or mention.number.value <= 0
            ):
                continue
            if not mention.number.places:
                continue
            words = passage.plain[mention.clause[0] : mention.start]
            if not _ANY.search(words) and not _BARE.fullmatch(words):
                continue
            begin = _begin(passage, mention)
            words = passage.plain[begin : mention.start]
            if not _ANY.search(words):
                continue
            found = next(
                ((rate, m) for rate in _RATES if (m := re.search(f"(?:{rate.name}){_SAID}", words)) is not None), None
            )
            if found is None or _OTHERWISE.search(words):
                continue
            rate, match = found
            when, period = time_before(passage, passage.full_sentence_at(mention.start)[0], mention.start)
            if when == -1 or period not in (None, manuscript.data_period):
                continue
            lists = named_lists(passage, index) if lists is None else lists
            at = begin + match.start()
            own = [
                e for e in lists if begin <= e.start and e.end <= at and re.fullmatch(_TAIL, passage.plain[e.end : at])
            ]
            if own and len(own[-1].names) == 1:
                cells = [
                    cell
                    for sheet, places in sheets_of(own[-1].names, rows)
                    if (cell := _cells(sheet, places[0], rate)) is not None
                ]
                yield from _judged(passage, mention, own[-1].names[0], match[0], cells)
            elif not own and (
                _OF_ALL.fullmatch(passage.plain[begin:at]) or (begin == at and match[0].startswith("招生计划"))
            ):
                totals = [
                    (s, [row for row in s.data_rows if s.is_total_row(row)])
                    for s in manuscript.sheets
                    if s.unit_column is None
                ]
                cells = [
                    cell
                    for sheet, at_rows in totals
                    if len(at_rows) == 1 and (cell := _cells(sheet, at_rows[0], rate)) is not None
                ]
                yield from _judged(passage, mention, passage.plain[begin:at].strip() or "合计", match[0], cells)


def _begin(passage: Passage, mention: Mention) -> int:
    """Where the words of the figure begin: behind 甲校升学率最低，为 50.1% one clause earlier."""
    begin = mention.clause[0]
    if _BARE.fullmatch(passage.plain[begin : mention.start]) and begin > 1:
        before = passage.clause_at(begin - 2)
        if (
            as_pattern(r"最[高低大小]$").search(passage.plain[before[0] : before[1]])
            and passage.plain[begin - 1] in "，,"
        ):
            return before[0]
    return begin


def _cells(sheet: Sheet, row: int, rate: _Rate) -> tuple[Figure, Figure] | None:
    """The two figures of the row; None where the table prints the rate itself or has not one column of each."""
    heads = {c: re.sub(r"[（(].*?[）)]", "", compact("".join(sheet.column_path(c)))) for c in sheet.numeric_columns}
    if any(re.search(rate.name, head) for head in heads.values()):
        return None
    above = [c for c, head in heads.items() if rate.above.search(head)]
    below = [c for c, head in heads.items() if rate.below.search(head)]
    if len(above) != 1 or len(below) != 1:
        return None
    part, whole = sheet.figures.get((row, above[0])), sheet.figures.get((row, below[0]))
    return (part, whole) if part is not None and whole is not None and whole.value > 0 else None


def _judged(
    passage: Passage, mention: Mention, name: str, said: str, cells: list[tuple[Figure, Figure]]
) -> Iterator[Remark | Hint]:
    if not cells:
        return
    own, room = mention.number.value, mention.number.ulp * Decimal("1.05")  # cut off or rounded
    fitting = next((pair for pair in cells if abs(pair[0].value / pair[1].value - own) <= room), None)
    part, whole = fitting or cells[0]
    value = part.value / whole.value
    right = round(value / mention.number.scale, mention.number.places)
    close = is_one_slip(digits_of(mention.number), f"{right}".replace(".", "").lstrip("0"))
    if fitting is None and (len(cells) > 1 or (abs(value - own) > _NEAR * value and not close)):
        return
    shown = f"{part.number.raw.strip()} ÷ {whole.number.raw.strip()} = {right}"
    zh = (
        f"此处「{name}」{said.strip()} {mention.raw.strip()}，按表中 {shown}，请核对"
        if fitting is None
        else "与表中两数之比相符"
    )
    en = f"{mention.raw.strip()} here; the table gives {shown}" if fitting is None else "it follows from the table"
    places = (mention.place, part.place, whole.place)
    keys = (mention.id, part.key, whole.key)
    if fitting is None and not close:
        yield hint_at(
            "column-rates", mention.id, FAULT, places, zh, en, reported=mention.raw.strip(), expected=f"{right}",
            formula=shown, keys=keys, weight=0.45,
        )  # fmt: skip
        return
    yield Remark(
        f"column-rates:{mention.id}", "column-rates", FAULT, places, zh, en, severity="warning", holds=fitting is not None,
        reported=mention.raw.strip(), expected=f"{right}", formula=f"{shown} / {mention.raw.strip()}", keys=keys,
    )  # fmt: skip
