"""Where files stand, what they are called and how long they may be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "nianbao"
TESTS = ROOT / "tests"
LONGEST = 800
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "base", "core", "lib", "manager"}
# Folders of tests that mirror no package: laws of the data and of the repository, whole stories, files.
WITHOUT_SOURCE = {"catalogue", "repo", "journeys", "fixtures", "snapshots", "gold"}

# Tests of a whole package at once: sentences that must stay silent, reports never tuned on, one report in every format,
# every page as a reader of English has it.
OF_A_PACKAGE = {
    "extraction/families/test_guards.py",
    "proofreading/test_formats.py",
    "proofreading/test_unseen_reports.py",
    "web/pages/test_english.py",
    "web/pages/test_followed_links.py",
}


def modules(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.py")) if "__pycache__" not in path.parts)


def mirror_of(module: Path) -> Path:
    """The test file of a source module, both relative to their roots."""
    return module.with_name(f"test_{module.name}")


def has_a_bad_name(module: Path) -> bool:
    return module.stem in BANNED_NAMES or "_v2" in module.stem or not BANNED_NAMES.isdisjoint(module.parent.parts)


def test_every_module_has_its_test() -> None:
    missing = [
        str(module.relative_to(SOURCE))
        for module in modules(SOURCE)
        if module.name != "__init__.py"
        and "migrations" not in module.parts  # Django's own notes on how tables came about
        and not (TESTS / mirror_of(module.relative_to(SOURCE))).exists()
    ]
    assert not missing


def test_every_test_has_its_module() -> None:
    orphans = []
    for path in modules(TESTS):
        relative = path.relative_to(TESTS)
        if not path.name.startswith("test_") or relative.parts[0] in WITHOUT_SOURCE:
            continue
        if relative.as_posix() in OF_A_PACKAGE:
            continue
        source = SOURCE / relative.with_name(path.name.removeprefix("test_"))
        if not source.exists():
            orphans.append(str(relative))
    assert not orphans


def test_no_file_is_too_long_to_read() -> None:
    long = {}
    for folder in (SOURCE, TESTS, ROOT / "tools", ROOT / "benchmarks"):
        for module in modules(folder):
            lines = module.read_text(encoding="utf-8").count("\n")
            if lines > LONGEST:
                long[str(module.relative_to(ROOT))] = lines
    assert not long


def test_no_module_is_named_for_nothing() -> None:
    assert not [
        str(module.relative_to(SOURCE)) for module in modules(SOURCE) if has_a_bad_name(module.relative_to(SOURCE))
    ]


def test_a_module_named_for_nothing_is_noticed() -> None:
    assert has_a_bad_name(Path("checks/utils.py"))
    assert has_a_bad_name(Path("helpers/sum.py"))
    assert has_a_bad_name(Path("checks/engine_v2.py"))
    assert not has_a_bad_name(Path("checks/sum.py"))


def test_the_catalogue_holds_no_code() -> None:
    assert not list((SOURCE / "catalogue").rglob("*.py"))
