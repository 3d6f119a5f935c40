"""A cell of a table that a sentence tells again is told alike.

Cue: the name of a row and what a column counts, right before a figure (护理专业招生 280 人, beside a table with the row 护理 and
the column 实际招生). Why it should hold in any report: the sentence was written from the table. Guards: nothing but
words without weight may stand before the name, between name and column, or behind the column; every column
whose head has that core, in every table with that row, is a legal reading; another period, a narrower group (男生,
新增, 计划) or a comparison makes it another figure.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import Doubtful, relation, same
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_facts import period_of
from nianbao.extraction.names.name_index import NameIndex
from nianbao.extraction.tables.column_names import columns_of, core_of, named_rows
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation
from nianbao.facts.unit import are_comparable

FAULT = "mismatch"
_TABLE = "表2 各专业招生情况\n\n专业\t计划\t实际招生\n护理\t300\t280\n机电\t200\t190\n会计\t150\t120\n合计\t650\t590\n"
EXAMPLES = (
    Example("fail", f"护理专业招生270人。\n\n{_TABLE}"),
    Example("pass", f"护理专业招生280人。\n\n{_TABLE}"),
    Example("silent", f"护理专业招生比上年增加27人，护理专业招收男生27人。\n\n{_TABLE}"),
)
_LEAD = as_pattern(
    r"(?:其中|如|例如|特别是|尤其是|目前|今年|本年度?|当年|本届|从专业看|从学校看|全校|学校|我校|[:：]|20\d\d[年届级]度?(?:学年)?(?:度)?|截至.{0,8})*"
)
_REST_TAIL = as_pattern(r"(?:达到?|为|是|有|共|均|仅|只有|已|:|的|约|了|实现)+$")
_REST_HEAD = as_pattern(r"^(?:专业|学校|系|学生|毕业生|的|共|今年|当年|本年度?)+")
_OTHER = as_pattern(
    r"增|减|多|少|高|低|升|降|比(?![例重赛])|较|占|新(?![能型媒材华])|计划|上年|去年|男|女|平均|累计|每|和|与|、|及"
)


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Figures behind the name of a row, sentence by sentence."""
    rows = named_rows(manuscript)
    if not rows:
        return
    names = NameIndex(sorted(rows, key=lambda name: (-len(name), name)))
    for passage in manuscript.prose():
        for mention in passage.mentions:
            if mention.is_loose or mention.is_spelled or mention.number.hedge is not Hedge.NONE:
                continue
            words = compact(passage.plain[mention.clause[0] : mention.start])
            name = names.first_in(words)
            if name is not None:
                yield from _told(manuscript, passage, mention, words, name, rows[name])


def _told(
    manuscript: Manuscript,
    passage: Passage,
    mention: Mention,
    words: str,
    name: str,
    rows: tuple[tuple[Sheet, int], ...],
) -> Iterator[Relation | Doubtful]:
    before, _, behind = words.rpartition(name)
    said = _REST_HEAD.sub("", _REST_TAIL.sub("", behind))
    if len(said) < 2 or _OTHER.search(said) or as_pattern(r"\d").search(behind):
        return
    figures = [figure for sheet, row in rows for figure in _cells(manuscript, sheet, row, said, mention)]
    if not figures:
        return
    claim = mention.operand(f"{name}{said} {mention.raw.strip()}")
    readings = [same(figure.operand(unit=mention.unit), claim) for figure in figures]
    made = relation("cells-told", readings[:8], cue=f"{name}{said}", severity="warning", place=mention.place)
    firm = _LEAD.fullmatch(before) is not None and len({figure.sheet.id for figure in figures}) == 1
    firm = firm and all(_is_explained(figure, said) for figure in figures)
    yield made if firm else Doubtful(made, frozenset((mention.id,)))


_NEUTRAL = as_pattern(r"(?:实际|现有?|专业|学生|学校|人数|毕业生|本科?|共|直接|总体|平均|初次|专任|[的数率度为了])*")


def _is_explained(figure: Figure, said: str) -> bool:
    """参加金砖国家大赛获三等奖 is no figure of a table of the city's contest: what is said besides the head, the table says too."""
    sheet = figure.sheet
    rest = said.replace(core_of(sheet.head(figure.column)), "")
    known = sheet.caption + sheet.section + "".join(sheet.column_path(figure.column))
    return _NEUTRAL.fullmatch(rest) is not None or all(rest[i : i + 2] in known for i in range(len(rest) - 1))


_COHORT = as_pattern(r"\d级|[一二三]年级")


def _cells(manuscript: Manuscript, sheet: Sheet, row: int, said: str, mention: Mention) -> Iterator[Figure]:
    spoken = period_of(mention, manuscript)
    for column in columns_of(sheet, said):
        figure = sheet.figure(row, column)
        if figure is None or figure.is_percent != mention.is_percent:
            continue
        if figure.number.unit is not None and not are_comparable(figure.number.unit, mention.unit):
            continue
        period = figure.period
        if period is not None and period != (spoken or manuscript.data_period):
            continue
        if period is None and spoken is not None:
            continue
        if _COHORT.search(sheet.head(column)) and not _COHORT.search(said):
            # 在校生 1098 人 beside 2021级 380, 2020级 363 and 合计 1098: not those of one class.
            continue
        yield figure
