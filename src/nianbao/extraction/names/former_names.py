"""What a body was called before: 1985 年改建为甲市建筑工程学校，2006 年更现名.

A name in a sentence that tells of a change of names is a name of its time, and no misprint of the present one.
"""

from __future__ import annotations

from nianbao.facts.pattern import as_pattern

_RENAMED = as_pattern(
    r"前身|更(?:为)?现?名|[改易定][今现]?名|[原曾旧][称名]|曾用名|改[建制组称设]|升格|转制|合并|并入|归并|组建|[（(]原"
)
_STOPS = as_pattern(r"[。！？\n]")


def is_told_of_before(words: str, start: int, end: int) -> bool:
    """Whether the sentence round a name tells how names changed.

    >>> words = "学校1978年定名甲市商业学校，1990年改称甲市商贸学校。甲市商贸学校现有学生900人。"
    >>> is_told_of_before(words, 9, 15), is_told_of_before(words, 30, 36)
    (True, False)
    """
    left = max(words.rfind(mark, 0, start) for mark in "。！？\n") + 1
    stop = _STOPS.search(words, end)
    return _RENAMED.search(words, left, stop.start() if stop is not None else len(words)) is not None
