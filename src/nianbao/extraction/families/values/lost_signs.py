"""The rate behind the size of a change bears its sign: 增加 120 人，增长 11.1% and not 增长 11.1.

Cue: a change with its size and unit, and right behind it 增长, 下降, 增幅 or another word of rates with a bare number at the end of the clause. Why it
should hold in any report: a change has a size and a rate, and a rate without its sign is no figure of anything. Guards: the size has a unit and is no
share; nothing stands between the two; a number that is followed by a unit, by 倍 or by 个百分点, or that counts thousands, is left alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.families.changes.prose_changes import CHANGE
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

FAULT = "missing"
EXAMPLES = (
    Example("fail", "招生1200人，比上年增加120人，增长11.1，为历年最多。"),
    Example("fail", "教育经费支出比上年减少36.5万元，降幅 3.95。"),
    Example("silent", "招生1200人，比上年增加120人，增长11.1%，为历年最多。"),
    Example("silent", "招生比上年增加120人，上升2位。"),
)
_RATED = as_pattern(
    r"\s*[，,、（(]\s*(?:同比|环比|[比较]上年)?(?:增长率?|增幅|下降|降幅|上升|提高|降低)(?:了|约|为|是|达到?|[:：])*\s*"
)
_ENDS = as_pattern(r"\s*(?:[，。；、）)]|$)")
_MOST = 1000


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Sizes of changes and the bare numbers behind them."""
    for passage in manuscript.prose_with("增长", "增幅", "下降", "降幅", "上升", "提高", "降低"):
        for size, bare in itertools.pairwise(passage.mentions):
            if bare.unit is None and not bare.measure and size.unit is not None and _is_rate(passage, size, bare):
                number = bare.raw.strip()
                yield Remark(
                    f"lost-signs:{bare.id}", "lost-signs", FAULT, (bare.place, size.place),
                    f"增减的幅度「{number}」后面没有单位，疑似漏了“%”", f"the rate “{number}” has no sign; a % seems to be missing",
                    severity="warning", reported=number, expected=f"{number}%", suggestion=f"{number}%", formula=f"{number} → {number}%",
                    keys=(bare.id,), is_plain=True,
                )  # fmt: skip


def _is_rate(passage: Passage, size: Mention, bare: Mention) -> bool:
    if size.is_percent or bare.is_spelled or bare.number.hedge is not Hedge.NONE or not 0 < bare.number.value < _MOST:
        return False
    return (
        _RATED.fullmatch(passage.plain[size.end : bare.start]) is not None
        and _ENDS.match(passage.plain, bare.end) is not None
        and CHANGE.search(passage.plain[size.clause[0] : size.start]) is not None
    )
