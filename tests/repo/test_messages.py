"""What a user reads is there in Chinese and in English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "nianbao"
CHECKS = sorted((SOURCE / "catalogue" / "checks").rglob("*.yaml"))
CHINESE = re.compile(r"[一-鿿]")
PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def pair_faults(zh: str, en: str) -> list[str]:
    """What keeps two wordings from being one message in two languages."""
    faults = []
    if not zh or not en or not re.search(r"\w", PLACEHOLDER.sub("", zh + en)):
        return []  # an affix that one language does without, or marks alone: 「、」 and a comma
    if not CHINESE.search(zh):
        faults.append("the first wording has no Chinese in it")
    if not en.strip() or not re.search(r"[A-Za-z]{2}", PLACEHOLDER.sub("", en)):
        faults.append("the second wording is not English")
    # What is filled in may have a wording of its own in English: {hint} and {hint_en}.
    if set(PLACEHOLDER.findall(zh)) != {name.removesuffix("_en") for name in PLACEHOLDER.findall(en)}:
        faults.append(f"they do not say the same: {PLACEHOLDER.findall(zh)} against {PLACEHOLDER.findall(en)}")
    return faults


def literal(node: ast.expr) -> str | None:
    """The text of a string in the source, with {…} for what is filled in."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=values):
            return "".join(
                part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else "{}"
                for part in values
            )
    return None


def pairs_in_code() -> Iterator[tuple[str, str, str]]:
    """Both wordings of each ``say(…)`` and ``Problem(…)`` that is written out in the source."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            if node.func.id == "say" and len(node.args) == 2:
                zh, en = node.args
            elif node.func.id.endswith(("Problem", "DocumentError")) and len(node.args) == 3:
                _, zh, en = node.args
            else:
                continue
            first, second = literal(zh), literal(en)
            if first is not None and second is not None:
                yield where, first, second


def test_every_message_in_the_code_has_both_languages() -> None:
    pairs = list(pairs_in_code())
    assert pairs
    assert not [f"{where}: {fault}" for where, zh, en in pairs for fault in pair_faults(zh, en)]


def test_every_check_has_its_message_in_both_languages() -> None:
    faults = []
    assert CHECKS
    for path in CHECKS:
        data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
        faults += [f"{path.name}: {fault}" for fault in pair_faults(data["message"], data["message_en"])]
    assert not faults


def test_every_indicator_has_its_label_in_both_languages() -> None:
    faults = []
    for path in sorted((SOURCE / "catalogue" / "indicators").rglob("*.yaml")):
        documents = list(yaml.load_all(path.read_text(encoding="utf-8"), Loader=LOADER))
        for entry in (
            entry for document in documents for entry in (document if isinstance(document, list) else [document])
        ):
            if "label" in entry:
                faults += [f"{path.name}: {fault}" for fault in pair_faults(entry["label"], entry.get("label_en", ""))]
    assert not faults


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("Sum is wrong", "Sum is wrong"),
        ("合计不对", "{total}"),
        ("合计应为{sum}", "the total is wrong"),
        ("合计不对", "合计"),
    ],
)
def test_half_a_message_is_noticed(zh: str, en: str) -> None:
    assert pair_faults(zh, en)


def test_a_whole_message_passes() -> None:
    assert not pair_faults("合计应为{sum}", "the total should be {sum}")
