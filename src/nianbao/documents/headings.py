"""The two ways to number a heading, and how deep each one stands.

Decimal (1, 1.1, 1.1.1) and Chinese (第一章; 一、; （一）; 1.) schemes occur alone and mixed,
so a single number has no depth of its own: ``Outline`` gives it one from what came before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from nianbao.documents.running_text import display_width, tidy
from nianbao.facts.numeral import half_width, read_numeral
from nianbao.facts.pattern import as_pattern

_HAN = "[零〇一二三四五六七八九十百]{1,4}"
_SCHEMES = (
    ("chapter", as_pattern(rf"第\s*(?P<n>{_HAN}|\d{{1,2}})\s*(?:章|部分|篇|编)[\s:：、.．]*")),
    ("section", as_pattern(rf"第\s*(?P<n>{_HAN}|\d{{1,2}})\s*节[\s:：、.．]*")),
    ("han", as_pattern(rf"(?P<n>{_HAN})\s*[、.．]\s*")),
    ("han_bracket", as_pattern(rf"[（(]\s*(?P<n>{_HAN})\s*[）)]\s*[、.．]?\s*")),
    ("decimal", as_pattern(r"(?P<n>\d{1,2}(?:\s?[.．]\s?\d{1,2}){1,5})(?:[.．、](?=\D)|(?=[^\d.．%％:：/])|$)\s*")),
    ("single", as_pattern(r"(?P<n>\d{1,2})\s*(?:[、．]|[.](?!\d))\s*")),
    ("spaced", as_pattern(r"(?P<n>\d{1,2})[ \u3000\t]+(?=[^\W\d_])")),
    ("bracket", as_pattern(r"[（(]\s*(?P<n>\d{1,2})\s*[）)]\s*[、.．]?\s*")),
    ("half_bracket", as_pattern(r"(?P<n>\d{1,2})\s*[）)]\s*")),
    ("circled", as_pattern(r"(?P<n>[①-⑳])\s*")),
)
_NUMERIC = tuple(entry for entry in _SCHEMES if entry[0] in ("decimal", "single", "spaced", "half_bracket"))
_OTHER = tuple(entry for entry in _SCHEMES if entry not in _NUMERIC)
_DEEP = frozenset({"bracket", "half_bracket", "circled"})
_UNNUMBERED = frozenset(
    [
        "前言",
        "引言",
        "序言",
        "序",
        "摘要",
        "导言",
        "导语",
        "卷首语",
        "概述",
        "概况",
        "综述",
        "目录",
        "目次",
        "图目录",
        "表目录",
        "图表目录",
        "案例目录",
        "附件",
        "附录",
        "附表",
        "附图",
        "结语",
        "结束语",
        "后记",
        "展望",
        "编制说明",
        "说明",
        "编写说明",
        "参考文献",
        "致谢",
        "真实性声明",
        "内容真实性责任声明",
        "真实性责任声明",
        "表目次",
        "图目次",
    ]
)
_UNNUMBERED_NUMBERED = as_pattern(r"(?:附件|附录|附)\s*(?:[一二三四五六七八九十]|\d{1,2})?\s*[:：.．、]?.{0,30}")
_SENTENCE_INSIDE = as_pattern(r"[。；！？;]")
_COUNTED = as_pattern(
    r"^(?:[%％‰万亿元次天余多]|个(?!性|人)|名(?!师|校)|人(?!才|文|员|力|均)|项(?!目)|所(?!有)|门(?!类)|家(?!长|校|庭)|年(?!度|级)"
    r"|月|日(?!常)|平方|亩|公里|课时|学时|左右|吨|公斤|[千毫]克|[千厘毫]米|小时|分钟|倍(?!增)|册(?!子)|[:：]1)"
)
_COUNTED_APART = as_pattern(r"^(?:[%％‰亿]|万[元人]|元|人次|个百分点|平方米|亩|公里|余)")


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number at the start of a line: ``printed`` as it stands, ``length`` characters with what separates it."""

    scheme: str
    printed: str
    parts: tuple[int, ...]
    length: int

    @property
    def is_deep(self) -> bool:
        """True for （1）, 1) and ①, which number items and hardly ever headings."""
        return self.scheme in _DEEP


@lru_cache(2048)
def read_numbering(line: str) -> Numbering | None:
    """The number that a line starts with, in any of the schemes.

    >>> read_numbering("1.1.1 招生规模").parts, read_numbering("（一）立德树人").scheme
    ((1, 1, 1), 'han_bracket')
    >>> read_numbering("一、人才培养").printed, read_numbering("第三章 产教融合").parts
    ('一、', (3,))
    >>> read_numbering("2019年招生"), read_numbering("1.5万人次"), read_numbering("一等奖3项")
    (None, None, None)
    """
    head = line[:24]
    if not head or half_width(head[0]) not in "第（(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳0123456789零〇一二三四五六七八九十百":
        return None
    head = half_width(head)
    for scheme, pattern in _NUMERIC if head[0].isdigit() and head[0].isascii() else _OTHER:
        match = pattern.match(head)
        if match is None:
            continue
        number = match["n"]
        if scheme == "decimal":
            if number.count(".") + number.count("．") == 1 and _is_quantity(line, match.end()):
                return None
            parts = tuple(int(part) for part in as_pattern(r"\s?[.．]\s?").split(number))
        elif scheme == "circled":
            parts = (ord(number) - ord("①") + 1,)
        elif number.isdigit():
            parts = (int(number),)
        else:
            value = read_numeral(number)
            if value is None:
                continue
            parts = (value,)
        if scheme == "spaced" and (_COUNTED.match(line[match.end() :]) or _COUNTED_APART.match(line[match.end() :])):
            return None
        return Numbering(scheme, line[: match.end()].strip(), parts, match.end())
    return None


def _is_quantity(line: str, end: int) -> bool:
    """True where what follows a number makes it an amount: 2.5万, 1.2 元."""
    pattern = _COUNTED_APART if line[end - 1 : end].isspace() else _COUNTED
    return pattern.match(line[end:]) is not None


def is_unnumbered_heading(line: str) -> bool:
    """True for the customary titles of parts without a number.

    >>> is_unnumbered_heading("前 言"), is_unnumbered_heading("附件："), is_unnumbered_heading("附件1：典型案例")
    (True, True, True)
    >>> is_unnumbered_heading("说明：本表由学校填写")
    False
    """
    label = tidy(line).replace(" ", "").rstrip(":：")
    if label in _UNNUMBERED:
        return True
    return (
        label.startswith("附")
        and len(label) <= 30
        and _UNNUMBERED_NUMBERED.fullmatch(label) is not None
        and (label.startswith(("附件", "附录")) or label[1:2] in ":：")
        and not _SENTENCE_INSIDE.search(label)
        and "所示" not in label
    )


def is_heading_title(title: str) -> bool:
    """True where the words after a number are a title and not a sentence.

    >>> is_heading_title("专业布局。"), is_heading_title("立德树人")
    (True, True)
    >>> is_heading_title("生均拨款： 900 元/生·年"), is_heading_title("中职招生工作面临困难，数量下降。问题有三。")
    (False, False)
    """
    title = title.strip()
    if not title or display_width(title) > 72:
        return False
    body = title.rstrip("。.：: ；;")
    if not body or _SENTENCE_INSIDE.search(body):
        return False
    if as_pattern(r"[:：].*\d").search(body):
        return False
    if title.endswith(("；", ";", "，", ",", "、")):
        return False
    if title.endswith("。"):
        return display_width(body) <= 44 and body.count("，") <= 1
    return body.count("，") <= 2 or display_width(body) <= 50


def run_in_split(line: str, numbering: Numbering) -> int:
    """Where a heading that runs on into its paragraph ends, or 0.

    >>> line = "3.2 质量保证。包括监控体系、项目建设、技能竞赛等。"
    >>> line[:run_in_split(line, read_numbering(line))]
    '3.2 质量保证。'
    """
    if numbering.scheme not in ("decimal", "han", "han_bracket"):
        return 0
    rest = line[numbering.length :]
    stop = rest.find("。")
    if stop <= 0 or stop > 16 or not rest[stop + 1 :].strip():
        return 0
    title = rest[:stop]
    return 0 if as_pattern(r"[，,；:：\d]").search(title) else numbering.length + stop + 1


@dataclass(slots=True)
class Outline:
    """The headings so far, to say how deep the next number stands."""

    chinese: bool = False  # 一、 or 第一章 numbers the chapters of this document
    stack: list[tuple[str, int]] = field(default_factory=list)  # scheme, level
    declared_offset: int = 0  # what to take off the level that the format declares
    chapter: int = 0  # the last chapter's number, where chapters have plain numbers
    item: int = 0  # the last item of a list that is being counted

    def counts_items(self, numbering: Numbering) -> bool:
        """True where a plain number goes on with a list and not with the chapters.

        >>> outline = Outline(chapter=3)
        >>> [outline.counts_items(read_numbering(line)) for line in ("1. 组织领导", "2. 经费保障", "4. 国际合作")]
        [True, True, False]
        >>> Outline(chinese=False).counts_items(read_numbering("0 基本情况"))
        False
        """
        if self.chinese or numbering.scheme not in ("single", "spaced"):
            return False
        number = numbering.parts[0]
        listed = self.item > 0 and number == self.item + 1
        if not number or (not listed and self.chapter < number <= self.chapter + 2):
            return False  # 0 基本情况: no list begins with nought
        self.item = number
        return True

    def level_of(self, numbering: Numbering) -> int:
        """The depth of a heading with this number; 1 is a chapter.

        >>> outline = Outline(chinese=True)
        >>> [outline.level_of(read_numbering(line)) for line in ("一、人才培养", "1. 立德树人", "二、服务贡献")]
        [1, 2, 1]
        >>> outline = Outline()
        >>> [outline.level_of(read_numbering(line)) for line in ("1 人才培养", "1.1 立德树人", "7、面临挑战")]
        [1, 2, 1]
        """
        scheme = "single" if numbering.scheme == "spaced" else numbering.scheme
        self.item = 0
        if scheme == "decimal":
            level = len(numbering.parts)
            self.chapter = numbering.parts[0]
        elif scheme == "chapter" or (scheme == "single" and not self.chinese):
            level = 1
            self.chapter = numbering.parts[0] if scheme == "single" else self.chapter
        else:
            known = [level for name, level in self.stack if name == scheme]
            if known:
                level = known[-1]
            elif scheme == "han" and not any(name in ("chapter", "section") for name, _ in self.stack):
                level = 1
            else:
                level = (self.stack[-1][1] + 1) if self.stack else 1
        self.enter(scheme, level)
        return level

    def enter(self, scheme: str, level: int) -> None:
        """Note a heading of this level; deeper ones are closed."""
        while self.stack and self.stack[-1][1] >= level:
            self.stack.pop()
        self.stack.append((scheme, level))


def follows(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    """True where one decimal number can come directly after another in an outline.

    >>> follows((1, 2), (1, 3)), follows((1, 2), (1, 2, 1)), follows((1, 2, 4), (1, 3)), follows((2, 4), (5, 7))
    (True, True, True, False)
    """
    if after == (*before, 1):
        return True
    depth = len(after)
    return depth <= len(before) and after[:-1] == before[: depth - 1] and after[-1] == before[depth - 1] + 1
