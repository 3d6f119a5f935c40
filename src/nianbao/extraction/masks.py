"""Digits and numerals that are names, dates or ordinals and never quantities.

3+2, 145N, 第十五届, 〔2024〕621号, 5G, 17级, 1+X and 十四五 look like numbers. What is
masked here is invisible to every family that compares quantities; the families on
dates, plans and numbering read these stretches on their own.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from nianbao.facts.pattern import as_pattern

_HAN = "一二三四五六七八九十百千两〇零"
_CENTURY = r"(?:19|20)\d{2}"

# One row for each kind of name: what it is, which of ``_FIRSTS`` it may begin with, and how it is written.
PATTERNS: tuple[tuple[str, str, str], ...] = (
    ("school year", "D", _CENTURY + r"\s*(?:-|—+|–|~|～|至|、|/)\s*(?:(?:19|20)?\d{2})\s*(?:学年度?|年度?|学期)"),
    ("years over a slash", "D", r"(?<![\d.])" + _CENTURY + r"\s*[/／]\s*\d{2,4}(?:\s*[-—–―~～至]+\s*" + _CENTURY + r"\s*[/／]\s*\d{2,4})?\s*学?年度?"),
    ("simple fraction", "D", r"(?<![\d./／])[1-9]\s*[/／]\s*(?:[2-9]|10)(?![\d./／%％人])(?=[\u4e00-\u9fff，。；、）)])"),
    ("years in a row", "D", r"(?<![\d.])" + _CENTURY + r"(?:\s*(?:以及|[、和及与到至–~～—-])\s*" + _CENTURY + r")+\s*(?:学?年|届|级)"),
    ("date", "D", _CENTURY + r"\s*年(?:度|初|底|末|\s*\d{1,2}\s*月(?:份|底|初)?(?:\s*\d{1,2}\s*[日号])?)?"),
    ("date", "D", r"(?<!\d)\d{1,2}\s*月\s*\d{1,2}\s*[日号]"),
    ("date", "D", r"(?<![\d.])\d{1,2}\s*月(?:份|底|初|中旬|上旬|下旬)?(?=[\s，。；、至到-]|\d)"),
    ("date", "D", _CENTURY + r"[-/.]\d{1,2}[-/.]\d{1,2}"),
    ("date", "N", r"二[〇零○O0][〇零一二三四五六七八九]{2}\s*[-—至]?\s*(?:二[〇零][〇零一二三四五六七八九]{2})?\s*(?:学?年度?)"),
    ("year in brackets", "B", r"[〔\[【（(]\s*" + _CENTURY + r"\s*(?:年度?)?\s*[〕\]】）)](?:\s*第?\s*\d+\s*号?)?"),
    ("year before a noun", "D", r"(?<![\d.])20[0-4]\d(?=\s*(?:高中|在校|招生|毕业|届|学年|级|全国|高职|中职|质量年|春季|秋季))"),
    ("document number", "DSO", r"第?\s*\d+\s*号(?!\s*[楼院])"),
    ("ordinal", "O", r"第\s*(?:\d+|[" + _HAN + r"]+)"),
    ("ordinal kind", "N", r"(?<=[，、；：中])[一二三四五六]类(?=[^\s、，。；：\d]{1,4}\d)|[一二三四五]、[一二三四五]类"),
    ("numbered branch", "N", r"(?<=[\u4e00-\u9fff、，；：])(?<![设有共建立成了为])[一二三四五六七八九十](?=支部)"),
    ("ordinal", "O", r"前\s*(?:\d+|[" + _HAN + r"]+)\s*(?=[位名强](?!额))"),
    ("cohort", "D", r"(?<![\d.])(?:20)?\d{2}\s*[级届](?!别)"),
    ("class name", "DB", r"(?<!\d)\d{4}\s*班|[（(]\s*\d{1,2}\s*[)）]\s*班"),
    ("plus name", "DL", r"\d+(?:\s*[+＋]\s*(?:\d+|[A-Za-z×]))+(?!\s*[=＝\d])|[A-Za-z]\s*[+＋]\s*\d+"),
    ("letter name", "DL", r"(?<![A-Za-z])[A-Za-z]{1,12}[-‐]?\d+(?:\.\d+)*|\d+(?:\.\d+)?(?:[A-FH-LN-Za-ln-z][A-Za-z]*|G(?!bps|B)|[GM][A-Z]+)(?![²2])"),
    ("telephone", "D", r"(?<!\d)(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|400-?\d{3}-?\d{4})(?!\d)"),
    ("long code", "D", r"(?<![\d.])\d{9,}(?![\d.]|\s*[人元个次名项平所家])"),
    ("version", "OL", r"(?:工业|职教|教育|信息化|版本?|Web|web|智造|制造|职业教育)\s*\d\.\d"),
    ("enumerator", "B", r"[（(]\s*(?:\d{1,2}|[" + _HAN + r"]{1,3})\s*[）)]|[①-⑳]"),
    ("enumerator", "DS", r"(?:^|(?<=[。；：\n]))\s*\d{1,2}(?:\.\d{1,2})*\s*[.．、](?!\d)"),
    ("heading number", "DS", r"^\s*\d{1,2}(?:[.．]\d{1,2}){1,4}(?=[\s\u4e00-\u9fff.．、])"),
    ("reference", "O", r"(?:(?<![代仪电手钟课])表|(?<![地拼意版蓝])图|案例|附件|附表|专栏|附录|公式)\s*\d+(?!\d|\s*[条个篇份则项套件幅张])(?:\s*[-—.．]\s*\d+)*|案例[" + _HAN + r"]+|附件[" + _HAN + r"]+"),
    ("plan", "NB", r"[“\"‘]?十[" + _HAN + r"]五[”\"’]?(?=[规时期计收开发以末初])|[“\"‘]十[" + _HAN + r"]{1,2}[”\"’]"),
    ("party congress", "N", r"十[六七八九]大|二十大"),
    ("saying", "NO", r"三位一体|两张皮|一校一品|一校[一两]址|公益[一二]类|一专多能|[一三四五六七八九十]不[一三四五六七八九十]|[一两]手抓|三教|双师"),
    ("title", "B", r"《[^》]{0,80}》"),
    ("bare code in quotes", "B", r"[“\"‘]\s*[\d+＋.·-]+\s*[A-Za-z]?\s*[”\"’]"),
    ("number before a name", "D", r"(?<![\d.])\d{3,4}(?=\s*(?:工程|计划|模式|行动|思路|体系|战略|机制))"),
    ("clock", "D", r"(?<!\d)\d{1,2}[:：]\d{2}(?=\s*(?:分|时|开始|至|-|—))|7\s*[×xX*]\s*24"),
    ("all-year plans", "B", r"[“\"][^”\"]{0,3}[" + _HAN + r"\d]+[^”\"%％万亿元]{0,10}[”\"](?!\s*[" + _HAN + r"\d])"),
)  # fmt: skip
# What a name may begin with. Nearly all characters begin none; where one does, only what it may begin is tried.
_FIRSTS = {
    "O": "[第前工职教信版智制表图案附专公双]",
    "D": r"\d",
    "N": f"[{_HAN}]",
    "B": r"[①-⑳〔\[【（(“\"‘《]",
    "S": r"\s",
    "L": "[A-Za-z]",
}
_ALL = as_pattern(
    "|".join(
        f"(?={first})(?:" + "|".join(f"(?:{pattern})" for _, begins, pattern in PATTERNS if letter in begins) + ")"
        for letter, first in _FIRSTS.items()
    ),
    re.MULTILINE,
)


class Masked:
    """The stretches of a text that hold no quantity.

    >>> masked = Masked("第15届“3+2”试点招收17级学生120人")
    >>> [masked.covers(position) for position in (1, 5, 13, 18)]
    [True, True, True, False]
    """

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for match in _ALL.finditer(text):
            self._starts.append(match.start())
            self._ends.append(match.end())

    def covers(self, position: int) -> bool:
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._ends[index]

    def spans(self) -> list[tuple[int, int]]:
        return list(zip(self._starts, self._ends, strict=True))
