"""A rate told of a school is that of all its rows in the table of majors.

Cue: 乙职高升学的比例达到 75.0%, 甲职校升学率为 40.8%, beside a table of majors with 毕业生, 升学 and 升学率, where the same or another table says
which majors are whose. Why it should hold in any report: the table's own rates say what is divided by what, and what is
divided for each major is divided for all majors of a school as well. Guards: the rate of each row must follow from the same two columns; each
row belongs to one school; only the school and the rate may be named in the clause; another period, a group (女生, 三年制) or a
hedge leaves it open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.extraction.claims import Doubtful, relation, share_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_bodies import is_body_name, known_bodies
from nianbao.extraction.tables.column_names import core_of
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.extraction.told.told_values import time_before
from nianbao.extraction.wording import CHANGE_HEAD
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation

FAULT = "share"
_WHOSE = "\n\n学校\t专业\t在校生\n东城职校\t烹饪\t165\n\t汽修\t140\n西城职高\t会计\t147\n\t金融\t90\n合计\t\t542\n"
_RATES = "\n\n专业\t毕业生\t升学\t升学率\n烹饪\t80\t32\t40.00%\n汽修\t50\t21\t42.00%\n会计\t60\t45\t75.00%\n金融\t40\t30\t75.00%\n合计\t230\t128\t55.65%\n"
EXAMPLES = (
    Example("fail", f"西城职高升学的比例达到70.5%，比较突出。{_WHOSE}{_RATES}"),
    Example("pass", f"西城职高升学率为75.0%，比较突出。{_WHOSE}{_RATES}"),
    Example("silent", f"西城职高女生升学率为80.5%。上年西城职高升学率为70.5%。{_WHOSE}{_RATES}"),
)
_LEAD = as_pattern(r"^(?:其中|而|但|从学校看|分学校看|20\d\d届|今年|本届|当年|本年度?)*")
_SAID = as_pattern(
    r"(?:的)?(?:应届)?(?:毕业生|学生)?(?:的)?(?P<stem>[\u4e00-\u9fff]{2,8}?)(?:的)?(?:毕业生|学生|人数)?(?:所)?(?:的?占比|的?比例|的?比重|率)(?:则|已|也|仅|只有?|达到?|高达|为|是|有|[:：])*"
)
_SHARE_ENDS = as_pattern(r"(?:率|比例|占比|比重)$")
_FEWEST = 2


@dataclass(frozen=True, eq=False)
class _Rate:
    """The rows of one school in a table of rates: what is divided, and what by."""

    stem: str
    parts: tuple[Figure, ...]
    wholes: tuple[Figure, ...]


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Rates behind the name of a school, clause by clause."""
    rates = _rates(manuscript)
    if not rates:
        return
    bodies = known_bodies(manuscript)
    names = (
        *(name for name, body in bodies.of.items() if body in rates),
        *(body for body in rates if body not in bodies.of),
    )
    for passage in manuscript.prose_with(*names):
        for mention in passage.mentions:
            if not mention.is_percent or mention.number.hedge is not Hedge.NONE:
                continue
            if passage.mentions_in(mention.clause[0], mention.digits_start):
                continue
            when, period = time_before(passage, passage.full_sentence_at(mention.start)[0], mention.start)
            if when == -1 or period not in (None, manuscript.data_period):
                continue
            yield from _told(manuscript, passage, mention, rates, names)


def _told(
    manuscript: Manuscript, passage: Passage, mention: Mention, rates: dict[str, list[_Rate]], names: tuple[str, ...]
) -> Iterator[Relation | Doubtful]:
    words = _LEAD.sub("", compact(passage.plain[mention.clause[0] : mention.start]), count=1)
    name = max((name for name in names if words.startswith(name)), key=len, default="")
    said = _SAID.fullmatch(words, len(name)) if name else None
    if said is None:
        return
    fitting = [rate for rate in rates[known_bodies(manuscript).body(name)] if rate.stem == core_of(said["stem"])]
    if not fitting:
        return
    claim = mention.operand(f"{name}{said['stem']}率 {mention.raw.strip()}", trust=0.5)
    readings = [
        share_of(claim, [part.operand() for part in rate.parts], [whole.operand() for whole in rate.wholes])
        for rate in fitting
    ]
    made = relation("group-rates", readings, cue=said["stem"], severity="warning", place=mention.place)
    yield made if len(fitting) == 1 else Doubtful(made, frozenset((mention.id,)))


@kept
def _rates(manuscript: Manuscript) -> dict[str, list[_Rate]]:
    """By the name that stands for a school."""
    found: dict[str, list[_Rate]] = {}
    groups = _groups(manuscript)
    for sheet in manuscript.sheets:
        rows = [row for row in sheet.data_rows if not sheet.is_total_row(row) and not sheet.is_subtotal_row(row)]
        defined = list(_defined(sheet, rows))
        if not defined:
            continue
        owners = [_owner(sheet, row, groups) for row in rows]
        if "" in owners or len(set(owners)) < _FEWEST:
            continue
        for stem, parts, wholes in defined:
            for owner in dict.fromkeys(owners):
                own = [at for at, each in enumerate(owners) if each == owner]
                rate = _Rate(stem, tuple(parts[at] for at in own), tuple(wholes[at] for at in own))
                if len(own) >= _FEWEST:
                    found.setdefault(owner, []).append(rate)
    return found


def _owner(sheet: Sheet, row: int, groups: dict[str, str]) -> str:
    return groups.get(compact(sheet.row_label(row)), "")


@kept
def _groups(manuscript: Manuscript) -> dict[str, str]:
    """The school of each major, of majors that one school alone has."""
    bodies = known_bodies(manuscript)
    owners: dict[str, set[str]] = {}
    for sheet in manuscript.sheets:
        for row in sheet.data_rows:
            path = [compact(label) for label in sheet.row_path(row)]
            if len(path) == 2 and is_body_name(path[0]):
                owners.setdefault(path[1], set()).add(bodies.body(path[0]))
    return {major: next(iter(of)) for major, of in owners.items() if len(of) == 1}


def _defined(sheet: Sheet, rows: list[int]) -> Iterator[tuple[str, list[Figure], list[Figure]]]:
    """The rates of the table, each with the two columns that it follows from in every row."""
    plain = [
        c for c in sheet.numeric_columns
        if not any(CHANGE_HEAD.search(compact(label)) for label in sheet.column_path(c))
        and len(sheet.column_figures(c, rows)) == len(rows)
    ]  # fmt: skip
    for column in plain:
        head = core_of(sheet.head(column))
        rates = sheet.column_figures(column, rows)
        if not _SHARE_ENDS.search(head) or not all(rate.is_percent for rate in rates):
            continue
        stem = _SHARE_ENDS.sub("", head)
        for part in (c for c in plain if c != column and core_of(sheet.head(c)) == stem):
            parts = sheet.column_figures(part, rows)
            for whole in (c for c in plain if c not in (column, part)):
                wholes = sheet.column_figures(whole, rows)
                if not any(f.is_percent for f in (*parts, *wholes)) and all(map(_follows, rates, parts, wholes)):
                    yield stem, parts, wholes


def _follows(rate: Figure, part: Figure, whole: Figure) -> bool:
    return whole.value > 0 and abs(part.value / whole.value - rate.value) <= rate.number.ulp
