"""Any number of made-up schools' reports as files, one in three with a digit changed: something to check at scale.

Each report has a few paragraphs and the six tables, printed from one consistent record, and the same number and seed
make the same files. What was changed, and where, is written beside them.
"""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from nianbao.facts.record import Record
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.rendering.annex import build_annex
from nianbao.rendering.renderer import find_renderer
from nianbao.sample.answers import rounded
from nianbao.sample.district import LATEST, SEED, make_many

TRUTH = "changed.csv"
ONE_IN = 3  # reports with a changed digit
_NUMBER = re.compile(r"(?<![\d.])\d{2,}(?:\.\d+)?(?![\d.])")
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A report's file, and the digit that was changed in it."""

    path: Path
    line: int = 0
    before: str = ""
    after: str = ""


def write_reports(
    folder: Path, count: int, *, seed: int = SEED, edition: str = LATEST, tell: Tell = lambda _done, _of: None
) -> tuple[Made, ...]:
    """Write ``count`` reports and the list of what was changed in them."""
    catalogue = load_catalogue()
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for record in make_many(count, seed, edition, catalogue=catalogue):
        text = report_text(record, catalogue)
        draw = random.Random(f"{seed}/{record.organisation.code}")
        path = folder / f"{record.organisation.code}.md"
        one = Made(path)
        if draw.randrange(ONE_IN) == 0:
            text, one = _spoiled(text, path, draw)
        path.write_text(text, encoding="utf-8")
        made.append(one)
        tell(len(made), count)
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(["file", "line", "before", "after"])
    writer.writerows((one.path.name, one.line, one.before, one.after) for one in made if one.line)
    (folder / TRUTH).write_text(sheet.getvalue(), encoding="utf-8")
    return tuple(made)


def report_text(record: Record, catalogue: Catalogue) -> str:
    """A report of prose and tables in Markdown."""
    view = build_annex(record, catalogue, catalogue.editions[record.edition])
    tables = find_renderer("md").render(view).decode()
    title, _, rest = tables.partition("\n")
    return "\n\n".join([title, *_paragraphs(record), rest.lstrip()])


def _paragraphs(record: Record) -> Iterator[str]:
    name = record.organisation.name

    def number(indicator: str) -> Decimal | None:
        found = record.cell(indicator).number
        return found.digits if found is not None else None

    graduates, placed, further = number("graduates"), number("graduates_placed"), number("graduates_further_study")
    if graduates and placed is not None and further is not None:
        share = rounded(placed * 100 / graduates, 2)
        yield (
            f"{name}本年度毕业生{graduates}人，毕业去向落实{placed}人，去向落实率{share}%。"
            f"其中升学{further}人，占毕业生的{rounded(further * 100 / graduates, 2)}%。"
        )
    teachers, dual = number("full_time_teachers"), number("teachers_dual_qualified")
    if teachers and dual is not None:
        yield f"学校有专任教师{teachers}人，其中双师型教师{dual}人，占专任教师的{rounded(dual * 100 / teachers, 2)}%。"
    industries = [number(f"graduates_employed_{one}_sector") for one in ("primary", "secondary", "tertiary")]
    known = [one for one in industries if one is not None]
    if len(known) == len(industries):
        total = sum(known, Decimal(0))
        yield (f"面向三次产业就业{total}人，其中第一产业{known[0]}人、第二产业{known[1]}人、第三产业{known[2]}人。")


def _spoiled(text: str, path: Path, draw: random.Random) -> tuple[str, Made]:
    """One digit of one number changed; titles and the numbers of years keep theirs."""
    lines = text.split("\n")
    places = [
        (number, match)
        for number, line in enumerate(lines)
        if line.startswith("| ") or "人，" in line
        for match in _NUMBER.finditer(line)
    ]
    if not places:
        return text, Made(path)
    number, match = places[draw.randrange(len(places))]
    before = match[0]
    at = draw.randrange(len(before))
    while before[at] == ".":
        at = draw.randrange(len(before))
    other = [digit for digit in "123456789" if digit != before[at]]
    after = f"{before[:at]}{other[draw.randrange(len(other))]}{before[at + 1 :]}"
    line = lines[number]
    lines[number] = f"{line[: match.start()]}{after}{line[match.end() :]}"
    return "\n".join(lines), Made(path, number + 1, before, after)
