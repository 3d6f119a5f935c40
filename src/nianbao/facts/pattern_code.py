"""Compiled patterns that know what their matches may begin with.

``re`` looks for the first character of a match at once where it sees what that may be: 合计|小计. It does not see it
behind a look around, in a choice among groups or classes, or behind something optional, and then tries the whole
pattern at every character, at ten times the cost. Here the first characters are worked out of any pattern and given
to the engine in the same place where ``re`` would have put them; what matches, and where, stays the same.
"""

from __future__ import annotations

import importlib
import re
from array import array
from typing import Any, NamedTuple

# What the inner parts of another Python may say: they are no public interface.
TROUBLE = (ImportError, AttributeError, TypeError, ValueError, KeyError, IndexError, OverflowError, RuntimeError)

_WIDE = 400  # characters of one range: what may begin with any Chinese character begins nearly everywhere
_PLAIN_HEAD = 5  # numbers at the beginning of a code: what it is, their size, what is known, least and most width


class Parts(NamedTuple):
    """All that the engine needs of a pattern beside its words."""

    flags: int
    groups: int
    names: dict[str, int]
    code: bytes


class _Beginning(NamedTuple):
    characters: list[Any]  # as in a class of the parser: single ones, ranges and categories
    is_optional: bool  # it may be nothing, so that what comes behind it may begin a match as well


class _UnknownError(ValueError):
    """The pattern may begin with nearly anything."""


def compiled_pattern(expression: str, flags: int) -> re.Pattern[str]:
    """What ``re.compile`` gives, quicker in looking for a match.

    >>> found = compiled_pattern(r"(?<!不)(?:增加|[减缩]少)", 0)
    >>> [match[0] for match in found.finditer("不增加，反而减少")]
    ['减少']
    """
    try:
        return put_together(expression, taken_apart(expression, flags))
    except re.error:
        raise
    except TROUBLE:
        return re.compile(expression, flags)


def taken_apart(expression: str, flags: int) -> Parts:
    """What the compiler makes of the pattern, with the beginning of its matches."""
    compiler: Any = importlib.import_module("re._compiler")
    parser: Any = importlib.import_module("re._parser")
    tree = parser.parse(expression, flags)
    state = tree.state
    code = _with_beginning(compiler._code(tree, flags), tree, flags | state.flags, compiler)
    return Parts(flags | state.flags, state.groups - 1, dict(state.groupdict), array("I", code).tobytes())


def put_together(expression: str, parts: Parts) -> re.Pattern[str]:
    """The pattern of these parts."""
    code = array("I")
    code.frombytes(parts.code)
    by_number: list[str | None] = [None] * (parts.groups + 1)
    for name, number in parts.names.items():
        by_number[number] = name
    inner: Any = importlib.import_module("_sre")
    # The engine looks through the numbers before it takes them, and refuses what is no pattern.
    pattern: re.Pattern[str] = inner.compile(
        expression, parts.flags, code.tolist(), parts.groups, parts.names, tuple(by_number)
    )
    return pattern


def _with_beginning(code: list[int], tree: Any, flags: int, compiler: Any) -> list[int]:
    """The code, whose head says what a match begins with where ``re`` found nothing to say."""
    is_plain = code[0] == compiler.INFO and code[1] == _PLAIN_HEAD - 1 and code[2] == 0 and code[3] > 0
    # What is tied to a place, as to the beginning of the text, is tried there and nowhere else.
    is_tied = is_plain and code[_PLAIN_HEAD] == compiler.AT
    if not is_plain or is_tied or flags & (re.IGNORECASE | re.LOCALE):
        return code
    try:
        beginning = _beginning_of(tree)
    except _UnknownError:
        return code
    if beginning.is_optional or not beginning.characters:
        return code
    characters, _ = compiler._optimize_charset(beginning.characters)
    described: list[int] = []
    compiler._compile_charset(characters, flags, described)
    head = [code[0], _PLAIN_HEAD - 1 + len(described), compiler.SRE_INFO_CHARSET, *code[3:_PLAIN_HEAD]]
    return [*head, *described, *code[_PLAIN_HEAD:]]


def _beginning_of(sequence: Any) -> _Beginning:
    """The first characters of what a part of the parser's tree matches."""
    characters: list[Any] = []
    for operation, argument in sequence:
        name = str(operation)
        if name == "ASSERT" and argument[0] > 0:
            ahead = _beginning_if_known(argument[1])
            if ahead is not None and not ahead.is_optional:
                # What is looked ahead for is what comes next.
                return _Beginning(characters + ahead.characters, is_optional=False)
        elif name not in ("ASSERT", "ASSERT_NOT", "AT"):
            beginning = _beginning_of_one(name, argument)
            characters += beginning.characters
            if not beginning.is_optional:
                return _Beginning(characters, is_optional=False)
    return _Beginning(characters, is_optional=True)


def _beginning_if_known(sequence: Any) -> _Beginning | None:
    try:
        return _beginning_of(sequence)
    except _UnknownError:
        return None


def _beginning_of_one(name: str, argument: Any) -> _Beginning:
    if name == "LITERAL":
        return _Beginning([(importlib.import_module("re._constants").LITERAL, argument)], is_optional=False)
    if name == "IN":
        if any(_is_wide(*item) for item in argument):
            raise _UnknownError
        return _Beginning(list(argument), is_optional=False)
    if name == "BRANCH":
        ways = [_beginning_of(way) for way in argument[1]]
        return _Beginning([c for way in ways for c in way.characters], any(way.is_optional for way in ways))
    if name == "SUBPATTERN" and not argument[1] and not argument[2]:
        return _beginning_of(argument[3])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _, repeated = argument
        beginning = _beginning_of(repeated)
        return _Beginning(beginning.characters, beginning.is_optional or not least)
    raise _UnknownError


def _is_wide(operation: Any, argument: Any) -> bool:
    name = str(operation)
    if name == "RANGE":
        return bool(argument[1] - argument[0] > _WIDE)
    if name == "CATEGORY":
        return str(argument).startswith("CATEGORY_NOT") or str(argument) == "CATEGORY_WORD"
    return name != "LITERAL"
