"""An indicator of the official forms that a sentence tells in everyday words is the figure of the form.

Cue: a row of a form (非学历培训到账经费, 年支付行业导师课酬, 教职工额定编制数 …) and a figure of its kind under one of the names that
it goes by: the full name, or a short one where the sentence before spoke of its topic (开展培训 40 期，…，到账经费 128.6 万元). Why it
should hold in any report: the form is filled in from the same books that the chapter is written from. Guards: another
period, a plan, one school, 其中 between the topic and the figure make it another figure; of several such figures one is the form's and
the others are its parts, which together may make it up; a narrowed row (公办) and several rows that differ are only confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, Hint, at_most, hint_at, relation, same, sum_of, told_elsewhere, unitless
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.form_names import (
    FORM_NAMES,
    FormName,
    FormRow,
    brief_names,
    dimensions_of,
    form_name_of,
    form_rows,
    spoken_core,
)
from nianbao.extraction.names.known_bodies import is_body_name, known_bodies
from nianbao.extraction.names.known_facts import (
    body_before,
    of_wider_body,
    period_of,
    prose_of_schools,
    scope_of,
    speaks_of_many_kinds,
    those_meant,
)
from nianbao.extraction.names.named_units import unit_named
from nianbao.extraction.tables.table_facts import Figure, compact
from nianbao.extraction.told.alike import is_slip
from nianbao.facts.cell import Cell
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Relation
from nianbao.facts.unit import LEXICON

FAULT = "mismatch"
_FORM = "\n\n表4 服务贡献表\n\n序号\t指标\t单位\t2023年\n1\t横向技术服务到款额\t万元\t42.50\n2\t非学历培训到账经费\t万元\t128.60\n3\t公益项目培训学时\t学时\t1120\n4\t教职工额定编制数\t人\t204\n"
EXAMPLES = (
    Example("fail", f"全年开展非学历培训36个项目，到账经费126.80万元。{_FORM}"),
    Example("fail", f"学校为6家企业提供技术服务，全年到款24.50万元。{_FORM}"),
    Example("fail", f"核定编制240人，现有教职工193人。{_FORM}"),
    Example("pass", f"全年开展非学历培训36个项目，到账经费128.60万元。{_FORM}"),
    Example("silent", f"全年开展非学历培训36个项目，其中社区教育到账经费26.80万元，比上年增加4.50万元。{_FORM}"),
    Example("silent", f"2024年核定编制将增加到240人。{_FORM}"),
)
_PLANNED = as_pattern(r"计划(?!内)|力争|争取|目标|预计|(?<!模)拟|将|规划|下一步|今后|不[少低]于|至少")
_SOME = as_pattern(r"其中|其余|其[他它]|分别|依次|最[多高大少低小]")
_SUMMED = as_pattern(r"累计|近?[三五两十]年[来间内]?|历年|以来|首[年批]")
# Names that a new sentence goes on with: 。到账经费 112.4 万元.
_GOES_ON = as_pattern(r"[到进][账帐款]|课[酬时]|授课")
_CHANGED = as_pattern(r"[增减多少升降]")
_KIND_OF_TRAINING = as_pattern(
    r"乡村|社区|农[民村]|职工|员工|退役|军人|居民|老年|妇女|残疾|电商|家政|企业(?!导师)|中小学|技能提升|职业体验"
)
_ANOTHER_BASE = as_pattern(r"资产|拨款|面积|图书|投入|经费")
# A part of the whole report: 与某公司共建…，企业投入设备 60 万元.
_OF_A_PART = as_pattern(
    r"公司|集团(?!化)|(?<![个各大])专业(?!群|技术|建设|设置|教学|课|教师|带头)|(?:学徒|订单|冠名|实验|定向)班|[电工商贸信息艺术]系|学部"
)
_STOCK = frozenset(
    (
        "excellent_online_courses",
        "online_courses",
        "certificate_courses",
        "resource_libraries",
        "virtual_training_bases",
    )
)
_IN_A_YEAR = as_pattern(r"(?:全年|年内|本年度?|当年|今年|20\d\d年)[^，。]{0,6}(?:建成|开发|建设|立项|认定)")
_PURPOSE = as_pattern(r"(?:用于|支持|投[向入]|购[买置]|改造|建设)")
_FEW = ("lesson_hours", "person_days", "bandwidth", "courses")
_CUE = as_pattern(
    r"[账帐款]|收入|效益|课酬|课时|课均|财政|专项|设备|经费|资金|保险|保费|生均|编制|班主任|思政|政治|体[育质]|美育|艺术课|辅导员|导师|工匠|模范|实测|证书|就业|"
    r"产权|专利|培训|教材|资源库|基地|产教|合格率|晋升|创业|落实率"
)
_LONGEST = 30  # characters of a name
_HINTED = 0.4


@dataclass(frozen=True, eq=False, slots=True)
class _Said:
    """``is_firm`` where nothing narrows the words, ``part_of`` the school whose figure it is; a firm or a major is a part too."""

    name: FormName
    mention: Mention
    is_firm: bool
    part_of: str
    is_part: bool

    def operand(self) -> Operand:
        return unitless(self.mention.named_operand())


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Hint]:
    """The rows of the forms, each with what the text says of it."""
    rows = form_rows(manuscript)
    if not rows:
        return
    said: dict[str, list[_Said]] = {}
    for each in _all_said(manuscript, frozenset(rows)):
        said.setdefault(each.name.id, []).append(each)
    for name in FORM_NAMES:
        if name.id in said:
            yield from _told(manuscript, rows[name.id], said[name.id])
        if len(rows.get(name.id, ())) > 1:
            yield from _rows_alike(rows[name.id])


def _all_said(manuscript: Manuscript, identifiers: frozenset[str]) -> Iterator[_Said]:
    wanted = {dimension for name in FORM_NAMES if name.id in identifiers for dimension in dimensions_of(name)}
    for passage, school in prose_of_schools(manuscript):
        for mention in passage.mentions:
            if mention.is_loose or mention.unit is None or mention.unit.dimension not in wanted:
                continue
            if mention.number.hedge is not Hedge.NONE or not _may_name(mention):
                continue
            found = _name_of(mention, identifiers)
            if found is not None and period_of(mention, manuscript) is None:
                yield _judged(manuscript, mention, *found, school)


def _may_name(mention: Mention) -> bool:
    """A quick look: without one of these words before it a figure of these kinds has no name here."""
    few = mention.unit is not None and mention.unit.dimension in _FEW
    return few or _CUE.search(mention.passage.plain, mention.clause[0], mention.start) is not None


def _words(mention: Mention) -> tuple[str, int]:
    """The figure's own words and where they begin; behind 、 what was said of the figure before is over."""
    passage, start = mention.passage, mention.clause[0]
    earlier = passage.mentions_in(start, mention.digits_start)
    if earlier:
        start = earlier[-1].end
        cut = passage.plain.rfind("、", start, mention.start)
        start = cut + 1 if cut >= 0 else start
    return compact(passage.plain[start : mention.start]), start


def _name_of(mention: Mention, identifiers: frozenset[str]) -> tuple[FormName, bool] | None:
    """The indicator, and whether nothing between its topic and the figure speaks of some."""
    words, start = _words(mention)
    dimension = mention.unit.dimension if mention.unit is not None else ""
    if len(words) > _LONGEST:
        return None
    core = spoken_core(words)
    name = form_name_of(core) if len(core) > 1 else None
    if name is not None and name.id in identifiers and dimension in dimensions_of(name):
        return name, True
    passage = mention.passage
    if not core and _CHANGED.search(passage.plain, mention.clause[0], start):
        return None  # 比上年增加 6 门、465 学时
    sentence = passage.full_sentence_at(mention.start)[0]
    before = passage.full_sentence_at(sentence - 2)[0] if sentence > 1 and _GOES_ON.search(core) else sentence
    best: tuple[int, FormName] | None = None
    for name, brief, topic in brief_names(identifiers):
        if dimension not in dimensions_of(name) or not (brief.fullmatch(core) or brief.fullmatch(words)):
            continue
        last = max((match.end() for match in topic.finditer(passage.plain, before, start)), default=-1)
        if last >= 0 and (best is None or last > best[0]):
            best = last, name
    if best is None:
        return None
    last, name = best
    about = passage.plain[sentence if last > sentence else before : start]
    if name.id.startswith("industry_mentor"):
        about = as_pattern(r"其中[^，；。]*").sub("", about)
    elif name.id == "training_public_hours":
        about = about.replace("其中", "", 1)
    is_firm = not _SOME.search(about) and name.id != "fiscal_special_funding"
    if name.id.startswith("training"):
        is_firm = is_firm and not _KIND_OF_TRAINING.search(passage.plain, passage.clause_at(last - 1)[0], last)
    elif words == "生均":
        is_firm = is_firm and not _ANOTHER_BASE.search(passage.plain, last, start)
    return name, is_firm


def _judged(manuscript: Manuscript, mention: Mention, name: FormName, is_firm: bool, school: str) -> _Said:
    passage = mention.passage
    sentence = passage.full_sentence_at(mention.start)[0]
    lead = passage.plain[sentence : mention.start]
    bodies = known_bodies(manuscript)
    title = "".join(p.plain for p in manuscript.passages[:6] if "。" not in p.plain)
    part = school or next((s.body for s in bodies.spoken(lead) if s.body not in title), "")
    scope = scope_of(mention)
    part = part or unit_named(manuscript, mention) or (scope if is_body_name(scope) else "")
    small = _OF_A_PART.search(lead) is not None
    clause = passage.plain[mention.clause[0] : mention.start]
    narrow = (
        part or small or body_before(manuscript, mention) or _PLANNED.search(lead) or passage.kind == "case" or _SUMMED.search(lead)
        or (of_wider_body(manuscript, mention) and "就业" not in mention.words_before)
        or (LEXICON[name.unit].dimension == "people" and (scope or those_meant(mention, "") or _is_of_some(clause, name)))
        or (name.id in _STOCK and _IN_A_YEAR.search(clause))
        or (name.id == "fiscal_special_funding" and _PURPOSE.match(mention.words_after))
        or (name.id == "graduates_employed_locally" and not as_pattern("[当本]地").search(clause))
        or (name.id == "teacher_days_abroad" and "学生" in lead)
    )  # fmt: skip
    return _Said(name, mention, is_firm and not narrow, part, bool(part or small))


def _is_of_some(clause: str, name: FormName) -> bool:
    """培训教师 80 人，其中班主任 12 人: those are some of whom the sentence counts; 其中劳动模范 are always some."""
    return "其中" in clause and name.id != "industry_mentors_master_craftsmen"


def _told(manuscript: Manuscript, rows: tuple[FormRow, ...], said: list[_Said]) -> Iterator[Relation | Doubtful | Hint]:
    """One figure said is the form's; of several one is, or all of them together."""
    rows = tuple(row for row in rows if _has_unit(row))
    values = {row.figure.value for row in rows}
    figures = [_of_row(row) for row in rows]
    equal = [each for each in said if each.mention.number.value in values]
    for each in equal:
        match = next(row for row in rows if row.figure.value == each.mention.number.value)
        yield relation("forms-told", [same(_of_row(match), each.operand())], cue=each.name.id, severity="warning")
    if any(each.is_firm for each in equal):
        for each in said:
            if each.is_firm and each not in equal and not _agree(figures[0], each):
                if is_slip(each.mention.number, rows[0].figure.number):
                    yield relation(
                        "forms-told", [same(figures[0], each.operand())], cue=each.name.id, severity="warning"
                    )
                else:
                    yield _hint(rows[0], each)
    if equal or not rows or any(_is_unit_apart(row.figure, each.mention) for row in rows for each in said):
        return
    parts = [each for each in said if each.part_of]
    whole = [each for each in said if not each.is_part]
    only = len(values) == 1 and not any(row.is_narrow for row in rows)
    if len({each.mention.number.value for each in whole}) == 1:
        claim = relation(
            "forms-told", [same(*figures[:1], *(each.operand() for each in whole))], cue=whole[0].name.id, severity="warning", place=whole[0].mention.place
        )  # fmt: skip
        if only and all(each.is_firm for each in whole) and not speaks_of_many_kinds(manuscript):
            yield claim
        elif _agree(figures[0], whole[0]):
            yield Doubtful(claim)
        else:
            yield _hint(rows[0], whole[0])
    elif len(said) > 1 and only:
        added = relation("forms-told", [sum_of(figures[0], [each.operand() for each in said])], cue=said[0].name.id)
        yield Doubtful(added)
    elif only and len(parts) == 1 and not whole:
        yield relation(
            "forms-told", [at_most([parts[0].operand()], [figures[0]])], cue=parts[0].name.id, severity="warning"
        )


def _has_unit(row: FormRow) -> bool:
    """An amount without a unit may be in 元 or in 万元."""
    return row.figure.number.unit is not None or LEXICON[row.name.unit].dimension != "money"


def _agree(figure: Operand, each: _Said) -> bool:
    """True where the two differ by no more than rounding."""
    left, right = figure.cell.number, each.mention.number
    return left is not None and abs(left.value - right.value) <= max(left.ulp, right.ulp)


def _of_row(row: FormRow) -> Operand:
    return unitless(row.figure.operand())


def _is_unit_apart(figure: Figure, mention: Mention) -> bool:
    """31.50 万元 and 31.50 | 元: the unit slipped, and that is told elsewhere."""
    return figure.number.digits == mention.number.digits and figure.value != mention.number.value


def _rows_alike(rows: tuple[FormRow, ...]) -> Iterator[Relation]:
    """Two tables that give one indicator the same figure for the year before give it the same for this one."""
    dated = [row for row in rows if not row.is_narrow and row.figure.period is not None]
    first = dated[0] if dated else rows[0]
    for row in dated[1:]:
        if row.figure.sheet is first.figure.sheet or row.figure.period != first.figure.period:
            continue
        before = {f.period: f.number.digits for f in first.others if f.period is not None}
        if any(before.get(f.period) == f.number.digits for f in row.others if f.period is not None):
            yield relation("forms-told", [same(_digits(first), _digits(row))], cue=row.name.id, severity="warning")


def _digits(row: FormRow) -> Operand:
    number = replace(row.figure.number, scale=Decimal(1), unit=None)
    return replace(row.figure.operand(), cell=Cell.of_number(number))


def _hint(row: FormRow, each: _Said) -> Hint:
    mention, figure = each.mention, row.figure
    said, printed = f"{mention.words_before[-12:]}{mention.raw.strip()}", f"{figure.label} {figure.number.raw.strip()}"
    where, where_en = told_elsewhere(figure.place)
    return hint_at(
        "forms-told", f"{mention.id}~{figure.key}", FAULT, (mention.place, figure.place),
        f"此处「{said}」，{where}表中「{printed}」，请核对是否同一件事",
        f"“{said}” is said here, and “{printed}” in the form {where_en}: please compare whether both are one thing",
        reported=mention.raw.strip(), expected=figure.number.raw.strip(),
        formula=f"{mention.raw.strip()} ≠ {figure.number.raw.strip()}", keys=(mention.id, figure.key), weight=_HINTED,
    )  # fmt: skip
