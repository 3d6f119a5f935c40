"""Sentences that tell by their first words, or by a count, that they speak of some and not of all.

县卫校升学 138 人，升学率 71.13% is said of one school, 2 个专业的对口就业率为 100% of two majors.
"""

from __future__ import annotations

from nianbao.facts.pattern import as_pattern

_OF_SO_MANY = as_pattern(
    r"(?:\d{1,3}|[两二三四五六七八九十])\s*(?:个|所|家|名|位|门|项)[^，。；、\d]{0,10}?的(?=[^，。；、\d]{2,16}$)"
)
_ALL_OF_SO_MANY = as_pattern(r"(?:全[区市县校部]|所有|[一总]?共|现有|各|开设|设有|[我本][区市县校])[^，。；、]{0,6}$")
# 职校, 一职 and 职专 end short names; 全校 and 两所职校 are none.
_SCHOOL_FIRST = as_pattern(
    r"(?:其中|而|但)?(?![全各本我该两三四五六七八九十])[\u4e00-\u9fff]{1,8}?"
    r"(?:[职卫技农艺工林体]校|[一二三四五六]职|职专|[职卫技农艺工林]专)(?![大学教业职])"
)


def some_told_of(words: str) -> str:
    """The words of a sentence, up to a number, that make it the figure of some.

    >>> some_told_of("县卫校升学138人，升学率"), some_told_of("全区3所学校的就业率"), some_told_of("有2个专业的就业率")
    ('县卫校', '', '2个专业的')
    """
    counted = _OF_SO_MANY.search(words)
    if counted is not None and not _ALL_OF_SO_MANY.search(words[: counted.start()]):
        return counted[0]
    first = _SCHOOL_FIRST.match(words.lstrip())
    return first[0] if first is not None else ""
