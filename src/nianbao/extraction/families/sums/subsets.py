"""Those who passed, came or brought something home are no more than those who went.

Cue: 参加考试 a 人，合格 b 人; 毕业生 a 人，取得毕业证 b 人; 发放问卷 a 份，回收 b 份; 计划招生 a 人，实际招生 b 人 with 超额完成 or 未完成.
Why it should hold in any report: who passes has sat the examination. Guards: neighbouring figures of one sentence
and one measure, counted by heads and never by times (人次); what was handed out per head several times over is left alone;
with 新增, 往届 or another group named between the two nothing is said.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from nianbao.extraction.claims import at_most, direction_of, relation
from nianbao.extraction.example import Example
from nianbao.extraction.families.sums.prose_parts import name_of
from nianbao.extraction.known_facts import label_of
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.said_things import reduced, said_things
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation

FAULT = "sum"
EXAMPLES = (
    Example("fail", "参加考试650人，合格661人。"),
    Example("fail", "毕业生1050人，取得毕业证1062人。"),
    Example("fail", "计划招生1200人，超额完成招生任务，实际招生1140人。"),
    Example("pass", "参加考试650人，合格611人。"),
    Example("pass", "发放问卷800份，回收768份。"),
    Example("silent", "参加考试650人，合格661人次。"),
)
_WENT = re.compile(
    r"(?:申请|申报|受理|参加|参考|应考|报考|报名|参评|参测|应试|受检|申报|推荐|录取|送检|发放|发出|派出)[^，。；\d]{0,12}$|毕业生(?:共|总数|人数)?(?:有|为|共计)*\s*$|(?:考生|考试|鉴定|考核|测试|问卷)(?:共|有)*\s*$"
)
_CAME_BACK = re.compile(
    r"[，,、；]?\s*(?:其中)?(?:有|共|一次性?|首次|全部|已|均)*(?:获?授权|获批|批准|合格|及格|通过|优秀|良好|达标|取得|获得|获取|考取|拿到|回收|收回|有效|报到|入选|立项|结业|就业|升学|落实|成功)"
    r"[^，。；\d]{0,12}"
)
_OTHERS = re.compile(r"往届|新增|另|上年|去年|社会|包括|累计|平均")
_PLANNED = re.compile(r"计划[^，。；\d]{0,8}$|任务[^，。；\d]{0,4}$")
_ACTUAL = re.compile(r"实际[^，。；\d]{0,8}$|实[招录][^，。；\d]{0,6}$")
_MORE, _LESS = re.compile(r"超额完成|超计划|超过计划|超出计划"), re.compile(r"未能?完成|没有完成|未达到?计划|缺额")


# Those of the second kind are some of the first, whenever one sentence counts both.
_INSIDE: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"(?:实习学?生|参加(?:岗位|顶岗)?实习|(?:岗位|顶岗)实习|参加实习)(?:的?学生)?"), re.compile(r"(?:专业)?对口(?:实习|就业)?(?:的?学生)?$")),
    (re.compile(r"(?:直接|初次)?就业(?:的?毕业生|学生|人数)?"), re.compile(r"(?:专业)?对口(?:就业)?(?:的?毕业生|学生|人数)?$")),
    (re.compile(r"(?:在校|全校|学校)?学?生"), re.compile(r"(?:住[宿校]|寄宿|走读|男|女)学?生$|(?:免学费|助学金|资助)[^，]{0,8}学生$|团员$")),
    (re.compile(r"教职工"), re.compile(r"(?:专任教师|班主任|高级职称(?:教师)?|女教[师工职]+|双师型教师)$")),
    (re.compile(r"(?:报名|报考|参考|(?:报名)?参加[^，]{0,10}(?:考试|考核|鉴定|测试))(?:的?(?:学生|考生|人数))?"), re.compile(r"(?:录取|考取|上线|通过|合格|过关|首考通过|取得[^，]{0,8}证书?)(?:的?(?:学生|考生|人数))?$")),
    (re.compile(r"[\u4e00-\u9fff]{0,4}(?:填写?|填报|收回|回收|收到|发放|有效)(?:了|问卷|有效问卷)*"), re.compile(r"(?:很|非常|比较|基本)?满意的?$")),
    (re.compile(r"(?:收回|回收|收到)(?:了|调查|问卷|答卷)*"), re.compile(r"^(?:其中)?有效(?:调查)?(?:问卷|答卷)?$")),
    (re.compile(r"(?:报名|报考)(?:的?(?:学生|考生|人数|参加))?"), re.compile(r"^(?:实际|正式)?(?:参加[^，]{0,8}(?:考试|考核|鉴定|测试)|实考|到考)(?:的?(?:学生|考生|人数))?$")),
    (re.compile(r"(?:参赛|派出|选派)(?:选手|学生|教师|师生|队员)"), re.compile(r"^获奖(?:选手|学生|教师|师生|队员)$")),
    (re.compile(r"合作企业"), re.compile(r"(?:深度|紧密|稳定)(?:型)?合作(?:的?企业)?$")),
    (re.compile(r"(?:立项|承担|主持)?课题"), re.compile(r"结题(?:的?课题)?$")),
    (re.compile(r"(?:发表)?论文"), re.compile(r"核心期刊(?:论文)?$")),
)  # fmt: skip
_SOME = re.compile(
    r"对口|住[宿校]|寄宿|走读|男|女|免学费|助学金|资助|团员|教职工|报名|报考|参[考加]|满意|合作|结题|核心期刊|有效|获奖"
)
_NARROWED = re.compile(r"[本外][市省区县地]|[省市区县][内外]")
_APART = re.compile(r"上年|去年|往届|累计|新增|另|20\d\d|[^，。；]校区|每|均|增|减|比|较|计划")


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Pairs of figures, sentence by sentence, and those who board against all who learn."""
    yield from _inside(manuscript)
    yield from _boarders(manuscript)
    for passage in manuscript.prose():
        for start, end in passage.sentences:
            mentions = [m for m in passage.mentions_in(start, end) if not m.is_loose]
            for position, (went, came) in enumerate(itertools.pairwise(mentions)):
                begin = mentions[position - 1].end if position else start
                yield from _part(passage, went, came, begin)
            yield from _plan(passage, mentions, start, end)


def _inside(manuscript: Manuscript) -> Iterator[Relation]:
    for passage in manuscript.prose():
        for start, end in passage.full_sentences:
            if not _SOME.search(passage.plain, start, end):
                continue
            mentions = [m for m in passage.mentions_in(start, end) if not m.is_loose and not m.is_percent]
            if len(mentions) < 2 or _APART.search(passage.plain, start, end):
                continue
            labels = [label_of(m) for m in mentions]
            names = ["" if _NARROWED.search(label) else reduced(label) for label in labels]
            for (whole, its_name), (part, part_name) in itertools.combinations(zip(mentions, names, strict=True), 2):
                if not its_name or not part_name or not _counted_alike(whole, part):
                    continue
                if any(big.fullmatch(its_name) and small.search(part_name) for big, small in _INSIDE):
                    yield relation(
                        "subsets",
                        [at_most([part.operand(f"{part_name} {part.raw.strip()}")], [whole.operand(f"{its_name} {whole.raw.strip()}")])],
                        cue=part_name, severity="warning", place=passage.place(whole.start, part.end),
                    )  # fmt: skip
                    break


def _boarders(manuscript: Manuscript) -> Iterator[Relation]:
    """Where one value stands for all students, no more of them board."""
    firm = [thing for thing in said_things(manuscript) if thing.is_whole and not thing.scope and thing.period is None]
    students = [thing.mention for thing in firm if thing.thing == "full_time_students"]
    if len({mention.number.value for mention in students}) != 1 or students[0].number.hedge is not Hedge.NONE:
        return
    for thing in firm:
        if thing.thing == "boarders" and thing.mention.number.hedge is Hedge.NONE:
            yield relation(
                "subsets", [at_most([thing.mention.operand(thing.name)], [students[0].operand("在校生")])],
                cue="住宿生", severity="warning", place=thing.mention.place,
            )  # fmt: skip


def _counted_alike(left: Mention, right: Mention) -> bool:
    heads = {"人", "名", "位"}
    same = left.measure == right.measure in (*heads, "份", "项", "件", "家") or {left.measure, right.measure} <= heads
    return same and left.number.hedge is Hedge.NONE and right.number.hedge is Hedge.NONE


def _part(passage: Passage, went: Mention, came: Mention, begin: int) -> Iterator[Relation]:
    between = passage.plain[went.end : came.start]
    if not _counted_alike(went, came) or _OTHERS.search(between) or not _CAME_BACK.fullmatch(between):
        return
    if not _WENT.search(passage.plain[max(begin, went.clause[0]) : went.start]):
        return
    whole, part = (
        went.operand(f"{name_of(went)} {went.raw.strip()}"),
        came.operand(f"{name_of(came)} {came.raw.strip()}"),
    )
    yield relation(
        "subsets", [at_most([part], [whole])], cue=between.strip("，, "), severity="warning", place=passage.place(went.start, came.end)
    )  # fmt: skip


def _plan(passage: Passage, mentions: list[Mention], start: int, end: int) -> Iterator[Relation]:
    words = passage.plain[start:end]
    said = _MORE.search(words) or _LESS.search(words)
    if said is None:
        return
    planned = [m for m in mentions if _PLANNED.search(passage.plain[m.clause[0] : m.start])]
    actual = [m for m in mentions if _ACTUAL.search(passage.plain[m.clause[0] : m.start])]
    if len(planned) != 1 or len(actual) != 1 or not _counted_alike(planned[0], actual[0]):
        return
    word = "up" if _MORE.match(said[0]) else "down"
    place = passage.place(min(planned[0].start, actual[0].start), max(planned[0].end, actual[0].end))
    yield relation("subsets", [direction_of(actual[0].operand(), planned[0].operand(), word)], cue=said[0], place=place)
