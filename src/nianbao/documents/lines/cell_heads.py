"""The head of a table that stands one cell to a line: as many names as there are columns.

Names in one line each come in the order of their columns. Where all columns of figures have names of several lines, the
first lines come first, then the second ones, and so on: as many at a time as there are such columns. Where the words
fit neither, there is no head.
"""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.documents.document import Text
from nianbao.documents.lines.cell_words import CellWord
from nianbao.documents.lines.copied_head import Heads
from nianbao.documents.lines.copied_words import Word
from nianbao.documents.running_text import EMPTY, joined, tidy
from nianbao.documents.values import is_calendar
from nianbao.facts.pattern import as_pattern

SERIALS = frozenset(["序号", "编号", "序", "号"])
LABELS = frozenset(
    [
        "年份",
        "年度",
        "学校",
        "学校名称",
        "项目",
        "项目名称",
        "指标",
        "级别",
        "类别",
        "专业",
        "专业名称",
        "名称",
        "培训项目",
        "培训对象",
        "内容",
        "课程名称",
        "部门",
        "系部",
        "班级",
        "类型",
        "年级",
        "区域",
        "地区",
    ]
)
_HALF = frozenset("数率量号序次人额式比")
_UNIT = as_pattern(r"[（(][^（）()]{1,6}[）)]")
_RATE = as_pattern(r"率|占比|比例|比$")


def head_rows(
    words: Sequence[CellWord], serial: bool, labels: int, body: Sequence[Sequence[Text]], way: str
) -> list[list[Text]] | None:
    """The rows of a head that these words are, over a serial number, so many labels and the columns of figures.

    ``way`` is ``flat`` for names of one line, ``lines`` for names of several, ``levels`` for groups over names.
    """
    values = len(body[0]) if body else 0
    width = serial + labels + values
    if not words or len(words) < width or any(word.is_value and not word.is_bare_year for word in words):
        return None
    rows: list[list[Text]] | None = None
    if way == "flat":
        rows = [[word.word.text for word in words]] if len(words) == width else None
    elif len(words) > width:
        rows = (_in_lines if way == "lines" else _in_levels)(words, serial, labels, body)
    return rows if rows and _is_sound(rows, serial, labels, body) else None


def _in_lines(
    words: Sequence[CellWord], serial: bool, labels: int, body: Sequence[Sequence[Text]]
) -> list[list[Text]] | None:
    """One row whose names stand in several lines, those of figures in as many each."""
    lead = [word for word in words if word.plain in SERIALS]
    names = [word for word in words if word.plain in LABELS]
    rest = [word.word.text for word in words if word.plain not in SERIALS | LABELS]
    if len(names) != labels or "".join(word.plain for word in lead) not in (("序号", "编号") if serial else ("",)):
        return None
    before = [*([joined([word.word.text for word in lead])] if serial else []), *(word.word.text for word in names)]
    values = len(body[0])
    dated = [is_calendar(tidy(text.text)) for text in rest]
    upper = [tidy(text.text) for text in rest[:values]]
    if any(dated[values:]) or len(set(dated[:values])) > 1 or any(n in _HALF or _UNIT.fullmatch(n) for n in upper):
        return None
    lines, odd = divmod(len(rest), values)
    if not odd and lines > 1:
        return [[*before, *(joined(rest[column::values]) for column in range(values))]]
    units = [text for text in rest if _UNIT.fullmatch(tidy(text.text))]
    if len(rest) != values + len(units) or rest[values:] != units or len(units) != values - 1:
        return None
    # One name stands lower than those with a unit below them: that of the only column of shares or ratios.
    alone = rest[values - 1]
    shares = [column for column in range(values) if all(_is_share(row[column].text) for row in body)]
    if len(shares) != 1 or not _RATE.search(tidy(alone.text)):
        return None
    told = [joined([name, unit]) for name, unit in zip(rest[: values - 1], units, strict=True)]
    return [[*before, *told[: shares[0]], alone, *told[shares[0] :]]]


def _is_share(text: str) -> bool:
    return text.endswith(("%", "％")) or ":" in text or "：" in text


def _in_levels(
    words: Sequence[CellWord], serial: bool, labels: int, body: Sequence[Sequence[Text]]
) -> list[list[Text]] | None:
    """Two rows, groups over the columns that they name, where all words are given out in their order."""
    if any(word.plain in _HALF or word.plain.startswith(("（", "(")) for word in words):
        return None
    if any(word.plain not in SERIALS | LABELS for word in words[: serial + labels]):
        return None
    texts = [word.word.text for word in words]
    values, lead = len(body[0]), serial + labels
    upper, lower = texts[:-values], texts[-values:]
    names = [tidy(text.text) for text in lower]
    for each in range(2, values // 2 + 1):
        if values % each or len(upper) != lead + values // each or len(set(names[:each])) < each:
            continue
        if all(name == names[column % each] for column, name in enumerate(names)):
            top = [cell for group in upper[lead:] for cell in (group, *[EMPTY] * (each - 1))]
            return [[*upper[:lead], *top], [*[EMPTY] * lead, *lower]]
    sorts = "s" * serial + "t" * labels + "v" * values
    whole = [[*[EMPTY] * lead, *row] for row in body]
    head = Heads([Word.of(text, True, True) for text in texts]).of(len(texts), sorts, [0] * len(sorts), whole)
    return head.rows if head is not None and len(head.rows) == 2 else None


def _is_sound(rows: Sequence[Sequence[Text]], serial: bool, labels: int, body: Sequence[Sequence[Text]]) -> bool:
    """True where every name is whole and stands over what it may name."""
    lowest = [[tidy(cell.text).replace(" ", "") for cell in row] for row in rows]
    names = [next((row[column] for row in reversed(lowest) if row[column]), "") for column in range(len(rows[0]))]
    if serial != (names[0] in SERIALS) or any(name in SERIALS for name in names[serial:]):
        return False
    if any(name in LABELS for name in names[serial + labels :]) or any(map(is_calendar, names[: serial + labels])):
        return False
    for row in lowest:
        if any(name in _HALF or name.startswith(("（", "(", "）", ")")) for name in row):
            return False
        if any(name.count("（") + name.count("(") != name.count("）") + name.count(")") for name in row):
            return False
    paths = ["".join(row[column] for row in lowest) for column in range(len(names))]
    if len(rows) == 1 and len(set(paths)) < len(paths):
        return False
    for column, name in enumerate(names[serial + labels :]):
        figures = [row[column].text for row in body]
        if name.endswith("率") and sum(text.isdecimal() and int(text) > 1000 for text in figures) * 2 > len(figures):
            return False
    return True
