"""A pattern that knows what its matches begin with finds what it would find without."""

from __future__ import annotations

import re
from typing import Any

import pytest

from nianbao.facts.pattern_code import compiled_pattern

TEXT = (
    "一、招生\n（1）2023年招生1,200人，比上年增加（减少）12.5%；其中 女生 三百二十人，占 26.7 %。\n"
    "Abc：Ⅲ、①甲乙丙甲乙, 不足5家\n"
)
KNOWN_BEGINNINGS = (
    r"(?:增加|[减缩]少)(?P<size>\d)?",
    r"(?<=[，。；])(?:比|较)上年|(?P<all>其中)",
    r"(?:约|近)?\s*\d+(?:\.\d+)?",
    r"(?P<one>[一二三])|(?P<two>\d{2}(?!\d))|bc?",
    r"(?=[增招])[\u4e00-\u9fff]{2}",
    r"(?:(?<![\d.])20\d\d|[①-⑳])(?:年|甲)",
    r"(?:占|比)++\s|[甲乙]+(?:，|甲)",
    r"(?!招生12)招生|\b\d{2}",
    r"(?:^|(?<=\n))[（A][^）]",
    r"[减加](?=（)|[（(](?:减少|增加)[）)]",
)
UNKNOWN_BEGINNINGS = (
    r"[\u4e00-\u9fff]{2}(?:加|少)", r"[^，。]{1,4}占", r".年", r"(?:(?:甲)|\W)乙", r"(?:人|)*", r"\w少",
    r"(.)(?:\1|乙)", r"^一", r"(?i)abc", r"(?i:[ab])", r"(?<=生)", r"\D家", r"(甲)?(?(1)乙|丙)",
    r"[^\d]\s", r"(?>招|女)生|人",
)  # fmt: skip


def spans(pattern: re.Pattern[str], text: str) -> list[Any]:
    return [(match.span(), match.groups()) for match in pattern.finditer(text)]


@pytest.mark.parametrize("expression", KNOWN_BEGINNINGS + UNKNOWN_BEGINNINGS)
@pytest.mark.parametrize("flags", [0, re.MULTILINE, re.IGNORECASE])
def test_the_same_is_found_in_every_part_of_a_text(expression: str, flags: int) -> None:
    quick, plain = compiled_pattern(expression, flags), re.compile(expression, flags)

    assert (quick.pattern, quick.flags, quick.groups, dict(quick.groupindex)) == (
        plain.pattern, plain.flags, plain.groups, dict(plain.groupindex),
    )  # fmt: skip
    for start in range(len(TEXT)):
        assert spans(quick, TEXT[start:]) == spans(plain, TEXT[start:])
        assert str(quick.search(TEXT, start, start + 9)) == str(plain.search(TEXT, start, start + 9))
    assert quick.sub("·", TEXT) == plain.sub("·", TEXT)


@pytest.mark.parametrize("expression", KNOWN_BEGINNINGS)
def test_the_beginning_of_a_match_is_told_to_the_engine(expression: str) -> None:
    # Two patterns are equal when their words, flags and codes are.
    assert compiled_pattern(expression, 0) != re.compile(expression)


@pytest.mark.parametrize("expression", UNKNOWN_BEGINNINGS)
def test_where_a_match_may_begin_with_nearly_anything_nothing_is_told(expression: str) -> None:
    assert compiled_pattern(expression, 0) == re.compile(expression)


def test_another_engine_compiles_as_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_inner_parts(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr("importlib.import_module", without_inner_parts)

    assert compiled_pattern(KNOWN_BEGINNINGS[0], 0) == re.compile(KNOWN_BEGINNINGS[0])


def test_a_wrong_pattern_is_an_error_as_ever() -> None:
    with pytest.raises(re.error):
        compiled_pattern("(", 0)
