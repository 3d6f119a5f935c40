"""What a plan, a notice or an agreement wants: 《行动方案》提出，到 2024 年在校生达到 4000 人.

Figures of such a sentence are goals and rules; the report's own are others, even where they are called alike.
"""

from __future__ import annotations

from nianbao.extraction.mention import Mention
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern

_SET_OUT = as_pattern(
    r"(?:规划|方案|计划|意见|纲要|办法|文件|通知|标准|任务书|协议|责任书)(?:（[^（）]{0,20}）)?[”》]?[^。；\d]{0,12}"
    r"(?:提出|明确|规定|约定|写明|提到|(?:要求|确定)[^。；\d]{0,4}(?=到?20\d\d)|[，,]\s*(?=到20\d\d年))"
)


@kept
def plan_told_of(mention: Mention) -> str:
    """The words that make the sentence, up to the number, say what a plan wants; empty where nothing does."""
    passage = mention.passage
    match = _SET_OUT.search(passage.plain, passage.full_sentence_at(mention.start)[0], mention.start)
    return match[0] if match is not None else ""
