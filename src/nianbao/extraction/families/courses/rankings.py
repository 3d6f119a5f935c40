"""Who is said to hold a place among several holds it, and what is said to be in order is in order.

Cue: 居首位, 排第二, 垫底, 排名末位 beside figures that stand in a row with their names; 从高到低, 由多到少, 前三位依次是 before such a
row; 只有乙校低于 97%, 唯一超过…的是, 两个专业低于 95% behind it. Why it should hold in any report: the figures stand in the same
sentence. Guards: every figure has a name of its own and the one named is among them; equal figures share a place;
where less is better (流失率, 事故) and for figures of several years the first place is left open.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.figure_runs import Run, figure_runs
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

FAULT = "label"
EXAMPLES = (
    Example("fail", "满意度方面，食堂88.1%、宿舍90.2%、教学95.6%，宿舍位居第一。"),
    Example("fail", "护理98.2%，机电96.1%，会计94.0%，机电垫底。"),
    Example("fail", "排名前三位的专业依次是护理820人、会计430人、机电650人。"),
    Example("fail", "按人数由多到少排列：护理820人，会计430人，机电650人。"),
    Example("fail", "甲校、乙校、丙校就业率分别为96.1%、98.2%、97.5%，只有乙校低于97%。"),
    Example("fail", "护理98.2%，机电96.1%，会计94.0%，两个专业低于95%。"),
    Example("pass", "满意度方面，食堂88.1%、宿舍90.2%、教学95.6%，教学位居第一。"),
    Example("pass", "护理98.2%，机电96.1%，会计94.0%，唯一低于95%的是会计。"),
    Example("silent", "前三位分别是护理、机电和会计，全市排名第二。"),
)
_DOWNWARD = as_pattern(
    r"(?:从|由|按)?[^，。；\d]{0,6}(?:[从由]?(?:高到低|多到少|大到小|高至低|多至少)|降序)[^，。；\d]{0,12}?[：:，]?[^，。；\d]{0,6}$"
)
_UPWARD = as_pattern(
    r"[从由](?:低到高|少到多|小到大|低至高)[^，。；\d]{0,12}?[：:，]?[^，。；\d]{0,6}$|升序[^，。；\d]{0,8}[：:，]?[^，。；\d]{0,6}$"
)
_FOREMOST = as_pattern(
    r"(?:(?:排名?|位[居列]|居|列|人数|规模|得分|排在|名列)[在于]?)?前\s*(?P<number>[两二三四五六七八九十\d]+)\s*(?:位|名|强)?(?P<noun>的?[^，。；\d]{0,8}?)(?P<turn>依次)?(?:分别)?(?:[为是有]|[:：]|当属)+[^，。；\d]{0,8}$"
)
_RANKED_FOREMOST = as_pattern(r"排|位[居列]|名列|列|居|最多|最高")
_PLACE = as_pattern(
    r"(?P<who>20\d\d年|[\u4e00-\u9fff]{2,14}?)(?:的?[\u4e00-\u9fff]{0,5}(?:率|度|数|比例))?(?:则|均|仍|依然|继续)?(?:排名?|位[居列次]|居|名?列|处[于在])[在于]?(?:全[校区市县]|各[校项]|其中|三[校项者]中?)?(?P<place>第[一二三四五六七八九十\d]{1,2}(?:位|名)?|首位|榜首|第?末位|末尾|最后(?:一[位名])?|倒数第[一二三](?:位|名)?)"
    r"|(?P<last>[\u4e00-\u9fff]{2,14}?)(?:垫底|殿后|敬陪末座)"
    r"|(?:排名?|位[居列])(?:在)?(?P<place2>首位|第[一二三四五六七八九十\d]{1,2}(?:位|名)?|末位|最后(?:一[位名])?)的(?:则|仍)?(?:是|为)(?P<who2>20\d\d年|[\u4e00-\u9fff]{2,14})"
)
_ONLY = as_pattern(
    r"(?:只有|仅有?|唯有)(?P<who>20\d\d年|[\u4e00-\u9fff]{2,12}?)(?:的?[\u4e00-\u9fff]{0,5}(?:率|度|数|比例))?(?:一[项校所家个])?(?P<how>低于|不足|不到|未达到?|高于|超过|达到|突破)\s*$"
    r"|(?:唯一)(?:一[项校所家个])?(?P<how2>低于|不足|不到|未达到?|高于|超过|达到|突破)\s*$"
)
_SO_MANY = as_pattern(
    r"(?:有|仅|只有)?(?P<number>[一两二三四五六七八九\d])(?:个|所|项|家|类)?(?:专业|学校|校|项目|指标|县区?|区县)?(?P<how>低于|不足|不到|未达到?|高于|超过|突破)\s*$"
)
_NAMED_BEHIND = as_pattern(
    r"\s*(?:以[上下])?的(?:[\u4e00-\u9fff]{0,4})?(?:是|为)(?P<who>20\d\d年|[\u4e00-\u9fff]{2,12})"
)
_BELOW = as_pattern(r"低于|不足|不到|未达")
_LESS_IS_BETTER = as_pattern(
    r"流失|辍学|失业|违纪|投诉|事故|差错|成本|能耗|负担|用时|时长|生师比|班额|降幅|退学|未就业"
)
_OTHER_CIRCLE = as_pattern(r"全[国省]|同类|兄弟|全州|华[东北南]|西部")
_FEWEST = 3


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Places and orders, sentence by sentence."""
    for passage in manuscript.prose():
        if _CUE.search(passage.plain) is None:
            continue
        for start, end in passage.full_sentences:
            if _CUE.search(passage.plain, start, end) is None:
                continue
            runs = [
                run
                for run in figure_runs(passage, start, end)
                if all(f.number.hedge is Hedge.NONE for f in run.figures)
            ]
            for run in runs:
                yield from _ordered(passage, run, start)
                if run.is_named and len(run.figures) >= _FEWEST:
                    yield from _places(passage, run, end)
                    yield from _alone(passage, run, end)


_CUE = as_pattern(
    r"位[居列次]|排[名第在]|居[首末第]|名列|列第|垫底|殿后|[高多大低少小][到至][低少小高多大]|[升降]序|前\s*[两二三四五六七八九十\d]|只有|仅|唯[一有]|低于|不足|未达|超过|高于|突破"
)


def _ordered(passage: Passage, run: Run, start: int) -> Iterator[Remark]:
    lead = passage.plain[max(start, run.start - 48) : run.start]
    values = [figure.number.value for figure in run.figures]
    foremost = _FOREMOST.search(lead)
    if _DOWNWARD.search(lead):
        downward = True
    elif _UPWARD.search(lead):
        downward = False
    elif foremost is not None and (foremost["turn"] or _RANKED_FOREMOST.search(foremost[0])) and len(values) >= _FEWEST:
        if (read_whole(foremost["number"]) or 0) != len(values):
            return
        downward = True
    else:
        return
    if any(as_pattern(r"20\d\d学?年").fullmatch(name) for name in run.names) or _LESS_IS_BETTER.search(lead):
        return
    steps = list(itertools.pairwise(values))
    wrong = next((n for n, (a, b) in enumerate(steps) if (a < b if downward else a > b)), None)
    figures = (
        " > ".join(f.raw.strip() for f in run.figures) if downward else " < ".join(f.raw.strip() for f in run.figures)
    )
    at = (wrong or 0) + 1
    first, second = run.figures[at - 1], run.figures[at]
    yield _remark(
        passage, f"{first.id}:order", (second, first, *run.figures), holds=wrong is None,
        message=f"说按{'从高到低' if downward else '从低到高'}排列，但「{first.raw.strip()}」之后是「{second.raw.strip()}」",
        message_en=f"the figures are said to be in order, but {second.raw.strip()} comes after {first.raw.strip()}",
        reported=second.raw.strip(), expected="", formula=figures,
    )  # fmt: skip


def _places(passage: Passage, run: Run, end: int) -> Iterator[Remark]:
    begin = run.end
    if _LESS_IS_BETTER.search(passage.plain[max(0, run.start - 40) : end]):
        return
    for match in _PLACE.finditer(passage.plain, begin, end):
        who = match["who"] or match["last"] or match["who2"]
        said = match["place"] or match["place2"] or "末位"
        named = _named(run, who)
        if named is None or _OTHER_CIRCLE.search(match[0]) or match.start() - begin > 40:
            continue
        values = sorted((f.number.value for f in run.figures), reverse=True)
        place = _place(said, len(values))
        if place is None or not 1 <= place <= len(values):
            continue
        value = run.figures[named].number.value
        holds = values[place - 1] == value
        right = run.names[[f.number.value for f in run.figures].index(values[place - 1])]
        yield _remark(
            passage, f"{match.start()}:place", run.figures, holds=holds, span=match.span(),
            message=f"说「{run.names[named]}」居{said}，但按所列的数居{said}的是「{right}」（{_raw(run, right)}）",
            message_en=f"“{run.names[named]}” is given a place that “{right}” holds by the figures given",
            reported=run.names[named], expected=right, formula=_formula(run),
        )  # fmt: skip


def _alone(passage: Passage, run: Run, end: int) -> Iterator[Remark]:
    """只有乙校低于 97%, 唯一低于 95% 的是会计, 两个专业低于 95%."""
    for bound in passage.mentions_in(run.end, min(end, run.end + 60)):
        if not _alike(bound, run.figures[0]) or bound.number.hedge not in (Hedge.NONE, Hedge.UNDER, Hedge.OVER):
            continue
        lead = passage.plain[bound.clause[0] : bound.digits_start]
        if passage.mentions_in(run.end, bound.clause[0]):
            return
        limit = bound.number.value
        only, many = _ONLY.search(lead), _SO_MANY.search(lead)
        how = (only["how"] or only["how2"]) if only else many["how"] if many else None
        if how is None:
            continue
        below = _BELOW.search(how) is not None
        fitting = [n for n, f in zip(run.names, run.figures, strict=True) if _fits(f.number.value, limit, below)]
        span = (bound.clause[0], bound.end)
        if only is not None:
            behind = _NAMED_BEHIND.match(passage.plain, bound.end)
            who = only["who"] or (behind["who"] if behind else "")
            named = _named(run, who) if who else None
            if named is None:
                continue
            name = run.names[named]
            yield _remark(
                passage, f"{bound.id}:only", run.figures, holds=fitting == [name], span=span,
                message=f"说只有「{name}」{how}{bound.raw.strip().removeprefix(how)}，但按所列的数，这样的是：{'、'.join(fitting) or '没有一项'}",
                message_en=f"only “{name}” is said to pass the bound {bound.raw.strip()}; by the figures given these do: {', '.join(fitting) or 'none'}",
                reported=name, expected="、".join(fitting), formula=_formula(run),
            )  # fmt: skip
        elif many is not None:
            number = read_whole(many["number"])
            if number is None or number >= len(run.figures):
                continue
            yield _remark(
                passage, f"{bound.id}:many", run.figures, holds=len(fitting) == number, span=span,
                message=f"说有 {number} 项{how}{bound.raw.strip().removeprefix(how)}，但按所列的数有 {len(fitting)} 项（{'、'.join(fitting) or '无'}）",
                message_en=f"{number} are said to pass the bound {bound.raw.strip()}; by the figures given {len(fitting)} do",
                reported=str(number), expected=str(len(fitting)), formula=_formula(run),
            )  # fmt: skip


def _fits(value: Decimal, limit: Decimal, below: bool) -> bool:
    return value < limit if below else value >= limit


def _named(run: Run, who: str | None) -> int | None:
    if not who:
        return None
    found = [n for n, name in enumerate(run.names) if name in who or who in name]
    return found[0] if len(found) == 1 else None


def _alike(bound: Mention, figure: Mention) -> bool:
    return bound.measure == figure.measure and bool(bound.measure)


def _place(said: str, among: int) -> int | None:
    if "首" in said or said == "榜首":
        return 1
    if "末" in said or "最后" in said:
        return among
    number = read_whole(as_pattern(r"[第位名倒数]").sub("", said))
    if number is None:
        return None
    return among + 1 - number if "倒数" in said else number


def _raw(run: Run, name: str) -> str:
    return run.figures[run.names.index(name)].raw.strip()


def _formula(run: Run) -> str:
    return " / ".join(f"{name} {f.raw.strip()}" for name, f in zip(run.names, run.figures, strict=True))


def _remark(
    passage: Passage,
    key: str,
    figures: tuple[Mention, ...],
    *,
    holds: bool,
    message: str,
    message_en: str,
    reported: str,
    expected: str,
    formula: str,
    span: tuple[int, int] | None = None,
) -> Remark:
    places = tuple(f.place for f in dict.fromkeys(figures))
    if span is not None:
        places = (passage.place(*span), *places)
    return Remark(
        f"rankings:{passage.id}:{key}", "rankings", FAULT, places, message, message_en, severity="warning", holds=holds,
        reported=reported, expected=expected, formula=formula, keys=tuple(f.id for f in dict.fromkeys(figures)),
    )  # fmt: skip
