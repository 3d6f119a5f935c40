"""One thing that is said in two places is said alike.

Cue: the same indicator, or the same bare noun with its measure word, for the same period, in two
sentences, in a sentence and a table, or in a row that the sentence names. Why it should hold in
any report: there is one number of majors, one rate of employment, one value of a named row.
Guards: words that narrow the scope (新, 骨干, 其中, a named school, 实习) keep a figure apart; hedged
figures are only bounds; periods must agree; where several tables give different values none of
them stands for the whole, and the one that neither the text nor another table bears out is only hinted; figures of one purpose and one giver (区级 教师 培训 经费) that differ are
only pointed out, for they may be two grants.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from nianbao.extraction.claims import Doubtful, Hint, Remark, hint_at, relation, same, told_elsewhere
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.known_bodies import names_one_school
from nianbao.extraction.names.known_facts import (
    NEUTRAL,
    KnownFact,
    body_before,
    known_facts,
    label_of,
    period_of,
    scope_of,
    speaks_of_many_kinds,
    those_meant,
)
from nianbao.extraction.names.name_index import NameIndex
from nianbao.extraction.names.named_units import unit_named
from nianbao.extraction.tables.table_facts import PERIOD, Figure, Sheet, bare_label, compact
from nianbao.extraction.wording import letters_in_order
from nianbao.facts.cell import Cell
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Relation
from nianbao.facts.unit import LEXICON, Unit, are_comparable

FAULT = "mismatch"
_FORM = "序号\t指标\t单位\t2023年\n"
EXAMPLES = (
    Example("fail", f"目前八个专业坚持能力为本的理念。\n\n{_FORM}1\t专业数量\t个\t6\n2\t课程总数\t门\t45\n"),
    Example("fail", "2023年毕业生升学率100%，质量稳步提高。\n\n升入高职比例57.59%，就业形势良好。"),
    Example("fail", f"全区现有专任教师145人，结构合理。\n\n{_FORM}1\t教职工总数\t人\t224\n2\t专任教师总数\t人\t141\n"),
    Example("fail", "会计专业就业率为96%。\n\n专业\t就业率\n会计专业\t98%\n汽修专业\t97%\n电商专业\t95%\n"),
    Example("pass", f"目前八个专业坚持能力为本的理念。\n\n{_FORM}1\t专业数量\t个\t8\n2\t课程总数\t门\t45\n"),
    Example(
        "fail",
        "某校质量年度报告（2023）\n\n全校有教职工328人。\n\n学校\t教职工数\t在校生数\n南校区\t120\t700\n北校区\t208\t1300\n合计\t328\t2000\n\n"
        "序号\t指标\t单位\t2023年\n1\t教职工总数\t人\t341\n2\t专业群数量\t个\t3\n",
    ),
    Example("silent", f"4个有新生的专业中，3个专业招满计划。\n\n{_FORM}1\t专业数量\t个\t6\n2\t课程总数\t门\t45\n"),
    Example("silent", f"新开设两个专业，三个骨干专业通过验收。\n\n{_FORM}1\t专业数量\t个\t6\n2\t课程总数\t门\t45\n"),
    Example("silent", "甲区第一职业学校专任教师80人。\n\n乙区第二职业学校专任教师60人。"),
    Example(
        "silent", "全区共开设10个专业。\n\n二、规模\n\n学生多的有幼儿保育、会计、电商和烹饪，四个专业在校生合计945人。"
    ),
)
# Measure word, noun at its beginning, the indicator of tables that means the same.
BARE_COUNTS: tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...] = (
    (
        ("个", "大"),
        as_pattern(r"专业(?!群|组|部|课|教师|学生|方向|类|委员|大类|名|技|带头|化|建设指导|毕业)"),
        "majors",
    ),
    (("所",), as_pattern(r"(?:中等)?(?:职业(?:学校|高中|院校)|中职(?:学校|校))"), ""),
    (("个",), as_pattern(r"专业群"), "major_groups"),
)
# 现有 7 个专业 counts them all; 两个专业合计 and 机电类的 5 个专业 speak of some.
_STATED = as_pattern(
    r"(?:开设|组建|建有|建成|设有|设置|办有|现有|共有|拥有|形成|目前|常设|招生|有(?![机色效关])|设(?![计备施])|共(?![享建同]))[^，。；的]{0,8}$|^(?:全[区市县校]|学校|我校|本校|三校|两校)?$"
)
NARROWING = as_pattern(
    r"(?:学部|专业部|教学部|[学分]院|系|校区|中心)$|(?:学部|专业部|教学部|分院|系|校区)(?:现|共|开设|设)*有?$|专业群|结对|支援|协作|帮扶|山区|[东中西]部|新|骨干|特色|重点|示范|优势|品牌|[市区国省]级|国家|残疾|参[加赛与]|获|涉及|其中|相关|合作|试点|贯通|停招|撤销|热门|面向|专业(?:调整|改|合并|拆分|分为|细分|包括|涵盖)|分[为设]|各|每|"
    r"承办|开放|主干|核心|紧密|对应|服务于|首批|入选|评为|认定|申报|通过|另|有的|部分|少数|多数|某|其他|其它|其余|增设|停办|暂停|撤并|集团|对接|招生的|一批|第|剩余|班|覆盖|涵盖|之间|重复|含|惠及|遍及|支撑"
)
# 专业数合计中有 4 个专业为两校重复设置
_SOME_OF_THEM = as_pattern(r"[中里]有?\s*$")
# 8 个有新生的专业中，6 个专业招满: those that did something, of so many.
_OF_SO_MANY = as_pattern(r"[个所大类种][^，。；]{0,16}(?:专业|学校)[^，。；]{0,6}[中里][，,]\s*$")
_SOME_BEHIND = as_pattern(r"重复|重叠|交叉|[为是][两三四五六]校")
# 共有 9 个专业完成改造: those who did something are some of all.
_SOME_DID = as_pattern(r"(?<![设开拥现建办])有\s*$")
_DID = as_pattern(r"(?!分布|覆盖|涵盖|涉及|面向|在[校籍]|组成|构成|供|可|专业|群|点|方向)[\u4e00-\u9fff]{2}")
# 向本省山区三所职业学校共享: those that something is done with or for.
_TOWARDS = as_pattern(r".{0,6}[与向同对]")
# Who gives and what for: money of one giver for one purpose.
_GIVERS = (
    ("区级", as_pattern(r"区(?:级|财政|教委)")),
    ("市级", as_pattern(r"市(?:级|财政|教委)")),
    ("中央", as_pattern(r"中央|国家")),
)
_PURPOSES = tuple(
    as_pattern(word) for word in ("培训", "实训", "竞赛|大赛", "奖学金", "助学金", "信息化", "教研|科研", "图书")
)
_WHOM = tuple(as_pattern(word) for word in ("教师|师资", "学生", "农民", "职工"))
_FEW = 3  # 两个专业 at the head of a clause goes back to those just named
RATES = ("employment_rate", "matched_employment_rate", "further_study_rate", "students_per_teacher", "teachers_dual_qualified_share",
         "teachers_senior_title_share")  # fmt: skip
COUNTS = ("enrolment", "full_time_students", "full_time_teachers", "staff", "graduates", "teachers_dual_qualified", "graduates_further_study",
          "graduates_employed", "graduates_placed", "graduate_monthly_income", "equipment_value_per_student",
          "training_seats_per_student", "books_per_student", "fiscal_funding_per_student")  # fmt: skip


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Remark | Hint]:
    """Counts of bare nouns, indicators, named rows, and money of one purpose."""
    facts = known_facts(manuscript)
    yield from _bare_counts(manuscript, facts)
    yield from _indicators(manuscript, facts)
    yield from _named_rows(manuscript)
    yield from _row_labels(manuscript)
    yield from _money(manuscript)


def _countable(operand: Operand) -> Operand:
    """Counts of one noun may be written with different measure words: 八大专业, 8个专业."""
    number = operand.cell.number
    if number is None or number.unit is None or number.unit.dimension not in ("items", "schools", "projects"):
        return operand
    return replace(operand, cell=Cell.of_number(replace(number, unit=None)))


def _as_money(operand: Operand) -> Operand:
    """15672 元/生 in the form is 15672 元 in the sentence, where the name says 生均."""
    number = operand.cell.number
    if number is None or number.unit is None or number.unit.dimension != "money_per_student":
        return operand
    return replace(operand, cell=Cell.of_number(replace(number, unit=LEXICON["元"])))


_TAKEN_TOGETHER = as_pattern(r"[\u4e00-\u9fff]{2,8}?(?:合计|共计|总计)")


def _bare_counts(manuscript: Manuscript, facts: dict[str, list[KnownFact]]) -> Iterator[Relation]:
    for measures, noun, indicator in BARE_COUNTS:
        said: list[Mention] = []
        for passage in manuscript.prose():
            for mention in passage.mentions:
                if mention.measure not in measures or mention.is_loose or mention.number.hedge is not Hedge.NONE:
                    continue
                if not noun.match(mention.noun) or mention.number.value < 2:
                    continue
                before = passage.plain[mention.clause[0] : mention.start]
                # A list of names before the count is no narrowing; what leads to it may be.
                lead = before.split("、")[0]
                if _counts_its_own_names(before, mention) or _is_of_one_school(manuscript, mention):
                    continue
                if NARROWING.search(lead) or _TOWARDS.match(lead) or scope_of(mention) or NARROWING.match(mention.noun):
                    continue
                if mention.is_spelled and _TAKEN_TOGETHER.match(passage.plain, mention.end):
                    # 四个专业在校生合计 945 人: those named before, and what they have together.
                    continue
                if _OF_SO_MANY.search(passage.plain, mention.sentence[0], mention.clause[0]):
                    continue
                if _SOME_OF_THEM.search(before) or _SOME_BEHIND.search(mention.words_after):
                    continue
                if _SOME_DID.search(before) and _DID.match(noun.sub("", mention.noun, count=1)):
                    continue
                stated = _STATED.search(lead) or as_pattern(r"共有?\s*$").search(before) or before.count("、") > _FEW
                if indicator and (not stated or (not lead.strip() and mention.number.value <= _FEW)):
                    continue
                if period_of(mention, manuscript) is not None:
                    continue
                said.append(mention)
        said = [m for m in said if not _is_one_of_several(m, said)]
        operands = [_countable(mention.operand(f"{mention.raw.strip()}{mention.noun[:6]}")) for mention in said]
        tables = [fact for fact in facts.get(indicator, ()) if fact.is_table and fact.has_number]
        if len({fact.operand.cell.number.value for fact in tables if fact.operand.cell.number}) == 1:
            operands.append(_countable(tables[0].operand))
        if len(operands) < 2:
            continue
        yield relation("same-facts", [same(*operands)], cue=noun.pattern[:4], severity="warning")


def _is_one_of_several(mention: Mention, said: list[Mention]) -> bool:
    """甲校开设 5 个专业，乙校开设 6 个专业: what one sentence counts twice, differently, it counts of different things."""
    return any(
        other.passage is mention.passage
        and other.sentence == mention.sentence
        and other.number.value != mention.number.value
        for other in said
    )


def _is_of_one_school(manuscript: Manuscript, mention: Mention) -> bool:
    """职教中心校始建于 1984 年，开设 5 个专业: in a report of several schools the sentence has named one."""
    if unit_named(manuscript, mention):
        return True
    start, _ = mention.passage.full_sentence_at(mention.start)
    return names_one_school(manuscript, mention.passage.plain[start : mention.start])


def _counts_its_own_names(before: str, mention: Mention) -> bool:
    """数控、电子两个专业: as many names as are counted stand right before the count, which speaks of them alone."""
    names = as_pattern(r"[、和与及]").split(as_pattern(r"[，；：:]").split(before)[-1])
    return len(names) > 1 and len(names) == mention.number.value


def _indicators(manuscript: Manuscript, facts: dict[str, list[KnownFact]]) -> Iterator[Relation | Doubtful | Hint]:
    report = manuscript.data_period
    for indicator in (*RATES, *COUNTS):
        usable = [
            fact
            for fact in facts.get(indicator, ())
            if fact.has_number
            and not fact.scope
            and fact.operand.cell.number is not None
            and fact.operand.cell.number.hedge is Hedge.NONE
        ]
        for period in sorted({fact.period or report or 0 for fact in usable}):
            at = _first_of_sentence([fact for fact in usable if (fact.period or report or 0) == period], manuscript)
            at = _of_one_date(at, manuscript)
            tables = [fact for fact in at if fact.is_table]
            prose = [fact for fact in at if not fact.is_table]
            values = {fact.operand.cell.number.value for fact in tables if fact.operand.cell.number is not None}
            chosen = prose + (tables[:1] if len(values) == 1 else [])
            if len(values) == _TWO and prose and not speaks_of_many_kinds(manuscript):
                yield from _odd_table(tables, prose)
            if indicator in COUNTS and chosen:
                # 就业 and 直接就业 may be two scopes; what is called alike is one.
                cores = Counter(_called(fact) for fact in chosen)
                usual = min(cores, key=lambda core: (-cores[core], core))
                chosen = [fact for fact in chosen if _called(fact) == usual]
                prose = [fact for fact in prose if fact in chosen]
            if len(chosen) < 2 or not prose:
                continue
            if not all(_comparable(chosen[0], fact) for fact in chosen):
                continue
            claim = relation(
                "same-facts",
                [same(*(_as_money(fact.operand) for fact in chosen))],
                cue=chosen[0].label,
                severity="warning",
            )
            several = _of_several(chosen) or speaks_of_many_kinds(manuscript)
            yield Doubtful(claim) if indicator in COUNTS and several else claim


_TWO = 2  # values that tables give, of which the text bears out one
_ALIKE = 3  # times


def _odd_table(tables: list[KnownFact], prose: list[KnownFact]) -> Iterator[Hint]:
    """教职工 328 in a sentence and in a table, 341 in another table under the same name."""
    said = {number.value for fact in prose if (number := fact.operand.cell.number) is not None}
    odd = [
        fact for fact in tables if fact.operand.cell.number is not None and fact.operand.cell.number.value not in said
    ]
    borne = [fact for fact in tables if fact not in odd]
    if len(said) != 1 or len(odd) != 1 or not borne or {_called(fact) for fact in (*odd, *borne)} != {_called(odd[0])}:
        return
    number, own = odd[0].operand.cell.number, next(iter(said))
    if number is None or not all(_comparable(odd[0], fact) for fact in borne):
        return
    low, high = sorted((number.value, own))
    if high > _ALIKE * low:
        return
    where, where_en = told_elsewhere(prose[0].place)
    yield hint_at(
        "same-facts", f"odd:{odd[0].operand.key}", FAULT, (odd[0].place, prose[0].place, borne[0].place),
        f"此表「{odd[0].operand.label}」写作 {number.raw.strip()}，{where}和另一表都是 {borne[0].operand.cell.raw.strip()}，请核对是否同一口径",
        f"{number.raw.strip()} in this table; another table and the text {where_en} say {borne[0].operand.cell.raw.strip()}",
        reported=number.raw.strip(), expected=borne[0].operand.cell.raw.strip(), formula=f"{number.raw.strip()} ≠ {borne[0].operand.cell.raw.strip()}",
        keys=(odd[0].operand.key, borne[0].operand.key), weight=0.45,
    )  # fmt: skip


def _of_several(facts: list[KnownFact]) -> bool:
    """True where a report that speaks of several kinds of schools says one word of each: 在校生 of 小学, of 初中, of 高中.

    A slip gives one odd value near the others; three values, or two far apart, are of different schools.
    """
    numbers = [fact.operand.cell.number for fact in facts]
    values = sorted({number.value for number in numbers if number is not None})
    return len(values) > 2 or (len(values) == 2 and values[1] > 2 * values[0])


def _first_of_sentence(facts: list[KnownFact], manuscript: Manuscript) -> list[KnownFact]:
    """全市在校生 3000 人，其中中职学校在校生 900 人: what one sentence says again it says of something else."""
    mentions = manuscript.mention_by_id
    kept: list[KnownFact] = []
    seen: set[object] = set()
    for fact in facts:
        mention = mentions.get(fact.operand.key)
        sentence = (mention.passage.id, mention.sentence) if mention is not None else None
        if sentence is not None and sentence in seen:
            continue
        if sentence is not None:
            seen.add(sentence)
        kept.append(fact)
    return kept


_DATE = as_pattern(r"20\d\d年\s*\d{1,2}月")


def _of_one_date(facts: list[KnownFact], manuscript: Manuscript) -> list[KnownFact]:
    """截至 2023 年 9 月 and 截至 2023 年 12 月 are two counts; of several dates the first is compared."""
    mentions = manuscript.mention_by_id
    dates = {
        fact.operand.key: found[-1]
        for fact in facts
        if (m := mentions.get(fact.operand.key)) is not None
        and (found := _DATE.findall(m.passage.plain, m.passage.full_sentence_at(m.start)[0], m.start))
    }
    first = next(iter(dates.values()), "")
    return [fact for fact in facts if dates.get(fact.operand.key, first) == first]


def _called(fact: KnownFact) -> str:
    return as_pattern(r"规模|[“”\"‘’]").sub("", _core(NEUTRAL.sub("", bare_label(fact.label))))


def _comparable(left: KnownFact, right: KnownFact) -> bool:
    a, b = _as_money(left.operand).cell.number, _as_money(right.operand).cell.number
    return a is not None and b is not None and are_comparable(a.unit, b.unit)


def _named_rows(manuscript: Manuscript) -> Iterator[Relation]:
    """「学前教育专业对口率达到 100%」 beside a table with that row and that column."""
    rows: dict[str, list[tuple[Sheet, int]]] = {}
    for sheet in manuscript.sheets:
        if len(sheet.data_rows) < 3:
            continue
        for row in sheet.data_rows:
            label = sheet.row_label(row)
            if len(label) >= 3 and not sheet.is_total_row(row):
                rows.setdefault(label, []).append((sheet, row))
    if not rows:
        return
    names = NameIndex(sorted(rows, key=len, reverse=True))
    for passage in manuscript.prose():
        for mention in passage.mentions:
            if mention.is_loose or mention.number.hedge is not Hedge.NONE:
                continue
            words = compact(passage.plain[mention.clause[0] : mention.start])
            name = names.first_in(words)
            if name is None:
                continue
            rest = words[words.rfind(name) + len(name) :].removeprefix("专业")
            rest = as_pattern(r"(?:达到?|为|是|有|共|均|:|的|约)+$").sub("", rest)
            for figure in _matching(rows[name], rest, mention):
                yield relation(
                    "same-facts", [same(figure.operand(), mention.operand(f"{name}{rest} {mention.raw.strip()}"))],
                    cue=f"{name}{rest}", severity="warning",
                )  # fmt: skip


def _matching(cells: list[tuple[Sheet, int]], rest: str, mention: Mention) -> list[Figure]:
    found = []
    for sheet, row in cells:
        for column in sheet.numeric_columns:
            figure = sheet.figure(row, column)
            head = bare_label(sheet.head(column))
            if figure is None or len(rest) < 3 or not head or head[-1] != rest[-1]:
                continue
            if not (rest == head or letters_in_order(rest, head)) or not are_comparable(
                figure.number.unit, mention.unit
            ):
                continue
            if figure.is_percent != mention.is_percent:
                continue
            found.append(figure)
    return found if len(found) == 1 else []


def _row_labels(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """A row of an indicator table whose whole label a sentence uses."""
    rows: dict[str, list[Figure]] = {}
    for sheet in manuscript.sheets:
        column = _own_column(sheet, manuscript.data_period)
        if column is None:
            continue
        for row in sheet.data_rows:
            figure = sheet.figure(row, column)
            label = _essence(sheet.row_label(row))
            if figure is not None and len(label) >= 4:
                rows.setdefault(label, []).append(figure)
    for passage in manuscript.prose():
        for mention in passage.mentions:
            if mention.is_loose or mention.number.hedge is not Hedge.NONE:
                continue
            if mention.measure == "项" and "培训" in mention.noun:
                # The form counts training projects; a sentence may speak of a part of them.
                for figure in rows.get("非学历培训项目", [])[:1]:
                    yield Doubtful(
                        relation(
                            "same-facts",
                            [same(figure.operand(), mention.operand())],
                            cue="培训项目",
                            severity="warning",
                        )
                    )
            if scope_of(mention):
                continue
            label = _essence(NEUTRAL.sub("", label_of(mention)))
            figures = rows.get(label, [])
            if (
                len(figures) == 1
                and are_comparable(_unit_said(figures[0]), mention.unit)
                and period_of(mention, manuscript) is None
                and not (those_meant(mention, "") or body_before(manuscript, mention))
            ):
                readings = [
                    same(
                        _as_money(figure.operand(unit=figures[0].number.unit)),
                        mention.operand(f"{label} {mention.raw.strip()}"),
                    )
                    for figure in _legal(figures[0])
                ]
                made = relation("same-facts", readings, cue=label, severity="warning")
                yield Doubtful(made) if _is_run_together(figures[0], mention) else made


def _unit_said(figure: Figure) -> Unit | None:
    number = _as_money(figure.operand()).cell.number
    return None if number is None else number.unit


def _legal(figure: Figure) -> list[Figure]:
    """The figure; of a table whose head a page break took away any of the row may be the report's own."""
    sheet = figure.sheet
    columns = [c for c in sheet.numeric_columns if sheet.unit_column is not None and c > sheet.unit_column]
    if any(PERIOD.search(half_width(sheet.head(column))) for column in columns):
        return [figure]
    return [figure, *(f for c in columns if c != figure.column and (f := sheet.figure(figure.row, c)) is not None)]


def _is_run_together(figure: Figure, mention: Mention) -> bool:
    """238246 where the text says 246: two columns of a printed page that were read as one."""
    read, said = f"{figure.number.digits:f}", f"{mention.number.digits:f}"
    return len(read) > len(said) and (read.endswith(said) or read.startswith(said))


def _own_column(sheet: Sheet, report: int | None) -> int | None:
    """The column of the report's own period; of several others the latest."""
    if sheet.unit_column is None:
        return None
    dated = {
        column: int(match[1])
        for column in sheet.numeric_columns
        if column > sheet.unit_column and (match := PERIOD.fullmatch(half_width(compact(sheet.head(column)))))
    }
    if len(dated) < 2:
        return sheet.unit_column + 1
    own = [column for column, period in dated.items() if period == report]
    return own[0] if own else max(dated, key=lambda column: dated[column])


def _core(label: str) -> str:
    return as_pattern(r"(?:总?人数|总数|数量|总量|数)$").sub("", label)


_WITHOUT_WEIGHT = as_pattern(
    r"教学科研|教学|科研|校舍|总体|综合|平均|的|^年(?!级)|对(?:毕业生|学校|学生)|(?:总?人数|总数|数量|总量|数)(?=水平|标准|$)|(?:水平|标准)$"
)


def _essence(label: str) -> str:
    """The words of an official name that tell it from others.

    >>> _essence("年财政专项拨款"), _essence("用人单位对毕业生的满意度"), _essence("生均教学科研仪器设备值")
    ('财政专项拨款', '用人单位满意度', '生均仪器设备值')
    """
    return _WITHOUT_WEIGHT.sub("", label)


def _money(manuscript: Manuscript) -> Iterator[Remark]:
    found: dict[tuple[str, int, int], list[Mention]] = {}
    for passage in manuscript.prose():
        for mention in passage.mentions:
            if not mention.is_money or mention.number.hedge is not Hedge.NONE or mention.number.value < 10000:
                continue
            start, end = mention.sentence
            before = passage.plain[max(start, mention.start - 24) : mention.start]
            whole = passage.plain[start:end]
            giver = next((name for name, pattern in _GIVERS if pattern.search(before)), None)
            purpose = next((i for i, pattern in enumerate(_PURPOSES) if pattern.search(before)), None)
            whom = next((i for i, pattern in enumerate(_WHOM) if pattern.search(whole)), None)
            if (
                giver is None
                or purpose is None
                or whom is None
                or period_of(mention, manuscript) is not None
                or len(scope_of(mention)) > 3  # a school; 培训 and 实习 are what the money is for
            ):
                continue
            if as_pattern(r"其中|人均|生均|每").search(before):
                continue
            found.setdefault((giver, purpose, whom), []).append(mention)
    for (giver, _, _), mentions in found.items():
        values = Counter(mention.number.value for mention in mentions)
        places = {mention.passage.id for mention in mentions}
        if len(values) != 2 or len(places) < 2 or len(mentions) > 3:
            continue
        first, second = mentions[0], next(m for m in mentions if m.number.value != mentions[0].number.value)
        yield Remark(
            f"same-facts:{first.id}:{second.id}", "same-facts", FAULT, (second.place, first.place),
            f"同为{giver}同类经费，两处数额不同：{first.raw.strip()}与{second.raw.strip()}；若是两笔经费请写明，若是同一笔请统一",
            f"{first.raw.strip()} and {second.raw.strip()} for one purpose from one giver; say whether these are two grants",
            severity="info", reported=second.raw.strip(), expected=first.raw.strip(), formula=f"{first.raw.strip()} ≠ {second.raw.strip()}",
            keys=(first.id, second.id),
        )  # fmt: skip
