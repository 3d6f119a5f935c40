"""Two characters that stand together once, in the other order than those of a name that the report tells again and again.

Cue: 赴坪望支教 where 望坪镇 stands elsewhere; 双型师教师 beside “双师型”; any two characters of a place, a firm, a person or of words in quotation
marks that stand side by side in this order only here. Why it should hold in any report: a name is told again and again in one order, and
letters are exchanged in typing. Guards: the name stands twice, or both orders are used as names; the characters before and behind stand nowhere else with these, so
that they are no end and beginning of two common words (大学教师 and 教学); words of grammar and of every school are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import Hint, Remark
from nianbao.extraction.example import Example
from nianbao.extraction.families.wording.spellings import running_text
from nianbao.extraction.manuscript import Manuscript
from nianbao.facts.pattern import as_pattern

FAULT = "label"
_TOLD = "学校对口帮扶望坪镇。2023年为望坪镇送去教材。\n\n"
EXAMPLES = (
    Example("fail", f"{_TOLD}选派教师4名赴坪望支教。"),
    Example("fail", "“双师型”教师156人。学校重视“双师型”队伍。\n\n双型师教师占专业教师的六成。"),
    Example("silent", f"{_TOLD}选派教师4名赴望坪支教。"),
    Example("silent", "教学改革深入。“教学”是中心，教学有序。\n\n大学教师到校听课。"),
)
_NAMES = as_pattern(
    r"(?P<place>[\u4e00-\u9fff]{2,3})(?:村|镇|乡|县|区|市|旗|街道)|"
    r"[赴与到往和、在对同](?P<helped>[\u4e00-\u9fff]{2,4}?)(?:支教|帮扶|结对|挂职)|"
    r"[与和同由、“到在，。赴](?P<firm>[\u4e00-\u9fff]{2,8}?)(?:公司|集团|医院|酒店|饭店|产业园|工业园|物流园|合作社|科技|电子|汽车|机械|幼儿园|商会)|"
    r"[“「](?P<quoted>[\u4e00-\u9fff]{2,8})[”」]|"
    r"(?:师傅|同学|老师|教师|学生|班主任)(?P<person>[\u4e00-\u9fff]{2,3})[，的在从带说、]"
)
_HAN = as_pattern(r"[\u4e00-\u9fff]{2}")
_COMMON = as_pattern(
    r"[的和与及是在为把对由到从将等或以了有被让使并其这此不也都又就各本该我一二三四五六七八九十两学校全年课生]"
)
_WEIGHT, _WEAK = 0.5, 0.3
_BEST = 3


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """The best few pairs of characters."""
    text = running_text(manuscript)
    words = text.words
    names: dict[str, int] = {}
    for match in _NAMES.finditer(words):
        name, start = match[match.lastgroup or 0], match.start(match.lastgroup or 0)
        for at in range(len(name) - 1):
            names.setdefault(name[at : at + 2], start + at)
    if not names:
        return
    labels = [s.text(row, column) for s in manuscript.sheets for column in s.label_columns for row in s.data_rows]
    headings = [passage.plain for passage in manuscript.passages if passage.kind == "heading"]
    whole = "\n".join((words, *headings, *labels))
    hints: list[Hint] = []
    for name, there in names.items():
        odd = name[::-1]
        at = words.find(odd)
        if at < 0 or odd == name or _COMMON.search(odd) or whole.find(odd, at + 1) >= 0:
            continue
        times = whole.count(name)
        before, behind = words[at - 1 : at + 1], words[at + 1 : at + 3]
        # 大学教师: the first goes with what is before it, or the second with what follows.
        # Told once each, both as names, the later one is the odd one.
        is_name = odd in names and there < at
        if (times < 2 and not is_name) or any(
            _HAN.fullmatch(pair) and whole.count(pair) > 1 for pair in (before, behind)
        ):
            continue
        passage, offset = text.passage_at(at)
        first, other = text.passage_at(there)
        here, usual = passage.place(offset, offset + 2), first.place(other, other + 2)
        where = f"第{usual.line}行" if usual.line else "别处"
        remark = Remark(
            f"turned-letters:{passage.id}:{offset}", "turned-letters", FAULT, (here, usual),
            f"此处「{odd}」，{where}是「{name}」（共 {times} 处）；请核对是否颠倒了字", f"“{odd}” here, “{name}” {times} times elsewhere; please check the order of characters",
            severity="info", reported=odd, expected=name, formula=f"{odd} ≠ {name}",
        )  # fmt: skip
        hints.append(Hint(remark, _WEIGHT if _is_kept(whole, at, name) else _WEAK))
    hints.sort(key=lambda hint: -hint.weight)
    yield from hints[:_BEST]


def _is_kept(words: str, at: int, name: str) -> bool:
    """Put right, the characters go with those around them as they do elsewhere."""
    return words[at - 1] + name[0] in words or name[1] + words[at + 2] in words
