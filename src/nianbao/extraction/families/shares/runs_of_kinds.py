"""A share or a count of all below an age, above a degree or within a place is what these kinds make together.

Cue: 50岁及以下的占84.4%, 本科及以上学历教师占94.9%, 研究生学历教师只占11.3%, 本市范围内就业的占69.7%, with no count beside it, and a list of the kinds in the
sentences before or in a table; 30岁及以下仅19人, 本科及以上学历教师201人 beside such a table. Why it should hold in any report: ages, degrees, titles and the circles of places have an order,
and a list or a table that gives all kinds gives every run of them. Guards: the words before 占 may hold nothing but the bound and
words without weight; the kinds must make, all together, a figure that the report has; every such list and every column of now is a legal
reading; other times and goals are left alone. A count is told where nothing before it in its sentence speaks of others: each count there is
one that the kinds make too (党员 109 人，其中 35 岁以下 40 人 are none of the teachers' table).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.extraction.claims import Doubtful, relation, same, share_of, sum_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_bodies import is_body_name
from nianbao.extraction.names.known_facts import scope_of
from nianbao.extraction.names.named_units import unit_named
from nianbao.extraction.shares.share_clauses import ShareClause, share_clauses
from nianbao.extraction.shares.share_grounds import grounds_of
from nianbao.extraction.tables.table_facts import Sheet, compact
from nianbao.extraction.told.told_values import time_before
from nianbao.extraction.wording import CHANGE_HEAD, QUOTIENT
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Reading, Relation

FAULT = "share"
_AGES = "\n\n表1 专任教师年龄结构\n\n年龄\t人数\n35岁及以下\t60\n36—45岁\t80\n46—55岁\t70\n56岁及以上\t30\n合计\t240\n"
_DEGREES = "\n\n表1 专任教师学历\n\n学历\t人数\t比例\n硕士研究生\t24\t10.00%\n本科\t204\t85.00%\n专科及以下\t12\t5.00%\n合计\t240\t100%\n"
EXAMPLES = (
    Example("fail", f"青年教师不多，45岁及以下的只占54.17%。{_AGES}"),
    Example("fail", f"本科及以上学历教师占94.17%。{_DEGREES}"),
    Example(
        "fail", "专任教师240人。从年龄看，35岁及以下的60人，36至50岁的120人，51岁以上的60人，50岁及以下的占到了70.31%。"
    ),
    Example(
        "fail",
        "直接就业500人，在本县就业的210人，在本市其他县区就业的140人，在省内其他地市就业的90人，在省外就业的60人，本市范围内就业的占42.00%。",
    ),
    Example("fail", f"教师队伍年龄偏大，35岁及以下仅62人。{_AGES}"),
    Example("pass", f"45岁及以下教师140人，56岁及以上有30人。{_AGES}"),
    Example("silent", f"全校党员109人，其中35岁及以下40人。{_AGES}"),
    Example("pass", f"45岁及以下的占58.33%，研究生学历教师只占10.00%。{_AGES}{_DEGREES}"),
    Example("silent", f"女教师中45岁及以下的占70.11%，双师型教师中本科及以上的占98.12%。{_AGES}{_DEGREES}"),
    Example("silent", f"上年45岁及以下的占54.17%。{_AGES}"),
)
_DEGREE = {"博士": 0, "硕士": 1, "研究生": 1, "本科": 2, "专科": 3, "大专": 3, "中专": 4, "高中": 4}
_TITLE = {
    "正高": 0,
    "副高": 1,
    "高级": 1,
    "中级": 2,
    "初级": 3,
    "助理": 3,
    "员级": 4,
    "未定": 5,
    "未评": 5,
    "无职称": 5,
    "其他": 5,
}
_PLACES = (
    (as_pattern(r"境外|国外|[出外]国"), 5),
    (as_pattern(r"省外|外省|出省|市外省外|京外"), 4),
    (as_pattern(r"省内|本省|全省|自治区内"), 3),
    (as_pattern(r"市外|外市"), 3),
    (as_pattern(r"本市|市内|全市|市域"), 2),
    (as_pattern(r"本[区县地]|[区县]内|当地"), 1),
)
_AGE = as_pattern(
    r"(?P<low>\d{2})\s*(?:周?岁)?\s*[至到—–~～－-]+\s*(?P<high>\d{2})\s*(?:周?岁)?|(?P<edge>\d{2})\s*(?:周?岁)?\s*(?:及其?|（含）|\(含\))?\s*以(?P<way>[上下])|(?P<under>\d{2})\s*周?岁以内"
)
_FREE = as_pattern(
    r"其中|专任|教师|教职工|人员|毕业生|学生|年龄|学历|学位|职称|专业技术职务|职务|拥有|具有|青年|中青年|中年|骨干|从|看|上|在|为|有|的|者|人数|全[区市县校]|[两三四]校|就业|实习|工作|范围内?|留|到|去|而|但|也|所|则|，|、|目前"
)
_RANKED = as_pattern(
    r"(?P<name>博士|硕士|研究生|本科|专科|大专|正高级?|副高级?|高级|中级|初级)(?:研究生)?(?:学历|学位|职称|专业技术职务|教师|层次)?(?:及其?)?(?:以(?P<way>[上下]))?"
)
_LISTED_AGE = as_pattern(rf"(?:{_AGE.pattern})(?:的|教师|人员|有|为|共|，|：|:)*\s*$".replace("?P<", "?P<l_"))
_OF_SEVERAL = frozenset(("高级", "研究生"))
_FARTHEST = 400
_FEWEST = 3
_LONGEST = 12  # characters of a label that is nothing but a degree or a title
Span = tuple[int, int]


@dataclass(frozen=True, eq=False, slots=True)
class _Kind:
    """One of several kinds with its count; ``span`` are the places of the order that it takes."""

    span: Span
    operand: Operand
    value: float


@dataclass(frozen=True, eq=False, slots=True)
class _Group:
    """All kinds of one order, from one list or one column."""

    order: str
    kinds: tuple[_Kind, ...]
    is_old: bool = False


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Shares of runs of kinds, clause by clause."""
    for clause in share_clauses(manuscript):
        if clause.beside is not None or not clause.is_of_now:
            continue
        if unit_named(manuscript, clause.share) or is_body_name(scope_of(clause.share)):
            # 启航职业学校…，45 岁及以下的占 61%: of its own, and no share of those of all schools.
            continue
        asked = _asked(compact(clause.who))
        if asked is None:
            continue
        order, spans = asked
        groups = [group for group in _groups(manuscript) if group.order == order and not group.is_old]
        groups += _listed(clause, order)
        readings = [
            made for group in groups for span in spans
            if (made := _reading(manuscript, clause, group, span)) is not None
        ]  # fmt: skip
        if readings:
            place = clause.passage.place(clause.share.clause[0], clause.share.end)
            yield relation(
                "runs-of-kinds", readings[:16], cue=clause.who, severity="warning", place=place, is_searched=True
            )

    yield from _counts(manuscript)


_EDGES = ("岁", "以上", "以下", "以内")
_LEADS_TO_COUNT = as_pattern(r"(?:的|达到?|约|仅|只|就|也|已|均|则|还|又|共|合计|为|是|有|：|:)+$")
_ABOUT_AGES = as_pattern(
    r"年龄|学历|学位|职称|结构|层次|队伍|梯队|老化|老龄化?|年轻化?|断[档层]|偏[大小高低]|不?尽?合理|仍|较|截至|目前|现|年[末底]?|月|其|占|总数|[比%％.．\d\s]|"
    + _FREE.pattern
)
_WITH_BOUND = as_pattern(r"以[上下]|岁")


def _counts(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """30岁及以下仅 19 人: the kinds of a table below that age together."""
    groups = [group for group in _groups(manuscript) if not group.is_old]
    for passage in manuscript.prose_with(*_EDGES) if groups else ():
        for mention in passage.mentions:
            if not _is_plain_count(mention):
                continue
            who = _LEADS_TO_COUNT.sub("", compact(passage.plain[mention.clause[0] : mention.start]))
            asked = _asked(who) if _WITH_BOUND.search(who) else None
            if asked is None or asked[0] == "place" or _tells_of_others(manuscript, passage, mention):
                continue
            found = [
                (group, span, inside)
                for group in groups
                for span in asked[1]
                if group.order == asked[0] and (inside := _inside(group, span))
            ]
            if not found:
                continue
            claim = mention.operand(f"{who} {mention.raw.strip()}")
            readings = [
                same(inside[0].operand, claim) if len(inside) == 1 else sum_of(claim, [k.operand for k in inside])
                for _, _, inside in found
            ]
            place = passage.place(mention.clause[0], mention.end)
            made = relation("runs-of-kinds", readings[:16], cue=who, severity="warning", place=place)
            is_firm = any(_is_of(passage, mention, group) for group, _, _ in found)
            yield made if is_firm else Doubtful(made, frozenset((mention.id,)))


def _is_plain_count(mention: Mention) -> bool:
    is_people = mention.unit is not None and mention.unit.dimension == "people"
    is_plain = mention.number.hedge is Hedge.NONE and not (mention.is_loose or mention.is_spelled)
    return is_people and is_plain and not mention.passage.plain.startswith(("以", "左右", "次"), mention.end)


def _tells_of_others(manuscript: Manuscript, passage: Passage, mention: Mention) -> bool:
    """Of one school, of one group, of another time."""
    if unit_named(manuscript, mention) or is_body_name(scope_of(mention)):
        return True
    when, period = time_before(passage, passage.full_sentence_at(mention.start)[0], mention.start)
    return when == -1 or (period is not None and period != manuscript.data_period)


def _is_of(passage: Passage, mention: Mention, group: _Group) -> bool:
    """Each count before it in the sentence is one that the kinds make, and where there is none the words speak of nobody else."""
    start, _ = passage.full_sentence_at(mention.start)
    earlier = [m for m in passage.mentions_in(start, mention.digits_start) if _is_plain_count(m)]
    if not earlier:
        lead = compact(passage.plain[start : mention.clause[0]])
        return not as_pattern("[，,、：:。；]").sub("", _ABOUT_AGES.sub("", lead))
    values = [kind.value for kind in group.kinds]
    made = {sum(values[i:j]) for i in range(len(values)) for j in range(i + 1, len(values) + 1)}
    return all(float(m.number.value) in made for m in earlier)


def _asked(who: str) -> tuple[str, list[Span]] | None:
    """The order that the words before 占 speak of, and which runs of it they may mean."""
    if (age := _AGE.search(who)) is not None:
        rest = f"{who[: age.start()]}{who[age.end() :]}".replace("岁", "")
        return ("age", [_ages(age)]) if not _FREE.sub("", rest) else None
    if (ranked := _RANKED.search(who)) is not None:
        if _FREE.sub("", f"{who[: ranked.start()]}{who[ranked.end() :]}"):
            return None
        order = "degree" if ranked["name"] in _DEGREE else "title"
        rank = _DEGREE[ranked["name"]] if order == "degree" else _TITLE[ranked["name"][:2]]
        spans = [(0 if ranked["way"] == "上" else rank, 9 if ranked["way"] == "下" else rank)]
        if ranked["name"] in _OF_SEVERAL and not ranked["way"]:
            # 高级 may hold 正高 and 副高, and 研究生 those with either degree.
            spans.append((0, rank))
        return order, spans
    for pattern, level in _PLACES[2:]:
        if found := pattern.search(who):
            rest = _FREE.sub("", f"{who[: found.start()]}{who[found.end() :]}")
            return ("place", [(1, level)]) if not rest and "外" not in who else None
    return None


def _ages(found: re.Match[str]) -> Span:
    group = {name.removeprefix("l_"): value for name, value in found.groupdict().items()}
    if group["low"]:
        return int(group["low"] or 0), int(group["high"] or 0)
    if group["under"]:
        return 0, int(group["under"])
    edge = int(group["edge"] or 0)
    return (edge, 99) if group["way"] == "上" else (0, edge)


def _reading(manuscript: Manuscript, clause: ShareClause, group: _Group, span: Span) -> Reading | None:
    inside = _inside(group, span)
    if not inside:
        return None
    total = sum(kind.value for kind in group.kinds)
    if not grounds_of(manuscript).has(total):
        return None
    claim = clause.share.operand(f"{clause.who}占比 {clause.share.raw.strip()}", trust=0.5)
    return share_of(claim, [kind.operand for kind in inside], [kind.operand for kind in group.kinds])


def _inside(group: _Group, span: Span) -> list[_Kind]:
    """The kinds that the run is made of; none where one lies across its bound or it is all of them."""
    low, high = span
    inside = [kind for kind in group.kinds if low <= kind.span[0] and kind.span[1] <= high]
    across = any(k not in inside and k.span[0] < high and low < k.span[1] for k in group.kinds)
    return [] if across or len(inside) == len(group.kinds) else inside


def _listed(clause: ShareClause, order: str) -> list[_Group]:
    """The list of the sentences before: 35岁及以下的 83 人，36至50岁的 112 人; 在本县就业的 263 人，在本市其他县区就业的 141 人."""
    passage, share = clause.passage, clause.share
    counts = [m for m in clause.near if m.end <= share.start and m.start >= share.start - _FARTHEST]
    runs: list[list[tuple[Span, Mention]]] = [[]]
    for mention in counts:
        span = _span_of(passage, mention, order, first=not runs[-1])
        if span is None:
            runs.append([])
        elif runs[-1] and (runs[-1][-1][1].measure != mention.measure or not _follows(runs[-1][-1][0], span, order)):
            runs.append([(span, mention)])
        else:
            runs[-1].append((span, mention))
    return [
        _Group(order, tuple(_Kind(span, m.operand(), float(m.number.value)) for span, m in run))
        for run in runs if len(run) >= _FEWEST
    ][-1:]  # fmt: skip


def _follows(before: Span, span: Span, order: str) -> bool:
    return before != span and (order != "place" or before[0] < span[0])


def _span_of(passage: Passage, mention: Mention, order: str, *, first: bool) -> Span | None:
    start = max(0, mention.start - 24)
    words = passage.plain[start : mention.start]
    if order == "age":
        found = _LISTED_AGE.search(words)
        return _ages(found) if found is not None else None
    words = compact(as_pattern(r"[，、；。：]").split(words.rstrip(" ，：:"))[-1])
    if order == "place":
        for pattern, level in _PLACES:
            if pattern.search(words):
                return level, level
        # 留在河阳区的 139 人，在沂津市其他区县的 68 人: the nearest circle is called by its name.
        if first and as_pattern(r"[区县镇](?:就业|实习|工作)?的?$").search(words):
            return 1, 1
        return (2, 2) if as_pattern(r"市其[他它][区县]").search(words) else None
    return _rank(words, order)


def _rank(label: str, order: str) -> Span | None:
    ranks = _DEGREE if order == "degree" else _TITLE
    label = label.replace("博士研究生", "博士").replace("硕士研究生", "硕士")
    found = {rank for name, rank in ranks.items() if name in label}
    if order == "title" and "副高" in label:
        found = {1}
    if not found:
        return None
    return (min(found), 9) if "以下" in label else (0 if "以上" in label else min(found), max(found))


@kept
def _groups(manuscript: Manuscript) -> tuple[_Group, ...]:
    """The kinds of each order in each column of each table."""
    return tuple(group for sheet in manuscript.sheets for group in _groups_of(sheet))


def _groups_of(sheet: Sheet) -> Iterator[_Group]:
    runs: list[tuple[str, list[tuple[int, Span]]]] = []
    for row in sheet.data_rows:
        kind = _kind_of_row(compact(sheet.row_label(row)))
        if kind is None:
            runs.append(("", []))
        elif runs and runs[-1][0] == kind[0] and kind[1] not in [span for _, span in runs[-1][1]]:
            runs[-1][1].append((row, kind[1]))
        else:
            runs.append((kind[0], [(row, kind[1])]))
    periods = {c: sheet.period(sheet.first_data_row, c) for c in sheet.numeric_columns}
    newest = max((period for period in periods.values() if period), default=None)
    for order, rows in runs:
        if not order or len(rows) < _FEWEST:
            continue
        for column in sheet.numeric_columns:
            head = compact("".join(sheet.column_path(column)))
            figures = [sheet.figure(row, column) for row, _ in rows]
            if QUOTIENT.search(head) or CHANGE_HEAD.search(head) or any(f is None or f.is_percent for f in figures):
                continue
            kinds = tuple(
                _Kind(span, figure.operand(), float(figure.value))
                for (_, span), figure in zip(rows, figures, strict=True) if figure is not None
            )  # fmt: skip
            yield _Group(order, kinds, periods[column] is not None and periods[column] != newest)


def _kind_of_row(label: str) -> tuple[str, Span] | None:
    label = as_pattern(r"^其中[:：]?").sub("", label)
    if (age := as_pattern(rf"(?:{_AGE.pattern})(?:周?岁)?(?:教师|人数)?").fullmatch(label)) is not None:
        return "age", _ages(age)
    for order in ("degree", "title"):
        if len(label) < _LONGEST and (span := _rank(label, order)) is not None and label != "其他":
            return order, span
    return None
