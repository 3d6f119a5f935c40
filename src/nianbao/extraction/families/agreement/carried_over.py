"""What last year's report already said is not said again as news, and last year's figures are quoted as they stood.

Cue: last year's report is given, and a sentence with a figure in it, or a whole paragraph, stands
in both word for word, or a table of this report has a column or row of last year's period. Why it
should hold in any report: a new year brings new figures, and a figure once published does not
change. Guards: sentences without figures are only told when a long paragraph is the same; founding
dates, addresses and titles of documents stay what they are; columns are compared only where row
and column are named alike in both reports and last year's table gives one value for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nianbao.extraction.claims import Remark, relation, same
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.tables.table_facts import PERIOD, Figure, Sheet, bare_label, compact
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.relation import Relation
from nianbao.facts.unit import are_comparable

FAULT = "copied"
SENTENCE = 16  # shorter sentences repeat by chance
PARAGRAPH = 80
_STANDING = as_pattern(r"始建|创办|成立于|建校|占地|校址|位于|电话|根据|按照|依据|贯彻|落实|《|以来|自20|每生每|标准")
EXAMPLES = (
    # Without last year's report there is nothing to compare; tests/extraction/families/test_carried_over.py has both.
    Example("silent", "2022年学校面向社区开展培训1200人次，受到居民好评。"),
)


def find(manuscript: Manuscript) -> Iterator[Relation | Remark]:
    """Sentences and paragraphs, then last year's columns; nothing without last year's report."""
    previous = manuscript.previous
    if previous is None:
        return
    yield from _sentences(manuscript, previous)
    yield from _columns(manuscript, previous)


def _bare(words: str) -> str:
    return as_pattern(r"\s").sub("", words)


def _sentences(manuscript: Manuscript, previous: Manuscript) -> Iterator[Remark]:
    said: set[str] = set()
    paragraphs: set[str] = set()
    for passage in previous.prose():
        paragraphs.add(_bare(passage.plain))
        said |= {_bare(passage.plain[start:end]) for start, end in passage.sentences}
    old = previous.data_period
    for passage in manuscript.prose():
        whole = _bare(passage.plain)
        if len(whole) >= PARAGRAPH and whole in paragraphs:
            yield _remark(
                passage,
                0,
                min(len(passage.text), 30),
                "整段与上一年报告一字不差，请核对是否已更新",
                "the paragraph stands word for word in last year's report",
                "warning" if passage.mentions else "info",
            )
            continue
        for start, end in passage.sentences:
            words = _bare(passage.plain[start:end])
            if len(words) < SENTENCE or words not in said or _STANDING.search(words):
                continue
            mentions = [m for m in passage.mentions_in(start, end) if not m.is_loose]
            dated = old is not None and re.search(rf"{old}\s*(?:学?年|级|届)", words) is not None
            if mentions or dated:
                yield _remark(
                    passage, start, end, "这句话连同其中的数字与上一年报告一字不差，请核对是否已更新", "the sentence and its figures stand word for word in last year's report",
                    "warning" if dated or len(mentions) >= 2 else "info", tuple(m.id for m in mentions),
                )  # fmt: skip


def _remark(
    passage: Passage, start: int, end: int, zh: str, en: str, severity: str, keys: tuple[str, ...] = ()
) -> Remark:
    place = passage.place(start, end)
    return Remark(
        f"carried-over:{passage.id}:{start}", "carried-over", FAULT, (place,), f"{zh}：「{place.text[:30]}」", en,
        severity=severity, reported=place.text, formula="与上一年相同", keys=keys,
    )  # fmt: skip


def _columns(manuscript: Manuscript, previous: Manuscript) -> Iterator[Relation]:
    period = previous.data_period
    if period is None or period == manuscript.data_period:
        return
    published: dict[tuple[str, str], list[Figure]] = {}
    for sheet in previous.sheets:
        for figure in sheet.figures.values():
            if (figure.period or period) == period and not figure.direction:
                published.setdefault(_named(sheet, figure), []).append(figure)
    for sheet in manuscript.sheets:
        for figure in sheet.figures.values():
            if figure.period != period or figure.direction:
                continue
            name = _named(sheet, figure)
            before = published.get(name, [])
            if not all(name) and len(name[0] + name[1]) < 3:
                continue
            if len({f.value for f in before}) != 1 or not are_comparable(before[0].number.unit, figure.number.unit):
                continue
            old = before[0].operand()
            old = replace(
                old, key=f"previous:{old.key}", label=f"上年报告 {old.label}", trust=2.0,
                place=Place(file=previous.document.name, text=old.cell.raw.strip()),
            )  # fmt: skip
            yield relation(
                "carried-over", [same(old, figure.operand())], cue="上年数", severity="warning", place=figure.place
            )


def _named(sheet: Sheet, figure: Figure) -> tuple[str, str]:
    """Row and column without periods: what the figure is whatever the year."""
    row = " ".join(bare_label(PERIOD.sub("", compact(part))) for part in sheet.row_path(figure.row))
    column = " ".join(bare_label(PERIOD.sub("", compact(part))) for part in sheet.column_path(figure.column))
    # A period may stand in the row of one report and in the column of the other.
    first, second = sorted((row.strip(), column.strip()))
    return first, second
