"""Patterns kept between runs are those that would be compiled, or are compiled."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

import pytest

import nianbao.facts.kept_patterns as kept_patterns
from nianbao.facts.kept_patterns import KeptPatterns
from nianbao.facts.pattern import as_pattern, patterns_kept_in
from nianbao.facts.pattern_code import Parts, compiled_pattern

WORDS = (
    (r"合计|小计", 0),
    (r"(?P<count>\d+(?:\.\d+)?)(?P<unit>[人名个所])(?=[，。；])", 0),
    (r"[\u4e00-\u9fff]{2,10}(?<!学)生", 0),
    (r"(?i:gdp)|^表\s*(\d)(?:[-－](\d))?", re.M | re.X),
    (r"([甲乙])(?:(丙)|丁)\1", re.I),
)


def file_of(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def compiled_in(folder: Path) -> KeptPatterns:
    kept = KeptPatterns(folder)
    for expression, flags in WORDS:
        # Two patterns are equal when their words, flags and codes are.
        assert kept.compiled(expression, flags) == compiled_pattern(expression, flags)
    return kept


def test_a_kept_pattern_is_the_one_that_would_be_compiled(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    compiled_in(folder).save()
    written = file_of(folder).read_bytes()

    again = compiled_in(folder)
    match = again.compiled(*WORDS[1]).search("学生120人，")
    again.save()

    assert match is not None
    assert match.groupdict() == {"count": "120", "unit": "人"}
    assert file_of(folder).read_bytes() == written


def test_what_is_kept_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    kept = KeptPatterns(folder)
    kept.compiled("合计", 0)
    kept.save()
    path = file_of(folder)
    _, _, content = path.read_bytes().partition(b"\n")
    content = content.replace("合计".encode("unicode_escape"), "小计".encode("unicode_escape"))
    told = hashlib.sha256(kept_patterns._this_python().encode() + b"\n" + content).hexdigest().encode()
    path.write_bytes(told + b"\n" + content)

    assert KeptPatterns(folder).compiled("小计", 0).search("合计") is not None


def test_patterns_of_several_runs_come_together(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    for expression in ("合计", "小计"):
        run = KeptPatterns(folder)
        run.compiled(expression, 0)
        run.save()

    assert {key[0] for key in KeptPatterns(folder)._known} == {"合计", "小计"}


@pytest.mark.parametrize("place", [0, 70, 300, -1])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, place: int) -> None:
    folder = tmp_path / "kept"
    compiled_in(folder).save()
    path = file_of(folder)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(bytes(content))

    assert KeptPatterns(folder)._known == {}
    compiled_in(folder).save()
    assert len(KeptPatterns(folder)._known) == len(WORDS)


def test_a_file_cut_short_or_empty_is_as_good_as_none(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    compiled_in(folder).save()
    path = file_of(folder)
    content = path.read_bytes()
    for cut in (b"", content[:40], content[:-4]):
        path.write_bytes(cut)
        compiled_in(folder)


def test_the_patterns_of_another_python_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "kept"
    compiled_in(folder).save()
    monkeypatch.setattr(kept_patterns, "_SHAPE", "nianbao-patterns-0")

    assert KeptPatterns(folder)._known == {}


def test_numbers_that_are_no_pattern_are_compiled_anew(tmp_path: Path) -> None:
    kept = KeptPatterns(tmp_path / "kept")
    kept._known["合计", 0] = Parts(32, 0, {}, b"\xff" * 40)

    assert kept.compiled("合计", 0) == re.compile("合计")


def test_a_python_with_other_inner_parts_compiles_as_usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "_sre", None)
    folder = tmp_path / "kept"

    compiled_in(folder).save()
    assert kept_patterns._this_python().endswith("None")


def test_a_mistake_in_a_pattern_is_told_as_usual(tmp_path: Path) -> None:
    with pytest.raises(re.error):
        KeptPatterns(tmp_path / "kept").compiled("(", 0)


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    KeptPatterns(folder).save()

    assert not folder.exists()


def test_a_waiting_pattern_is_taken_from_what_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    with patterns_kept_in(folder):
        assert as_pattern("合计").search("合计") is not None
    with patterns_kept_in(None):
        assert as_pattern("总计").search("合计") is None

    assert list(KeptPatterns(folder)._known) == [("合计", 0)]
