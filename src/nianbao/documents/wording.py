"""The customary first words of captions, notes, cases and contents lines."""

from __future__ import annotations

import re

from nianbao.documents.running_text import display_width
from nianbao.facts.pattern import as_pattern

# 表42023年…: a copy lost the blank between the number and the title.
_NUMBER = (
    r"\d{1,2}(?=(?:19|20)\d\d\s*(?:[年届级]|[-–—~～至]))"
    r"|[A-Za-z]?\d{1,3}(?:\s?[-–—.－．]\s?\d{1,3}){0,3}|[一二三四五六七八九十]{1,3}"
)
TABLE_CAPTION = as_pattern(
    rf"^[【\[（(]?\s*(?:续|附)?\s*表\s*(?P<number>{_NUMBER})\s*(?P<mark>[:：、.．\s】\]）)]|$|(?=[^\s:：、.．]))"
)
FIGURE_CAPTION = as_pattern(
    rf"^[【\[（(]?\s*图\s*(?P<number>{_NUMBER})\s*(?P<mark>[:：、.．\s】\]）)]|$|(?=[^\s:：、.．]))"
)
_SAYS = as_pattern(r"^(?:显示|中|所示|所|为|是|列|的|反映|可[见知以]|说明|统计了|给出|和|与|至|及|、|—|-|表明|里)")
NOTE = as_pattern(
    r"^[（(【\[*※]?\s*(?:数据来源|资料来源|数据出处|信息来源|来源|注释?|说明|备注|附注|填表说明|指标说明|口径说明)\s*[0-9①-⑳]?\s*[】\]]?\s*[:：.．]"
)
UNIT_LINE = as_pattern(r"^[（(]?\s*(?:计量)?单\s*位\s*[:：]\s*(?P<unit>[^，。；]{1,24}?)\s*[）)]?$")
CASE = as_pattern(
    r"^(?:[【〖\[]\s*(?:典型|优秀|特色|实践|教学)?案例\s*(?:分享|展示|链接|介绍)?\s*(?P<bracketed>[0-9一二三四五六七八九十]{0,3}(?:\s*[-–—－.]\s*\d{1,3})?)\s*[:：]?[^】〗\]]{0,60}[】〗\]]"
    r"|(?:典型|优秀|特色|实践|教学)?案例\s*(?:分享)?\s*(?P<bare>[0-9]{1,3}(?:\s*[-–—－.]\s*\d{1,3})?|[一二三四五六七八九十]{1,3})\s*(?:[:：、.．\s]|$)"
    # A number and a title with nothing between; 案例3项 and 案例1介绍了 say something of cases.
    r"|(?:典型|优秀|特色|实践|教学)?案例\s*(?P<tight>[0-9]{1,3}(?:\s*[-–—－.]\s*\d{1,3})?)(?=[“《\u4e00-\u9fff])(?![个项篇例次家所件余多中的为是在以由与和及等]|显示|表明|介绍|讲|说明|通过|入选|获)"
    r"|(?P<titled>(?:典型|优秀|特色|实践|教学)案例(?:分享|展示)?(?:\s*[:：]|\s+)(?=[“《\u4e00-\u9fff])))"
)
_LEADER = as_pattern(
    r"(?:[.．…·。_]{3,}|\t|\s{3,}|[.．…·]\s*[.．…·]\s*[.．…·]).{0,4}?\s*[-–—]?\s*(?P<page>\d{1,3}|[IVXivx]{1,6})\s*[-–—]?\s*$"
)
# What a contents line ends in, looked for first: most lines do not.
_PAGE_AT_END = as_pattern(r"[\dIVXivx]\s*[-–—]?\s*$")
_TERMINAL = as_pattern(r"[。！？；;!?:：…][\"”’』」）)】》\]]*$")


def is_table_caption(line: str) -> bool:
    """True for the caption line of a table, false for a sentence that begins with its number.

    >>> is_table_caption("表 1 人才培养质量计分卡"), is_table_caption("表1-2：资源"), is_table_caption("续表3")
    (True, True, True)
    >>> is_table_caption("表1显示，全区有2所学校。"), is_table_caption("表彰3人")
    (False, False)
    """
    return _is_caption(TABLE_CAPTION, line)


def is_figure_caption(line: str) -> bool:
    """True for the caption line of a figure.

    >>> is_figure_caption("图 2-1：就业去向"), is_figure_caption("图书 3 万册")
    (True, False)
    """
    return _is_caption(FIGURE_CAPTION, line)


def caption_number(line: str) -> str:
    """The number of a caption as printed, without spaces.

    >>> caption_number("表 1-2：资源"), caption_number("就业情况统计表")
    ('1-2', '')
    """
    match = TABLE_CAPTION.match(line) or FIGURE_CAPTION.match(line)
    return as_pattern(r"\s").sub("", match["number"]) if match else ""


def case_number(line: str) -> str:
    """The number of a case as printed, or nothing.

    >>> case_number("【案例 2-1】校企合作"), case_number("【案例分享】")
    ('2-1', '')
    """
    match = CASE.match(line)
    return as_pattern(r"\s").sub("", match["bracketed"] or match["bare"] or match["tight"] or "") if match else ""


def is_case_title(line: str) -> bool:
    """True for the title line of a case.

    >>> is_case_title("【案例分享】 服务两会"), is_case_title("案例1：校企合作"), is_case_title("案例研究3项")
    (True, True, False)
    >>> is_case_title("典型案例 匠心筑梦"), is_case_title("案例2校企共育工匠"), is_case_title("案例2项获奖")
    (True, True, False)
    """
    match = CASE.match(line)
    if match is None:
        return False
    if match["bracketed"] is not None:
        return True
    return display_width(line) <= 100 and not ends_sentence(line) and (match["bare"] is not None or "。" not in line)


def is_contents_line(line: str) -> bool:
    """True for a line of a table of contents: a title, leaders or a wide gap, a page number.

    >>> is_contents_line("1.1 立德树人 ........ 3"), is_contents_line("1.1 立德树人")
    (True, False)
    """
    if not line or "\u3400" <= line[-1] <= "\u9fff" or not (line[-1].isalnum() or line[-1] in " -–—\t"):
        return False
    # Only the end is looked at: a search over endless white space would take for ever.
    line = line.rstrip()
    if not _PAGE_AT_END.search(line, max(0, len(line) - 60)):
        return False
    match = _LEADER.search(line, max(0, len(line) - 60))
    return match is not None and display_width(line[: match.start()].strip(" .．…·。_\t")) >= 2


def page_of_contents_line(line: str) -> int:
    """The page that a contents line ends in; those in Roman figures stand before all others.

    >>> page_of_contents_line("1.1 立德树人 ........ 3"), page_of_contents_line("前言\tii")
    (3, 0)
    """
    line = line.rstrip()
    match = _LEADER.search(line, max(0, len(line) - 60))
    return int(match["page"]) if match is not None and match["page"].isdigit() else 0


def ends_sentence(line: str) -> bool:
    """True where a line ends as a sentence or a lead-in ends.

    >>> ends_sentence("共有教师 120 人。”"), ends_sentence("其中专任教师"), ends_sentence("如下：")
    (True, False, True)
    """
    return _TERMINAL.search(line[-6:]) is not None


def _is_caption(pattern: re.Pattern[str], line: str) -> bool:
    match = pattern.match(line)
    if match is None or display_width(line) > 110 or is_contents_line(line):
        return False
    rest = line[match.end() :].strip()
    if not match["mark"] and _SAYS.match(rest):
        return False
    if not match["mark"] and match["number"][0] in "一二三四五六七八九十":
        return False
    if match["mark"].isspace() and as_pattern(r"(?:显示|所示|列出|反映|表明|可[见知以])").match(rest):
        return False
    return "。" not in rest and "，" not in rest[-1:] and not rest.endswith(("；", ";", "："))
