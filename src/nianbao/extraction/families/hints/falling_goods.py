"""What a report praises does not fall, and what it deplores does not rise.

Cue: 能力, 水平, 质量, 效率 … with 下降, 降低, 减少, 减弱 behind them or before them (降低了资源使用效率), and 成本, 流失率, 事故, 负担 … with 提高,
增加, 上升. Why it should hold in any report: such a report is written to show what has improved, and names what has grown worse only where it
speaks of difficulties. Guards: sentences and sections of difficulties, causes, preventions and comparisons (受…影响, 但, 不足, 避免, 压力) say
so by right; what is told with a figure is checked by the figure.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import Hint, Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.pattern import as_pattern

FAULT = "direction"
EXAMPLES = (
    Example("fail", "经过一年训练，学生独立处理问题的能力有了降低。"),
    Example("fail", "各校坚持经费向职业教育倾斜，经费收入稳步下降。"),
    Example("fail", "两个专业合作开发课程，既降低了资源使用效率，也拓宽了视野。"),
    Example("silent", "经过一年训练，学生独立处理问题的能力有了提高。"),
    Example("silent", "受生源减少影响，学校办学质量有所下降。"),
    Example("fail", "一是专业与产业的匹配度有待降低。"),
    Example("silent", "企业降低了用工成本，教师减少了重复劳动。"),
)
_GOOD = r"能力|水平|质量|素质|效率|效益|意识|积极性|满意度|认可度|吸引力|影响力|竞争力|自信|信心|兴趣|热情|覆盖面|贡献度|适应性|契合度|匹配度|知名度|美誉度|服务力|活力|投入|支持力度|投入力度|经费收入|待遇|技能|素养|精度|成功率|合格率|就业率|升学率|对口率|优秀率|参与率|获奖"
_BAD = r"成本|流失率|流失|事故|负担|能耗|损耗|违纪|辍学|隐患|浪费|差错|失误|废品|门槛|离职|投诉|欠费|死亡|空置"
_VERB = as_pattern(r"(?P<fall>下降|降低|减少|减弱|下滑|缩小|削弱)|(?P<rise>提高|增加|上升|增长|提升|增强|扩大)")
_GOOD_BEFORE = as_pattern(rf"(?:{_GOOD})[^，。；：\d]{{0,6}}$")
_GOOD_BEHIND = as_pattern(rf"(?:了|对)?[^，。；：\d]{{0,10}}?(?:{_GOOD})(?=[，。；、]|$)")
_BAD_BEFORE = as_pattern(rf"(?:{_BAD})[^，。；：\d]{{0,4}}$")
_BAD_BEHIND = as_pattern(rf"(?:了)?[^，。；：\d]{{0,4}}?(?:{_BAD})(?=[，。；、]|$)")
_ADVERB_BEFORE = as_pattern(r"(?:逐步|稳步|持续|不断|进一步|显著|明显|大幅|全面|着力|有效|切实)$|(?:普及与)$")
_WANTED = as_pattern(r"(?:有待|亟待|亟需|尚需|仍需|还需|需要?进一步|需)(?:进一步|不断|持续|着力|继续)?$")
_FIGURE = as_pattern(r"到|至|率|[^，。；]{0,4}\d")
_MAY = as_pattern(
    r"不足|困难|问题(?!的|并|、)|压力|挑战|短板|影响|避免|防止|防范|减轻|导致|造成|致使|因为|由于|但|然而|虽|不降|不减|难|缺|风险|如果|若|担心|怕|偏|不够|不高|不强|疫情|生源|[学人]口|适龄|老龄|解决|下行|制约|矛盾|拖|浪费|标准|不能|不得|不会|不因|没有|未|"
    r"反而|却|过去|以前|此前|曾|原来|损|差|退休|调整|停|要求|门槛|高于|低于|比上|较上|同比|个百分点|为什么|原因|趋紧|任务|工学矛盾|支出"
)
_SECTION = as_pattern(r"问题|困难|挑战|不足|短板|改进|困境|展望")
_NAMED, _ADVERB = 0.4, 0.2
_BEST = 2
_AROUND, _BEHIND, _SHORT = 24, 12, 5


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Sentence by sentence, outside sections of difficulties."""
    is_bad_section = False
    hints: list[Hint] = []
    for passage in manuscript.passages:
        if passage.kind == "heading":
            is_bad_section = _SECTION.search(passage.plain) is not None
        else:
            hints.extend(_in_passage(passage, is_bad_section))
    hints.sort(key=lambda hint: -hint.weight)
    yield from hints[:_BEST]


def _in_passage(passage: Passage, is_bad: bool) -> Iterator[Hint]:
    words = passage.plain
    for match in _VERB.finditer(words):
        if _FIGURE.match(words, match.end()):
            continue
        clause, stop = passage.clause_at(match.start())
        start, end = _turned(
            words[clause:stop], match.start() - clause, match.end() - clause, match["fall"] is not None
        )
        wanted = _WANTED.search(words[clause : match.start()]) if match["fall"] else None
        if wanted is not None and not as_pattern(_BAD).search(words, clause, stop):
            start, end = wanted.start(), match.end() - clause
        elif (
            start >= end
            or is_bad
            or _MAY.search(words[max(passage.full_sentence_at(clause)[0], clause - _AROUND) : stop + _BEHIND])
        ):
            continue
        place = passage.place(clause + start, clause + end)
        remark = Remark(
            f"falling-goods:{passage.id}:{match.start()}", "falling-goods", FAULT, (place,),
            f"此处说「{place.text}」，像是与本意相反；请核对方向", f"“{place.text}” sounds like the opposite of what is meant; please check the direction",
            severity="info", reported=place.text, formula=place.text,
        )  # fmt: skip
        yield Hint(remark, _NAMED if end - start > _SHORT else _ADVERB)


def _turned(clause: str, start: int, end: int, falls: bool) -> tuple[int, int]:
    """From where to where a good thing falls or a bad one rises; nothing where neither does."""
    before = (_GOOD_BEFORE if falls else _BAD_BEFORE).search(clause[:start])
    behind = (_GOOD_BEHIND if falls else _BAD_BEHIND).match(clause[end:])
    if falls and as_pattern(_BAD).search(clause):
        return 0, 0
    if before is not None:
        return before.start(), end
    if behind is not None:
        return start, end + behind.end()
    adverb = _ADVERB_BEFORE.search(clause[:start]) if falls else None
    return (adverb.start(), end) if adverb is not None else (0, 0)
