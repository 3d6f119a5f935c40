"""Nothing in the repository belongs to one machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SKIPPED = {".git", ".venv", "demo", "node_modules", "build", "dist", "__pycache__"}
TEXTS = {".py", ".md", ".yaml", ".yml", ".toml", ".lock", ".txt", ".sh", ".json", ".html", ".css", ".typ", ".cfg", ""}
OWN = Path("tests/repo/test_privacy.py")  # quotes what it looks for

MACHINE_PATH = re.compile(r"(?<![\w.])/(?:root|home/\w+|work/\w+|Users/\w+|tmp/\w+)/")
INDEX_ADDRESS = re.compile(r"--(?:extra-)?index-url|--trusted-host|--find-links|https?://\S+/simple\b|\"resolved\":")


def texts() -> Iterator[tuple[Path, str]]:
    for path in sorted(ROOT.rglob("*")):
        relative = path.relative_to(ROOT)
        skipped = any(part in SKIPPED or part.endswith(("_cache", ".egg-info")) for part in relative.parts)
        if (
            skipped
            or not path.is_file()
            or path.suffix not in TEXTS
            or relative == OWN
            or ".hypothesis" in relative.parts
        ):
            continue
        yield relative, path.read_text(encoding="utf-8", errors="replace")


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    assert not [str(path) for path, text in texts() if MACHINE_PATH.search(text)]


def test_no_lock_names_the_index_it_was_made_from() -> None:
    locks = {path for path, _ in texts() if path.suffix == ".lock"}
    assert locks
    assert not [str(path) for path, text in texts() if path in locks and INDEX_ADDRESS.search(text)]


def test_every_locked_package_has_a_hash() -> None:
    for path, text in texts():
        if path.suffix == ".lock":
            packages = re.findall(r"^[a-z0-9][\w.\-\[\]]*==\S+", text, re.MULTILINE)
            assert packages, path
            blocks = re.split(r"^(?=[a-z0-9][\w.\-\[\]]*==)", text, flags=re.MULTILINE)[1:]
            assert not [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block], path


@pytest.mark.parametrize("text", ["see /home/someone/report.docx", "open('/root/x/y')", '"/tmp/abc/def"'])
def test_a_path_of_somebodys_machine_is_noticed(text: str) -> None:
    assert MACHINE_PATH.search(text)


def test_an_index_address_is_noticed() -> None:
    assert INDEX_ADDRESS.search("--index-url https://example.org/simple")
    assert not INDEX_ADDRESS.search("a simple sentence")
