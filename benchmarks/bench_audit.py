"""How well the proofreader finds what was changed: one number (or word, row, name) of a sound report at a time.

Usage: python benchmarks/bench_audit.py [reports] [mutations per report]

Only numbers that stand in a relation which holds, and which fixes their value (a sum, share,
difference …), are changed; the coverage line says how many of all numbers those are. A change
counts as seen when a new error or warning names the changed place, as culprit first when that
place is the first suspect, and new alarms are new errors and warnings that do not touch it.
Real reports are read from ../shared/reports where that folder stands beside the repository.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "proofreading"))

from consistent_report import write_report  # noqa: E402

from nianbao.documents.reading import read_document  # noqa: E402
from nianbao.facts.place import Place  # noqa: E402
from nianbao.proofreading.finding import ProofReport, ReportFinding  # noqa: E402
from nianbao.proofreading.proofread import proofread  # noqa: E402

REAL = ROOT.parent / "shared" / "reports"
FIXING = frozenset(("sum", "share", "ratio", "difference", "growth", "mean", "mismatch"))
DIGITS = re.compile(r"\d+(?:\.\d+)?")
Alarms = dict[tuple[object, ...], ReportFinding]
Edit = tuple[int, int, int, str]  # line (0-based), start, end, new text
Mutant = tuple[str, str, Edit | None, tuple[Edit, ...]]


def check(text: str) -> ProofReport:
    return proofread(read_document(text.encode(), name="report.txt"))


def alarms(report: ProofReport) -> Alarms:
    """Errors and warnings by what they are about: the family and the first place."""
    return {
        (finding.check, finding.kind, finding.first_place.line, finding.first_place.column): finding
        for finding in report.findings
        if finding.severity != "info"
    }


def fixed_numbers(report: ProofReport, lines: list[str]) -> list[tuple[int, int, int, str]]:
    """Numbers in relations that hold and fix them: line, start, end, fault word of the relation."""
    found: dict[tuple[int, int, int], str] = {}
    for relation in report.verified:
        if (
            not relation.holds
            or relation.kind not in FIXING
            or relation.grade in ("", "truncated", "balanced", "trailing_zero")
        ):
            continue
        for place in relation.places:
            spot = number_at(place, lines)
            if spot is not None:
                found.setdefault(spot, relation.kind)
    return [(*spot, kind) for spot, kind in sorted(found.items())]


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
    for line, start, end, _ in spots[:most]:
        digits = lines[line][start:end]
        options = [(name, new) for name, new in digit_mutations(digits, chance) if Decimal(new) != Decimal(digits)]
        name, new = chance.choice(options)
        edit = (line, start, end, new)
        yield name, apply(lines, (edit,)), edit, (edit,)
    for name, pattern, swap in (
        ("direction", r"增加(?=\d|到\d|了)|减少(?=\d|到\d|了)", {"增加": "减少", "减少": "增加"}),
        ("arrow", r"[↑↓]|升高(?=\d)|降低(?=\d)", {"↑": "↓", "↓": "↑", "升高": "降低", "降低": "升高"}),
    ):
        places = [(i, m) for i, line in enumerate(lines) for m in re.finditer(pattern, line)]
        chance.shuffle(places)
        for i, match in places[:2]:
            edit = (i, match.start(), match.end(), swap[match[0]])
            yield name, apply(lines, (edit,)), edit, (edit,)
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
        yield "list item", apply(lines, (edit,)), (i, max(0, match.start() - 12), match.start() + 3, ""), (edit,)
    captions = [(i, m) for i, line in enumerate(lines) for m in re.finditer(r"(?<=—)20\d\d(?=年学生规模)", line)]
    if captions:
        i, match = chance.choice(captions)
        edit = (i, match.start(), match.end(), str(int(match[0]) + 1))
        yield "caption", apply(lines, (edit,)), edit, (edit,)
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
            yield "heading", apply(lines, (edit,)), (i, 0, len(lines[i]), ""), (edit,)
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
            yield "swapped rows", apply(lines, edits), edits[1], edits


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


class Tally:
    def __init__(self) -> None:
        self.tried: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()
        self.first: Counter[str] = Counter()
        self.repaired: Counter[str] = Counter()
        self.elsewhere: Counter[str] = Counter()
        self.missed: dict[str, list[str]] = defaultdict(list)

    def add(
        self, name: str, before: Alarms, after: ProofReport, edits: tuple[Edit, ...], original: str, context: str
    ) -> None:
        self.tried[name] += 1
        fresh = [finding for key, finding in alarms(after).items() if key not in before]
        hits = [f for f in fresh if any(touches(marked.place, edit) for marked in f.places for edit in edits)]
        self.elsewhere[name] += len(fresh) - len(hits)
        if not hits:
            self.missed[name].append(context)
            return
        self.seen[name] += 1
        suspects = [marked.place for finding in hits for marked in finding.places if marked.role == "suspect"][:1]
        first = any(touches(place, edit) for place in suspects for edit in edits)
        self.first[name] += first
        if not first:
            self.missed[f"culprit {name}"].append(f"{context} || {hits[0].message}")
        self.repaired[name] += any(
            DIGITS.findall(repair.suggested)[:1] == [original] and touches(repair.place, edits[-1])
            for finding in hits
            for repair in finding.repairs
        )

    def show(self, title: str) -> None:
        print(f"\n{title}")
        print(
            f"{'mutation':<14}{'tried':>7}{'seen':>8}{'culprit first':>15}{'repair exact':>14}{'new alarms elsewhere':>22}"
        )
        for name in [*sorted(self.tried), "all"]:
            tried = sum(self.tried.values()) if name == "all" else self.tried[name]
            pick = (lambda c: sum(c.values())) if name == "all" else (lambda c, n=name: c[n])
            if tried:
                seen = pick(self.seen)
                print(
                    f"{name:<14}{tried:>7}{seen / tried:>8.2f}{pick(self.first) / max(seen, 1):>15.2f}{pick(self.repaired) / max(seen, 1):>14.2f}{pick(self.elsewhere):>22}"
                )


def run(texts: list[tuple[str, str]], most: int, title: str) -> Tally:
    tally = Tally()
    numbers = related = relations = false_alarms = 0
    fixed = 0
    spent = 0.0
    for seed, (name, text) in enumerate(texts):
        begin = time.perf_counter()
        report = check(text)
        spent += time.perf_counter() - begin
        before = alarms(report)
        numbers, related, relations = (
            numbers + report.numbers,
            related + report.in_relations,
            relations + len(report.verified),
        )
        false_alarms += len(before)
        fixed += len(fixed_numbers(report, text.split("\n")))
        lines = text.split("\n")
        for kind, changed, edit, edits in mutants(text, report, random.Random(seed), most):
            if edit is None or changed == text:
                continue
            original = lines[edits[-1][0]][edits[-1][1] : edits[-1][2]]
            context = f"{name}:{edit[0] + 1} {original}→{edits[-1][3]} | {lines[edit[0]][max(0, edit[1] - 30) : edit[1] + 30]}"
            tally.add(kind, before, check(changed), (edit, *edits), original, context)
    tally.show(title)
    print(f"{len(texts)} reports, {numbers} numbers, {related / numbers:.2f} in a relation, {fixed / numbers:.2f} fixed by one, "
          f"{relations} relations; errors and warnings before any change: {false_alarms}; {spent / len(texts) * 1000:.0f} ms a report")  # fmt: skip
    return tally


def main(argv: list[str]) -> None:
    reports = int(argv[0]) if argv else 20
    most = int(argv[1]) if len(argv) > 1 else 25
    made = run([(f"made-{seed}", write_report(seed)) for seed in range(reports)], most, "made reports")
    tallies = [made]
    if REAL.is_dir():
        texts = [(path.stem, path.read_text(encoding="utf-8")) for path in sorted(REAL.glob("*.txt"))]
        tallies.append(run(texts, most * 3, "real reports"))
    if "--missed" in argv:
        for tally in tallies:
            for name, contexts in sorted(tally.missed.items()):
                for context in contexts:
                    print("missed", name, context)


if __name__ == "__main__":
    main(sys.argv[1:])
