"""People, schools and things are counted in whole numbers.

Cue: a count of people or things with a decimal point and no 万 or 亿 behind it. Why it should hold in any report: there is
no half a teacher. Guards: means, weighted numbers (折算, 当量) and rates for each (每) may be broken; a distance
between means may be so as well; measures that are no counts (分, 倍, 学分, 周) are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

FAULT = "cell-type"
EXAMPLES = (
    Example("fail", "学校现有在校生3150.5人，专任教师210人。"),
    Example("silent", "学校现有在校生3150人，专任教师210人。"),
    Example("silent", "甲校平均班额最大，为31.6人，工贸职业学校为30.6人，蓝韵艺术学校为26.4人，均未超过50人。"),
    Example("silent", "平均每班42.5人，折合在校生3150.5人，在校生1.2万人。"),
)
_COUNTED = frozenset(("人", "名", "人次", "册", "台", "件", "辆", "家", "套"))
_RATE_BEHIND = as_pattern(r"\s*[/／·]|\s*每")
_MAY_BREAK = as_pattern(
    r"均|每|班额|班容量|折|当量|比例|比|分之|标准|/|差|[多少高低]出?$|约合|相当|指数|单位|拥有量|百[名人生]|万人|千人"
)


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Counts, paragraph by paragraph."""
    for passage in manuscript.prose():
        broken = -1  # where the sentence ends that tells means
        for mention in passage.mentions:
            if mention.measure not in _COUNTED or mention.is_spelled or mention.number.hedge is not Hedge.NONE:
                continue
            factor = mention.unit.factor if mention.unit is not None else 1
            start, _ = mention.sentence
            if (
                _RATE_BEHIND.match(passage.plain, mention.end) is not None
                or mention.number.scale != factor
                or mention.start < broken
            ):
                continue
            printed = mention.raw.strip()
            whole = mention.number.digits == mention.number.digits.to_integral_value()
            if whole:
                continue
            if _MAY_BREAK.search(passage.plain[max(start, mention.start - 24) : mention.start]):
                # 甲校平均班额 31.6 人，乙校 30.6 人: those that follow are means too.
                broken = passage.full_sentence_at(mention.start)[1]
                continue
            yield Remark(
                f"whole-counts:{mention.id}", "whole-counts", FAULT, (mention.place,),
                f"「{printed}」不是整数，按个计的人和物只能是整数，请核对小数点或单位（是否少了“万”）", f"“{printed}” is not a whole number, which people and things counted one by one must be",
                severity="warning", reported=printed, formula=printed, keys=(mention.id,),
            )  # fmt: skip
