"""Words of change agree with the series of a table and with what the text says elsewhere.

Cue: an indicator with 逐年, 连续三年, 持续, 稳步 and a direction, or with 略有增加, 有所下降, 保持稳定, and
either a table with that indicator over three periods or the same indicator with a direction in
another clause. Why it should hold in any report: one indicator does not rise and fall against the
same period. Guards: the row or column must be named in full, longest name first; only the words
between the indicator and the verb may be adverbs; 比上年 and 比三年前 are different comparisons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Remark, difference_of, relation, trend_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_facts import speaks_of_many_kinds
from nianbao.extraction.names.named_units import units_of
from nianbao.extraction.tables.column_names import core_of
from nianbao.extraction.tables.table_facts import Figure
from nianbao.extraction.tables.table_series import dated, series_of
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.relation import Relation
from nianbao.facts.unit import are_comparable

FAULT = "direction"
_TABLE = "年度\t招生数\t在校生数\n2020年\t300\t900\n2021年\t280\t930\n2022年\t310\t960\n"
EXAMPLES = (
    Example("fail", f"近三年招生数逐年增加，规模稳步扩大。\n\n{_TABLE}"),
    Example("fail", "初次就业起薪比去年减少231元，说明市场变化。\n\n学生初次就业起薪略有增加，形势较好。"),
    Example("pass", "2021年、2022年、2023年优良率分别为41.6%、44.8%、47.3%，逐年提高；2023年比2021年提高5.7个百分点。"),
    Example("pass", f"近三年在校生数逐年增加，规模稳步扩大。\n\n{_TABLE}"),
    Example("silent", f"近三年培训人次逐年增加，规模稳步扩大。\n\n{_TABLE}"),
)
UP, DOWN = "增加|增长|上升|提高|提升|升高|扩大|攀升|上涨|递增", "减少|下降|降低|下滑|缩小|回落|递减|萎缩"
SERIES = as_pattern(
    rf"(?P<head>[\u4e00-\u9fff（）()]{{2,16}}?)(?:呈|呈现)?(?:逐年|连年|连续[二两三四五]年|持续|年年)(?:稳步|稳定|快速|大幅|不断)?(?:(?P<up>{UP})|(?P<down>{DOWN}))"
)
SAID = as_pattern(
    rf"(?P<head>[\u4e00-\u9fff]{{2,14}}?(?:率|起薪|比例|人数|满意度|规模|收入|工资|数量))(?:平均)?[^，。；]{{0,14}}?[，]?(?:[比较与](?:去年|上年|上一年度?|上学年)(?:相比)?)?(?:略有|有所|稳步|大幅|明显|小幅|显著|均|都)?(?:(?P<up>{UP})|(?P<down>{DOWN}))"
)
LISTED = as_pattern(r"(?:分别|依次)[为是达到有约:：]+")
_LAST_FEW = as_pattern(r"(?:近|最近|过去|前)([两二三四五六])年")
_OVER_ALL = as_pattern(
    rf"(?P<count>[两二三四五])年(?:来|间|内)?(?:共计?|累计|总共|净)*(?P<word>{UP}|多|少)了?\s*(?=\d)"
)
COMPARED = as_pattern(rf"(?P<new>20\d{{2}})\s*年(?:比|较)(?P<old>20\d{{2}})\s*年(?P<word>{UP}|{DOWN})了?\s*(?=\d)")
_STEADY_WORD = as_pattern(r"逐年|连年|连续|持续|年年")  # one of them stands in every match of SERIES
_KINDS = 2  # names that end alike
_OF_ANYONE = frozenset(("满意度", "总人数", "总数量", "月收入", "总收入"))  # of one group it may rise, of another fall
_CUE = as_pattern(r"略有|有所|[比较](?:去年|上年|上一年|上学年)")


def find(manuscript: Manuscript) -> Iterator[Relation | Remark]:
    """Trends against tables, then directions against each other."""
    said: dict[str, list[tuple[str, Place]]] = {}
    for passage in manuscript.prose():
        yield from _listed(passage)
        for match in SERIES.finditer(passage.plain) if _STEADY_WORD.search(passage.plain) else ():
            clause = passage.plain[passage.clause_at(match.start())[0] : match.end()]
            if any(unit in clause for unit in units_of(manuscript)):
                # 安岭县在校生连续两年下降: the table of all is not its own.
                continue
            yield from _series(manuscript, passage, match)
            yield from _other_heads(manuscript, passage, match)
        if not _CUE.search(passage.plain) or speaks_of_many_kinds(manuscript):
            continue
        for match in SAID.finditer(passage.plain):
            if not _CUE.search(match[0]) or as_pattern(r"逐年|连续|持续").search(match[0]):
                continue
            if as_pattern(r"[A-Za-z0-9”）)]$").search(passage.plain[: match.start()]):
                continue  # IT课程收入: the name begins before what was read of it
            head = as_pattern(r"^.*(?:学生|毕业生|我区|全区|学校|的|，)").sub("", match["head"]) or match["head"]
            if len(head) >= 3 and head not in _OF_ANYONE:
                said.setdefault(head, []).append(
                    ("up" if match["up"] else "down", passage.place(match.start("head"), match.end()))
                )
    yield from _against_each_other(said)


def _against_each_other(said: dict[str, list[tuple[str, Place]]]) -> Iterator[Remark]:
    heads = sorted(said)
    for head in heads:
        longer = [other for other in heads if other != head and other.endswith(head)]
        # 培训收入 rises in one place; 社会培训收入 and 校内培训收入 are two kinds, and one of them may fall.
        same = [head, *longer] if len(longer) < _KINDS else [head]
        entries = [entry for other in same for entry in said[other]]
        if len(entries) < 2:
            continue
        ways = {way for way, _ in entries}
        places = tuple(place for _, place in entries)
        yield Remark(
            f"trends:{head}", "trends", FAULT, places,
            f"「{head}」一处说上升、一处说下降，请核对", f"“{head}” is said to rise in one place and to fall in another",
            severity="warning", holds=len(ways) == 1, reported=places[-1].text, formula=" / ".join(place.text for place in places),
        )  # fmt: skip


def _listed(passage: Passage) -> Iterator[Relation]:
    """2021年、2022年、2023年…分别为 a、b、c，逐年提高, and 2023年比2021年提高 d in the same paragraph."""
    for cue in LISTED.finditer(passage.plain):
        start, _ = passage.sentence_at(cue.start())
        periods = periods_before(passage.plain[start : cue.start()])
        values = values_after(passage, cue.end())
        if len(values) < 3 or len(periods) != len(values) or sorted(periods) != periods:
            continue
        operands = [
            value.operand(f"{period}年 {value.raw.strip()}") for period, value in zip(periods, values, strict=True)
        ]
        for match in _OVER_ALL.finditer(passage.plain, values[-1].end):
            change = next((m for m in passage.mentions if m.start >= match.end() - 1), None)
            steps = "零一二三四五".index(match["count"].replace("两", "二"))
            if change is None or change.start > match.end() + 1 or not _measures(change, values[0]):
                continue
            # 三年 may count the values or the steps between them.
            olds = [operands[-1 - apart] for apart in (steps, steps - 1) if 0 < apart < len(operands)]
            claim = change.operand(f"{match['word']} {change.raw.strip()}", trust=0.6)
            if olds:
                yield relation(
                    "trends", [difference_of(claim, operands[-1], old) for old in olds], cue=match[0],
                    place=passage.place(match.start(), change.end),
                )  # fmt: skip
        by_period = dict(zip(periods, operands, strict=True))
        for match in COMPARED.finditer(passage.plain, values[-1].end):
            new, old = by_period.get(int(match["new"])), by_period.get(int(match["old"]))
            change = next((m for m in passage.mentions if m.start >= match.end() - 1), None)
            if (
                new is None
                or old is None
                or change is None
                or change.start > match.end() + 1
                or not _measures(change, values[0])
            ):
                continue
            yield relation(
                "trends", [difference_of(change.operand(f"{match['word']} {change.raw.strip()}", trust=0.6), new, old)],
                cue=match[0], place=passage.place(match.start(), change.end),
            )  # fmt: skip


def _measures(change: Mention, value: Mention) -> bool:
    if change.is_percent or change.unit is None or value.unit is None:
        return False
    return (change.unit.dimension == "share_difference") == value.is_percent and (
        value.is_percent or are_comparable(change.unit, value.unit)
    )


def periods_before(words: str) -> list[int]:
    """The years of a list or a span at the end of some words.

    >>> periods_before("2021年、2022年和2023年优良率"), periods_before("2019年至2022年，招生数"), periods_before("近三年招生")
    ([2021, 2022, 2023], [2019, 2020, 2021, 2022], [1, 2, 3])
    """
    if match := as_pattern(r"(20\d{2})\s*年?\s*(?:-|—+|–|~|～|至|到)\s*(20\d{2})\s*年?").search(words):
        return list(range(int(match[1]), int(match[2]) + 1))
    if match := _LAST_FEW.search(words):
        # 近三年: their names do not matter, their order does.
        return list(range(1, "零一二三四五六".index(match[1].replace("两", "二")) + 1))
    return [int(period) for period in as_pattern(r"(20\d{2})(?=\s*[年、])").findall(words)]


def values_after(passage: Passage, start: int) -> list[Mention]:
    """Numbers that follow each other with nothing but 、 or 和 between them."""
    found: list[Mention] = []
    position = start
    for mention in passage.mentions:
        if mention.digits_start < start:
            continue
        if not as_pattern(r"\s*(?:[、，和与及]|以及)?\s*").fullmatch(passage.plain[position : mention.start]):
            break
        found.append(mention)
        position = mention.end
    return found


def _other_heads(manuscript: Manuscript, passage: Passage, match: re.Match[str]) -> Iterator[Relation]:
    """招生数、在校生数和毕业生数逐年增长: each name of the list has its own row."""
    begin = passage.clause_at(match.start())[0]
    words = as_pattern(r"[“”\"\s]|(?:近?[两二三四五]年来?|连续)+$").sub("", passage.plain[begin : match.end("head")])
    names = [_name(name) for name in as_pattern(r"[、和与及]").split(words)]
    word = "up" if match["up"] else "down"
    for name, series in series_of(manuscript):
        figures = [figure for _, figure in series]
        short = _name(name)
        if (
            len(figures) < 3
            or len(short) < 2
            or not any(one == short or (one is names[0] and one.endswith(short)) for one in names)
        ):
            continue
        yield relation(
            "trends", [trend_of([figure.operand() for figure in figures], word)], cue=match[0],
            place=passage.place(match.start(), match.end()),
        )  # fmt: skip


def _name(words: str) -> str:
    return as_pattern(r"(?:人数|总数|数量|数)$").sub("", as_pattern(r"[“”\"]").sub("", words))


def _series(manuscript: Manuscript, passage: Passage, match: re.Match[str]) -> Iterator[Relation]:
    head = match["head"]
    named = [
        unit
        for unit in units_of(manuscript)
        if unit in passage.plain[passage.full_sentence_at(match.start())[0] : match.end()]
    ]
    if named:
        # 安岭县在校生连续两年下降: the table of all is not its own.
        return
    for sheet in manuscript.sheets:
        best: tuple[int, list[Figure]] = (0, [])
        for name, series in dated(sheet):
            figures = [figure for _, figure in series]
            fits = head.endswith(name) or core_of(head).endswith(core_of(name))
            if len(name) >= 3 and len(figures) >= 3 and fits and len(name) > best[0]:
                best = (len(name), figures)
        if best[1]:
            word = "up" if match["up"] else "down"
            yield relation(
                "trends",
                [trend_of([f.operand() for f in best[1]], word)],
                cue=match[0],
                place=passage.place(match.start(), match.end()),
            )
