"""A bound that is told of several is kept by the figures that fit it, in the table or a few words before.

Cue: 甲、乙、丙3个专业对口就业率超过95% (or a bound so low that no figure comes near it), 三校升学比例均在七成以上, 其余专业均在99%以上, 除甲校外，其余三校均有国家级奖项, 八成以上的毕业生选择升学,
在校生徘徊在2600人左右. Why it should hold in any report: the sentence sums up figures that stand in the table, before it or in
another chapter. Guards: the column must share a word with what is told, and most of its figures must be of the size of the
bound; one fitting column that keeps the bound is enough; rows that the sentence names apart are left out; figures of
last year, of changes, of plans and of others are no witnesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.families.courses.quantifiers import breaks, mode_of
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.column_names import NO_NAME, named_rows
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.extraction.told.alike import pairs_outside
from nianbao.extraction.wording import CHANGE_HEAD
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.printed_number import Hedge

FAULT = "mismatch"
_TABLE = "表1 就业\n\n专业\t就业率\t对口就业率\n护理\t98.1%\t92.3%\n会计\t97.6%\t79.2%\n机电\t98.0%\t91.4%\n药剂\t97.0%\t93.0%\n"
_PRIZES = (
    "表2 获奖\n\n学校\t国家级一等奖\t国家级二等奖\t合计\n一职\t1\t2\t9\n二职\t0\t1\t5\n卫校\t1\t0\t6\n艺校\t0\t0\t2\n"
)
EXAMPLES = (
    Example("fail", f"{_TABLE}\n护理、机电、药剂3个专业对口就业率超过92%。"),
    Example("fail", "升学比例最高的是甲校，达到87.84%；乙校为77.13%；丙校为63.27%，三校升学比例均在七成以上。"),
    Example("fail", f"{_PRIZES}\n除卫校外，其余三校均有国家级奖项入账。"),
    Example("fail", "2022届毕业生1187人，升学785人，升学率为66.13%。\n\n八成以上的毕业生选择升学，本地用工难以满足。"),
    Example("silent", f"{_TABLE}\n护理、机电、药剂3个专业对口就业率超过90%。"),
    Example("silent", "升学比例最高的是甲校，达到87.84%；乙校为77.13%；丙校为73.27%，三校升学比例均在七成以上。"),
    Example("fail", f"{_TABLE}\n各专业就业率均在98%以上。"),
    Example("silent", f"{_PRIZES}\n除艺校外，其余三校均有国家级奖项入账。"),
)
_ALL = as_pattern(r"(?<![平人年])均(?!衡|等|价|值|分|经|占)|都(?!市)|全部|皆|其[他它余]")
_NO_CLAIM = as_pattern(
    r"目标|要求|标准|力争|将|计划|规定|不低于国家|全国|全省|全市平均|比上年|较上年|增[长幅加]|下降|提高|上年|去年|往年|历年|近[三五两四]年|连续|平均|班额|合计|累计|之一|如果"
)
_COUNT = as_pattern(r"[两三四五六七八九十\d]{1,2}\s*(?:个|所|校|家|类|项|者)")
_SHARES_OF = (
    (as_pattern(r"毕业生[^，。；]{0,6}(?:升学|升入|继续深造)"), as_pattern(r"升学率|升学(?:人数)?占毕业生")),
    (as_pattern(r"(?:毕业生|学生)[^，。；]{0,8}专业对口"), as_pattern(r"对口(?:就业)?率|就业对口率")),
    (as_pattern(r"专业课?教师[^，。；]{0,6}双师"), as_pattern(r"双师[^，。；]{0,8}占专业课?教师[^，。；]{0,6}$")),
)
_OF_OTHERS = as_pattern(r"上年|去年|20\d\d\s*年|[比较](?![例重赛])|其中|专业|类|系|部|各|某|增|降|提高")
_EXCEPT = as_pattern(
    r"除(?P<who>[\u4e00-\u9fffA-Za-z]{2,16}?)(?:之|以)?外[，,]?\s*(?:其[余他它]|另外?)(?P<count>[两三四五六七八九\d]{0,2})(?:个|所|校|家|类|项)?[^，。；]{0,6}?(?:均|都|全部)(?:有|获得?|设有|实现)(?P<what>[\u4e00-\u9fff]{2,10})"
)
_VAGUE = as_pattern(r"人数|数量|总数|专业|学校|学生|毕业生|的|数|也|则|均|为|是|占|比例|各|其[余他它]|[\d一-九]*个")
_MEASURE = as_pattern(r"[\u4e00-\u9fff]{0,4}(?:率|起薪|收入|工资|满意度|生师比|得分|比例|占比|在校生|人数)")
_EACH = as_pattern(
    r"(?:各|每|[两三四五六七八九十]|\d{1,2})(?:个|所|类|项|校|家|专业|群体|学院)[^，。；]{0,16}(?:均|都)|各[^，。；]{0,16}(?:均|都)"
)
_BESIDE = 4  # blocks between a sentence about all rows and its table
_CLOSE, _TENTH = Decimal("0.04"), Decimal("0.1")
_STEADY = as_pattern(
    r"(?P<noun>在校(?:学)?生|招生|毕业生|专任教师|教职工)[^，。；\d]{0,10}(?:徘徊|保持|稳定|维持|停留)在$"
)
_FAR = Decimal("0.2")  # by which a round figure may miss
_NEAR_BLOCKS, _LEAST_ROWS, _MOST = 24, 2, 2
_NAMED, _LISTED, _REST, _ROUND, _WIDE = 0.55, 0.5, 0.45, 0.45, 0.15


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """The best few of the bounds that are not kept."""
    found = list(_all(manuscript))
    found.sort(key=lambda hint: -hint.weight)
    yield from found[:_MOST]


def _all(manuscript: Manuscript) -> Iterator[Hint]:
    rows = named_rows(manuscript)
    for passage in manuscript.prose():
        if rows and "除" in passage.plain:
            for match in _EXCEPT.finditer(passage.plain):
                yield from _except(manuscript, passage, match)
        for mention in passage.mentions:
            if mention.number.hedge is Hedge.ABOUT and mention.number.value >= _LARGE:
                yield from _steady(manuscript, passage, mention)
            if mention.is_loose or mention.number.hedge is Hedge.NONE or mention.number.hedge is Hedge.ABOUT:
                continue
            clause, stop = mention.clause
            words = passage.plain[clause : mention.start]
            mode = mode_of(mention, words, passage.plain[mention.end : mention.end + 3])
            if not mode or mode == "equal" or _NO_CLAIM.search(passage.plain[clause:stop]):
                continue
            if rows:
                yield from _of_rows(manuscript, passage, mention, mode, rows)
            yield from _of_list(passage, mention, mode)
            if mention.is_percent and mention.is_spelled:
                yield from _round(manuscript, passage, mention, mode)


Rows = dict[str, tuple[tuple[Sheet, int], ...]]


def _names_in(words: str, rows: Rows) -> list[str]:
    found = [name for name in rows if name in words]
    return [name for name in found if not any(name != other and name in other for other in found)]


def _of_rows(manuscript: Manuscript, passage: Passage, mention: Mention, mode: str, rows: Rows) -> Iterator[Hint]:
    """The rows that are named before the bound, or all but those where it is said of the others."""
    clause, _ = mention.clause
    sentence, _ = passage.sentence_at(mention.start)
    words = compact(passage.plain[clause : mention.start])
    of_others = re.search(r"其[余他它]", words) is not None
    names = _names_in(compact(passage.plain[sentence : mention.start]) if of_others else words, rows)
    all_of_them = not names and _EACH.search(words) is not None and mention.is_percent
    if not all_of_them and (not names or (not of_others and len(names) < _LEAST_ROWS)):
        return
    measures = _MEASURE.findall(words) or _MEASURE.findall(compact(passage.plain[sentence:clause]))
    if not measures:
        return
    here = manuscript.positions.get(passage.id, 0)
    told: list[tuple[int, list[Figure], list[Figure]]] = []
    for sheet in manuscript.sheets:
        far = abs(manuscript.positions.get(sheet.id, -999) - here)
        own = {row for name in names for s, row in rows[name] if s is sheet}
        if far > (_BESIDE if all_of_them else _NEAR_BLOCKS) or len(own) < len(names):
            continue
        others = of_others or all_of_them
        meant = [r for r in sheet.data_rows if _is_one(sheet, r) and ((r not in own) if others else (r in own))]
        for column in sheet.numeric_columns:
            if not _fits(measures[-1], sheet, column):
                continue
            figures = [f for r in meant if (f := sheet.figure(r, column)) is not None]
            if len(figures) < _LEAST_ROWS or not all(_is_alike(f, mention) for f in figures):
                continue
            told.append((far, figures, [f for f in figures if breaks(f, mention, mode)]))
    if told and mention.is_percent and mode == "lower" and all(not wrong for _, _, wrong in told):
        yield from _too_wide(passage, mention, [figures for _, figures, _ in told])
    if not told or any(not wrong for _, _, wrong in told):
        return
    _, figures, wrong = min(told, key=lambda entry: entry[0])
    bound = mention.number.digits if figures[0].number.unit is None else mention.number.value
    values = [f.number.digits if f.number.unit is None else f.value for f in wrong]
    if (
        (of_others or all_of_them)
        and 2 * len(wrong) > len(figures)
        and any(abs(value - bound) > _CLOSE * bound for value in values)
    ):
        return
    yield _hint(passage, mention, wrong[:3], _REST if of_others else _NAMED)


def _too_wide(passage: Passage, mention: Mention, witnesses: list[list[Figure]]) -> Iterator[Hint]:
    """均在 92%以上 where the least is 97.4%: whoever writes a bound takes the next round number."""
    bound = mention.number.value * 100
    least = [min(figures, key=_percent) for figures in witnesses]
    lowest = min(least, key=_percent)
    is_round = bound % 5 == 0
    step = 10 if mention.is_spelled else 4 if is_round else 1
    if all(_percent(one) - bound >= step + (not is_round) for one in least):
        yield _hint(passage, mention, [lowest], _WIDE, "比它高出不少")


def _percent(figure: Figure) -> Decimal:
    return figure.number.digits


def _is_one(sheet: Sheet, row: int) -> bool:
    return not sheet.is_total_row(row) and not sheet.is_subtotal_row(row) and not NO_NAME.search(sheet.row_label(row))


def _is_alike(figure: Figure, mention: Mention) -> bool:
    """A share is told of shares, and a size of figures no more than a few times as large or small."""
    if mention.is_percent:
        return figure.is_percent or 1 < figure.number.digits <= 100
    if figure.is_percent:
        return False
    return mention.number.value / 5 <= figure.value <= mention.number.value * 5


def _fits(measure: str, sheet: Sheet, column: int) -> bool:
    head = compact("".join(sheet.column_path(column)))
    if CHANGE_HEAD.search(head) or ("对口" in head) != ("对口" in measure) or ("率" in head) != ("率" in measure):
        return False
    return bool(pairs_outside(_VAGUE, measure) & pairs_outside(_VAGUE, head))


def _of_list(passage: Passage, mention: Mention, mode: str) -> Iterator[Hint]:
    """三校升学比例均在七成以上 behind three shares of the sentence."""
    sentence, _ = passage.full_sentence_at(mention.start)
    lead = passage.plain[mention.clause[0] : mention.start]
    said, count = _ALL.search(lead), _COUNT.search(lead)
    if said is None or count is None or not mention.is_percent or re.search(r"其[余他它]", lead):
        return
    before = [
        m
        for m in passage.mentions_in(sentence, mention.clause[0])
        if m.is_percent and m.number.hedge is Hedge.NONE and not re.search(r"[增减升降提占]", m.words_before[-6:])
    ]
    number = "零一二三四五六七八九".find(count[0][0].replace("两", "二"))
    if count[0][0].isdigit():
        number = int(re.match(r"\d+", count[0])[0])  # type: ignore[index]
    before = before[-number:] if number > 0 else []
    if len(before) < _LEAST_ROWS or len(before) != number:
        return
    bound = mention.number.value
    wrong = [m for m in before if (m.number.value < bound if mode == "lower" else m.number.value > bound)]
    if wrong:
        yield _hint(passage, mention, wrong[:3], _LISTED)
    elif mode == "lower" and (least := min(before, key=lambda m: m.number.value)).number.value - bound >= (
        _TENTH if mention.is_spelled or not bound * 100 % 5 else 2 * _TENTH / 10
    ):
        yield _hint(passage, mention, [least], _WIDE, "比它高出不少")


def _round(manuscript: Manuscript, passage: Passage, mention: Mention, mode: str) -> Iterator[Hint]:
    """八成以上的毕业生选择升学 against the one rate that the report tells."""
    behind = passage.plain[mention.end : mention.end + 20]
    for said, name in _SHARES_OF:
        if said.search(behind.split("，")[0].split("。")[0]) is None:
            continue
        rates = [
            m
            for other in manuscript.prose()
            if other is not passage
            for m in other.mentions
            if m.is_percent and not m.is_spelled and (found := name.search(m.words_before)) is not None
            and len(m.words_before) - found.end() < 6 and not _OF_OTHERS.search(m.words_before[: found.start()])
        ]  # fmt: skip
        if len({m.number.value for m in rates}) != 1:
            return
        rate, bound = rates[0].number.value, mention.number.value
        if rate < bound if mode == "lower" else rate > bound:
            yield _hint(passage, mention, rates[:1], _ROUND)
        return


def _steady(manuscript: Manuscript, passage: Passage, mention: Mention) -> Iterator[Hint]:
    """在校生总量徘徊在 2600 人左右: some figure of that name lies near it."""
    said = _STEADY.search(passage.plain[mention.clause[0] : mention.start])
    if said is None or mention.measure != "人":
        return
    noun = said["noun"].replace("在校学生", "在校生")
    told: list[Figure | Mention] = [
        m
        for other in manuscript.prose()
        for m in other.mentions
        if m is not mention and m.measure in ("人", "名") and noun in m.words_before[-14:]
    ]
    told += [
        f
        for sheet in manuscript.sheets
        for f in sheet.figures.values()
        if not f.is_percent and noun in "".join((*sheet.column_path(f.column), *sheet.row_path(f.row)))
    ]
    bound = mention.number.value
    if told and not any(abs(one.number.value - bound) <= _FAR * bound for one in told):
        yield _hint(passage, mention, [max(told, key=lambda one: one.number.value)], _LISTED)


_LARGE = 100


def _except(manuscript: Manuscript, passage: Passage, match: re.Match[str]) -> Iterator[Hint]:
    """除艺校外，其余三校均有国家级奖项: the row without any is the one that is taken out."""
    rows = named_rows(manuscript)
    names = _names_in(compact(match["who"]), rows)
    here = manuscript.positions.get(passage.id, 0)
    if len(names) != 1:
        return
    for sheet, row in rows[names[0]]:
        if abs(manuscript.positions.get(sheet.id, -999) - here) > _NEAR_BLOCKS:
            continue
        columns = [
            c
            for c in sheet.numeric_columns
            if pairs_outside(_VAGUE, match["what"]) & pairs_outside(_VAGUE, compact("".join(sheet.column_path(c))))
        ]
        sums = {
            r: sum((f.value for c in columns if (f := sheet.figure(r, c)) is not None), Decimal(0))
            for r in sheet.data_rows
            if _is_one(sheet, r)
        }
        without = [r for r, value in sums.items() if not value]
        if not columns or len(sums) <= _LEAST_ROWS or len(without) != 1 or without[0] == row:
            continue
        place = passage.place(*match.span("who"))
        label = sheet.row_label(without[0])
        yield _made(
            f"{passage.id}:{match.start()}", (place, sheet.place(without[0], columns[0])),
            f"此处说除「{place.text}」外都有「{match['what']}」，表中没有的像是「{label}」，请核对", f"“{place.text}” is taken out here, in the table it is “{label}” that has none: please compare", 0.6, place.text,
        )  # fmt: skip
        return


def _hint(
    passage: Passage, mention: Mention, wrong: Sequence[Figure | Mention], weight: float, how: str = "不在其内"
) -> Hint:
    place = passage.place(mention.start, mention.end)
    found = "、".join(
        f"{one.label} {one.number.raw.strip()}" if isinstance(one, Figure) else one.raw.strip() for one in wrong
    )
    return _made(
        f"{mention.id}", (place, *(one.place for one in wrong)),
        f"此处说「{place.text}」，而「{found}」{how}，请核对是否同一件事", f"“{place.text}” is said here, but {found} does not go with it: please compare", weight, place.text,
    )  # fmt: skip


def _made(name: str, places: tuple[Place, ...], zh: str, en: str, weight: float, reported: str) -> Hint:
    return hint_at(
        "bounds-loosely", name, FAULT, places, zh, en, reported=reported,
        formula=" / ".join(place.text for place in places), weight=weight,
    )  # fmt: skip
