"""A share told of a row of a table follows from the row's figure and the total of its column.

Cue: 占, 占比 or 比例 behind the name of a row, or in the clause behind it (人次最多的是社区教育，占总人次的 62.76%; 护理类最多，为 263
人，占 48.9%), with no whole or with one that means all (全市, 总人次, 五个中心总面积, 在校生 where the table counts them). Why it should
hold in any report: a chapter works out the shares that it tells from its own table. Guards: nothing may stand beside the
name but what the caption, the heads and the row have as well, or words without weight; every column of counts in every
table with that row is a legal reading; another time, a goal or a narrower group (女生) makes it another share; away from
the table's chapter, and where no word says which column is meant, only a slip of the hand is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nianbao.documents.document import BlockKind
from nianbao.extraction.claims import Doubtful, derived, relation, share_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.shares.mistaken_wholes import follows_from_mistaken
from nianbao.extraction.tables.column_names import core_of
from nianbao.extraction.tables.table_facts import PERIOD, Figure, Sheet, compact
from nianbao.extraction.wording import CHANGE_HEAD, QUOTIENT
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Reading, Relation
from nianbao.facts.unit import are_comparable

FAULT = "share"
_TABLE = "表3 各类培训情况\n\n项目\t期数\t人次\n社区教育\t30\t6276\n农民培训\t20\t2500\n职工培训\t10\t1224\n合计\t60\t10000\n"
_SCHOOLS = (
    "表1 学校情况\n\n学校名称\t办学性质\t在校生数\n第一职业学校\t公办\t1246\n财经学校\t公办\t583\n艺术学校\t民办\t214\n"
)
EXAMPLES = (
    Example("fail", f"{_TABLE}\n人次最多的是社区教育，占总人次的67.26%。"),
    Example("fail", f"{_SCHOOLS}\n在校生规模上，第一职业学校占全区的60.99%，财经学校占25.84%。"),
    Example("pass", f"{_TABLE}\n人次最多的是社区教育，占总人次的62.76%；期数最少的是职工培训，占16.7%。"),
    Example("silent", f"{_TABLE}\n社区教育的女学员占67.26%。", "the table counts no women"),
    Example("silent", f"{_TABLE}\n上年社区教育占总人次的67.26%。"),
)
_SHARE = as_pattern(
    r"(?:[合共总]计|一共|共|约|仅|只|就|却|已|均|大约|将近)*(?:占(?!地|用|领|有率|据)比?|占?比例|比重)(?P<base>[^，。；：、%％\d]{0,18}?)(?:的)?(?:比例|比重|比率)?"
    r"(?:高达|达到?|只有|仅|约|为|是|有|到|了|:|：)*\s*$"
)
_ALL = as_pattern(
    r"(?:全[部体市区县校院省州]|[我本][市区县校院省]|[两二三四五六七八九十\d]+[个所类项家种][\u4e00-\u9fff]{0,4}|各[类项校])?"
    r"(?:学生|教师|培训)?(?:所有|总|全部)?(?P<thing>[\u4e00-\u9fff]{0,6}?)(?:总?人?数|总量|总额|总)?"
)
_OTHERWISE = as_pattern(
    r"上年|去年|上届|上学年|往年|前年|同期|目标|力争|计划|规划|达到.{0,4}以上|其余|其[他它]|[^占]比(?!例|重)|较|增|减|下降|提高|男|女|新增"
)
# What a sentence counts, and by what words a table says that it counts that.
_COUNTED = (
    (as_pattern(r"在校生?|在籍"), as_pattern(r"在校|在籍|学生数|人数")),
    (as_pattern(r"毕业生?|就业|升学|落实"), as_pattern(r"毕业|就业|升学|落实|去向")),
    (as_pattern(r"新生|招生|招收|录取|生源"), as_pattern(r"新生|招生|录取|招收|生源")),
    (as_pattern(r"教师|师资|教职工"), as_pattern(r"教师|师资|教职工|专任|双师")),
    (as_pattern(r"培训"), as_pattern(r"培训|人次|学时|期")),
    (as_pattern(r"实习"), as_pattern(r"实习")),
    (as_pattern(r"人次"), as_pattern(r"人次")),
    (as_pattern(r"学时|课时"), as_pattern(r"学时|课时|人天")),
    (as_pattern(r"面积"), as_pattern(r"面积|平方米|㎡")),
    (as_pattern(r"收入|到款"), as_pattern(r"收入|到款|经费|金额")),
    (as_pattern(r"支出|投入|经费|资金|金额"), as_pattern(r"支出|投入|经费|资金|金额|元")),
    (as_pattern(r"学生"), as_pattern(r"生|人数")),
)  # fmt: skip
_WORDS = as_pattern("|".join(f"({said.pattern})" for said, _ in _COUNTED))
_NEUTRAL = as_pattern(
    r"分[\u4e00-\u9fff]{1,4}看?|其中|规模|所占|占|最[多高大少低小]|排[在名]?第[一二三]|居首位|位居?第[一二三]|首位|居首|领先|第[一二三]|专业|学校|人数|总|数量|数|量|类别|类|项目|"
    r"当中|中|里|方面|上|以|主要|主体|主力|重点|大头|比例|全[市区县校省院]|[我本][市区县校院]|各|所|个|其次|依次|分别|当年|今年|本年度?|目前|的|是|为|有|则|而|又|也|达到?|由|在|仅|只|约|就|却|，|,|:|：|、|“|”|了|最后"
)
_WEIGHTLESS = as_pattern(
    r"从[\u4e00-\u9fff]{1,6}看|按[\u4e00-\u9fff]{1,6}[计算排]|[一二两三四五六七八九十\d]+[个所类项种家]"
)
_REACH = 60  # characters in which the name of the row stands before its share
_MOST = 24


@dataclass(frozen=True, eq=False)
class _Rows:
    """Rows by each of their labels that no other row of the table bears."""

    manuscript: Manuscript
    rows: dict[str, tuple[tuple[Sheet, int], ...]]
    pattern: re.Pattern[str] | None
    sections: dict[str, str]


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Shares, clause by clause."""
    known = _rows(manuscript)
    if known.pattern is None:
        return
    for passage in manuscript.prose():
        if "%" not in passage.plain and "％" not in passage.plain:
            continue
        for share in passage.mentions:
            if share.unit is None or share.unit.id != "percent" or share.is_spelled or share.number.value > 1:
                continue
            if share.number.hedge in (Hedge.AT_LEAST, Hedge.AT_MOST):
                continue
            cue = _SHARE.search(passage.plain[share.clause[0] : share.start])
            if cue is not None:
                yield from _claims(known, passage, share, share.clause[0] + cue.start(), cue["base"].strip())


def _claims(known: _Rows, passage: Passage, share: Mention, cue: int, base: str) -> Iterator[Relation | Doubtful]:
    start = max(share.sentence[0], cue - _REACH)
    earlier = [m for m in passage.mentions_in(start, share.digits_start) if not m.is_loose and not m.is_spelled]
    count = earlier[-1] if earlier and not earlier[-1].is_percent and earlier[-1].start >= start else None
    if earlier and (count is None or len(earlier) > 1):
        # Behind another figure a new name begins, or the last clause before the count.
        start = max(start, earlier[-1 if count is None else -2].end)
        behind = as_pattern(r"[，；]").search(passage.plain[start:cue]) if count is None else None
        start += behind.start() if behind is not None else 0
    words = compact(passage.plain[start : count.start if count is not None else cue])
    if count is not None and not as_pattern(r"\s*[，,（(]?\s*").fullmatch(passage.plain[count.end : cue]):
        return
    if known.pattern is None or not words or _OTHERWISE.search(words):
        return
    # 项目 and 规模 name a row somewhere and say nothing here.
    names = [match[0] for match in known.pattern.finditer(words) if _NEUTRAL.sub("", match[0])]
    if len(names) > 1 and count is None and _AND.sub("", _named_apart(words, names)) == "":
        yield from _together(known, passage, share, names, base)
    if len(names) != 1:
        return
    meant = _ALL.fullmatch(base)
    if meant is None:
        return
    rest = words.replace(names[0], "，", 1)
    said = f"{compact(passage.plain[share.sentence[0] : share.start])}"
    readings: list[Reading] = []
    firm = 0
    sheets = known.rows[names[0]]
    claim = share.operand(f"{names[0]}占比 {share.raw.strip()}", trust=0.5)
    here = known.sections.get(passage.id.partition(":")[0], passage.id)
    for sheet, row in sheets:
        if not _speaks_of(sheet, row, rest, meant["thing"], said.replace(names[0], "，")):
            continue
        columns = _columns(sheet, row)
        for figure in columns:
            if count is not None and (
                count.number.value != figure.value
                or not (figure.number.unit is None or are_comparable(figure.number.unit, count.unit))
            ):
                continue
            whole = _whole(sheet, figure, of_all=_MEANS_ALL.match(base) is not None)
            if whole is None:
                continue
            part = count.operand() if count is not None else figure.operand()
            readings.append(share_of(claim, [part], [whole]))
            told = len(columns) == 1 or _is_said(sheet, figure, said, names[0])
            near = known.sections.get(sheet.block.id) == here or len(sheets) == 1
            # A count beside its share may be held against another whole that the sentence has in mind.
            firm += told and near and count is None
    if not readings:
        return
    place = passage.place(start, share.end)
    made = relation("row-shares", readings[:_MOST], cue=f"占{base}", severity="warning", place=place)
    told = firm > 0
    if follows_from_mistaken(known.manuscript, share, readings):
        told, made = True, replace(made, is_searched=True)
    yield made if told else Doubtful(made, frozenset((share.id,)))


_AND = as_pattern(
    r"[、和与及]|以及|[两二三四五六七八九\d]+[个所类种大]?|专业|学校|大?类|合计|共|合|在校生|人次|学生|的|等|均|，|系|学部"
)


def _named_apart(words: str, names: Sequence[str]) -> str:
    """What stands between the names of a list and behind it; what stands before the first is another clause."""
    at = words.find(names[0])
    rest = words[at:]
    for name in names:
        rest = rest.replace(name, "", 1)
    return rest


def _together(known: _Rows, passage: Passage, share: Mention, names: Sequence[str], base: str) -> Iterator[Doubtful]:
    """市直与文岭市两地合计占全市的 51.92%: several rows of one table, added up."""
    meant = _ALL.fullmatch(base)
    if meant is None or len(set(names)) < len(names):
        return
    claim = share.operand(f"{'、'.join(names)}占比 {share.raw.strip()}", trust=0.5)
    readings: list[Reading] = []
    for sheet, first in known.rows[names[0]]:
        rows = [first, *(row for name in names[1:] for other, row in known.rows[name] if other is sheet)]
        if len(set(rows)) != len(names):
            continue
        for figure in _columns(sheet, first):
            parts = [f for row in rows if (f := sheet.figure(row, figure.column)) is not None]
            whole = _whole(sheet, max(parts, key=lambda f: f.value))
            if len(parts) == len(rows) and whole is not None:
                readings.append(share_of(claim, [part.operand() for part in parts], [whole]))
    if readings:
        place = passage.place(share.clause[0], share.end)
        made = relation("row-shares", readings[:_MOST], cue=f"占{base}", severity="warning", place=place)
        yield Doubtful(made, frozenset((share.id,)))


def _speaks_of(sheet: Sheet, row: int, rest: str, thing: str, said: str) -> bool:
    """Whether what stands beside the name says nothing that the table does not say too, and both count the same."""
    heads = "".join(compact(label) for column in range(sheet.column_count) for label in sheet.column_path(column))
    known = f"{compact(sheet.caption)}{heads}{''.join(map(compact, sheet.row_path(row)))}"
    counted = [match.lastindex for match in _WORDS.finditer(said)]
    if counted and not _COUNTED[(counted[-1] or 1) - 1][1].search(known):
        return False
    left = _NEUTRAL.sub("，", _WORDS.sub("，", _WEIGHTLESS.sub("，", rest)))
    if any(piece not in known for piece in left.split("，") if piece):
        return False
    core = _NEUTRAL.sub("", _WORDS.sub("", thing))
    return not core or core in known


def _is_said(sheet: Sheet, figure: Figure, said: str, name: str) -> bool:
    """Whether a word of the sentence names the column: 人次 in 人次最多的是, 在校生 in 在校生规模上."""
    core = core_of(sheet.head(figure.column)) or compact(sheet.head(figure.column))
    core = as_pattern(r"^(?:总|实际|合计)|[（(].*$").sub("", core)
    return len(core) > 1 and core in said.replace(name, "，")


def _columns(sheet: Sheet, row: int) -> list[Figure]:
    found = []
    for column in sheet.numeric_columns:
        figure = sheet.figure(row, column)
        head = compact("".join(sheet.column_path(column)))
        if figure is None or figure.is_percent or figure.value <= 0:
            continue
        if QUOTIENT.search(head) or CHANGE_HEAD.search(head) or column == sheet.ordinal_column:
            continue
        found.append(figure)
    return found


_MEANS_ALL = as_pattern(r"到?了?(?:全[部体市区县校院省州]|总|所有)")


def _whole(sheet: Sheet, figure: Figure, *, of_all: bool = False) -> Operand | None:
    """The total of the column as the table gives it, else what its rows make together; ``of_all`` passes over 小计."""
    totals = [
        row for row in sheet.data_rows
        if sheet.is_total_row(row) or any(_OF_ALL.fullmatch(compact(label)) for label in sheet.row_path(row))
    ]  # fmt: skip
    grand = [row for row in totals if not sheet.is_subtotal_row(row)]
    for row in grand if of_all and grand else totals:
        total = sheet.figure(row, figure.column)
        if total is not None and total.value >= figure.value:
            return total.operand()
    if totals or any(sheet.is_subtotal_row(row) for row in sheet.data_rows) or sheet.unit_column is not None:
        return None
    rows = sheet.column_figures(figure.column, sheet.data_rows)
    if len(rows) < 3 or len(rows) != len(sheet.data_rows) or any("其中" in sheet.row_label(f.row) for f in rows):
        return None
    added = sum((each.value for each in rows), start=Decimal(0))
    return derived(
        f"{sheet.id}:sum:c{figure.column}",
        f"{compact(sheet.head(figure.column)) or '各行'}之和",
        added,
        like=figure.number,
    )


_OF_ALL = as_pattern(
    r"全[部体市区县校院省州]|[两三四五六七八九十]+[校所个县区院系].{0,3}|.{0,4}[合总共小]计|总数|全部.{0,3}"
)


@kept
def _rows(manuscript: Manuscript) -> _Rows:
    found: dict[str, list[tuple[Sheet, int]]] = {}
    for sheet in manuscript.sheets:
        rows = [row for row in sheet.data_rows if not sheet.is_total_row(row) and not sheet.is_subtotal_row(row)]
        if len(rows) < 2 or sheet.unit_column is not None:
            continue
        names: dict[str, list[int]] = {}
        for row in rows:
            for label in {compact(label) for label in sheet.row_path(row)}:
                for name in _names(label):
                    names.setdefault(name, []).append(row)
        for name, bearers in names.items():
            if len(set(bearers)) == 1:
                found.setdefault(name, []).append((sheet, bearers[0]))
    sections, section = {}, ""
    for block in manuscript.document.blocks:
        if block.kind is BlockKind.HEADING:
            section = block.id
        sections[block.id] = section
    ordered = sorted(found, key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(map(re.escape, ordered))) if ordered else None
    return _Rows(manuscript, {name: tuple(rows) for name, rows in found.items()}, pattern, sections)


def _names(label: str) -> Sequence[str]:
    """What a row is called in running text: its label, and that without the word for its kind.

    >>> sorted(_names("护理专业")), _names("2023年"), _names("合计")
    (['护理', '护理专业'], (), ())
    """
    label = as_pattern(r"^其中[:：]?").sub("", as_pattern(r"\([^()]*\)").sub("", label))
    if PERIOD.match(label) or not as_pattern(r"[\u4e00-\u9fffA-Za-z·“”]{2,20}").fullmatch(label):
        return ()
    if as_pattern(r"合计|总计|小计|平均|^全[区市县校]|^其[他它余]$").search(label):
        return ()
    short = as_pattern(r"(?:专业|类|学院|学部|系|培训)$").sub("", label)
    return tuple({label, short} if len(short) > 1 else {label})
