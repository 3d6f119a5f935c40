"""How many answered, as a sentence tells it, is the 调查人次 of the row of those who were asked.

Cue: a table of satisfaction with a column for how many were asked (调查人次, 样本数, 有效问卷), and a figure of answers in the text under
the name of those who gave them (在校生有效问卷 590 份, 教职工答卷 230 份, 家长 312 人参加调查). Why it should hold in any report: the rate
of a row is that of the answers it counts. Guards: 发放, 应答, 计划 and another survey (评教, 培训, 跟踪) count other papers; one school's answers
are a part; where several figures are told of one row only those that agree are told; 毕业生 stands for the row of that name,
应届毕业生 for its own; all answers together may be counted with or without the rows headed 其中.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, at_most, relation, same, sum_of, unitless
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.known_bodies import known_bodies
from nianbao.extraction.names.known_facts import period_of
from nianbao.extraction.tables.table_facts import Figure, Sheet, bare_label, compact
from nianbao.facts.cell import Cell
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Relation

FAULT = "mismatch"
_TABLE = "\n\n表2 满意度调查表\n\n序号\t指标\t2023年\t调查人次\n1\t在校生满意度（%）\t96.2\t590\n\t其中：课堂育人满意度（%）\t95.8\t590\n2\t毕业生满意度（%）\t95.1\t412\n\t其中：应届毕业生满意度（%）\t95.6\t274\n\t毕业三年内毕业生满意度（%）\t94.2\t138\n3\t教职工满意度（%）\t97.0\t230\n4\t家长满意度（%）\t96.8\t560\n"
EXAMPLES = (
    Example("fail", f"学校开展满意度调查，在校生有效问卷509份，家长有效问卷560份。{_TABLE}"),
    Example("fail", f"学校开展满意度调查，回收毕业生答卷412份，其中应届毕业生247份。{_TABLE}"),
    Example("pass", f"学校开展满意度调查，在校生有效问卷590份，教职工230人全部参加调查。{_TABLE}"),
    Example("silent", f"学校开展满意度调查，向在校生发放问卷618份。另有48名教师参加培训调查。{_TABLE}"),
)
# Whom a row or a sentence names; of several the longest name.
_WHO = (
    ("current", r"(?:20\d\d届|应届)(?:毕业生|毕业学生)?"),
    ("recent", r"毕业三年(?:内|以内)?(?:的)?(?:毕业生)?|近三年毕业生|往届毕业生"),
    ("graduates", r"毕业生|毕业学生"),
    ("students", r"在校(?:学)?生|学生"),
    ("staff", r"(?:在职)?教职员?工|教师"),
    ("employers", r"用人单位|(?:实习|合作|用人)?企业|用工单位"),
    ("parents", r"(?:学生)?家长"),
)
_ANY = "|".join(f"(?P<{who}>{words})" for who, words in _WHO)
_ROW = as_pattern(rf"(?:{_ANY})(?:总体|综合)?(?:对[\u4e00-\u9fff]{{2,6}}?)?(?:的)?(?:总体)?满意[度率](?:\(.*\))?")
_COUNT_HEAD = as_pattern(
    r"(?:有效)?(?:调查|样本|参与|参加|测评|问卷|答卷|受访)(?:总)?(?:人次|人数|数量?|份数|对象数|量)?(?:\(.*\))?|人次"
)
_LEAD = r"(?:其中|共有?|另有?|[及和与、由对有]|面向|开展|组织|委托第三方|回收|收回|收到|取得|获得|网[上络]|线上|满意[度率]|问卷|调查|测评|回访|走访|访谈|抽样|抽查|有效|中|显示|了|的|[:,，])*"
_TAIL = r"(?:的)?(?:网上|网络|线上|纸质|电子|调查|满意度)*(?:有效)?(?P<papers>(?:调查)?(?:问卷|答卷|样本|卷))?(?:调查|回收|收回|收到|数量?|份数|参[与加]|填写|作答|代表|[:,]|共|为|有|达到?|合计|计)*"
_SAID = as_pattern(rf"{_LEAD}(?:{_ANY}){_TAIL}")
_ALL = as_pattern(
    r"(?:开展|满意度|问卷|网上|调查|测评)*(?:中|,)?(?:各类(?:对象|群体|人群)|[五四三六]类(?:对象|群体|人群))?(?:共|累计|合计|总共)?(?:回收|收回|收到)?(?:各类(?:对象)?)?有效(?:问卷|答卷|样本)(?:共|合计|总数|为)*"
)
_TAKES_PART = as_pattern(
    r"(?:全部|全员|均|都|先后)?(?:参[加与]|接受|填写|完成)(?:了)?[^，。；]{0,6}(?:调查|测评|评价|问卷|答卷|参[加与])|(?:参[加与]|作答|答卷|填写)(?=[，。；、]|$)|全部参[加与]"
)
_OTHER_SURVEY = as_pattern(
    r"评教|教学评价|学期评价|培训(?!满意)|跟踪|实习满意|食堂|宿舍|心理|普测|家校|讲座|活动|职业体验|课程满意|线上教学|发放"
)
_SURVEY = as_pattern(r"满意|问卷|答卷")
_PLANNED = as_pattern(r"计划|拟|将|下一步|发放|应答|应参")


@dataclass(frozen=True, eq=False, slots=True)
class _Said:
    who: str
    mention: Mention
    is_firm: bool
    is_part: bool

    def operand(self) -> Operand:
        return unitless(self.mention.named_operand())


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """The rows of the tables of satisfaction, each with the answers that the text counts."""
    rows = _rows(manuscript)
    if not rows:
        return
    said: dict[str, list[_Said]] = {}
    for each in _all_said(manuscript):
        said.setdefault(each.who, []).append(each)
    for who, each_said in said.items():
        if who == "all":
            yield from _altogether(rows, each_said)
        elif who in rows:
            yield from _told(rows[who], each_said)


def _rows(manuscript: Manuscript) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for sheet in manuscript.sheets:
        column = _count_column(sheet)
        if column is None:
            continue
        for row in sheet.data_rows:
            match = _ROW.fullmatch(bare_label(sheet.row_label(row)))
            figure = sheet.figure(row, column)
            if match is not None and match.lastgroup is not None and figure is not None:
                found.setdefault(match.lastgroup, []).append(figure)
    return found


def _count_column(sheet: Sheet) -> int | None:
    columns = [column for column in sheet.numeric_columns if _COUNT_HEAD.fullmatch(bare_label(sheet.head(column)))]
    return columns[0] if len(columns) == 1 else None


def _all_said(manuscript: Manuscript) -> Iterator[_Said]:
    for passage in manuscript.prose_with("问卷", "答卷", "满意"):
        for mention in passage.mentions:
            if mention.is_loose or mention.measure not in ("份", "人", "人次", "家", "名", "个", "位"):
                continue
            start, end = passage.full_sentence_at(mention.start)
            before = passage.full_sentence_at(start - 2)[0] if start > 1 else start
            if mention.number.hedge is not Hedge.NONE or not _SURVEY.search(passage.plain, before, end):
                continue
            clause = mention.clause[0]
            earlier = passage.mentions_in(clause, mention.digits_start)
            words = compact(passage.plain[earlier[-1].end if earlier else clause : mention.start]).split("、")[-1]
            found = _read(words, mention)
            if found is None or period_of(mention, manuscript) is not None:
                continue
            lead = passage.plain[start : mention.start]
            bodies = list(known_bodies(manuscript).spoken(lead))
            title = "".join(p.plain for p in manuscript.passages[:6] if "。" not in p.plain)
            is_part = any(spoken.body not in title for spoken in bodies)
            other = _OTHER_SURVEY.search(passage.plain, start, end) or _PLANNED.search(words) or passage.kind == "case"
            yield _Said(found[0], mention, found[1] and not other and not is_part, is_part)


def _read(words: str, mention: Mention) -> tuple[str, bool] | None:
    """Whose answers the figure counts, and whether the words say that they are answers."""
    if mention.measure == "份" and len(words) > 3 and _ALL.fullmatch(words):
        return "all", True
    match = _SAID.fullmatch(words)
    who = next((name for name, _ in _WHO if match is not None and match[name]), None)
    takes_part = _TAKES_PART.match(mention.words_after) is not None
    if match is None or who is None:
        return None
    if mention.measure == "份":
        return who, True
    if takes_part:
        return who, True
    return (who, True) if match["papers"] else None


def _told(figures: list[Figure], said: list[_Said]) -> Iterator[Relation | Doubtful]:
    values = {figure.number.digits for figure in figures}
    equal = [each for each in said if each.mention.number.value in values]
    for each in equal:
        match = next(figure for figure in figures if figure.number.digits == each.mention.number.value)
        yield relation("answers-told", [same(_count(match), each.operand())], cue=each.who, severity="warning")
    if equal or len(values) > 1:
        return
    whole = [each for each in said if not each.is_part]
    figure = _count(figures[0])
    if len(whole) == 1:
        each = whole[0]
        if each.is_firm:
            yield relation(
                "answers-told",
                [same(figure, each.operand())],
                cue=each.who,
                severity="warning",
                place=each.mention.place,
            )
    elif not whole and len(said) == 1 and said[0].mention.measure == "份":
        yield relation("answers-told", [at_most([said[0].operand()], [figure])], cue=said[0].who, severity="warning")


def _count(figure: Figure) -> Operand:
    """The cell without a unit: that of the rate in the row's label is none of its own."""
    number = replace(figure.number, scale=Decimal(1), unit=None)
    return replace(figure.operand(), cell=Cell.of_number(number))


def _altogether(rows: dict[str, list[Figure]], said: list[_Said]) -> Iterator[Doubtful]:
    """All answers, with the graduates of this year and of earlier ones or their row alone."""
    if any(len(figures) > 1 for figures in rows.values()):
        return
    of_all = {who: _count(figures[0]) for who, figures in rows.items()}
    main = [figure for who, figure in of_all.items() if who not in ("current", "recent")]
    parts = [figure for who, figure in of_all.items() if who != "graduates"]
    for each in said:
        if each.is_firm and len(main) > 2:
            readings = [sum_of(each.operand(), main), sum_of(each.operand(), parts)]
            made = relation("answers-told", readings, cue="有效问卷", severity="warning", place=each.mention.place)
            yield Doubtful(made, frozenset((each.mention.id,)))
