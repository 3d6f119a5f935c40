"""The tutorial of the proofreader, followed to the letter: each command, each change, each line of output it quotes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from nianbao.documents.reading import read_document
from nianbao.proofreading.proofread import proofread

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial" / "from-a-wrong-report-to-a-right-one.md"
COMMAND = Path(sys.executable).with_name("nianbao")
STEP = re.compile(r"^```(?P<kind>sh|text)\n(?P<block>.*?)^```|^- 改：`(?P<old>[^`]+)` → `(?P<new>[^`]+)`$", re.M | re.S)


@dataclass
class Walk:
    """What happened on the way."""

    folder: Path
    outputs: list[str] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    not_said: list[str] = field(default_factory=list)
    not_found: list[str] = field(default_factory=list)
    changes: int = 0


def do(walk: Walk, step: re.Match[str]) -> None:
    draft = walk.folder / "draft.txt"
    if step["old"] is not None:
        text = draft.read_text(encoding="utf-8")
        if text.count(step["old"]) != 1:
            walk.not_found.append(step["old"])
        draft.write_text(text.replace(step["old"], step["new"]), encoding="utf-8")
        walk.changes += 1
    elif step["kind"] == "sh":
        block = step["block"].replace(".venv/bin/nianbao", str(COMMAND))
        done = subprocess.run(["bash", "-c", block], cwd=walk.folder, capture_output=True, text=True, check=False)
        walk.outputs.append(done.stdout)
        walk.codes.append(done.returncode)
        walk.errors.append(done.stderr)
    else:
        walk.not_said += [line for line in step["block"].splitlines() if line not in walk.outputs[-1]]


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    found = Walk(tmp_path_factory.mktemp("proofreading"))
    files = found.folder / "docs" / "tutorial" / "files"
    files.mkdir(parents=True)
    shutil.copy(TUTORIAL.parent / "files" / "draft.txt", files)
    for step in STEP.finditer(TUTORIAL.read_text(encoding="utf-8")):
        do(found, step)
    return found


def test_every_line_that_the_tutorial_quotes_is_said(walk: Walk) -> None:
    assert walk.not_said == []


def test_every_change_finds_its_one_place(walk: Walk) -> None:
    assert walk.not_found == []
    assert walk.changes == 9  # eight faults and one hint


def test_the_draft_ends_without_an_error_and_without_a_hint(walk: Walk) -> None:
    copied, wrong, mended, clean, page = walk.codes

    assert (copied, wrong, mended, clean, page) == (0, 1, 0, 0, 0)
    assert "错误（" in walk.outputs[1]
    assert not re.search(r"(错误|需要核实)（", walk.outputs[2])
    assert not re.search(r"(错误|需要核实|提示)（", walk.outputs[3])


def test_the_relations_counted_in_words_are_those_that_the_last_output_counts(walk: Walk) -> None:
    last = re.findall(r"核对关系 (\d+) 条，成立 (\d+) 条", walk.outputs[3])
    text = TUTORIAL.read_text(encoding="utf-8")
    told = re.findall(r"(\d+) 条关系全部成立|All (\d+) relations hold", text)
    assert {number for pair in told for number in pair if number} == set(last[0])


def test_no_step_ends_in_a_traceback(walk: Walk) -> None:
    assert not [error for error in walk.errors if "Traceback" in error]


def test_mending_one_place_brings_no_new_finding(walk: Walk) -> None:
    """The changes in their order: what is open only ever becomes less."""
    text = (TUTORIAL.parent / "files" / "draft.txt").read_text(encoding="utf-8")
    numbers = []
    for step in [None, *(m for m in STEP.finditer(TUTORIAL.read_text(encoding="utf-8")) if m["old"])]:
        if step is not None:
            text = text.replace(step["old"], step["new"])
        numbers.append(len(proofread(read_document(text.encode(), name="draft.txt")).findings))
    assert numbers == list(range(9, -1, -1))
