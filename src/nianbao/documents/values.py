"""Which words of a cell are a value, and which are the head of something.

Decided here and nowhere else, because a header row ends at the first value:
a four-digit calendar number is a head and never a value.
"""

from __future__ import annotations

from functools import lru_cache

from nianbao.documents.running_text import tidy
from nianbao.facts.pattern import as_pattern

_NUMBER = r"[-−+±]?\s*(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?|[-−+]?\.\d+"
_UNIT = r"(?:[%％‰]|个百分点|[^\d\s，。；、：（）()]{1,5}(?:/[^\d\s，。；、（）()]{1,4})?|[（(][^\d（）()]{1,6}[）)])?"
_ARROW = r"(?:[↑↓→▲▼△▽]|升高|提高|提升|上升|增加|增长|减少|下降|降低|约|近|超过?|逾|不足|≥|≤|>|<|＞|＜)?"
_VALUE = as_pattern(rf"{_ARROW}\s*(?:{_NUMBER})\s*(?:万|亿)?余?多?\s*{_UNIT}\s*(?:左右|以上|以下|[↑↓])?")
_RATIO = as_pattern(rf"(?:{_NUMBER})\s*[:：∶/]\s*(?:{_NUMBER})")
_NIL = frozenset(
    {
        "无",
        "—",
        "——",
        "-",
        "--",
        "–",
        "/",
        "／",
        "\\",
        "否",
        "是",
        "不适用",
        "暂无",
        "没有",
        "N/A",
        "n/a",
        "×",
        "√",
        "…",
    }
)
_CALENDAR = as_pattern(
    r"(?:19|20)\d\d(?:\s*[-–—~～至/]\s*(?:(?:19|20)?\d\d))?\s*(?:年|学年|年度|学年度|财年|级|届|年底|年末)?"
    r"(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?(?:[上下]半年|[一二三四1-4]季度|春季|秋季)?"
)
_COUNTED_HEAD = as_pattern(r"第?\d{1,2}\s*(?:月份?|级|班|号|季度|届|周|学期|日|年级)")
_DATED = as_pattern(r"(?:19|20)\d\d\s*[年级届-]")  # 2022年招: the upper half of a torn head; 2024届毕业生
_ORDINAL = as_pattern(r"[(（]?\d{1,3}[)）.、]?")


@lru_cache(8192)
def is_calendar(text: str) -> bool:
    """True for a year, school year or date that heads a row or column.

    >>> is_calendar("2023 年"), is_calendar("2019-2020学年"), is_calendar("1739")
    (True, True, False)
    """
    return _CALENDAR.fullmatch(tidy(text)) is not None


def is_nil(text: str) -> bool:
    """True for what people write where there is no figure: 无, —, /.

    >>> is_nil("无"), is_nil("——"), is_nil("0")
    (True, True, False)
    """
    return text.strip() in _NIL


@lru_cache(8192)
def is_value(text: str) -> bool:
    """True for a figure with or without unit, a ratio, or a nil; false for years and words.

    >>> [is_value(text) for text in ("81.02%", "2.59:1", "↑ 14165", "621 人", "无", "降低1")]
    [True, True, True, True, True, True]
    >>> [is_value(text) for text in ("2018年", "小计", "", "3+2 项目", "网上调查")]
    [False, False, False, False, False]
    """
    return is_figure(text) or is_nil(text)


@lru_cache(8192)
def is_figure(text: str) -> bool:
    """True for a value that has digits.

    >>> is_figure("无"), is_figure("9.94:1"), is_figure("2,474")
    (False, True, True)
    """
    if len(text) > 40:
        return False
    text = text.strip()
    if not any(character.isdigit() for character in text):
        return False
    if _DATED.match(text) or (_VALUE.fullmatch(text) is None and _RATIO.fullmatch(text) is None):
        return False
    return not is_calendar(text) and _COUNTED_HEAD.fullmatch(text) is None


@lru_cache(8192)
def is_ordinal(text: str) -> bool:
    """True for the serial number of a row."""
    return _ORDINAL.fullmatch(text.strip()) is not None


@lru_cache(8192)
def shape(text: str) -> str:
    """The rough class of a cell: blank, ordinal, figure, nil, calendar or words."""
    text = text.strip()
    if not text:
        return "blank"
    if is_ordinal(text):
        return "ordinal"
    if is_figure(text):
        return "figure"
    if is_nil(text):
        return "nil"
    return "calendar" if is_calendar(text) else "words"
