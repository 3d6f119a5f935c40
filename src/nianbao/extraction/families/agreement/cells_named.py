"""A sentence that names a row and leaves the column to the reader tells that row's figure.

Cue: the name of a row (护理专业, 女教师, 研究生学历, 一年级) and nothing besides but words that the caption, the head or the
column of names of that table have as well, right before a figure or in the clause before it (护理专业在校生最多，有 263 人).
The last row, 合计, bears the name of what the caption counts. Why it should hold in any report: a chapter tells its own
table. Guards: what the sentence counts (在校生, 毕业生, 教师 …) must be what the table counts; period, unit and kind of
figure must agree; any fitting cell of any table is a legal reading; away from the table's own chapter, and where
several columns fit, only a slip of the hand is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.documents.document import BlockKind
from nianbao.extraction.claims import Doubtful, relation, same
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_facts import OF_SOME, label_of, period_of
from nianbao.extraction.names.name_index import NameIndex
from nianbao.extraction.names.said_things import reduced
from nianbao.extraction.tables.column_names import NO_NAME, core_of
from nianbao.extraction.tables.table_facts import PERIOD, Figure, Sheet, bare_label, compact
from nianbao.facts.kept import kept, kept_for_each
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation
from nianbao.facts.unit import are_comparable

FAULT = "mismatch"
_TITLES = (
    "\n\n表1 专任教师职称结构\n\n职称\t人数\t占比\n高级\t85\t48.6%\n中级\t60\t34.3%\n初级\t30\t17.1%\n合计\t175\t100%\n"
)
_MAJORS = "\n\n表2 各专业在校生情况\n\n专业\t在校生数\n护理\t263\n机电\t180\n会计\t95\n合计\t538\n"
EXAMPLES = (
    Example("fail", f"学校高级职称教师58人。{_TITLES}"),
    Example("fail", f"护理专业在校生最多，有236人。{_MAJORS}"),
    Example("fail", f"全校在校生583人。{_MAJORS}"),
    Example("pass", f"学校高级职称教师85人，占48.6%。{_TITLES}"),
    Example("silent", f"护理专业毕业生有236人，新招机电专业教师18人。{_MAJORS}"),
)
# What is counted; a sentence of one of these speaks of no table of another.
_COUNTED = (
    r"在校|在籍", r"毕业", r"招生|新生|招收|录取|报到|计划", r"就业|落实|去向", r"升学|升入|升本", r"教师|师资|教职工|专任|老师", r"实习", r"培训|轮训",
    r"奖", r"收入", r"支出|使用|决算", r"投入|拨款", r"满意", r"起薪|月薪|薪酬|工资", r"对口", r"设备", r"工位", r"图书|藏书", r"证书|考证|取证|等级",
    r"课程|开课|课时|学时", r"教材", r"资助|助学|免学费", r"问卷|调查|样本", r"党员", r"班级|教学班", r"面积", r"企业", r"合格", r"巩固", r"流失|辍学",
    r"报名|报考|参加", r"住宿|住校|走读", r"平均|人均|生均",
)  # fmt: skip
_CLASSES = tuple(as_pattern(words) for words in _COUNTED)
_NEUTRAL = as_pattern(
    r"(?:专业|学校|教师|老师|学生|人员|人数|人|数|学历|学位|职称|年龄|类|岗位|培训|其中|有|为|共|占|达到?|是|最[多高大少低]|排.{0,3}|比例|占比|比重|分别|均|也|仅|只|和|的|中|以上|及|"
    r"在校生?|毕业生?|招生|新生|专任|就业率?|升学率?|起薪|满意度|平均|总|合计|年级|级|\||[,，:：])*"
)
_HERE = as_pattern(r"[上下如见]\s*表|表\s*\d|表中")
_OTHERWISE = as_pattern(
    r"增|减|(?<!占)比(?!例|重)|较|新(?![能型媒材华])|上年|去年|同期|目标|不[少低]于|以上$|累计|其[他它余]|每|培养|选派|选送|引进|聘|男|女|名额|超|约|余|达标|目前仅|曾|(?<![中高])原(?![料材])|未(?!来)|无(?!人机)|非|除|转(?!移)|退(?!役)"
)
_OF_ANOTHER = as_pattern(r"占(?!比)[\u4e00-\u9fff]{2,}")  # 占项目支出的 59.74%
_BEHIND = as_pattern(r"(?:左右|[（(].*|其中.*|之多)?")
_ALL = as_pattern(r"(?:截至.*|目前|20\d\d年[末底]?|[,，]|全[校区市县]|学校|我校|本校|今年)*")
_SHARE_HEAD = as_pattern(r"占|比例|比重|百分比|结构")
_PEOPLE = as_pattern(r"人|生|师|职工|员|招|就业|升学")
_PLAIN_HEAD = as_pattern(r"(?:数量|数|合计|小计|人数|总数|20\d\d.{0,4})?")
_OPENED_UP = as_pattern(r"(?P<clause>[^,，。；]*\d[^,，。；]*)[,，]?其中[^。；]*$")
_MANY = 8


@dataclass(frozen=True, eq=False)
class _Rows:
    """Rows by name, with an index that finds a name in a label, the longest first."""

    rows: dict[str, tuple[tuple[Sheet, int], ...]]
    names: NameIndex
    sections: dict[str, str]


@kept
def _rows(manuscript: Manuscript) -> _Rows:
    found: dict[str, list[tuple[Sheet, int]]] = {}
    for sheet in manuscript.sheets:
        rows = [row for row in sheet.data_rows if not sheet.is_total_row(row)]
        if len(rows) < 2 or sheet.unit_column is not None:
            continue
        for row in rows:
            label = compact(sheet.row_label(row))
            if NO_NAME.search(label) or PERIOD.match(label):
                continue
            for name in {label, as_pattern(r"(?:专业|教师|学历|职称|学生)$").sub("", label)}:
                if as_pattern(r"[\u4e00-\u9fffA-Za-z]{2,16}|[男女]").fullmatch(name):
                    found.setdefault(name, []).append((sheet, row))
        for row in sheet.data_rows:
            if sheet.is_total_row(row):
                for name in _subjects(sheet):
                    found.setdefault(name, []).append((sheet, row))
    names = sorted(found, key=lambda name: (-len(name), name))
    sections, section = {}, ""
    for block in manuscript.document.blocks:
        if block.kind is BlockKind.HEADING:
            section = block.id
        sections[block.id] = section
    return _Rows(
        {name: tuple(rows) for name, rows in found.items()},
        NameIndex(names),
        sections,
    )


_SUBJECT = as_pattern(r"在校生|毕业生|新生|招生|专任教师|教职工|教师|总?收入|总?支出")


def _subjects(sheet: Sheet) -> list[str]:
    """What the caption counts, where it counts one thing: 各年级在校生情况."""
    found = list(dict.fromkeys(_SUBJECT.findall(sheet.caption)))
    if len(found) != 1 or as_pattern(
        r"[市区县]各?|全国|各校|学校|比例|率|升学|就业|去向|落实|[获取考]证|证书|实习|资助|获奖|[男女]|[本专]科"
    ).search(
        sheet.caption,
    ):
        return []
    return [found[0]]


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Figures behind the name of a row, sentence by sentence."""
    rows = _rows(manuscript)
    if not rows.rows:
        return
    for passage in manuscript.prose():
        for mention in passage.mentions:
            if mention.is_loose or mention.number.hedge is not Hedge.NONE or mention.unit is None:
                continue
            if OF_SOME.search(passage.plain[mention.clause[0] : mention.start]):
                continue
            words, start = _words(passage, mention)
            found = rows.names.leftmost_in(words) if words else None
            if found is not None:
                yield from _told(manuscript, rows, mention, words, found, start)


def _words(passage: Passage, mention: Mention) -> tuple[str, int]:
    """What stands before the number in its clause, or, where that is a verb alone, in the clause before."""
    label = reduced(label_of(mention))
    start = mention.clause[0]
    if label:
        return label, start
    if start and passage.plain[start - 1 : start] == "，" and not passage.mentions_in(start, mention.digits_start):
        lead = passage.plain[start : mention.start].strip()
        before, _ = passage.clause_at(start - 2)
        if as_pattern(r"(?:也|约)?(?:共?有|达到?|为|是|共|计)?").fullmatch(lead) and not passage.mentions_in(
            before, start
        ):
            return reduced(passage.plain[before : start - 1]), before
    return "", start


def _told(
    manuscript: Manuscript, rows: _Rows, mention: Mention, words: str, found: tuple[int, str], start: int
) -> Iterator[Relation | Doubtful]:
    position, name = found
    rest = words[:position] + "|" + words[position + len(name) :]
    sentence = mention.passage.full_sentence_at(mention.start)[0]
    lead = compact(mention.passage.plain[sentence:start])
    if (
        _OTHERWISE.search(rest)
        or _OTHERWISE.search(lead)
        or as_pattern(r"以[上下内]|累计").search(words + mention.words_before)
    ):
        return
    after = compact(mention.passage.plain[mention.end : min(mention.clause[1], mention.end + 24)])
    if not _BEHIND.fullmatch(after) or (mention.is_percent and _OF_ANOTHER.search(mention.words_before)):
        return
    # 平均年龄 42 岁，高级职称教师 85 人: a clause with a figure of its own speaks of that.
    counted = _classes(
        "".join(clause for clause in as_pattern("[,，]").split(lead) if not as_pattern(r"\d").search(clause)) + words
    )
    if (whole := _OPENED_UP.search(compact(mention.passage.plain[sentence : mention.start]))) is not None:
        # 计划招生 520 人，其中甲校 400 人、乙校 120 人: each is of what all of them are.
        counted |= _classes(whole["clause"])
    near: list[Figure] = []
    far: list[Figure] = []
    for sheet, row in rows.rows[name]:
        if sheet.is_total_row(row) and (
            mention.is_percent or not _ALL.fullmatch(lead) or words not in (name, f"总{name}")
        ):
            continue
        figures = list(_cells(manuscript, sheet, row, rest, mention, counted))
        own = rows.sections.get(sheet.block.id) == rows.sections.get(mention.passage.id)
        is_near = (own or _HERE.search(lead) is not None) and len(figures) == 1 and len(sheet.data_rows) > 2
        is_near = is_near and _agrees_so_far(figures[0], mention, sentence)
        (near if is_near else far).extend(figures)
    if not near and not far:
        return
    if _stands_in_row([*near, *far], mention):
        # Heads that were read wrongly lead to the neighbour; the figure itself is in the row.
        far, near = [*near, *far], []
    claim = mention.operand(f"{words.replace('|', '')} {mention.raw.strip()}")
    fitting = sorted((*near, *far), key=lambda figure: figure.number.value != mention.number.value)
    if len(fitting) > _MANY and fitting[0].number.value != mention.number.value:
        return  # a name that fits so many cells tells none of them
    readings = [same(figure.operand(unit=mention.unit), claim) for figure in fitting]
    made = relation("cells-named", readings[:_MANY], cue=name, severity="warning", place=mention.place)
    firm = len(near) == 1 and not far and _fits_wholly(near[0], rest)
    yield made if firm else Doubtful(made, frozenset((mention.id,)))


def _stands_in_row(figures: list[Figure], mention: Mention) -> bool:
    return any(
        other.number.digits == mention.number.digits and other.is_percent == mention.is_percent
        for figure in figures
        for column in figure.sheet.numeric_columns
        if (other := figure.sheet.figure(figure.row, column)) is not None
    )


def _agrees_so_far(figure: Figure, mention: Mention, start: int) -> bool:
    """Every figure of that measure earlier in the sentence stands in the column too: they speak of one thing."""
    column = {other.number.value for other in figure.sheet.column_figures(figure.column, figure.sheet.data_rows)}
    earlier = mention.passage.mentions_in(start, mention.digits_start)
    return all(m.number.value in column for m in earlier if m.measure == mention.measure and not m.is_loose)


def _fits_wholly(figure: Figure, rest: str) -> bool:
    """Every word besides the name is neutral or one that the table has."""
    sheet = figure.sheet
    return _explained(sheet, sheet.head(figure.column), rest) and (len(sheet.row_label(figure.row)) > 1 or rest != "|")


def _explained(sheet: Sheet, head: str, rest: str) -> bool:
    for known in (core_of(head), *(bare_label(sheet.head(column)) for column in sheet.label_columns)):
        if len(known) > 1:
            rest = rest.replace(known, "")
    return _NEUTRAL.fullmatch(rest) is not None


def _classes(words: str) -> frozenset[int]:
    return frozenset(index for index, pattern in enumerate(_CLASSES) if pattern.search(words))


@kept_for_each
def _table_classes(sheet: Sheet, column: int) -> frozenset[int]:
    words = sheet.caption + "".join(sheet.column_path(column)) + "".join(map(sheet.head, sheet.label_columns))
    # Titles and degrees are those of teachers.
    return _classes(words + "教师" if as_pattern(r"职称|学历|学位").search(words) else words)


def _cells(
    manuscript: Manuscript, sheet: Sheet, row: int, rest: str, mention: Mention, counted: frozenset[int]
) -> Iterator[Figure]:
    spoken = period_of(mention, manuscript)
    fitting = []
    for column in sheet.numeric_columns:
        figure = sheet.figure(row, column)
        if figure is None or figure.is_percent != mention.is_percent or figure.direction:
            continue
        if not are_comparable(figure.number.unit, mention.unit) or not _head_fits(sheet, figure, mention):
            continue
        if not counted <= _table_classes(sheet, column):
            continue
        period = figure.period
        if period is not None and period != (spoken or manuscript.data_period):
            continue
        if period is None and spoken is not None:
            continue
        if _explained(sheet, sheet.head(column), rest):
            fitting.append(figure)
    told = [figure for figure in fitting if len(core := core_of(sheet.head(figure.column))) > 1 and core in rest]
    yield from told or fitting


def _head_fits(sheet: Sheet, figure: Figure, mention: Mention) -> bool:
    """A figure without a unit counts what its head says, or the caption where the head says nothing."""
    head = bare_label(sheet.head(figure.column))
    if mention.is_percent and "占" in mention.words_before:
        return _SHARE_HEAD.search(head) is not None
    if mention.is_percent and not mention.words_before.endswith(("率", "率为", "率达", "率达到")):
        return "率" not in head or core_of(head) in mention.words_before
    if sheet.is_total_row(figure.row) and (mention.unit is None or mention.unit.dimension not in ("people", "money")):
        return False
    if figure.number.unit is not None or mention.unit is None:
        return True
    if mention.is_money:
        return False
    if mention.measure == "人次":
        return "人次" in head
    if as_pattern(r"率|比|增|减|均|次$").search(head):
        return False
    if mention.unit.dimension == "people":
        return _PEOPLE.search(head) is not None or (
            _PLAIN_HEAD.fullmatch(head) is not None and _PEOPLE.search(sheet.caption) is not None
        )
    return mention.measure != "" and mention.measure[-1] in head
