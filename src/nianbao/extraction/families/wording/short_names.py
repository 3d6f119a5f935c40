"""A short name is made of the letters of the full one: 永宁桥职业高中 is called 永宁桥职高 for short, and not 永定桥职高.

Cue: the full name of a school or a firm with （以下简称…） right behind it. Why it should hold in any report: the short name is announced so
that the reader knows the full one again. Guards: 我校, 学校 and the like are no short names of it; exactly one letter of the
short name is missing in the full one, and it belongs to what tells the body from others, or tells a kind of school that the
full name is not (职高 of a 职业中专); two kinds and names of other bodies in a bracket are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.wording import letters_in_order
from nianbao.facts.pattern import as_pattern

FAULT = "label"
EXAMPLES = (
    Example("fail", "一所是永定桥职业高中（以下简称永宁桥职高）。"),
    Example("fail", "另有云河职业中专（以下简称“云河职高”）一所。"),
    Example("silent", "一所是永宁桥职业高中（以下简称永宁桥职高）。"),
    Example("silent", "云溪县职业技术教育中心（以下简称县职教中心）建于1987年。"),
    Example("silent", "澄阳县职业中等专业学校（以下简称“我校”）建于1987年。"),
)
_ANNOUNCED = as_pattern(
    r"(?P<full>[\u4e00-\u9fff]{4,26}(?:学校|学院|中专|高中|中学|职教中心|教育中心|大学|公司|集团))\s*[（(]\s*(?:以下)?(?:统一)?简称为?[：:]?[“\"「]?(?P<short>[\u4e00-\u9fff]{3,8})[”\"」]?\s*[）)]"
)
_NOT_OWN = as_pattern(r"[我本该]|^(?:学校|公司|中心|集团)$")
_KINDS = as_pattern(r"学校|学院|中专|职高|高中|职专|职校|职教|中心|公司|集团|大学|技校|[市县区省校院]$")
_OTHER_KIND = ((as_pattern(r"(?:中专|中等专业学校)$"), "职高"), (as_pattern(r"(?:职业高中|高级中学)$"), "职专"), (as_pattern(r"(?:职业高中|高级中学)$"), "中专"))  # fmt: skip


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Short names where they are announced."""
    for passage in manuscript.passages:
        if "简称" not in passage.plain:
            continue
        for match in _ANNOUNCED.finditer(passage.plain):
            full, short = match["full"], match["short"]
            if not is_misnamed(full, short):
                continue
            places = (
                passage.place(max(match.start("full"), match.end("full") - 12), match.end("full")),
                passage.place(*match.span("short")),
            )
            yield Remark(
                f"short-names:{passage.id}:{match.start('short')}", "short-names", FAULT, places,
                f"简称「{short}」与全称「{full[-12:]}」对不上，其中一处有误；请核对", f"the short name {short} is not made of the full one",
                severity="warning", reported=short, formula=f"{short} / {full[-12:]}",
            )  # fmt: skip


def is_misnamed(full: str, short: str) -> bool:
    """True where one letter of the short name is not in the full one and should be.

    >>> is_misnamed("永定桥职业高中", "永宁桥职高"), is_misnamed("云河职业中专", "云河职高"), is_misnamed("云溪县职业教育中心", "县职教中心")
    (True, True, False)
    """
    if letters_in_order(short, full) or _NOT_OWN.search(short):
        return False
    if any(kind.search(full) and short.endswith(other) and short[0] in full for kind, other in _OTHER_KIND):
        return True
    brand = _KINDS.split(short)[0]
    return len(brand) > 1 and any(
        letters_in_order(brand[:index] + brand[index + 1 :], full)
        and brand[index] not in full
        and letters_in_order(short[:index] + short[index + 1 :], full)
        for index in range(len(brand))
    )
