"""What is said of all the figures of a sentence holds for each of them.

Cue: 均在 95% 以上, 都超过 1000 人, 稳定在 98% 以上 beside figures given in turn; 超过一半, 七成以上, 近三分之一 beside the share or the
two counts it is said of. Why it should hold in any report: all means all, and the reader sees the figures in the
same sentence. Guards: the figures must be of the bound's measure and stand right before it, or behind a colon or
其中; without 均, 都, 各 or 稳定 nothing is said of each; round fractions bind by their words only (近 stays below,
超过 above), and 约 leaves four points and a half either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import Remark, at_most, relation
from nianbao.extraction.example import Example
from nianbao.extraction.families.courses.quantifiers import bound_operand
from nianbao.extraction.families.sums.prose_splits import are_alike
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.figure_runs import Run, figure_runs
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation

FAULT = "mismatch"
EXAMPLES = (
    Example("fail", "五个专业就业率分别为95.1%、96.2%、97.3%、98.4%和94.0%，均在95%以上。"),
    Example("fail", "三所学校在校生均超过1000人：一职高1320人，二职高980人，卫校1150人。"),
    Example("fail", "近三年就业率稳定在98%以上，2021年98.1%，2022年97.6%，2023年98.4%。"),
    Example("fail", "超过一半的毕业生（46.2%）选择升学。"),
    Example("fail", "专任教师210人，双师型教师130人，占比超过三分之二。"),
    Example("pass", "五个专业就业率分别为95.1%、96.2%、97.3%、98.4%和96.0%，均在95%以上。"),
    Example("pass", "超过一半的毕业生（56.2%）选择升学。"),
    Example("silent", "建成实训室39个、教室128个，实训工位稳定在620个以上。"),
    Example("pass", "农村户籍学员171人，占265人次的64.5%，约占六成半。"),
    Example("silent", "甲校班额为31.6人，乙校为30.6人，丙校为26.4人，均未超过50人的上限。"),
    Example("silent", "对口就业率达到80%以上，其中护理85.2%，会计78.6%，机电83.0%。"),
)
_ALL = as_pattern(
    r"(?<![平人])(?<!(?<!校)生)均(?!衡|等|价|值|分)|都(?!市)|全部|皆|稳定在|保持在|始终|各[专校]|每(?:所|个专业|年)|(?:连续|[近这])[两三四五六\d]\s*年|历年"
)
_UPPER = as_pattern(
    r"低于|少于|[不未没](?:有|曾|能)?(?:超过|超出|突破|高于|多于|达到?)|[不未没](?:有|曾|能)?$|控制在|小于"
)
_BEHIND = as_pattern(r"\s*(?:以上|以下|以内)?\s*[：:，；,;（(]\s*(?:其中|分别|具体|依次)?[为是]?[：:]?")
_LOWEST = as_pattern(r"最(?:低|少|小)(?!于)[^，。；\d]{0,12}$")
_HIGHEST = as_pattern(r"最(?:高|多|大)[^，。；\d]{0,12}$")
_FRACTIONS = {
    "半": "1/2", "一半": "1/2", "半数": "1/2", "三分之一": "1/3", "三分之二": "2/3", "四分之一": "1/4", "四分之三": "3/4",
    "五分之一": "1/5", "五分之二": "2/5", "五分之三": "3/5", "五分之四": "4/5",
} | {f"{han}成{half}": f"{number * 10 + more}/100" for number, han in enumerate("一二三四五六七八九", 1) for half, more in (("", 0), ("半", 5))}  # fmt: skip
_ANY = "|".join([*sorted((name for name in _FRACTIONS if name != "半"), key=len, reverse=True), "半(?![数年个天])"])
FRACTION = as_pattern(
    rf"(?P<mode>超过|超出|过|逾|超|近|接近|将近|不足|不到|达到|约|大约|正好|恰好)(?:占)?(?P<fraction>{_ANY})(?P<after>以上|多|强)?"
    rf"|(?P<late>{_ANY})(?P<more>以上|以下|多|强)|(?P<most>绝?大多数|绝?大部分)"
)
# One of these stands in every match of FRACTION, and one of those in every match of _ALL.
ROUND_WORDS = ("半", "分之", "大多数", "大部分", *(f"{number}成" for number in "一二三四五六七八九"))
_WORDS_FOR_ALL = ("均", "都", "全部", "皆", "稳定在", "保持在", "始终", "各专", "各校", "每所", "每个专业", "每年", "连续", "近", "这", "历年")  # fmt: skip
_NEAR_LEAST = Decimal("0.88")  # 近一半 is said of 44 % and more
_ABOUT = Decimal("0.045")  # 约四分之三 of 71 % to 79 %
_ROOM = Decimal("0.005")


def find(manuscript: Manuscript) -> Iterator[Relation | Remark]:
    """Bounds and round fractions, sentence by sentence."""
    for passage in manuscript.prose_with(*_WORDS_FOR_ALL, *ROUND_WORDS):
        for start, end in passage.full_sentences:
            words = passage.plain[start:end]
            if _ALL.search(words):
                yield from _bounded(passage, start, end)
            if any(word in words for word in ROUND_WORDS):
                for match in FRACTION.finditer(passage.plain, start, end):
                    yield from _fraction(passage, match, start)


def _bounded(passage: Passage, start: int, end: int) -> Iterator[Relation]:
    runs: list[Run] | None = None
    for bound in passage.mentions_in(start, end):
        lead = passage.plain[bound.clause[0] : bound.start]
        said = _ALL.search(lead)
        if bound.is_loose or said is None or len(lead) - said.end() > 14:
            continue
        behind = passage.plain[bound.end : bound.clause[1]]
        upper = bound.number.hedge in (Hedge.AT_MOST, Hedge.UNDER) or _UPPER.search(lead[said.start() :])
        lower = bound.number.hedge in (Hedge.AT_LEAST, Hedge.OVER) or as_pattern(r"\s*以上").match(behind)
        if not upper and not lower and not as_pattern(r"超过|高于|突破|不低于|不少于").search(lead):
            continue
        runs = figure_runs(passage, start, end) if runs is None else runs
        yield from _outermost(passage, bound, said[0], bool(upper))
        for run in _meant(passage, runs, bound, said[0] in ("稳定在", "保持在")):
            word = "所列各项"
            operands = [
                figure.operand(f"{name} {figure.raw.strip()}".strip())
                for name, figure in zip(run.names, run.figures, strict=True)
            ]
            limit = bound_operand(bound, word)
            for figure, operand in zip(run.figures, operands, strict=True):
                reading = at_most([operand], [limit]) if upper else at_most([limit], [operand])
                breaks = figure.number.value > bound.number.value if upper else figure.number.value < bound.number.value
                if breaks or figure is run.figures[0]:
                    place = passage.place(min(run.start, bound.start), max(run.end, bound.end))
                    yield relation("bounds", [reading], cue=said[0], severity="warning", place=place)


def _outermost(passage: Passage, bound: Mention, cue: str, upper: bool) -> Iterator[Relation]:
    """各校就业率均在 96% 以上，最低的甲校为 95.2%: the one that comes last keeps the bound too."""
    worst = _HIGHEST if upper else _LOWEST
    for mention in passage.mentions_in(bound.end, passage.full_sentence_at(bound.start)[1])[:2]:
        lead = passage.plain[mention.clause[0] : mention.digits_start]
        if as_pattern(r"\s*(?:分别)?(?:仅|只)?[为是有达]*到?\s*").fullmatch(lead) and mention.clause[0] - 2 > bound.end:
            # 甲市最低，为 15.55:1: who is the lowest stands in the clause before.
            lead = passage.plain[passage.clause_at(mention.clause[0] - 2)[0] : mention.clause[0] - 1]
        if mention.is_loose or mention.measure != bound.measure or mention.number.hedge is not Hedge.NONE:
            continue
        if not worst.search(lead) or as_pattern(r"其[他它余]|全[国省市]|去年|上年|20\d\d").search(lead):
            continue
        operand, limit = (
            mention.operand(f"最{'高' if upper else '低'} {mention.raw.strip()}"),
            bound_operand(bound, "所列各项"),
        )
        reading = at_most([operand], [limit]) if upper else at_most([limit], [operand])
        place = passage.place(bound.start, mention.end)
        yield relation("bounds", [reading], cue=cue, severity="warning", place=place)
        return


def _are_times(run: Run) -> bool:
    return all(not name or as_pattern(r"\d{2}|年|[上去今本]|届").search(name) for name in run.names)


def _meant(passage: Passage, runs: list[Run], bound: Mention, steady: bool) -> Iterator[Run]:
    """The list that the bound is said of: the one that ends right before it, or begins right behind it.

    What is ``steady`` (稳定在, 保持在) is one thing at several times, and no list of several things.
    """
    for run in runs:
        first = run.figures[0]
        figures = tuple(f for f in run.figures if f.start > bound.end) if bound in run.figures else run.figures
        if any(f.number.hedge is not Hedge.NONE for f in run.figures if f is not bound) or as_pattern(
            r"增|减|升|降"
        ).search(_between(passage, run, bound)):
            continue
        if first.measure != bound.measure and run.figures[-1].measure != bound.measure:
            continue
        if len(figures) < len(run.figures):
            # 均高于 95%，分别为 96.1%、97.5%: the bound itself looks like the first of the list.
            if run.figures[0] is not bound or len(figures) < 2:
                continue
            run = Run(run.names[1:], figures, run.opens_bracket)
        if run.end <= bound.start and (not steady or _are_times(run)):
            between = passage.plain[run.end : bound.start]
            if (
                len(between) < 24
                and not as_pattern(r"其[他它余]|另|目标|要求|标准").search(between)
                and _same_subject(between, run, passage, bound)
            ):
                yield run
        elif run.start >= bound.end:
            lead = passage.plain[bound.end : run.start]
            if (
                (_BEHIND.match(lead) or run.opens_bracket)
                and len(lead) < 24
                and not passage.mentions_in(bound.end, run.start)
            ):
                yield run


_STILL = as_pattern(
    r"\s*[，,、；;（(）)]?\s*(?:连续|[近这][两三四五六\d]年|历年)?[\u4e00-\u9fff]{0,2}?(?:稳定在|保持在|维持在|控制在)"
)


def _between(passage: Passage, run: Run, bound: Mention) -> str:
    """The words between a list and a bound, whichever stands first."""
    return (
        passage.plain[min(run.end, bound.end) : max(run.start, bound.start)]
        if run.end <= bound.start or bound.end <= run.start
        else ""
    )


_FEW_LETTERS = 2
# Words that may stand between a list and the bound said of it without naming another subject.
_GENERAL = as_pattern(
    r"[\s，,、；;（()）]|[各每]|[两三四五六七八九十\d]+|[个所项家类者位]|专业|学校|校|县区?|区县?|年级|指标|(?:毕业生|学生|总体)?(?:满意度|就业率|升学率|对口率|合格率|达标率|通过率|优秀率)|率|得分|成绩|人数|在校生|规模|"
    r"全部|[都均皆也已仍且并]|连续|近|年|超过|高于|突破|达到?|[在为]|保持|稳定|维持|控制|不[低高]于|不少于|不超过|[低少小]于|其中|占比|比例|水平|始终|一直|数值|分值"
)


def _same_subject(between: str, run: Run, passage: Passage, bound: Mention) -> bool:
    """三校均在 95% 以上 speaks of the three just listed; 粮食面积稳定在 6200 万亩以上 of something else."""
    others = [m for m in passage.mentions_in(run.end, bound.start) if not m.is_loose]
    if any(m.number.value != len(run.figures) for m in others):
        return False
    if len(_GENERAL.sub("", between)) > _FEW_LETTERS:
        return False
    if as_pattern(r"稳定在|保持在|维持在|控制在|始终").search(between) and not as_pattern(r"均|都|全部|皆|各").search(
        between
    ):
        return _STILL.match(between) is not None
    return True


_CHANGED = as_pattern(
    r"(?:增[长加幅]|上[升涨]|下[降滑]|[提降]高|降低|减少|涨幅|降幅|回[升落]|同比|环比)(?:了|约|为|是|达到?|率)*\s*$"
)
_ENDS = as_pattern(r"\s*(?:以上|以下|左右|多|强)?(?:[^\u4e00-\u9fff]|的|$)")
_MAKES_UP = as_pattern(r"占了?$|占比?$")


def speaks_of_another(passage: Passage, share: Mention, end: int) -> bool:
    """增长 9.8%，超过一半用于实训; 对口率 61.5%，近三成留在本县: round words up to ``end`` behind a share that they do not repeat.

    A change is no share, and round words that go on with a verb behind a comma are said of something new.
    """
    if _CHANGED.search(passage.plain[share.clause[0] : share.start]):
        return True
    return "，" in passage.plain[share.end : end] and _ENDS.match(passage.plain, end) is None


def fraction_holds(match: re.Match[str], share: Decimal) -> bool:
    """True where round words may be said of a share: 近三分之二 of 65 %, 超过六成 of 62 %.

    >>> fraction_holds(FRACTION.search("超过六成"), Decimal("0.58")), fraction_holds(FRACTION.search("近半"), Decimal("0.48"))
    (False, True)
    """
    top, bottom = _FRACTIONS[match["fraction"] or match["late"] or "半"].split("/")
    fraction = Decimal(top) / Decimal(bottom)
    mode = match["mode"] or match["more"] or match["most"]
    if match["after"]:
        mode = match["after"]
    if mode in ("约", "大约"):
        return abs(share - fraction) <= _ABOUT
    if mode in ("正好", "恰好"):
        return abs(share - fraction) <= 2 * _ROOM
    if mode in ("近", "接近", "将近", "不足", "不到", "以下"):
        return share <= fraction + _ROOM and (mode in ("不足", "不到", "以下") or share >= fraction * _NEAR_LEAST)
    return share >= fraction - _ROOM


def _fraction(passage: Passage, match: re.Match[str], start: int) -> Iterator[Remark]:
    found = _share_beside(passage, match, start)
    if found is None:
        return
    share, mentions = found
    holds = fraction_holds(match, share)
    place = passage.place(match.start(), match.end())
    printed = f"{share * 100:.1f}%"
    yield Remark(
        f"bounds:{passage.id}:{match.start()}", "bounds", FAULT, (place, *(m.place for m in mentions)),
        f"说「{match[0]}」，但按所列的数是 {printed}，请核对", f"“{match[0]}” is said, but the figures give {printed}",
        severity="warning", holds=holds, reported=match[0], expected=printed, formula=f"{match[0]} / {printed}",
        keys=tuple(m.id for m in mentions),
    )  # fmt: skip


def _share_beside(passage: Passage, match: re.Match[str], start: int) -> tuple[Decimal, tuple[Mention, ...]] | None:
    """The share that a round fraction is said of: printed in brackets or right before, or part over whole."""
    _, stop = passage.clause_at(match.start())
    for mention in passage.mentions_in(match.end(), match.end() + 24):
        words = passage.plain[match.end() : mention.start]
        if mention.is_percent and as_pattern(r"[^，。；\d（(]{0,14}[（(]\s*(?:占比?|比例)?[为达]?\s*").fullmatch(words):
            return mention.number.value, (mention,)
        break
    if (
        match["most"]
        and not match["most"].startswith("绝")
        and not _MAKES_UP.search(passage.plain[start : match.start()])
    ):
        return None
    before = [m for m in passage.mentions_in(start, match.start()) if not m.is_loose and m.number.hedge is Hedge.NONE]
    if not before:
        return None
    last = before[-1]
    words = passage.plain[last.end : match.start()]
    if last.is_percent:
        if speaks_of_another(passage, last, match.end()):
            return None
        beside = as_pattern(r"\s*[，,、]?\s*(?:已|均|也|已经|占比?|占了|比例|达到|超过)*").fullmatch(words)
        return (last.number.value, (last,)) if beside else None
    behind = next(iter(passage.mentions_in(match.end(), passage.full_sentence_at(start)[1])), None)
    if (
        behind is not None and match["mode"] in ("正好", "恰好") and are_alike(last, behind) and last.number.value
        and as_pattern(r"\s*[，,]?\s*(?:[为有共是]|达到?)*\s*").fullmatch(passage.plain[match.end() : behind.start])
    ):  # fmt: skip
        return behind.number.value / last.number.value, (last, behind)
    if len(before) < 2 or not are_alike(before[-2], last) or not before[-2].number.value:
        return None
    whole, part = before[-2], last
    if part.number.value > whole.number.value or (len(before) > 2 and are_alike(before[-3], last)):
        return None
    if not as_pattern(r"\s*[，,]\s*(?:占比?|比例|人数)?[已均]?").fullmatch(words) or stop < match.end():
        return None
    return part.number.value / whole.number.value, (whole, part)
