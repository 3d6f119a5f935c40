"""Words for rates and for those whom a rate counts: 就业率 is of those who 就业 or 落实, 到课率 of those 实到.

A rate said in a sentence is worked out from the people that stand beside it, so they have to be known by what they are called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.counted_things import counted
from nianbao.facts.pattern import as_pattern

# A rate word is worked out from the people it speaks of: what the part is called beside it.
STEMS = {
    "就业": ("就业", "落实"), "升学": ("升学", "升入", "考入", "录取"), "合格": ("合格", "通过"), "及格": ("及格",), "优秀": ("优秀",),
    "对口": ("对口",), "获奖": ("获奖",), "参与": ("参与", "参加"), "毕业": ("毕业",), "通过": ("通过", "取得", "合格", "获证"), "获证": ("取得", "获得", "获证"),
    "双师": ("双师",), "落实": ("落实",), "党员": ("党员",), "到岗": ("到岗",), "取证": ("取得", "获得", "取证"), "达标": ("达标",),
    "录取": ("录取",), "报到": ("报到",), "完成": ("完成",), "巩固": ("巩固",), "入会": ("入会",), "注册": ("注册",),
    "回收": ("回收", "收回"), "有效": ("有效",), "签约": ("签约",), "立项": ("立项",), "结题": ("结题",), "参保": ("参保",), "住宿": ("住宿", "住校"),
}  # fmt: skip
_NARROW = as_pattern(
    r"本科|专科|高职|男|女|京籍|外[省市县]|[一二三]年级|[\u4e00-\u9fff]{2}专业|[\u4e00-\u9fff][系县市]|农村"
)


def words_of_rate(stem: str) -> tuple[str, ...]:
    """What those are called whom the rate counts; of 对口就业率 those whose work fits, not all who work.

    >>> words_of_rate("毕业生升学"), words_of_rate("对口就业")
    (('升学', '升入', '考入', '录取'), ('对口',))
    """
    return ("对口",) if "对口" in stem else next((STEMS[key] for key in STEMS if stem.endswith(key)), _stems(stem))


def _stems(stem: str) -> tuple[str, ...]:
    """What those are called of whom a rate speaks that has no entry: 实到 and 到课 of 到课率, 完好 of 设备完好率.

    >>> _stems("到课"), _stems("实验开出")
    (('到课', '实到', '已到', '实课', '已课'), ('实验开出', '开出', '实开', '已开', '实出', '已出'))
    """
    done = tuple(f"{way}{letter}" for letter in stem[-2:] for way in ("实", "已"))
    return tuple(dict.fromkeys((stem, stem[-2:], *done)))


def said_of(passage: Passage, mention: Mention) -> str:
    """What stands before a figure in its clause and belongs to no figure before it."""
    previous: Sequence[Mention] = passage.mentions_in(mention.clause[0], mention.digits_start)
    start = max(mention.clause[0], previous[-1].end if previous else 0)
    # 升学、1021 人就业: what stands before 、 belongs to the figure before it.
    return as_pattern(r"[、，；]").split(passage.plain[start : mention.start])[-1]


def is_of_a_group(passage: Passage, share: Mention, stem: str) -> bool:
    """合格率 92.0%，其中一年级合格率 91.3%: the rate said again, with no count of its own, is of some of them."""
    earlier = passage.mentions_in(share.sentence[0], share.digits_start)
    same = [
        m for m in earlier
        if m.is_percent and re.search(rf"{re.escape(stem[-2:])}率[为达是约到高:：]*\s*$", passage.plain[m.clause[0] : m.start])
    ]  # fmt: skip
    if as_pattern(r"本科|专科|高职|男|女|京籍|外[省市县]|年级|专业|[系县市]|农村").search(stem):
        # 其中本科升学率 6.1%: of some of them, unless the sentence counted those under that very word.
        narrow = _NARROW.search(stem)
        said = passage.plain[share.sentence[0] : share.clause[0]]
        if narrow is not None and narrow[0] not in said and not as_pattern(r"专业|职业|技能").match(narrow[0]):
            return True
    return bool(same) and not counted(passage, same[-1].end, share.digits_start)
