"""How a series is said to go: words for a steady rise or fall, for a turn, for ups and downs.

One vocabulary for series in prose and in tables, with the stretch of the series that the words are about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from nianbao.facts.pattern import as_pattern

_FEW = r"[两二三四五六七八九十\d]"
_COUNT = rf"(?:连续\s*(?P<count>{_FEW})\s*个?(?:学年度?|年度?|届))"
_STEADY = (
    rf"(?:逐年|逐届|逐级|连年|年年|届届|持续|一直|始终|一路|节节|稳步|不断|逐步|逐渐|{_COUNT}|一年比一年|一届比一届|一级比一级|每年都?(?:在|有)?)"
    r"(?:都|均|以来|来|在|有|保持|实现|呈现?|稳步|稳定|持续|不断|小幅|大幅|快速|有所|稳中有|处于|正|明显|平稳|的|逐年|递|得到|着|了)*"
)
_UP = r"增加|增长|上升|提高|提升|升高|扩大|攀升|上涨|递增|上行|上扬|走高|走强|向上|向好|增多|(?:增|升|涨|多|高)(?=[，。；、：（）了的\s]|$)"
_DOWN = r"减少|下降|降低|下滑|缩小|回落|递减|萎缩|下行|走低|走弱|向下|缩减|(?:减|降|少|低)(?=[，。；、：（）了的\s]|$)"
_TAIL = r"(?!于|[到至]|幅|量|出|级|等|校|职|职业|数|中(?!有)|技|层|素质|质量|水平(?!$|[，。]))"
STEADY = as_pattern(rf"{_STEADY}(?:(?P<up>{_UP}){_TAIL}|(?P<down>{_DOWN}){_TAIL})")
TREND = as_pattern(rf"呈(?:现出?)?(?:逐年|持续|稳步|连续)?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))的?(?:趋势|态势|势头)")
_TURN = as_pattern(
    r"先(?P<first>升|增|扬|涨|上升|增长|增加|提高|高|多|降|减|抑|下降|减少|降低)[，、]?(?:后|再|又)(?P<then>升|增|扬|涨|上升|增长|增加|提高|回升|降|减|抑|下降|减少|降低|回落)"
)
_RISING = frozenset("升增扬涨提高多上回")  # first characters; 回升 and 回落 are told apart below
_SINCE = as_pattern(r"(20\d{2})\s*年?(?:以来|起|开始)")
_SPAN = as_pattern(r"(20\d{2})\s*(?:学?年度?|届)?\s*(?:[-—–~～]+|至|到)\s*(20\d{2})")
_LAST_FEW = as_pattern(rf"(?:近|最近|过去|这)({_FEW})(?:个学|学|个)?(?:年|届)")
_HAN = "零一二三四五六七八九十"


@dataclass(frozen=True)
class Course:
    """``word`` is up, down, up-down or down-up; ``steps`` says how many years of it are named, 0 for none."""

    word: str
    steps: int
    start: int
    end: int


def courses(text: str, start: int, end: int) -> Iterator[Course]:
    """Every such claim between two positions.

    >>> [(course.word, course.steps) for course in courses("招生连续三年增长，毕业生先增后减，班额逐年减少", 0, 22)]
    [('up', 3), ('down', 0), ('up-down', 0)]
    """
    for pattern in (STEADY, TREND) if text.find("呈", start, end) >= 0 else (STEADY,):
        for match in pattern.finditer(text, start, end):
            steps = number_of(match.groupdict().get("count") or "")
            yield Course("up" if match["up"] else "down", steps, match.start(), match.end())
    for match in _TURN.finditer(text, start, end) if text.find("先", start, end) >= 0 else ():
        first, then = _rises(match["first"]), _rises(match["then"])
        if first != then:
            yield Course("up-down" if first else "down-up", 0, match.start(), match.end())


def _rises(word: str) -> bool:
    return word[0] in _RISING and word != "回落"


def number_of(words: str) -> int:
    """
    >>> number_of("三"), number_of("4"), number_of("")
    (3, 4, 0)
    """
    if not words:
        return 0
    return int(words) if words.isdigit() else _HAN.index(words.replace("两", "二"))


def stretches(periods: Sequence[int], words: str, steps: int) -> list[tuple[int, int]]:
    """Which parts of a series a claim may be about, as slices: all of it unless the words name fewer years.

    >>> stretches((2019, 2020, 2021, 2022), "连续两年", 2)
    [(1, 4), (2, 4)]
    >>> stretches((2019, 2020, 2021, 2022), "2021年以来", 0), stretches((2019, 2020), "", 0)
    ([(2, 4), (1, 4)], [(0, 2)])
    """
    size = len(periods)
    found: list[tuple[int, int]] = []
    if match := _SPAN.search(words):
        first, last = int(match[1]), int(match[2])
        inside = [i for i, period in enumerate(periods) if first <= period <= last]
        if len(inside) > 1:
            found += [(inside[0], inside[-1] + 1)]
    elif match := _SINCE.search(words):
        first = int(match[1])
        inside = [i for i, period in enumerate(periods) if period >= first]
        if inside:
            found += [(inside[0], size), (max(0, inside[0] - 1), size)]
    number = steps or (number_of(match[1]) if (match := _LAST_FEW.search(words)) else 0)
    if number:
        found += [(max(0, size - number - 1), size), (max(0, size - number), size)]
    usable = [(a, b) for a, b in dict.fromkeys(found) if b - a > 1]
    return usable or [(0, size)]


def turns(values: Sequence[Decimal], word: str) -> bool:
    """True where the values first go one way and then the other.

    >>> turns([Decimal(3), Decimal(2), Decimal(4)], "down-up"), turns([Decimal(3), Decimal(4), Decimal(5)], "down-up")
    (True, False)
    """
    signs = [1 if new > old else -1 if new < old else 0 for old, new in pairwise(values)]
    moving = [sign for sign in signs if sign]
    changes = sum(a != b for a, b in pairwise(moving))
    return bool(moving) and changes == 1 and moving[0] == (1 if word == "up-down" else -1)
