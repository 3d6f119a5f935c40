"""How well the proofreader finds what was changed: one number (or word, row, name) of a sound report at a time.

Usage: python benchmarks/bench_audit.py [reports] [mutations per report] [--missed]

Only numbers that stand in a relation which holds, and which fixes their value (a sum, share,
difference …), are changed; the coverage line says how many of all numbers those are. A change
counts as seen when a new error or warning, or a contradiction told in doubt, names the changed place (as alarm: the first two), as culprit first when that
place is the first suspect, and new alarms are errors and warnings that do not touch it and that
the unchanged report had neither at that place nor in those words. One table counts by the kind
of change, one by the family whose relation fixed the number, one by the format of the file.
Real reports are read from ../shared/reports where that folder stands beside the repository.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "proofreading"))

from consistent_report import write_report  # noqa: E402
from office_report import as_page, as_word  # noqa: E402
from report_formats import as_markdown  # noqa: E402

from nianbao.documents.reading import read_document  # noqa: E402
from nianbao.facts.place import Place  # noqa: E402
from nianbao.proofreading.finding import ProofReport, ReportFinding  # noqa: E402
from nianbao.proofreading.proofread import proofread  # noqa: E402

REAL = ROOT.parent / "shared" / "reports"
FIXING = frozenset(("sum", "share", "ratio", "difference", "growth", "mean", "mismatch"))
DIGITS = re.compile(r"\d+(?:\.\d+)?")
Alarms = dict[tuple[object, ...], ReportFinding]
Edit = tuple[int, int, int, str]  # line (0-based), start, end, new text
Mutant = tuple[str, str, str, Edit, tuple[Edit, ...]]  # kind, family, text, the place to be named, all changes
FORMATS = {
    "txt": lambda text: text.encode(),
    "md": lambda text: as_markdown(text).encode(),
    "html": lambda text: as_page(text).encode(),
    "docx": lambda text: as_word(text),
    "docx, no rules": lambda text: as_word(text, borders="none", automatic=False),
}


def check(text: str, form: str = "txt") -> ProofReport:
    return proofread(read_document(FORMATS[form](text), name=f"report.{form.partition(',')[0]}"))


def alarms(report: ProofReport) -> Alarms:
    """Contradictions, those told in doubt among them, by what they are about: the family and the first place."""
    return {
        (finding.check, finding.kind, finding.first_place.line, finding.first_place.column): finding
        for finding in report.findings
        if not finding.is_folded
    }


def fixed_numbers(report: ProofReport, lines: list[str]) -> list[tuple[int, int, int, str]]:
    """Numbers in relations that hold and fix them: line, start, end, family of the first such relation."""
    found: dict[tuple[int, int, int], str] = {}
    troubled = in_trouble(report)
    for relation in report.verified:
        if (
            not relation.holds
            or relation.kind not in FIXING
            or relation.grade in ("", "truncated", "balanced", "trailing_zero")
        ):
            continue
        for place in relation.places:
            spot = number_at(place, lines)
            if spot is not None and (place.line, place.text) not in troubled:
                found.setdefault(spot, relation.check)
    return [(*spot, family) for spot, family in sorted(found.items())]


def in_trouble(report: ProofReport) -> set[tuple[int, str]]:
    """Lines and words of the numbers that the unchanged report already has an alarm about: changing them proves nothing."""
    return {
        (marked.place.line, marked.place.text)
        for finding in alarms(report).values()
        for marked in finding.places
        if marked.role == "suspect" and marked.place.line is not None
    }


def number_at(place: Place, lines: list[str]) -> tuple[int, int, int] | None:
    """Where the only number of a place stands; None where it holds several or words around it."""
    if place.line is None or place.column is None:
        return None
    line = lines[place.line - 1]
    start = place.column - 1
    words = line[start : start + (place.length or len(place.text))]
    numbers = list(DIGITS.finditer(words))
    if len(numbers) != 1 or len(words) > 14:
        return None
    return place.line - 1, start + numbers[0].start(), start + numbers[0].end()


def digit_mutations(digits: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """A slip of each kind that changes the value."""
    positions = [i for i, character in enumerate(digits) if character.isdigit()]
    i = chance.choice(positions)
    yield (
        "digit",
        digits[:i]
        + chance.choice([d for d in "0123456789" if d != digits[i] and not (d == "0" and i == 0)])
        + digits[i + 1 :],
    )
    swaps = [
        i
        for i in positions[:-1]
        if digits[i + 1].isdigit() and digits[i] != digits[i + 1] and not (i == 0 and digits[1] == "0")
    ]
    if swaps:
        i = chance.choice(swaps)
        yield "swap", digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
    whole = digits.partition(".")[0]
    if len(whole) > 1:
        i = chance.randrange(1, len(whole))
        yield "drop", digits[:i] + digits[i + 1 :]
    yield "duplicate", digits[: positions[0] + 1] + digits[positions[0]] + digits[positions[0] + 1 :]
    yield "point", digits + "0" if "." not in digits else digits.replace(".", "", 1).lstrip("0") or "0"
    yield "ten thousand", f"{Decimal(digits) * 10000:f}"


def mutants(text: str, report: ProofReport, chance: random.Random, most: int) -> Iterator[Mutant]:
    lines = text.split("\n")
    spots = fixed_numbers(report, lines)
    chance.shuffle(spots)
    for line, start, end, family in spots[:most]:
        digits = lines[line][start:end]
        options = [(name, new) for name, new in digit_mutations(digits, chance) if Decimal(new) != Decimal(digits)]
        name, new = chance.choice(options)
        edit = (line, start, end, new)
        yield name, family, apply(lines, (edit,)), edit, (edit,)
    for name, pattern, swap in (
        ("direction", r"增加(?=\d|到\d|了)|减少(?=\d|到\d|了)", {"增加": "减少", "减少": "增加"}),
        ("arrow", r"[↑↓]|升高(?=\d)|降低(?=\d)", {"↑": "↓", "↓": "↑", "升高": "降低", "降低": "升高"}),
    ):
        places = [(i, m) for i, line in enumerate(lines) for m in re.finditer(pattern, line)]
        chance.shuffle(places)
        troubled = {line for line, _ in in_trouble(report)}
        for i, match in [(i, match) for i, match in places if i + 1 not in troubled][:2]:
            edit = (i, match.start(), match.end(), swap[match[0]])
            yield name, "", apply(lines, (edit,)), edit, (edit,)
    yield from structure_mutants(lines, chance)


def structure_mutants(lines: list[str], chance: random.Random) -> Iterator[Mutant]:
    lists = [
        (i, m)
        for i, line in enumerate(lines)
        for m in re.finditer(r"、[\u4e00-\u9fff]{2,8}(?=[二三四五六七八]个)", line)
    ]
    if lists:
        i, match = chance.choice(lists)
        edit = (i, match.start(), match.end(), "")
        yield "list item", "", apply(lines, (edit,)), (i, max(0, match.start() - 12), match.start() + 3, ""), (edit,)
    captions = [(i, m) for i, line in enumerate(lines) for m in re.finditer(r"(?<=—)20\d\d(?=年学生规模)", line)]
    if captions:
        i, match = chance.choice(captions)
        edit = (i, match.start(), match.end(), str(int(match[0]) + 1))
        yield "caption", "", apply(lines, (edit,)), edit, (edit,)
    heads = [i for i, line in enumerate(lines) if re.match(r"(?:\d\.\d|[一二三四五六七八九]、)", line)]
    if len(heads) > 3:
        i = chance.choice(heads[1:])
        match = re.match(r"(\d\.)?(\d|[一二三四五六七八九])", lines[i])
        if match is not None:
            number = match[2]
            after = (
                str(int(number) + 2)
                if number.isdigit()
                else "一二三四五六七八九十"[min(9, "一二三四五六七八九十".index(number) + 2)]
            )
            edit = (i, match.start(2), match.end(2), after)
            yield "heading", "", apply(lines, (edit,)), (i, 0, len(lines[i]), ""), (edit,)
    rows = [
        i
        for i in range(1, len(lines))
        if "\t" in lines[i]
        and "\t" in lines[i - 1]
        and re.search(r"\t\d+\t", lines[i])
        and re.search(r"\t\d+\t", lines[i - 1])
    ]
    if rows:
        i = chance.choice(rows)
        above, below = lines[i - 1].split("\t"), lines[i].split("\t")
        column = next(
            (
                c
                for c in range(1, min(len(above), len(below)))
                if above[c].isdigit() and below[c].isdigit() and above[c] != below[c]
            ),
            None,
        )
        if column is not None and "合计" not in lines[i] and "合计" not in lines[i - 1] and column > 1:
            start = sum(len(cell) + 1 for cell in below[:column])
            edits = ((i - 1, sum(len(c) + 1 for c in above[:column]), sum(len(c) + 1 for c in above[:column]) + len(above[column]), below[column]),
                     (i, start, start + len(below[column]), above[column]))  # fmt: skip
            yield "swapped rows", "", apply(lines, edits), edits[1], edits


def apply(lines: list[str], edits: tuple[Edit, ...]) -> str:
    changed = list(lines)
    for line, start, end, new in edits:
        changed[line] = changed[line][:start] + new + changed[line][end:]
    return "\n".join(changed)


def touches(place: Place, edit: Edit) -> bool:
    line, start, end, new = edit
    if place.line != line + 1:
        return False
    column = (place.column or 1) - 1
    return column < start + max(len(new), end - start, 1) and column + (place.length or len(place.text) or 1) > start


@dataclass
class Seen:
    """What became of one change."""

    seen: bool
    alarmed: bool
    first: bool
    repaired: bool
    elsewhere: list[str]
    message: str = ""


def _spot(place: Place) -> tuple[int | None, int | None, str]:
    return place.line, place.column, place.text


def judge(before: Alarms, after: ProofReport, edits: tuple[Edit, ...], original: str) -> Seen:
    words = {finding.message for finding in before.values()}
    fresh = [finding for key, finding in alarms(after).items() if key not in before and finding.message not in words]
    hits = [f for f in fresh if any(touches(marked.place, edit) for marked in f.places for edit in edits)]
    # A trouble that the report had before may be told in other words once the numbers beside it change.
    old = {_spot(marked.place) for finding in before.values() for marked in finding.places if marked.role == "suspect"}
    fresh = [f for f in fresh if f in hits or not any(_spot(marked.place) in old for marked in f.places)]
    suspects = [marked.place for finding in hits for marked in finding.places if marked.role == "suspect"][:1]
    return Seen(
        bool(hits),
        any(finding.severity != "info" for finding in hits),
        any(touches(place, edit) for place in suspects for edit in edits),
        any(
            DIGITS.findall(repair.suggested)[:1] == [original] and touches(repair.place, edits[-1])
            for finding in hits
            for repair in finding.repairs
        ),
        [finding.message for finding in fresh if finding not in hits],
        hits[0].message if hits else "",
    )


def judge_by_words(before: ProofReport, after: ProofReport, new: str, original: str) -> Seen:
    """Where places have no lines: the changed number is known by its digits."""
    words = {finding.message for finding in before.findings}
    fresh = [f for f in after.findings if not f.is_folded and f.message not in words]
    hits = [f for f in fresh if any(new in DIGITS.findall(marked.place.text) for marked in f.places)]
    suspects = [marked.place for finding in hits for marked in finding.places if marked.role == "suspect"][:1]
    return Seen(
        bool(hits),
        any(finding.severity != "info" for finding in hits),
        any(new in DIGITS.findall(place.text) for place in suspects),
        any(DIGITS.findall(repair.suggested)[:1] == [original] for f in hits for repair in f.repairs),
        [finding.message for finding in fresh if finding not in hits],
        hits[0].message if hits else "",
    )


class Tally:
    """Counts by name, and what was missed."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.seen: dict[str, list[Seen]] = defaultdict(list)
        self.missed: list[str] = []

    def add(self, name: str, seen: Seen, context: str) -> None:
        self.seen[name].append(seen)
        if not seen.seen:
            self.missed.append(f"missed {name} {context}")
        elif not seen.first:
            self.missed.append(f"culprit {name} {context} || {seen.message}")
        self.missed += [f"elsewhere {name} {context} || {message}" for message in seen.elsewhere]

    def show(self) -> None:
        print(
            f"\n{self.title:<34}{'tried':>6}{'seen':>7}{'as alarm':>10}{'culprit first':>15}{'repair exact':>14}{'elsewhere':>11}"
        )
        for name in [*sorted(self.seen), "all"]:
            rows = self.seen[name] if name != "all" else [one for rows in list(self.seen.values()) for one in rows]
            if rows:
                hits = max(sum(one.seen for one in rows), 1)
                print(
                    f"{name:<34}{len(rows):>6}{sum(one.seen for one in rows) / len(rows):>7.2f}"
                    f"{sum(one.alarmed for one in rows) / len(rows):>10.2f}"
                    f"{sum(one.first for one in rows) / hits:>15.2f}{sum(one.repaired for one in rows) / hits:>14.2f}"
                    f"{sum(len(one.elsewhere) for one in rows):>11}"
                )


def run(texts: list[tuple[str, str]], most: int, title: str) -> list[Tally]:
    by_kind, by_family = Tally(f"{title}, by kind of change"), Tally(f"{title}, by family")
    numbers = related = relations = false_alarms = fixed = 0
    spent = 0.0
    for seed, (name, text) in enumerate(texts):
        begin = time.perf_counter()
        report = check(text)
        spent += time.perf_counter() - begin
        before = alarms(report)
        lines = text.split("\n")
        numbers += report.numbers
        related += report.in_relations
        relations += len(report.verified)
        false_alarms += len(before)
        fixed += len(fixed_numbers(report, lines))
        for kind, family, changed, edit, edits in mutants(text, report, random.Random(seed), most):
            if changed == text:
                continue
            line, start, end, new = edits[-1]
            original = lines[line][start:end]
            seen = judge(before, check(changed), (edit, *edits), original)
            around = lines[edit[0]][max(0, edit[1] - 30) : edit[1] + 30]
            context = f"{name}:{edit[0] + 1} {original}→{new} | {around}"
            by_kind.add(kind, seen, context)
            if family:
                by_family.add(family, seen, context)
    by_kind.show()
    by_family.show()
    print(
        f"{len(texts)} reports, {numbers} numbers, {related / numbers:.2f} in a relation, {fixed / numbers:.2f} fixed "
        f"by one, {relations} relations; contradictions told before any change: {false_alarms}; "
        f"{spent / len(texts) * 1000:.0f} ms a report"
    )
    return [by_kind, by_family]


def run_formats(texts: list[tuple[str, str]], most: int) -> Tally:
    """The same changes of numbers in each format."""
    tally = Tally("made reports, by format")
    for seed, (name, text) in enumerate(texts):
        sound = {form: check(text, form) for form in FORMATS}
        changes = [m for m in mutants(text, sound["txt"], random.Random(seed), most) if m[1] and m[2] != text]
        lines = text.split("\n")
        for kind, _, changed, _, ((line, start, end, new),) in changes:
            original = lines[line][start:end]
            for form in FORMATS:
                seen = judge_by_words(sound[form], check(changed, form), new, original)
                tally.add(form, seen, f"{kind} {name}:{line + 1} {original}→{new}")
    tally.show()
    return tally


def main(argv: list[str]) -> None:
    figures = [int(word) for word in argv if word.isdigit()]
    reports, most = (*figures, 12, 20)[:2] if len(figures) != 1 else (figures[0], 20)
    texts = [(f"made-{seed}", write_report(seed)) for seed in range(reports)]
    tallies = run(texts, most, "made reports")
    if REAL.is_dir():
        real = [(path.stem, path.read_text(encoding="utf-8")) for path in sorted(REAL.glob("*.txt"))]
        tallies += run(real, most * 3, "real reports")
    tallies.append(run_formats(texts[: max(2, reports // 3)], max(4, most // 2)))
    if "--missed" in argv:
        print()
        print(*(line for tally in tallies for line in tally.missed), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
