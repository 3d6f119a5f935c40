"""What is told of one person fits into one life: an age, years of service, entry and leaving of a course.

Cue: 今年 56 岁，从教 34 年; 22 岁参加工作，工龄 30 年; 1968 年出生，今年 56 岁; 2018 级 … 三年 … 2021 年毕业; 2020 年秋季入学的新生 … 三年后,
2023 年 7 月毕业. Why it should hold in any report: nobody teaches before sixteen, a birthday comes once a year, and a course
takes the years that are told of it. Guards: one sentence, one person; 两年制, 五年制, 3+2, 转入, 休学 and the like change the
length of a course; an entry and a leaving are compared only where both are the same student's.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import Hint, Remark, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern

FAULT = "date"
EXAMPLES = (
    Example("fail", "汽修专业教师老谭今年46岁，从教34年。"),
    Example("fail", "某校质量年度报告（2022）\n\n李师傅1968年出生，今年45岁，技艺精湛。"),
    Example("fail", "小罗是2019级护理专业学生。三年里，他每个假期都到乡卫生院帮忙。2021年7月毕业后，他回到家乡。"),
    Example("fail", "2021年秋季，四所学校共有1264名新生注册。三年之中，退学61人，至2023年7月如期毕业1187人。"),
    Example("fail", "小岚是护理专业2018届毕业生。2017年7月毕业后，她进入区医院。"),
    Example("fail", "小岚2014年9月入读护理专业，2018年7月毕业。"),
    Example("fail", "2018年7月毕业后他进了酒店。两年后，也就是2019年，他当上了厨师长。"),
    Example("pass", "小岚是护理专业2018届毕业生。2018年7月毕业后，她进入区医院。"),
    Example("pass", "汽修专业教师老谭今年56岁，从教34年。"),
    Example("pass", "小罗是2018级护理专业学生。三年里，他每个假期都到乡卫生院帮忙。2021年7月毕业后，他回到家乡。"),
    Example("silent", "小罗是2019级3+2护理专业学生，2021年7月毕业。"),
)
_NUMBER = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_YEAR = r"(?<!\d)(?:19[3-9]\d|20[0-4]\d)"
_AGE = as_pattern(
    rf"(?:(?<![\d至到—-])(?={_NUMBER}\s*岁的)(?!{_NUMBER}\s*岁的(?:孩子|儿子|女儿|年龄|时候))|现?年|今年|时年|年仅|年近|刚满|已|年龄|[，,、（(]|的|师|生|工|匠)\s*(?P<age>{_NUMBER})\s*岁(?!以|及|[至到—-]|之|组|段|前|时|左|上|开始|起|便|就|那|才|参|进|入|从|考|学|的(?:时候|年龄))"
)
_SERVICE = as_pattern(
    rf"(?P<word>从教|执教|任教|教龄|工龄|从业|从艺|从事[^，。；、\d]{{2,12}}|参加工作|入职|从医|行医|工作|坚守[^，。；、\d]{{0,8}})(?:已有|已经|已|长达|了|有|满|近|达|整整|过)*\s*(?P<count>{_NUMBER})\s*(?P<more>余|多)?年(?!代|级|制|前|内)"
)
_BEGAN_AT = as_pattern(
    rf"(?P<age>{_NUMBER})\s*岁(?:时|那年|开始|起|便|就)?[^，。；\d]{{0,6}}(?:参加工作|从教|入职|学艺|从艺|走上讲台|登上讲台|进厂|拜师)"
)
_BORN = as_pattern(
    rf"(?:(?P<year>{_YEAR})\s*年(?:\s*\d{{1,2}}\s*月)?(?:\s*\d{{1,2}}\s*日)?\s*出?生(?![产源活师])|(?:出生|生)于\s*(?P<late>{_YEAR})\s*年)"
)
_YOUNGEST = 16  # at which anyone works in a school


def _count(words: str) -> int:
    return read_whole(words) or 0


def find(manuscript: Manuscript) -> Iterator[Remark | Hint]:
    """Ages and services, then courses."""
    for passage in manuscript.prose():
        if "岁" in passage.plain:
            yield from _ages(manuscript, passage)
        if "毕业" in passage.plain or "离校" in passage.plain:
            yield from _courses(passage)
            yield from _batches(passage)
            yield from _leavings(passage)
        if "年后" in passage.plain:
            yield from _years_later(passage)


def _remark(
    passage: Passage,
    spans: tuple[tuple[int, int], ...],
    holds: bool,
    zh: str,
    en: str,
    formula: str,
    severity: str = "warning",
) -> Remark:
    places = tuple(passage.place(start, end) for start, end in spans)
    return Remark(
        f"lifetimes:{passage.id}:{':'.join(str(start) for start, _ in spans)}", "lifetimes", FAULT, places,
        f"{zh}，请核对" if not holds else f"「{places[0].text}」与「{places[-1].text}」相符", en if not holds else "the times fit",
        severity=severity, holds=holds, reported=places[0].text, formula=formula,
    )  # fmt: skip


def _hint(passage: Passage, spans: tuple[tuple[int, int], ...], zh: str, en: str, weight: float) -> Hint:
    places = tuple(passage.place(start, end) for start, end in spans)
    return hint_at(
        "lifetimes", f"{passage.id}:{':'.join(str(start) for start, _ in spans)}", FAULT, places, f"{zh}，请核对年份", f"{en}: please check",
        reported=places[0].text, formula=" / ".join(place.text for place in places), weight=weight,
    )  # fmt: skip


def _ages(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    for start, end in passage.full_sentences:
        ages = list(_AGE.finditer(passage.plain, start, end))
        if len(ages) != 1:
            continue
        match = ages[0]
        age = _count(match["age"])
        mine = (match.start("age"), match.end())
        if not 14 <= age <= 99:
            continue
        for service in _SERVICE.finditer(passage.plain, start, end):
            count = _count(service["count"])
            holds = age - count >= _YOUNGEST - 1
            if (count and service["word"] != "工作") or count >= 5:
                yield _remark(
                    passage, (mine, (service.start(), service.end())), holds,
                    f"{age} 岁，{service['word']} {count} 年，开始时只有 {age - count} 岁",
                    f"{age} years old with {count} years of service means starting at {age - count}", f"{age} - {count}",
                )  # fmt: skip
        for begun in _BEGAN_AT.finditer(passage.plain, start, end):
            first = _count(begun["age"])
            for service in _SERVICE.finditer(passage.plain, begun.end(), end):
                count = _count(service["count"])
                if not first or service["word"] in ("从事", "坚守"):
                    continue
                room = 10 if service["more"] else 2
                yield _remark(
                    passage, (mine, (begun.start(), begun.end()), (service.start(), service.end())), -2 <= age - first - count <= room,
                    f"{first} 岁起算 {count} 年应为 {first + count} 岁左右，不是 {age} 岁", f"{count} years from {first} on make {first + count}, not {age}",
                    f"{first} + {count}",
                )  # fmt: skip
        report = manuscript.title_period
        for born in _BORN.finditer(passage.plain, start, end):
            name = "year" if born["year"] else "late"
            first = int(born[name])
            times = [
                int(found) for found in as_pattern(_YEAR).findall(passage.plain[start:end]) if int(found) > first + 13
            ]
            times += [report - 1, report, report + 1] if report is not None else []
            if times:
                yield _remark(
                    passage, (mine, (born.start(name), born.end())), any(-1 <= then - first - age <= 1 for then in times),
                    f"{first} 年出生，到 {times[-1]} 年约 {times[-1] - first} 岁，不是 {age} 岁", f"born in {first}, not {age} years old", f"{first} + {age}",
                )  # fmt: skip


_COHORT = as_pattern(
    r"(?<!\d)(?P<began>20\d{2})\s*级(?P<middle>(?:[^！？\n]|\n(?!\n)){0,220}?)(?<!\d)(?P<left>20\d{2})\s*年\s*(?:夏天?|\d{1,2}\s*月)?\s*(?:从[^，。]{0,12})?(?:毕业(?!设计|生|论文)|中专毕业|离校)"
)
_OTHER_COURSE = as_pattern(
    r"[两二一四五六]年[制一]|[12456]年制|[23]\s*\+\s*[23]|[23]＋[23]|五年|(?<!\d)5年|转[入学段]|插班|休学|退伍|复学|技[师工]|高职|大专|专升本|扩招|本科|成人|研究生|届毕业|预备|高级工|培训|中级工|函授|短期"
)
_THREE = as_pattern(
    r"(?<![近每第前后余多])(?:三|3)\s*年(?:里|间|来|中|之中|之后|后|的?(?:学习|校园|时光|中职|职高|在校|努力|刻苦)|制|，)"
)


def _courses(passage: Passage) -> Iterator[Remark | Hint]:
    """2018 级 … 三年里 … 2021 年 7 月毕业: three years apart, where three are told or nothing says that they are fewer."""
    for match in _COHORT.finditer(passage.plain):
        began, left = int(match["began"]), int(match["left"])
        middle = match["middle"]
        apart = left - began
        if not 0 < apart <= 7 or as_pattern(r"\d\s*级").search(middle) or _OTHER_COURSE.search(middle):
            continue
        three = _THREE.search(middle) is not None
        short = match.end() - match.start() < 60 and "。" not in middle
        if apart > _USUAL + 1 and not three:
            continue
        if _OTHER_COURSE.search(passage.plain, max(0, match.start() - 12), min(len(passage.plain), match.end() + 12)):
            continue
        if apart != _USUAL and not three and (apart > _USUAL or not short):
            # Nothing says that it was three years: a sign, and no more.
            yield _hint(
                passage, ((match.start("began"), match.end("began") + 1), (match.start("left"), match.end("left"))),
                f"{began} 级到 {left} 年相隔 {apart} 年", f"from entering in {began} to {left} is {apart} years", 0.5 if apart > _USUAL else 0.4,
            )  # fmt: skip
            continue
        yield _remark(
            passage, ((match.start("began"), match.end("began") + 1), (match.start("left"), match.end("left"))), apart == _USUAL,
            f"{began} 级到 {left} 年只有 {apart} 年" if apart < 3 else f"{began} 级到 {left} 年有 {apart} 年，不是三年",
            f"from entering in {began} to {left} is only {apart} years", f"{left} - {began}",
        )  # fmt: skip


_ENTRY = as_pattern(
    r"(?<!\d)(?P<began>20\d{2})\s*年(?:秋季?|\d{1,2}月|春季?|暑期)?[，,]?[^。；！？\n]{0,30}?(?:新生|入学|入校|考入|招收|进入|录取)"
    r"(?P<middle>[^！？\n]{0,160}?)(?:至|到|于)?(?<!\d)(?P<left>20\d{2})\s*年\s*(?:夏天?|\d{1,2}\s*月)?[^，。；\d]{0,8}(?:毕业(?!设计|论文)|离校)"
)


def _batches(passage: Passage) -> Iterator[Remark]:
    """2020 年秋季 … 新生 … 三年之中 … 2023 年 7 月毕业."""
    for match in _ENTRY.finditer(passage.plain):
        began, left = int(match["began"]), int(match["left"])
        middle = match["middle"]
        if (
            as_pattern(r"(?<!\d)20\d{2}\s*[年级]").search(middle)
            or _OTHER_COURSE.search(match[0])
            or not _THREE.search(middle)
        ):
            continue
        yield _remark(
            passage, ((match.start("began"), match.end("began") + 1), (match.start("left"), match.end("left") + 1)), left - began in (3,),
            f"{began} 年入学、{left} 年毕业，相隔 {left - began} 年，不是三年", f"{began} to {left} is not three years", f"{left} - {began}",
        )  # fmt: skip


_USUAL = 3  # years that a course lasts
_CLASS_OF_ONE = as_pattern(r"(?<!\d)(?P<class>20\d{2})\s*届(?:[^。；！？\d]{0,14}?(?:毕业|学生|校友))?")
_LEFT = as_pattern(
    r"(?<!\d)(?P<left>20\d{2})\s*年\s*(?:夏天?|[5-8]\s*月(?:\s*\d{1,2}\s*日)?)[，,]?[^。，；\d]{0,8}?(?:毕业(?!设计|生|论文|答辩|证)|离校)"
)
_ENTERED = as_pattern(
    r"(?<!\d)(?P<began>20\d{2})\s*年\s*(?:秋[季天]?|[89]\s*月)[，,]?[^。；\d]{0,14}?(?:入读|考入|入学|就读|进入|升入|来到|被录取|报读)(?P<words>[^。]{0,60}?)"
    r"(?<!\d)(?P<left>20\d{2})\s*年\s*(?:夏天?|[678]\s*月)[^。，；\d]{0,6}?毕业(?!设计|生|论文|答辩|证)"
)
_LATER = as_pattern(
    r"(?P<count>[一二两三四五六七八九十1-9])\s*年(?:之)?后[，,]?\s*(?:也就是|即|就是|[（(])\s*(?P<told>20\d{2})\s*年"
)
_A_YEAR = as_pattern(r"(?<![\d—–~～至-])(?P<told>20\d{2})\s*(?:年|届)")


def _leavings(passage: Passage) -> Iterator[Remark | Hint]:
    """护理专业2018届毕业生小岚 … 2018年7月毕业后: a class leaves in the summer of its year; 2014年9月入读 … 2017年7月毕业."""
    classes = list(_CLASS_OF_ONE.finditer(passage.plain)) if "届" in passage.plain else []
    left = list(_LEFT.finditer(passage.plain))
    if len(left) == 1 and len({match["class"] for match in classes}) == 1 and left[0].start() > classes[0].end():
        told, match = classes[0], left[0]
        words = passage.plain[told.end() : match.start()]
        if len(words) <= _NEAR and not _OTHER_COURSE.search(passage.plain[told.end() : match.end()]):
            holds = told["class"] == match["left"]
            yield _remark(
                passage, ((match.start("left"), match.end()), (told.start(), told.end("class") + 1)), holds,
                f"{told['class']} 届学生 {told['class']} 年夏天毕业，此处写 {match['left']} 年", f"the class of {told['class']} left in {told['class']}, not in {match['left']}",
                f"{told['class']} / {match['left']}",
            )  # fmt: skip
    for match in _ENTERED.finditer(passage.plain):
        apart = int(match["left"]) - int(match["began"])
        if not 0 < apart <= _USUAL + 1 or _OTHER_COURSE.search(match[0]):
            continue
        if _OTHER_COURSE.search(passage.plain, max(0, match.start() - 12), min(len(passage.plain), match.end() + 12)):
            continue
        if apart == _USUAL:
            yield _remark(
                passage,
                ((match.start("left"), match.end()), (match.start("began"), match.end("began") + 1)),
                True,
                "",
                "",
                f"{match['left']} - {match['began']}",
            )
            continue
        yield _hint(
            passage, ((match.start("left"), match.end()), (match.start("began"), match.end("began") + 1)),
            f"{match['began']} 年入学、{match['left']} 年毕业，相隔 {apart} 年", f"{match['began']} to {match['left']} is {apart} years", 0.5,
        )  # fmt: skip


_NEAR = 120  # characters between a class and the day on which it left


def _years_later(passage: Passage) -> Iterator[Remark]:
    """2017年7月毕业 … 两年后，也就是2019年: some year told before is as many years earlier."""
    for match in _LATER.finditer(passage.plain):
        count = read_whole(match["count"].replace("两", "二"))
        before = list(_A_YEAR.finditer(passage.plain, 0, match.start()))
        if not count or not before:
            continue
        told = int(match["told"])
        nearest = min(before, key=lambda found: abs(int(found["told"]) + count - told))
        yield _remark(
            passage, ((nearest.start(), nearest.end()), (match.start(), match.end())), int(nearest["told"]) + count == told,
            f"「{match[0]}」从前面哪一年算起都对不上", f"no year before is {count} years before {told}", f"{nearest['told']} + {count} / {told}",
        )  # fmt: skip
