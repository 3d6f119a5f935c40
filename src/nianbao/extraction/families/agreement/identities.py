"""Indicators that a definition ties together agree, wherever in the report they stand.

Cue: the official names of indicators (生师比, 专任教师总数, 毕业去向落实人数 …) in tables or sentences.
Why it should hold in any report: the ties are definitions of the field, not of one report:
生师比 divides students by teachers, those who go on to study are graduates, a percentage of 141
teachers is a whole number of them. Guards: figures of one period only; a scope in the caption's
brackets (京籍) or a named school keeps a figure out of comparisons with all others; weighted
students and teachers make 生师比 a matter for explanation, so most findings here are warnings;
attainability has power only where the whole is small, and is asked of every whole there is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, combinations, pairwise, product

from nianbao.extraction.claims import (
    Doubtful,
    Remark,
    at_most,
    attainable,
    magnitude,
    ratio_of,
    relation,
    share_of,
    sum_of,
    unitless,
)
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.names.known_facts import KnownFact, known_facts, says_weighted, speaks_of_many_kinds
from nianbao.extraction.sum_slips import one_slip
from nianbao.extraction.tables.table_facts import Figure
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Operand, Reading, Relation

FAULT = "logic"
_FORM = "序号\t指标\t单位\t2023年\n"
EXAMPLES = (
    Example("fail", f"{_FORM}1\t全日制在校生人数\t人\t172\n2\t专任教师总数\t人\t141\n3\t生师比\t:\t1.18:1\n"),
    Example("fail", f"{_FORM}1\t专任教师总数\t人\t141\n2\t双师素质专任教师比例\t%\t29.6\n"),
    Example("fail", f"{_FORM}1\t毕业生人数\t人\t20\n2\t毕业去向落实人数\t人\t23\n"),
    Example("fail", f"{_FORM}1\t生均教学科研仪器设备值\t元/生\t27452834.91\n2\t全日制在校生人数\t人\t172\n"),
    Example("fail", f"{_FORM}1\t毕业生人数\t人\t2\n2\t月收入\t元\t0\n3\t毕业生初次就业人数\t人\t无\n"),
    Example("pass", f"{_FORM}1\t全日制在校生人数\t人\t172\n2\t专任教师总数\t人\t141\n3\t生师比\t:\t1.22:1\n"),
    Example("silent", "某职业学校生师比为12.1:1。\n\n全区共有在校生3000人，专任教师200人。"),
)


@dataclass(frozen=True, slots=True)
class Tie:
    """A definition: ``kind`` with indicator ids by role, and how serious it is where it does not hold."""

    kind: str
    roles: tuple[tuple[str, ...], ...]
    severity: str
    cue: str


# The first role is the claim or the smaller side.
TIES: tuple[Tie, ...] = (
    Tie("ratio", (("students_per_teacher",), ("full_time_students",), ("full_time_teachers",)), "warning", "生师比 = 在校生 ÷ 专任教师"),
    Tie("share", (("teachers_dual_qualified_share",), ("teachers_dual_qualified",), ("full_time_teachers", "major_course_teachers")), "warning", "双师比例 = 双师型教师 ÷ 专任教师"),
    Tie("at_most", (("teachers_dual_qualified",), ("full_time_teachers",)), "error", "双师型教师 ≤ 专任教师"),
    Tie("at_most", (("teachers_dual_qualified",), ("major_course_teachers",)), "warning", "双师型教师 ≤ 专业课教师"),
    Tie("at_most", (("major_course_teachers",), ("full_time_teachers",)), "warning", "专业课教师 ≤ 专任教师"),
    Tie("at_most", (("full_time_teachers",), ("staff",)), "error", "专任教师 ≤ 教职工"),
    Tie("at_most", (("graduates_to_bachelor",), ("graduates_further_study",)), "error", "升入本科 ≤ 升学"),
    Tie("at_most", (("graduates_further_study",), ("graduates_placed", "graduates")), "error", "升学 ≤ 去向落实"),
    Tie("at_most", (("graduates_placed",), ("graduates",)), "error", "去向落实 ≤ 毕业生"),
    Tie("at_most", (("graduates_employed",), ("graduates",)), "error", "就业 ≤ 毕业生"),
    Tie("at_most", (("graduates_employed_in_sectors",), ("graduates_placed",)), "error", "三次产业就业 ≤ 去向落实"),
    Tie("at_most", (("political_course_teachers",), ("staff",)), "warning", "思政课教师 ≤ 教职工"),
    Tie("at_most", (("physical_education_teachers",), ("full_time_teachers",)), "warning", "体育课专任教师 ≤ 专任教师"),
    Tie("at_most", (("arts_teachers",), ("full_time_teachers",)), "warning", "美育课专任教师 ≤ 专任教师"),
    Tie("at_most", (("class_teachers",), ("staff",)), "warning", "班主任 ≤ 教职工"),
    Tie("at_most", (("counsellors",), ("staff",)), "warning", "辅导员 ≤ 教职工"),
    Tie("at_most", (("fitness_tested",), ("full_time_students",)), "error", "参加体质测试 ≤ 在校生"),
    Tie("at_most", (("major_groups",), ("majors",)), "warning", "专业群 ≤ 专业"),
    Tie("at_most", (("training_public_hours",), ("training_hours",)), "error", "公益学时 ≤ 培训学时"),
    Tie("attainable", (("teachers_dual_qualified_share", "teachers_senior_title_share"), ("full_time_teachers", "major_course_teachers")), "warning", "百分比须由整数人得出"),
    Tie("attainable", (("matched_employment_rate", "employment_rate", "further_study_rate"), ("graduates", "graduates_employed", "graduates_placed", "graduates_further_study")), "warning", "百分比须由整数人得出"),
    Tie("ratio", (("equipment_value_per_student",), ("equipment_value",), ("full_time_students",)), "slip", "生均设备值 = 设备总值 ÷ 在校生"),
    Tie("ratio", (("books_per_student",), ("books",), ("full_time_students",)), "slip", "生均图书 = 图书 ÷ 在校生"),
    Tie("ratio", (("training_seats_per_student",), ("training_seats",), ("full_time_students",)), "slip", "生均工位 = 工位 ÷ 在校生"),
    Tie("ratio", (("land_area_per_student",), ("land_area",), ("full_time_students",)), "slip", "生均占地 = 占地面积 ÷ 在校生"),
    Tie("ratio", (("building_area_per_student",), ("building_area",), ("full_time_students",)), "slip", "生均建筑面积 = 建筑面积 ÷ 在校生"),
    Tie("share", (("further_study_rate",), ("graduates_further_study",), ("graduates", "graduates_placed")), "slip", "升学率 = 升学人数 ÷ 毕业生"),
)  # fmt: skip
# Indicator, lowest and highest value in the printed unit, and whether dividing by the students mends it.
SIZES: tuple[tuple[str, str, str, bool], ...] = (
    ("equipment_value_per_student", "200", "1000000", True),
    ("training_seats_per_student", "0.01", "20", True),
    ("books_per_student", "1", "1000", True),
    ("students_per_teacher", "0.5", "60", False),
    ("graduate_monthly_income", "0", "40000", False),
    ("equipment_value", "50000", "100000000000", False),
)

# A figure that is said more often than this adds no new tie.
MOST_REPEATED = 3


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Remark]:
    """Every tie for which the document gives all members."""
    facts = known_facts(manuscript)
    for tie in TIES:
        yield from _tie(facts, tie, manuscript)
    yield from _sizes(facts, national=speaks_of_many_kinds(manuscript))
    yield from _destinations(facts, manuscript)
    yield from _nobody_employed(facts)
    yield from _samples(manuscript, facts)
    yield from _funding(facts, manuscript)
    yield from _hours_of_courses(manuscript)
    yield from _plots(manuscript)
    yield from _said_to_be_none(manuscript)


def _of(facts: dict[str, list[KnownFact]], names: tuple[str, ...]) -> list[KnownFact]:
    """Facts by these names; of one figure said over and over the first few, so that ties stay few."""
    said: Counter[tuple[object, ...]] = Counter()
    found = []
    for fact in (fact for name in names for fact in facts.get(name, ()) if fact.has_number):
        number = fact.operand.cell.number
        figure = (number.value if number is not None else None, fact.period, fact.scope, fact.is_table)
        said[figure] += 1
        if said[figure] <= MOST_REPEATED:
            found.append(fact)
    return found


def _same_time(left: KnownFact, right: KnownFact, report: int | None) -> bool:
    """One period, where a figure without any belongs to the report's own."""
    return (left.period or report) == (right.period or report)


def _same_scope(left: KnownFact, right: KnownFact) -> bool:
    """Figures of some people or schools go with those of the same alone; of whom nothing is said may be anybody."""
    return (
        left.scope == right.scope or (not left.scope and not left.is_table) or (not right.scope and not right.is_table)
    )


def _tie(facts: dict[str, list[KnownFact]], tie: Tie, manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    report = manuscript.data_period
    claims = _of(facts, tie.roles[0])
    known = [_of(facts, names) for names in tie.roles[1:]] if claims else []
    for claim in claims:
        if claim.scope and not claim.is_table:
            continue
        others = [
            [f for f in group if _same_time(claim, f, report) and _same_scope(claim, f) and f.operand.key != claim.operand.key]
            for group in known
        ]  # fmt: skip
        if claim.label.startswith("其中") and not claim.is_table:
            # 教职工 8.94 万人 …。其中专任教师 3.17 万人 belongs to what stands before it.
            block = claim.operand.key.partition(":")[0]
            others = [[f for f in group if f.operand.key.partition(":")[0] == block] for group in others]
        if tie.kind == "attainable":
            others = [_of_its_row(claim, others[0], manuscript)]
            if not _whole_is_known(claim, others[0]) or _has_another_base(claim, others[0], manuscript):
                continue
        else:
            others = [_nearest(claim, group) for group in others]
            if claim.indicator == "students_per_teacher" and others[0]:
                others[0] += _kinds_of_students(manuscript, others[0])
        if not all(others):
            continue
        readings: list[Reading] = []
        # A ratio or share was worked out from the others, so it is the first to be doubted.
        claimed = replace(claim.operand, trust=0.5) if tie.kind in ("ratio", "share", "attainable") else claim.operand
        at_other_times = _at_other_times(claim, known, report) if tie.kind in ("ratio", "share", "attainable") else []
        for members in chain(product(*others), *(product(*groups) for groups in at_other_times)):
            if len({m.operand.key for m in members}) < len(members):
                continue
            operands = [m.operand for m in members]
            if tie.kind == "ratio" and tie.severity == "slip":
                # 元 over 人 is 元 a head: the units are those of the names.
                readings.append(ratio_of(unitless(claimed), [unitless(operands[0])], [unitless(operands[1])]))
            elif tie.kind == "ratio":
                readings.append(ratio_of(claimed, [operands[0]], [operands[1]]))
            elif tie.kind == "share":
                readings.append(share_of(claimed, [operands[0]], [operands[1]]))
            elif tie.kind == "at_most" and not _is_share(claimed) and not _is_share(operands[0]):
                # 65.49% of one whole and 61.06% of another say nothing of the two kinds.
                readings.append(at_most([claimed], [operands[0]]))
            elif claim.operand.cell.number is not None and claim.operand.cell.number.places:
                readings.append(attainable(claimed, operands[0]))
        if tie.kind == "ratio" and claim.indicator == "students_per_teacher":
            # 全日制 and 联合办学 without 业余: two kinds of one row together are legal students as well.
            alike = [(a, b) for a, b in combinations(others[0], 2) if _is_beside(a, b)]
            readings += [
                ratio_of(claimed, [a.operand, b.operand], [t.operand]) for a, b in alike[:6] for t in others[1][:1]
            ]
            readings += [
                ratio_of(claimed, rows, [t.operand])
                for rows in _without_one(manuscript, others[0])
                for t in others[1][:1]
            ]
        if not readings:
            continue
        if tie.severity == "slip" and tie.kind == "ratio":
            # Students may be weighed (折合在校生); no way of weighing doubles them, and a slip of the hand is no weighing.
            made = relation("identities", readings[:12], cue=tie.cue, severity="warning")
            far = all(_is_far(claim, members) for members in product(*others))
            yield made if far else Doubtful(made, frozenset((claim.operand.key,)))
            continue
        if tie.severity == "slip":
            # Other scopes (one school, those who applied) are frequent here; only a slip of the hand is called wrong.
            slipped = any(_slipped(claim, members) for members in product(*others))
            made = relation("identities", readings[:12], cue=tie.cue, severity="warning")
            yield made if slipped else Doubtful(made)
            continue
        made = relation("identities", readings[:_MOST_READINGS], cue=tie.cue, severity=tie.severity)
        if tie.kind == "ratio" and says_weighted(manuscript):
            yield Doubtful(made)
            continue
        block = claim.operand.key.partition(":")[0]
        apart = not claim.is_table and any(m.operand.key.partition(":")[0] != block for group in others for m in group)
        # In a communiqué figures of two paragraphs are of two kinds of schools.
        yield Doubtful(made) if apart and speaks_of_many_kinds(manuscript) else made


def _at_other_times(claim: KnownFact, known: list[list[KnownFact]], report: int | None) -> list[list[list[KnownFact]]]:
    """What tables give for each other period: a sentence that names none may be about one of those."""
    if claim.is_table or claim.period is not None:
        return []
    periods = sorted(
        {f.period for group in known for f in group if f.is_table and f.period not in (None, report)} - {None}
    )
    at = [[[f for f in group if f.period == period and not f.scope][:1] for group in known] for period in periods]
    return [groups for groups in at if all(groups)]


_WEIGHED = 2


def _is_far(claim: KnownFact, members: tuple[KnownFact, ...]) -> bool:
    printed, above, below = (fact.operand.cell.number for fact in (claim, *members))
    if printed is None or above is None or below is None or not (printed.value and above.value and below.value):
        return False
    quotient = printed.value * below.value / above.value
    return not (1 / Decimal(_WEIGHED) < quotient < _WEIGHED)


def _is_share(operand: Operand) -> bool:
    number = operand.cell.number
    return number is not None and number.unit is not None and number.unit.dimension == "share"


def _without_one(manuscript: Manuscript, known: list[KnownFact]) -> list[list[Operand]]:
    """The rows above a total but one: 在校生 of the full-time schools alone may have been divided."""
    found = []
    for fact in known:
        total = manuscript.figure_of(fact.operand.key)
        if total is None or not total.sheet.is_total_row(total.row):
            continue
        sheet = total.sheet
        rows = [f for f in sheet.column_figures(total.column, sheet.data_rows) if not sheet.is_total_row(f.row)]
        if 1 < len(rows) <= _MOST_SCHOOLS:
            found += [[f.operand() for f in rows if f is not left_out] for left_out in rows]
    return found


_MOST_SCHOOLS = 8
_MOST_READINGS = 20


def _whole_is_known(claim: KnownFact, wholes: list[KnownFact]) -> bool:
    """Where the natural whole of a rate is not printed, nothing can be said about the rate."""
    natural = {
        "matched_employment_rate": "graduates_employed", "employment_rate": "graduates", "further_study_rate": "graduates",
        "teachers_dual_qualified_share": "full_time_teachers", "teachers_senior_title_share": "full_time_teachers",
    }[claim.indicator]  # fmt: skip
    return any(whole.indicator == natural and whole.is_table for whole in wholes)


def _of_its_row(claim: KnownFact, wholes: list[KnownFact], manuscript: Manuscript) -> list[KnownFact]:
    """A rate beside counts in one row of a table is a rate of those counts, and of nobody elsewhere."""
    own = manuscript.figure_of(claim.operand.key)
    if own is None or own.sheet.unit_column is not None:
        return wholes
    beside = [own.sheet.figure(own.row, column) for column in own.sheet.numeric_columns if column != own.column]
    if not any(figure is not None and _is_count(figure) for figure in beside):
        return wholes
    return [whole for whole in wholes if _is_beside(claim, whole)]


def _is_count(figure: Figure) -> bool:
    """Whole numbers that are neither shares nor money: a column of pay beside a rate is not what it was taken of."""
    unit = figure.number.unit or figure.sheet.unit(figure.row, figure.column)
    return (
        figure.number.places == 0
        and (unit is None or unit.counts)
        and not as_pattern(r"率|比|薪|收入|[元%]").search(figure.sheet.head(figure.column))
    )


def _has_another_base(claim: KnownFact, wholes: list[KnownFact], manuscript: Manuscript) -> bool:
    """双师型教师 are often reckoned among 专业课教师; where a report says so without their number, nothing is known."""
    if claim.indicator != "teachers_dual_qualified_share":
        return False
    says_so = any(as_pattern(r"占专业课?(?:专任)?教师").search(passage.plain) for passage in manuscript.prose())
    return says_so and not any(whole.indicator == "major_course_teachers" for whole in wholes)


def _slipped(claim: KnownFact, members: tuple[KnownFact, ...]) -> bool:
    number, part, whole = claim.operand.cell.number, members[0].operand.cell.number, members[1].operand.cell.number
    if number is None or part is None or whole is None or not whole.value or number.places < 1:
        return False
    right = (part.value / whole.value / number.scale).quantize(Decimal(1).scaleb(-number.places))
    return right == number.digits or one_slip(number.digits, right)


_ONE_SCHOOL = as_pattern(r"(?:校|中专|中心|学院|职高|高中|职校)$")


def _nearest(claim: KnownFact, group: list[KnownFact]) -> list[KnownFact]:
    """Figures of tables stand for the whole; a sentence's only where no table gives one."""
    chosen: list[KnownFact] = []
    for indicator in dict.fromkeys(fact.indicator for fact in group):
        named = [fact for fact in group if fact.indicator == indicator]
        # Figures of one school among several stand for all of them nowhere.
        named = [f for f in named if not f.scope] or [
            f for f in named if f.scope == claim.scope or not _ONE_SCHOOL.search(f.scope)
        ]
        chosen += ([f for f in named if f.is_table] or [f for f in named if not f.scope])[:4]
    return chosen


def _is_beside(one: KnownFact, other: KnownFact) -> bool:
    """True for two cells of one row."""
    row, _, column = one.operand.key.rpartition("c")
    return bool(column) and other.operand.key.rpartition("c")[0] == row


def _kinds_of_students(manuscript: Manuscript, known: list[KnownFact]) -> list[KnownFact]:
    """全日制, 业余 and 联合办学 in one row of 在校生: each kind may be the one that was divided."""
    found = []
    for fact in known:
        own = manuscript.figure_of(fact.operand.key)
        sheet = own.sheet if own is not None else None
        if own is not None and sheet is not None and sheet.unit_column is None:
            word = sheet.row_label(own.row)
            for figure in sheet.figures.values():
                if (
                    figure.is_percent
                    or figure.key == fact.operand.key
                    or "在校" not in figure.label
                    or "在校" not in word
                ):
                    continue
                if figure.period == fact.period or figure.period is None or fact.period is None:
                    found.append(replace(fact, operand=figure.operand(), place=figure.place))
    return found[:12]


def _sizes(facts: dict[str, list[KnownFact]], *, national: bool) -> Iterator[Relation]:
    students = [f.operand for f in _of(facts, ("full_time_students",)) if f.is_table][:1]
    for indicator, low, high, divides in SIZES:
        for fact in _of(facts, (indicator,)):
            number = fact.operand.cell.number
            if number is None or (fact.indicator == "graduate_monthly_income" and number.value == 0):
                continue
            if indicator == "equipment_value" and number.unit is not None and number.unit.dimension != "money":
                # 教学科研仪器设备值 in 元/生 is the value a head under the short name.
                continue
            if national and indicator == "equipment_value":
                # A communiqué adds up the equipment of all the schools of the country.
                continue
            factor = (
                number.scale if number.unit is not None and number.unit.dimension.startswith("money") else Decimal(1)
            )
            yield relation(
                "identities",
                [magnitude(fact.operand, Decimal(low) / factor, Decimal(high) / factor, students if divides else ())],
                cue="数量级",
            )


def _destinations(facts: dict[str, list[KnownFact]], manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """落实 = 升学 + 就业, where the form gives all three."""
    report = manuscript.data_period
    for placed in _of(facts, ("graduates_placed",)):
        for further in _of(facts, ("graduates_further_study",)):
            for working in _of(facts, ("graduates_employed", "graduates_employed_in_sectors")):
                if not all(f.is_table and _same_time(placed, f, report) for f in (further, working)):
                    continue
                made = relation(
                    "identities", [sum_of(placed.operand, [further.operand, working.operand])],
                    cue="去向落实 = 升学 + 就业", severity="warning",
                )  # fmt: skip
                # A few more than both together have gone to the army or work for themselves.
                rest = _amount(placed) - _amount(further) - _amount(working)
                if not placed.period == further.period == working.period:
                    # A column whose head names no year may be of another year: only a slip of the hand is told.
                    yield Doubtful(made, frozenset((placed.operand.key, further.operand.key, working.operand.key)))
                    continue
                yield Doubtful(made) if 0 < rest * 10 <= _amount(placed) else made


def _nobody_employed(facts: dict[str, list[KnownFact]]) -> Iterator[Remark]:
    """Without anybody at work there is no income and no rate of work that fits the training."""
    working = [
        f for name in ("graduates_employed", "graduates_employed_in_sectors") for f in facts.get(name, ()) if f.is_table
    ]
    if not working or any(_amount(f) for f in working):
        return
    evidence = tuple(f.place for f in working)
    keys = tuple(f.operand.key for f in working)
    for fact in facts.get("graduate_monthly_income", ()):
        if fact.has_number and fact.is_table:
            printed = fact.operand.cell.raw.strip()
            yield Remark(
                f"identities:{fact.operand.key}:income", "identities", "cell-type", (fact.place, *evidence),
                f"就业人数为 0，「{fact.label}」不应写 {printed}，应写「不适用」或「无」", f"nobody is employed, so “{fact.label}” cannot be {printed}: write 不适用 (does not apply) or 无 (none)",
                severity="warning", reported=printed, expected="不适用", suggestion="不适用", formula=f"就业 0 人 → 收入 {printed}",
                keys=(fact.operand.key, *keys),
            )  # fmt: skip
    for fact in facts.get("matched_employment_rate", ()):
        if fact.has_number and not fact.scope:
            printed = fact.operand.cell.raw.strip()
            yield Remark(
                f"identities:{fact.operand.key}:matched", "identities", "logic", (fact.place, *evidence),
                f"表中就业人数为 0，「{fact.label} {printed}」没有分母（0÷0），应删去或注明不适用", "nobody is employed, so the rate has no denominator",
                severity="warning", reported=printed, expected="不适用", formula="0 ÷ 0", keys=(fact.operand.key, *keys),
            )  # fmt: skip


def _amount(fact: KnownFact) -> Decimal:
    number = fact.operand.cell.number
    return number.value if number is not None else Decimal(0)


def _samples(manuscript: Manuscript, facts: dict[str, list[KnownFact]]) -> Iterator[Relation]:
    """No more people answer a survey than there are."""
    asked = (("在校生满意度", "full_time_students"), ("教职工满意度", "staff"), ("应届毕业生满意度", "graduates"))
    for sheet in manuscript.sheets:
        columns = [c for c in sheet.numeric_columns if "人次" in sheet.head(c) or "调查人数" in sheet.head(c)]
        for row in sheet.data_rows:
            for label, indicator in asked:
                if sheet.row_label(row) != label:
                    continue
                for column in columns:
                    figure = sheet.figure(row, column)
                    own = (sheet.period(row, column), manuscript.data_period, None)
                    for whole in [fact for fact in _of(facts, (indicator,)) if fact.is_table and fact.period in own][
                        :1
                    ]:
                        if figure is None:
                            continue
                        bare = figure.operand()
                        people = whole.operand
                        yield relation(
                            "identities",
                            [at_most([unitless(bare)], [unitless(people)])],
                            cue="调查人次 ≤ 总人数",
                            severity="warning",
                        )


def _are_two(digits: str) -> bool:
    """
    >>> _are_two("17282016"), _are_two("15200000"), _are_two("2016")
    (True, False, False)
    """
    left, right = digits[: len(digits) // 2], digits[len(digits) // 2 :]
    return digits.isdigit() and len(digits) in (8, 10) and 0 < int(left) <= 2 * int(right) <= 4 * int(left)


def _hours_of_courses(manuscript: Manuscript) -> Iterator[Remark]:
    """The row of 学时 below a row of 门: each course takes some hours, and none takes thousands."""
    for sheet in manuscript.sheets:
        column = sheet.unit_column
        if column is None:
            continue
        for above, row in pairwise(sheet.data_rows):
            courses, hours = sheet.figure(above, column + 1), sheet.figure(row, column + 1)
            if (
                sheet.text(above, column) != "门"
                or sheet.text(row, column) != "学时"
                or courses is None
                or hours is None
            ):
                continue
            if _are_two(f"{hours.value:f}"):
                continue  # two columns of a printed page that were read as one
            if sheet.text(row, sheet.label_columns[-1]) and "学时" not in sheet.text(row, sheet.label_columns[-1]):
                continue
            mean = hours.value / courses.value if courses.value else Decimal(0)
            yield Remark(
                f"identities:{hours.key}:hours", "identities", "magnitude", (hours.place, courses.place),
                f"「{sheet.row_label(above)}」{courses.number.raw} 门、{hours.number.raw} 学时，每门约 {mean:.1f} 学时，不合常理",
                f"{courses.number.raw} courses with {hours.number.raw} hours make {mean:.1f} hours each", severity="warning",
                holds=(4 <= mean <= 400) or (courses.value == 0 and hours.value == 0), reported=hours.number.raw,
                formula=f"{hours.number.raw} ÷ {courses.number.raw} ≈ {mean:.1f}", keys=(hours.key, courses.key),
            )  # fmt: skip


def _plots(manuscript: Manuscript) -> Iterator[Remark]:
    """Floor space against the ground it stands on: a factor of ten thousand shows at once."""
    for passage in manuscript.prose():
        ground = None
        for mention in passage.mentions:
            if mention.unit is None or mention.unit.dimension != "area":
                continue
            before = mention.words_before[-12:]
            if as_pattern(r"[生人校]均|新增|新征|扩|增加|二期|[分校]区").search(before):
                continue
            if "占地" in before and as_pattern(r"新增|扩|规划|拟|征|其中").search(before):
                # 二期工程新增占地 25.8 亩 is not all the ground there is.
                ground = None
            elif "占地" in before:
                ground = mention
            elif "建筑面积" in before and "占地" not in before and ground is not None and ground.number.value:
                quotient = mention.number.value / ground.number.value
                yield Remark(
                    f"identities:{mention.id}:plot", "identities", "magnitude", (mention.place, ground.place),
                    f"建筑面积 {mention.raw.strip()} 与占地 {ground.raw.strip()} 不相称（容积率约 {quotient:.3f}），请核对单位", f"floor space {mention.raw.strip()} on {ground.raw.strip()} of ground",
                    severity="warning", holds=Decimal("0.03") <= quotient <= 8, reported=mention.raw.strip(),
                    formula=f"{mention.raw.strip()} ÷ {ground.raw.strip()} ≈ {quotient:.2f}", keys=(mention.id, ground.id),
                )  # fmt: skip
                ground = None


def _said_to_be_none(manuscript: Manuscript) -> Iterator[Remark]:
    """A chapter that consists of 无 against the table of that name."""
    for heading, body in pairwise(manuscript.passages):
        if len(heading.text) > 20 or body.text.strip().rstrip("。") not in ("无", "暂无", "没有"):
            continue
        title = as_pattern(r"[^\u4e00-\u9fff]").sub("", heading.plain)[:4]
        for sheet in manuscript.sheets:
            if len(title) < 4 or title[:2] not in sheet.caption or sheet.unit_column is None:
                continue
            filled = [f for f in sheet.figures.values() if f.column == sheet.unit_column + 1 and f.value]
            empty = tuple(sheet.place(row, sheet.unit_column + 1) for row in sheet.data_rows[:3])
            places = (body.place(0, len(body.text)), *(tuple(f.place for f in filled) or empty))
            yield Remark(
                f"identities:{body.id}:none", "identities", "mismatch", places, f"正文「{title}」写「无」，表中却有数值", "the text says none, the table has figures",
                severity="warning", holds=not filled, reported="无", formula=f"「无」 {'≠' if filled else '='} 表中各项",
            )  # fmt: skip


def _funding(facts: dict[str, list[KnownFact]], manuscript: Manuscript) -> Iterator[Remark]:
    """A per-head allocation times the students is of the size of the allocation as a whole."""
    report = manuscript.data_period
    for per_head in _of(facts, ("fiscal_funding_per_student",)):
        for total in _of(facts, ("fiscal_funding",)):
            for students in _of(facts, ("full_time_students",)):
                if (
                    not (_same_time(per_head, total, report) and _same_time(per_head, students, report))
                    or students.scope
                    or total.scope
                ):
                    continue
                each, whole, heads = _amount(per_head), _amount(total), _amount(students)
                if not each or not whole or not heads:
                    continue
                worked_out = whole / heads
                number = total.operand.cell.number
                # An amount without any unit is in 元 or in 万元.
                scales = (1, 10_000) if number is not None and number.unit is None else (1,)
                holds = any(Decimal("0.2") <= worked_out * scale / each <= 5 for scale in scales)
                printed = per_head.operand.cell.raw.strip()
                yield Remark(
                    f"identities:{per_head.operand.key}:{total.operand.key}", "identities", "magnitude",
                    (per_head.place, total.place, students.place),
                    f"「{per_head.label} {printed}」与经费总额不在一个数量级：{total.operand.cell.raw.strip()} ÷ {heads:f} 人 ≈ {worked_out:.0f} 元/生，相差约 {max(worked_out / each, each / worked_out):.0f} 倍；请核对是否是公用经费定额",
                    f"{printed} per head does not go with {total.operand.cell.raw.strip()} for {heads:f} students", severity="warning", holds=holds,
                    reported=printed, expected=f"{worked_out:.0f}", formula=f"{total.operand.cell.raw.strip()} ÷ {heads:f} ≈ {worked_out:.0f}",
                    keys=(per_head.operand.key, total.operand.key, students.operand.key),
                )  # fmt: skip
