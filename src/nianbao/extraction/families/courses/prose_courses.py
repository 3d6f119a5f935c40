"""A series told in prose goes the way that the words beside it say.

Cue: at least three values in order of time (2020年4人、2021年5人、2022年6人; 分别为; 由…到…再到; a→b→c) or of grades with 逐级 (一年级 a 人，二年级
b 人，三年级 c 人), or two where 一年比一年 is said of them, with 逐年, 持续, 一直, 连续三年, 稳步, 不断 and a direction, or with 先升后降, in the same sentence. Why it should hold in any report:
the reader has all values before the eyes. Guards: one such claim and one series, or several series of
which 均 says it; nothing with a figure between them, and no
other subject; 连续两年 may be said of the last two steps alone; a fall told of the good and a rise of the bad are equally legal.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from nianbao.extraction.claims import Remark, relation, trend_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.courses import Course, courses, stretches, turns
from nianbao.extraction.told.dated_runs import DatedRun, dated_runs
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation

FAULT = "direction"
EXAMPLES = (
    Example("fail", "2021年、2022年、2023年优良率分别为41.6%、48.8%、47.3%，逐年提高。"),
    Example("fail", "2019年至2022年，招生数依次为268人、285人、281人、316人，连续三年保持增长。"),
    Example("fail", "近三年招生分别为1120人、1080人、1260人，逐年增加。"),
    Example("fail", "招生人数逐年递增，2021年1120人，2022年1080人，2023年1260人。"),
    Example("fail", "近三年调出11人，其中2021年5人、2022年6人、2023年2人，虽然逐年减少，但压力仍在。"),
    Example("fail", "招生规模先降后升，2021年1120人，2022年1180人，2023年1260人。"),
    Example("fail", "一年级2951人，二年级2871人，三年级2769人，年级人数逐级递增。"),
    Example("fail", "近三年，招生数分别为376人、462人、438人，在校生数分别为1052人、1124人、1186人，均逐年增长。"),
    Example("pass", "2021年、2022年、2023年优良率分别为41.6%、44.8%、47.3%，逐年提高。"),
    Example("pass", "招生规模先降后升，2021年1120人，2022年1080人，2023年1260人。"),
    Example("silent", "2021年招生1120人，2022年1080人，2023年1260人，就业率逐年提高。"),
)
_CUE = as_pattern(r"逐|连|年年|持续|一直|始终|一路|节节|稳步|不断|比一|每年|呈|先")
_EMPTY_BEHIND = as_pattern(
    r"[）)]?[，,、；]?(?:虽然?|但|且|并|可见|说明|表明|总体上?|整体上?|基本上?|均|都|也|已|又|其中|这?[两三四五六]年(?:来|间)?|近[两三四五六]年来?|呈现?出?|保持|人数|数量|规模|总数|总量|总体|比例|占比|水平|数字|同比|，)*"
)
_EACH_STEP = as_pattern(r"逐|连|比一|年年|持续|一直")  # holds of any two neighbouring years
_CHANGES = as_pattern(r"增幅|增速|增量|差距|降幅")


def find(manuscript: Manuscript) -> Iterator[Relation | Remark]:
    """Sentences with a series and a word about it."""
    for passage in manuscript.prose():
        if not _CUE.search(passage.plain):
            continue
        for start, end in passage.full_sentences:
            said = list(courses(passage.plain, start, end)) if _CUE.search(passage.plain, start, end) else []
            if not said:
                continue
            runs = list(dated_runs(passage, start, end))
            for run in runs:
                if any(value.number.hedge not in (Hedge.NONE, Hedge.ABOUT) for value in run.values):
                    continue
                mine = [course for course in said if _belongs(passage, start, run, course)]
                mine = mine or [course for course in said if _is_of_all(passage, runs, run, course)]
                if len({course.word for course in mine}) == 1:
                    yield from _judged(passage, start, run, mine[0])
            for run in _grades(passage, start, end):
                steps = [course for course in said if "逐级" in passage.plain[course.start : course.end]]
                if len(steps) == 1 and _belongs(passage, start, run, steps[0]):
                    yield from _judged(passage, start, run, steps[0])


_GRADE = as_pattern(r"(?P<grade>[一二三四五])年级(?:学生|在校生|在校|学生数|人数|共|有|为|是)*$")
_LEAST_GRADES = 3
_DOWNWARDS = as_pattern(r"[从由自][高三四毕].{0,8}[到至向往].{0,3}[低一]")


def _grades(passage: Passage, start: int, end: int) -> Iterator[DatedRun]:
    """一年级 a 人，二年级 b 人，三年级 c 人, told from the lowest grade upwards."""
    run: list[Mention] = []
    for mention in passage.mentions_in(start, end):
        match = _GRADE.search(mention.words_before)
        if match is not None and "一二三四五".index(match["grade"]) == len(run):
            run.append(mention)
    if _DOWNWARDS.search(passage.plain, start, end):
        return
    if len(run) >= _LEAST_GRADES and len({value.measure for value in run}) == 1:
        yield DatedRun(tuple(range(1, len(run) + 1)), tuple(run), "", run[0].start, run[-1].end)


_ALL_RUNS = as_pattern(
    r"(?:[，,、；]|[（(]见?表[^）)]*[）)])*(?:[两三四五]项|[两三]者|指标|数据)?(?:均|都|皆|全部)(?:呈现?|保持)?"
)


def _is_of_all(passage: Passage, runs: list[DatedRun], run: DatedRun, course: Course) -> bool:
    """甲分别为 a、b、c，乙分别为 d、e、f，均逐年增长: 均 is said of every series of the sentence that stands before it."""
    before = [other for other in runs if other.end <= course.start]
    if len(before) < 2 or run not in before or before[-1] is run:
        return False
    last = max(before, key=lambda other: other.end)
    behind = passage.plain[last.end : course.start]
    if not _ALL_RUNS.fullmatch(behind) and not _ALL_RUNS.match(passage.plain[course.start : course.end]):
        return False
    between = "".join(
        passage.plain[a.end : b.start]
        for a, b in pairwise(sorted(before, key=lambda other: other.start))
        if b.start >= a.end
    )
    return len(last.values) == len(run.values) and not as_pattern(r"[。；]|\d").search(between)


def _belongs(passage: Passage, start: int, run: DatedRun, course: Course) -> bool:
    """True where the claim is made of this series and no other."""
    if course.end <= run.start:
        between = passage.plain[course.end : run.start]
        bare = as_pattern(r"20\d{2}\s*(?:学?年度?|届)?|\d+(?=年)").sub("", between)
        if as_pattern(r"[。；]|\d").search(bare) or len(bare) > 30:
            return False
        subject = as_pattern(r"[，；,;]").split(passage.plain[start : course.start])[-1]
        return not run.noun or _shares(run.noun, subject + between)
    if course.start >= run.end:
        between = passage.plain[run.end : course.start]
        left = _EMPTY_BEHIND.sub("", between, count=1)
        if as_pattern(r"[。；]|\d").search(between) or len(between) > 24 or _CHANGES.search(between):
            return False
        head = passage.plain[max(start, run.start - 40) : run.start] + run.noun
        return not left or _shares(left, head)
    return False


def _shares(name: str, words: str) -> bool:
    """True where two neighbouring characters of the name stand in the words."""
    name = as_pattern(r"[，、；：\s]").sub("", name)
    return any(name[i : i + 2] in words for i in range(len(name) - 1))


def _judged(passage: Passage, start: int, run: DatedRun, course: Course) -> Iterator[Relation | Remark]:
    cue = passage.plain[course.start : course.end]
    place = passage.place(course.start, course.end)
    if len(run.values) < 3 and not (_EACH_STEP.search(cue) and run.periods[-1] - run.periods[0] == 1):
        return
    operands = [
        value.operand(f"{period}年 {value.raw.strip()}" if period > 1900 else value.raw.strip())
        for period, value in zip(run.periods, run.values, strict=True)
    ]
    if course.word in ("up", "down"):
        pieces = stretches(run.periods, cue, course.steps)
        yield relation(
            "prose-courses",
            [trend_of(operands[a:b], course.word) for a, b in pieces],
            cue=cue,
            severity="warning",
            place=place,
        )
        return
    values = [value.number.value for value in run.values]
    printed = " → ".join(value.raw.strip() for value in run.values)
    holds = turns(values, course.word)
    yield Remark(
        f"prose-courses:{passage.id}:{course.start}", "prose-courses", FAULT,
        (place, *(value.place for value in run.values)),
        f"「{place.text}」与所列各数（{printed}）的走向不符，请核对" if not holds else f"「{place.text}」与各数相符", f"“{place.text}” does not fit the figures {printed}",
        severity="warning", holds=holds, reported=place.text, formula=printed, keys=tuple(value.id for value in run.values),
    )  # fmt: skip
