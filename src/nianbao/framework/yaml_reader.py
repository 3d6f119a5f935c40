"""YAML as the catalogue writes it: plain values, no surprises, and a line number for every message.

Only the composing is left to PyYAML. Its constructors turn ``no`` into false,
``1:20`` into eighty and ``0.10`` into a float; here a word stays a word and a
number with a decimal point becomes a Decimal with every digit kept.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from nianbao.facts.pattern import as_pattern

_WHOLE = as_pattern(r"[-+]?[0-9]{1,30}\Z")  # a longer one is no figure of this field and stays a text
_DECIMAL = as_pattern(r"[-+]?[0-9]+\.[0-9]+\Z")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}

YamlPath = tuple[str | int, ...]


class YamlTrouble(Exception):
    """The text is no YAML that can be used: where (1-based line) and why, in Chinese and English."""

    def __init__(self, code: str, line: int, message: str, message_en: str) -> None:
        super().__init__(message_en)
        self.code, self.line, self.message, self.message_en = code, line, message, message_en


class Duplicate(NamedTuple):
    """A key that stands twice in one mapping."""

    path: YamlPath
    first_line: int
    line: int


def _compose(text: bytes | str) -> Any:
    # Imported here: a catalogue that was parsed before is read without it.
    import yaml

    # The C parser is some ten times faster; PyYAML can be built without it.
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        return loader.get_single_node()
    except RecursionError:
        raise YamlTrouble("yaml-unreadable", 1, "层次过深", "nested too deeply") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        reason = error.problem or "syntax"
        raise YamlTrouble("yaml-unreadable", line, f"YAML 语法有误（{reason}）", f"not valid YAML ({reason})") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0]
        raise YamlTrouble("yaml-unreadable", 1, f"无法读取（{reason}）", f"cannot be read ({reason})") from None
    finally:
        loader.dispose()


def _scalar(node: Any) -> Any:
    value: str = node.value
    if node.style in ("'", '"', "|", ">"):
        return value
    if value in _WORDS:
        return _WORDS[value]
    first = value[0]
    if first.isdigit() or first in "+-":
        if _WHOLE.match(value):
            # Leading zeros are part of a code (学校代码 0110), not of a number.
            return int(value) if value.lstrip("+-") == "0" or value.lstrip("+-")[0] != "0" else value
        if _DECIMAL.match(value):
            return Decimal(value)
    return value


def _plain(node: Any, path: YamlPath, duplicates: list[Duplicate], seen: set[int]) -> Any:
    kind = node.id
    if kind == "scalar":
        return _scalar(node)
    # What stands in the file once is written there once: a few references could unfold to gigabytes.
    if id(node) in seen:
        line = node.start_mark.line + 1
        raise YamlTrouble("yaml-unreadable", line, "不可用 & 和 * 引用", "references with & and * are not used here")
    seen.add(id(node))
    if kind == "sequence":
        return [_plain(item, (*path, index), duplicates, seen) for index, item in enumerate(node.value)]
    found: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        if key_node.id != "scalar":
            line = key_node.start_mark.line + 1
            raise YamlTrouble("yaml-unreadable", line, "键必须是一个词", "a key must be a single word")
        key: str = key_node.value
        if key in found:
            duplicates.append(Duplicate((*path, key), lines[key], key_node.start_mark.line + 1))
            continue
        lines[key] = key_node.start_mark.line + 1
        found[key] = _plain(value_node, (*path, key), duplicates, seen)
    return found


def read_yaml(text: bytes | str) -> tuple[Any, list[Duplicate]]:
    """The plain data of one file, and the keys that stand twice in it (the first one counts).

    >>> read_yaml("{answer: no, ratio: 1:20, share: 0.10, code: 007}")[0]
    {'answer': 'no', 'ratio': '1:20', 'share': Decimal('0.10'), 'code': '007'}
    """
    node = _compose(text)
    duplicates: list[Duplicate] = []
    return (None if node is None else _plain(node, (), duplicates, set())), duplicates


def line_of(text: bytes | str, path: YamlPath) -> int:
    """The 1-based line where ``path`` stands, or that of the nearest thing around it.

    >>> line_of("rows:\\n- id: a\\n- id: b\\n", ("rows", 1, "id"))
    3
    """
    try:
        node = _compose(text)
    except YamlTrouble as trouble:
        return trouble.line
    line = 1
    for step in path:
        if node is None or node.id == "scalar":
            break
        if node.id == "sequence":
            if not isinstance(step, int) or step >= len(node.value):
                break
            node = node.value[step]
            line = node.start_mark.line + 1
            continue
        for key_node, value_node in node.value:
            if key_node.id == "scalar" and key_node.value == step:
                node, line = value_node, key_node.start_mark.line + 1
                break
        else:
            break
    return int(line)
