"""What a sentence counts for every school of the report adds up to what it counts of all right before.

Cue: a figure and right behind it, with nothing but 中, 其中, a colon or a bracket between them, a list of the schools with a figure each
(双师型教师 83 人中甲职校 54 人、乙职高 29 人), the list naming all the schools that the tables name. Why it should hold in any report: where no
school is left out, their figures are the whole. Guards: each figure stands right behind the name of its school and is of the
whole's measure; a list of some of the schools, a school of another table, words between name and figure (甲职校女生 12 人), hedged
figures and others that the sentence goes on to tell of (其余, 另有) leave it open; behind a mere comma, and of majors, firms and
what else two schools may have in common, only a slip of the hand is told. 三校毕业生共 n 人 in a report with a section for each of the three schools
adds up what each section tells once under that name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from nianbao.extraction.claims import Doubtful, relation, sum_of
from nianbao.extraction.example import Example
from nianbao.extraction.families.sums.prose_splits import are_alike
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_bodies import Bodies, known_bodies
from nianbao.extraction.names.known_facts import prose_of_schools
from nianbao.extraction.told.counted_things import CHANGED
from nianbao.extraction.told.told_values import bare_name, told_values
from nianbao.extraction.wording import QUOTIENT
from nianbao.facts.numeral import read_numeral
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation

FAULT = "sum"
_SECTIONS = "一、东城职校\n\n毕业生288人，就业率97.2%。\n\n二、西城职高\n\n毕业生131人。\n\n"
_TABLE = "\n\n表1 各校情况\n\n学校\t在校生\t教师\n东城职校\t1210\t118\n西城职高\t640\t74\n合计\t1850\t192\n"
EXAMPLES = (
    Example("fail", f"双师型教师86人中东城职校54人、西城职高29人。{_TABLE}"),
    Example("fail", f"全年培训96期（东城职校51期、西城职高35期）。{_TABLE}"),
    Example("pass", f"双师型教师83人中东城职校54人、西城职高29人。{_TABLE}"),
    Example("fail", f"{_SECTIONS}三、去向\n\n两校毕业生共491人。"),
    Example("pass", f"{_SECTIONS}三、去向\n\n两校毕业生共419人。"),
    Example("silent", f"双师型教师83人中东城职校女教师21人、西城职高18人。{_TABLE}"),
)
_JOINT = as_pattern(r"\s*(?P<joint>[当其]?中|里|，?其中|：|:|（|\(|（其中|，)(?:[，：:]|有)?\s*(?:来自|分布在)?")
_BETWEEN = as_pattern(r"\s*[、，,；;和及与]*\s*(?:以及|和|及)?\s*")
# 、区教研室 4 人: the list goes on with one that is no school.
_GOES_ON = as_pattern(r"\s*[、和及与](?!其中)")
_SHARED = frozenset(("个", "家", "门", "种", "类", "所"))
_REST = as_pattern(r"其[余他它]|另|还有|剩|机关|共[有同]|联合|重复")
_NEAR = 12  # characters from the name of a school to its figure
_VERBS = as_pattern(r"[有为是占共达得各获]{0,2}")


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Lists of all schools, in reading order."""
    yield from _over_sections(manuscript)
    bodies = known_bodies(manuscript)
    everyone = _everyone(bodies)
    if len(everyone) < 2:
        return
    names = tuple(name for name, body in bodies.of.items() if body in everyone)
    for passage in manuscript.prose_with(*names):
        for run in _runs(passage, bodies):
            if {entry.body for entry in run} == everyone and len(run) == len(everyone):
                yield from _added(passage, run)


_OVERALL = as_pattern(
    r"(?P<count>[两三四五六七八九])(?:所)?(?:学)?校(?P<thing>[\u4e00-\u9fff]{2,8}?)(?:人数|总数|数)?(?:合计|共计|总计|一共|总共|共)[有为达是]*\s*$"
)


def _over_sections(manuscript: Manuscript) -> Iterator[Relation]:
    """三校在校生共 n 人 in a report that has a section for each school, and in each of them its own."""
    told: dict[str, dict[str, list[Mention]]] | None = None
    for passage in manuscript.prose_with("校"):
        for total in passage.mentions:
            said = _OVERALL.search(passage.plain[total.clause[0] : total.start])
            number = read_numeral(said["count"].replace("两", "二")) if said is not None else None
            if said is None or not _is_plain(total):
                continue
            told = _by_sections(manuscript) if told is None else told
            schools = {
                school: [m for m in found if are_alike(m, total) and m is not total]
                for school, found in told.get(bare_name(said["thing"]), {}).items()
            }
            schools = {school: found for school, found in schools.items() if found}
            if len(schools) != number or any(len({m.number.value for m in found}) != 1 for found in schools.values()):
                continue
            parts = [
                found[0].operand(f"{school} {found[0].raw.strip()}", trust=0.9) for school, found in schools.items()
            ]
            yield relation(
                "all-schools", [sum_of(total.named_operand(trust=0.8), parts)], cue=said[0].strip(), severity="warning",
                place=total.place,
            )  # fmt: skip


def _by_sections(manuscript: Manuscript) -> dict[str, dict[str, list[Mention]]]:
    """By what is counted, and by the school in whose section it stands."""
    found: dict[str, dict[str, list[Mention]]] = {}
    values = told_values(manuscript)
    for passage, school in prose_of_schools(manuscript):
        for value in values.get(passage.id, ()) if school else ():
            if value.when != -1 and value.period in (None, manuscript.data_period):
                found.setdefault(value.name, {}).setdefault(school, []).append(value.mention)
    return found


class _Entry(NamedTuple):
    """A school, where its name begins, and the figure behind it."""

    body: str
    start: int
    figure: Mention


def _runs(passage: Passage, bodies: Bodies) -> Iterator[list[_Entry]]:
    """Schools with a figure each and nothing else between them."""
    run: list[_Entry] = []
    for spoken in bodies.spoken(passage.plain):
        figure = next(iter(passage.mentions_in(spoken.end, spoken.end + _NEAR)), None)
        lead = "" if figure is None else "".join(passage.plain[spoken.end : figure.start].split())
        if figure is None or not _is_plain(figure) or _VERBS.fullmatch(lead) is None:
            if len(run) > 1:
                yield run
            run = []
            continue
        if run and _BETWEEN.fullmatch(passage.plain[run[-1].figure.end : spoken.start]) is None:
            if len(run) > 1:
                yield run
            run = []
        run.append(_Entry(spoken.body, spoken.start, figure))
    if len(run) > 1:
        yield run


def _everyone(bodies: Bodies) -> frozenset[str]:
    """The schools of the longest list in a table, where no other table has one besides."""
    tables = [frozenset(map(bodies.body, listed.names)) for listed in bodies.lists if listed.sheet is not None]
    longest = max(tables, key=len, default=frozenset())
    schools = all(bodies.is_school(body) for body in longest)
    return longest if schools and all(table <= longest for table in tables) else frozenset()


def _added(passage: Passage, run: list[_Entry]) -> Iterator[Relation | Doubtful]:
    before = passage.mentions_in(max(0, run[0].start - _NEAR * 3), run[0].start)
    if not before or not _is_plain(before[-1]):
        return
    whole = before[-1]
    joint = _JOINT.fullmatch(passage.plain[whole.end : run[0].start])
    if (
        joint is None
        or not all(are_alike(whole, entry.figure) for entry in run)
        or _GOES_ON.match(passage.plain, run[-1].figure.end)
    ):
        return
    made = relation(
        "all-schools",
        [sum_of(whole.operand(f"{whole.name} {whole.raw.strip()}", trust=0.9), [
            entry.figure.operand(f"{entry.body} {entry.figure.raw.strip()}", trust=0.9) for entry in run
        ])],
        cue=joint["joint"], severity="warning", place=passage.place(whole.start, run[-1].figure.end),
    )  # fmt: skip
    _, end = passage.full_sentence_at(whole.start)
    firm = joint["joint"] != "，" and whole.measure not in _SHARED
    firm = firm and _REST.search(passage.plain, run[-1].figure.end, end) is None
    yield made if firm else Doubtful(made, frozenset((whole.id, *(entry.figure.id for entry in run))))


def _is_plain(mention: Mention) -> bool:
    """A figure that adds up: no share, no mean, no bound, no change."""
    return (
        not mention.is_loose
        and not CHANGED.search(mention.passage.plain[mention.clause[0] : mention.start].strip())
        and not QUOTIENT.search(mention.words_before)
        and not mention.is_percent
        and mention.unit is not None
        and mention.number.hedge is Hedge.NONE
    )
