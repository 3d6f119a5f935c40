"""The same report in another format gives the same findings: Word, web page and print are only ways of keeping it.

Findings are compared by family, kind, severity, what is reported and expected, and the numbers concerned;
places differ by nature. Each report has digits swapped here and there, so that there is something to find.
"""

from __future__ import annotations

import itertools
import random
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from consistent_report import write_report
from office_report import as_page, as_word, continued, laid_out
from page_dialects import DIALECTS

from nianbao.documents.reading import read_document
from nianbao.framework.loader import load_catalogue
from nianbao.proofreading.finding import ProofReport
from nianbao.proofreading.proofread import proofread

CLEAN = Path(__file__).parent / "reports" / "clean"
WRITTEN = tuple(path.stem for path in sorted(CLEAN.glob("*.txt")))
QUICK_SEEDS, QUICK_REPORTS = (0, 3, 23), ("c05-city-2021-trends", "d01-district-2020-nine-part")
LAYOUTS = {"ruled": ("all", True), "three": ("three", False), "none": ("none", True)}
Told = tuple[str, str, str, str, str, str, tuple[str, ...]]


def planted(text: str, seed: int, count: int = 6) -> str:
    """The text with two digits swapped in some of its numbers."""
    chance = random.Random(seed)
    spots = [m for m in re.finditer(r"(?<![\d.〔第])\d{2,6}(?:\.\d+)?(?![\d年〕级])", text) if len(set(m[0])) > 1]
    for spot in sorted(chance.sample(spots, min(count, len(spots))), key=lambda m: -m.start()):
        digits = list(spot[0])
        pairs = [
            i
            for i in range(len(digits) - 1)
            if digits[i] != digits[i + 1]
            and (digits[i] + digits[i + 1]).isdigit()
            and not (i == 0 and digits[1] == "0")
        ]
        if pairs:
            i = chance.choice(pairs)
            digits[i], digits[i + 1] = digits[i + 1], digits[i]
            text = text[: spot.start()] + "".join(digits) + text[spot.end() :]
    return text


def told(data: bytes, name: str) -> list[Told]:
    report: ProofReport = proofread(read_document(data, name=name), catalogue=load_catalogue())
    found = []
    for finding in report.findings:
        words = ("".join(marked.place.text.split()) for marked in finding.places)
        # Sentences and labels may be kept otherwise (a merged 合计 is one cell); numbers may not.
        numbers = tuple(sorted(word for word in words if len(word) < 12 and re.search(r"\d", word)))
        said = ("".join(finding.reported.split()), "".join(finding.expected.split()))
        found.append((finding.group, finding.check, finding.kind, finding.severity, *said, numbers))
    return sorted(found)


def report_text(key: int | str) -> str:
    if isinstance(key, int):
        return planted(write_report(key), key)
    return planted((CLEAN / f"{key}.txt").read_text(encoding="utf-8"), 5)


def printed(texts: dict[str, str], folder: Path, only: Mapping[str, str] | None = None) -> dict[tuple[str, str], bytes]:
    """Every text in every layout, or in the ``only`` one named for it, as a PDF, all made in one run."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed, so no PDF can be made of the Word file")
    wanted = [(name, layout) for name in texts for layout in LAYOUTS if only is None or only[name] == layout]
    sources = []
    for name, layout in wanted:
        borders, automatic = LAYOUTS[layout]
        sources.append(folder / f"{name}--{layout}.docx")
        sources[-1].write_bytes(as_word(texts[name], borders=borders, automatic=automatic))
    subprocess.run(
        [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), *map(str, sources)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    return {(name, layout): (folder / f"{name}--{layout}.pdf").read_bytes() for name, layout in wanted}


def differences(text: str, data: bytes, name: str) -> tuple[list[Told], list[Told]]:
    """What the other format does not tell, and what it tells besides."""
    ours, theirs = told(text.encode(), "report.txt"), told(data, name)
    return [item for item in ours if item not in theirs], [item for item in theirs if item not in ours]


@pytest.mark.parametrize("key", [*QUICK_SEEDS, *QUICK_REPORTS])
def test_a_word_file_and_a_page_tell_what_the_text_tells(key: int | str) -> None:
    text = report_text(key)
    assert told(text.encode(), "report.txt")
    assert differences(text, as_page(text).encode(), "report.html") == ([], [])
    for borders, automatic in LAYOUTS.values():
        assert differences(text, as_word(text, borders=borders, automatic=automatic), "report.docx") == ([], [])


@pytest.mark.parametrize("numbered", [False, True])
def test_tables_that_go_on_under_a_second_head_are_one_table(numbered: bool) -> None:
    for key in (QUICK_SEEDS[0], QUICK_REPORTS[1]):
        text = report_text(key)
        torn = continued(text, numbered=numbered)
        assert torn.count("续") > text.count("续")
        for name, data in {
            "report.txt": torn.encode(),
            "report.html": as_page(torn).encode(),
            "report.docx": as_word(torn),
        }.items():
            assert (name, *differences(text, data, name)) == (name, [], [])


@pytest.mark.parametrize("dialect", DIALECTS)
def test_pages_as_programs_and_sites_make_them_tell_what_the_text_tells(dialect: str) -> None:
    for key in (QUICK_SEEDS[0], QUICK_REPORTS[0]):
        text = report_text(key)
        assert differences(text, DIALECTS[dialect](text), "report.html") == ([], [])


def test_a_print_tells_what_the_text_tells(tmp_path: Path) -> None:
    texts = {str(key): report_text(key) for key in (*QUICK_SEEDS, *QUICK_REPORTS)}
    for (name, layout), data in printed(texts, tmp_path).items():
        assert (name, layout, *differences(texts[name], data, "report.pdf")) == (name, layout, [], [])


@pytest.mark.slow
@pytest.mark.parametrize("key", WRITTEN)
def test_a_report_tells_the_same_however_its_text_is_laid_out(key: str) -> None:
    """Tables of spaces, bars and tabs, one cell a line, wrapped paragraphs, torn pages: read, they are one report."""
    text = report_text(key)
    plain = laid_out(text)
    files = {"report.txt": plain.encode(), "report.html": as_page(plain).encode(),
             "report.docx": as_word(plain, borders="three")}  # fmt: skip
    unlike = {name: found for name, data in files.items() if (found := differences(text, data, name)) != ([], [])}
    assert unlike == {}


@pytest.mark.slow
def test_prints_of_all_written_reports_tell_what_their_texts_tell(tmp_path: Path) -> None:
    texts = {key: report_text(key) for key in WRITTEN}
    layouts = dict(zip(WRITTEN, itertools.cycle(LAYOUTS), strict=False))
    files = printed({key: laid_out(text) for key, text in texts.items()}, tmp_path, layouts)
    unlike = [
        (name, layout, found)
        for (name, layout), data in files.items()
        if (found := differences(texts[name], data, "report.pdf")) != ([], [])
    ]
    assert unlike == []


@pytest.mark.slow
def test_many_reports_tell_the_same_in_all_formats(tmp_path: Path) -> None:
    texts = {str(key): report_text(key) for key in range(100, 125)}
    unlike: list[object] = []
    for name, text in texts.items():
        files = {"report.html": as_page(text).encode(), "report.docx": as_word(text, borders="three")}
        unlike += [
            (name, kind, found) for kind, data in files.items() if (found := differences(text, data, kind)) != ([], [])
        ]
    for (name, layout), data in printed(texts, tmp_path).items():
        if (found := differences(texts[name], data, "report.pdf")) != ([], []):
            unlike.append((name, layout, found))
    assert unlike == []


@pytest.mark.slow
def test_reports_of_thirty_pages_tell_the_same_in_all_formats(tmp_path: Path) -> None:
    texts = {str(seed): planted(write_report(seed, 40), seed, 10) for seed in (50, 51)}
    unlike: list[object] = []
    for name, text in texts.items():
        files = {"report.html": as_page(text).encode(), "report.docx": as_word(text)}
        unlike += [
            (name, kind, found) for kind, data in files.items() if (found := differences(text, data, kind)) != ([], [])
        ]
    for (name, layout), data in printed(texts, tmp_path).items():
        if (found := differences(texts[name], data, "report.pdf")) != ([], []):
            unlike.append((name, layout, found))
    assert unlike == []
