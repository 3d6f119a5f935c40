"""So many at so much each make what was spent or reached altogether.

Cue: 每人 a 元, 每生每年 a 元, 每场 a 人, 每周 a 课时, 单价 a 元, a 元/人, 每年投入 a 万元 beside what 每 names and a total with 共, 合计, 总价,
支出 or the like; a × b = c in signs. Why it should hold in any report: a payment by rule is the rule times the heads. Guards:
one sentence and one total of the rate's own measure; a rate for a term or a month may be paid twice, or ten or twelve
times, and a number of years (三年) once or for each; rates of one kind beside their own heads may be added up; a
rate may be what another is given for (5 天、每天 6 学时). Where the total is far from any of these it is a total of
something else, unless it is off by a moved point, a lost 万 or two digits exchanged.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, Remark, relation, same
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.cell import Cell
from nianbao.facts.numeral import read_numeral
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.printed_number import Hedge, PrintedNumber
from nianbao.facts.relation import Operand, Reading, Relation
from nianbao.facts.unit import are_comparable

FAULT = "sum"
EXAMPLES = (
    Example("fail", "每生每年补助2000元，资助420人，共发放资金94万元。"),
    Example("fail", "采购设备42台，单价1.5万元，总价73万元。"),
    Example("fail", "每周18课时，授课16周，共298课时。"),
    Example("fail", "按每人每学期1000元的标准，为420名学生发放助学金，一学期共计52万元。"),
    Example("fail", "县财政每年投入500万元，三年共投入1800万元。"),
    Example("fail", "一等奖3名、每名2000元，二等奖5名、每名1000元，共发奖金1.3万元。"),
    Example("fail", "学生761人投保，每人50元，保费合计3.805元。"),
    Example("fail", "每年500元×1250人=65.2万元。"),
    Example("fail", "每生每年补助2000元，资助420人，共发放84万元；奖励8人，每人6000元，合计48万元。"),
    Example("pass", "每生每年补助2000元，资助420人，共发放资金84万元。"),
    Example("pass", "按每人每月300元发放生活补助，共资助420人，全年发放126万元。"),
    Example("pass", "一等奖3名、每名2000元，二等奖5名、每名1000元，共发奖金1.1万元。"),
    Example("silent", "一等奖10人，每人2000元，二等奖若干，共发放4万元。"),
    Example("silent", "每生每年补助2000元，资助420人，另投入设备款共400万元。"),
)
_RATE = as_pattern(
    r"(?:每(?:一|个|所)?|按(?=人次|课时|学时|学生人数))(?P<per>名[^，。；\d每]{0,6}|人次|课时|学时|学年|学期|人|生|位|班|期|场|周|天|次|台|套|家|户|校|所|组|批|门|间|年|月|亩)"
    r"(?P<times>(?:每?个?(?:学?年|学期|月|天|次|期|周))*)[^，。；\d每]{0,8}[（(]?$"
)
_PRICE = as_pattern(r"(?:单价|均价)[为约]?\s*$")
_SLASH = as_pattern(
    r"\s*/\s*(?P<per>人次|课时|学时|人|生|班|期|场|周|天|次|台|套|件|亩|年|月)(?P<times>(?:[/·.]?(?:年|学期|月|天))*)"
)
_MEAN = as_pattern(r"平均|人均|师均|班均|校均|户均|均为|(?<!生)均[约为]")
_NEXT_TO_RULE = as_pattern(r"不低于|不超过|不少于|以内|上限|最高|最低|封顶|起步|原|提高到|增加到|调整")
_TOTAL = as_pattern(
    r"(?:合计|共计|总计|累计|总价|总额|总金额|总课时|总学时|总人数|全年|一学期|(?<!公)共(?!同|建|享|有?\d*$)|资金|金额|参加人数|惠及|受众|参与)[^，。；\d]{0,14}$"
)
_SPENT = as_pattern(
    r"(?:支出|投入|安排|设立|预算|收费|保费|学费|收入|核拨|下拨|拨付|发放|支付|减免|免除|补助|补贴|课酬|奖金|花费|耗资|费用|计|共|合|折合|=|培训|在校生)[为了约达]?[^，。；\d每]{0,4}$"
)
_OTHER_SHARE = as_pattern(r"其中|另|还|此外|剩余|自筹|配套|(?<![免扣减])除")
_PEOPLE = ("人", "生", "位", "名", "人次")
_THINGS = as_pattern(r"台|套|件|辆|册|本|部|张|组|间|个")
_TERMS = {"学年": (1,), "学期": (1, 2), "月": (1, 10, 12, 9, 11), "周": (1,), "天": (1,), "年": (1,), "": (1,)}
_DURATION = as_pattern(
    r"(?<![第\d一二三四五六七八九十])(?P<number>[一两二三四五六七八九十]{1,2}|\d{1,3})\s*(?:个)?(?P<unit>学年|学期|年(?!级|度|制)|月|周|天)"
)
_FORMULA = as_pattern(r"\s*(?:[×xX*＊✕]|乘以?)\s*")
_MAKES = as_pattern(r"\s*(?:[=＝≈]|[，,]?\s*(?:合计|共计|总计|计|共|为|即))\s*")
_FAR = 2
_MOST_READINGS = 24


@dataclass(frozen=True)
class _Rate:
    mention: Mention
    per: str
    times: tuple[str, ...]
    cue: str


@dataclass(frozen=True)
class _Product:
    """A value the rate may have come to, with the factors in words and the numbers that made it."""

    value: Decimal
    words: str
    keys: tuple[str, ...]


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Remark]:
    """Products, sentence by sentence."""
    for passage in manuscript.prose():
        words = passage.plain
        if any(sign in words for sign in "×xX*＊✕乘"):
            yield from _formulas(passage)
        if "每" not in words and "单价" not in words and "/" not in words:
            continue
        for start, end in passage.full_sentences:
            mentions = [m for m in passage.mentions_in(start, end) if not m.is_loose and not m.is_percent]
            rates = [r for m in mentions if (r := _rate_of(passage, m)) is not None]
            if rates and all(r.mention.number.hedge is Hedge.NONE for r in rates):
                yield from _products(passage, rates, mentions)


def _rate_of(passage: Passage, mention: Mention) -> _Rate | None:
    lead = passage.plain[max(mention.clause[0], mention.start - 24) : mention.start]
    if _MEAN.search(lead) or not mention.number.value:
        return None
    match = _RATE.search(lead)
    if match is not None and not (match["per"] in ("年", "学年", "学期") and not mention.is_money):
        times = as_pattern(r"学年|学期|年|月|天|次|期|周").findall(match["times"])
        return _Rate(mention, match["per"], tuple(times), match[0].strip())
    if mention.is_money and _PRICE.search(lead):
        return _Rate(mention, "", (), "单价")
    behind = _SLASH.match(passage.plain, mention.end)
    if mention.is_money and behind is not None:
        return _Rate(mention, behind["per"], tuple(as_pattern(r"学期|年|月|天").findall(behind["times"])), behind[0])
    return None


def _products(
    passage: Passage, rates: Sequence[_Rate], mentions: Sequence[Mention]
) -> Iterator[Relation | Doubtful | Remark]:
    taken = {r.mention.id for r in rates}
    for measure_of in rates:
        alike = [r for r in rates if r is measure_of or _same(r.mention, measure_of.mention)]
        totals = [
            m for m in mentions
            if m.id not in taken and _same(m, measure_of.mention) and m.number.hedge is Hedge.NONE
            and not any(_counts(m, r.per) for r in rates) and not _MEAN.search(passage.plain[m.clause[0] : m.start])
        ]  # fmt: skip
        if _each_has_its_total(alike, totals):
            alike = [measure_of]
            start, end = measure_of.mention.sentence
            heads = [m for m in mentions if start <= m.start < end]
        else:
            heads = list(mentions)
        if alike[0] is not measure_of:
            continue
        totals = _nearest_total(passage, totals, measure_of)
        if len(totals) != 1:
            continue
        total = totals[0]
        lead = passage.plain[max(total.clause[0], total.start - 24) : total.start]
        if (
            _OTHER_SHARE.search(passage.plain[measure_of.mention.end : total.start])
            and total.start > measure_of.mention.end
        ):
            continue
        if any(_NEXT_TO_RULE.search(passage.plain[r.mention.clause[0] : r.mention.end + 4]) for r in alike):
            continue
        firm = _TOTAL.search(lead) is not None
        if not firm and not _SPENT.search(lead):
            continue
        position = mentions.index(total)
        # 30 套，每套 1.2 万元，支出 36 万元: nothing stands between what is multiplied and what comes of it.
        firm = firm or measure_of.mention in mentions[max(0, position - 2) : position + 2]
        if len(alike) == 1:
            made = _made(passage, measure_of, rates, heads, total)
        else:
            made = _added(passage, alike, mentions, total)
        if made:
            yield from _judged(passage, total, made, measure_of.cue, firm, measure_of.mention.place)


def _each_has_its_total(rates: Sequence[_Rate], totals: Sequence[Mention]) -> bool:
    """236 人，每人 2000 元，合计 47.2 万元；6 名，每名 6000 元，共 3.6 万元: between semicolons stand one rate and what it makes."""
    spans = [rate.mention.sentence for rate in rates]
    return len(set(spans)) == len(spans) > 1 and all(
        sum(start <= total.start < end for total in totals) == 1 for start, end in spans
    )


def _nearest_total(passage: Passage, totals: list[Mention], rate: _Rate) -> list[Mention]:
    """The total that a rate in brackets explains (资金 580 万元（每人次 2400 元）), or those between the rate's semicolons."""
    mention = rate.mention
    for total in totals:
        if as_pattern(r"\s*[（(][^（）()，。；\d]{0,10}").fullmatch(passage.plain[total.end : mention.start]):
            return [total]
    if len(totals) > 1:
        start, end = mention.sentence
        return [total for total in totals if start <= total.start < end]
    return totals


def _made(
    passage: Passage, rate: _Rate, rates: Sequence[_Rate], mentions: Sequence[Mention], total: Mention
) -> list[_Product]:
    """Every product that the rate may be meant to make."""
    value, words = rate.mention.number.value, rate.mention.raw.strip()
    heads: list[_Product] = []
    if rate.per in ("年", "学年", "学期", "月", "周", "天"):
        heads = [
            _Product(number, said, ()) for number, unit, said in _durations(passage, rate, mentions)
            if unit in (rate.per, rate.per.removeprefix("学"))
        ]  # fmt: skip
        heads += [_Product(Decimal(often), str(often), ()) for often in _TERMS[rate.per] if heads and often > 1]
    else:
        counted = [m for m in mentions if m.id not in (rate.mention.id, total.id) and _is_head(passage, m, rate)]
        start, end = rate.mention.sentence
        # 比上学期多 4 人；前 5 名每人奖励 1000 元: between its semicolons a rate has the heads that stand there.
        counted = [m for m in counted if start <= m.start < end] or counted
        if rate.per in _PEOPLE:
            heads = [
                _Product(Decimal(match["many"]), match[0], ())
                for match in _FIRST_PLACES.finditer(passage.plain, start, rate.mention.start)
            ]
            counted = [] if heads else counted
        if len(counted) > 1 and len({m.measure for m in counted}) == 1:
            # 春季 312 人、秋季 298 人: each on its own, or all of them.
            together = sum((m.number.value for m in counted), Decimal(0))
            heads += [
                _Product(
                    together, "（" + " + ".join(m.raw.strip() for m in counted) + "）", tuple(m.id for m in counted)
                )
            ]
        heads += [_Product(m.number.value, m.raw.strip(), (m.id,)) for m in counted]
        for other in rates:
            # 每期 5 天，每天 6 学时: the days are themselves given for each of something.
            if other is not rate and _counts(other.mention, rate.per):
                heads.append(_Product(other.mention.number.value, other.mention.raw.strip(), (other.mention.id,)))
                for m in (m for m in mentions if m.id != total.id and _is_head(passage, m, other)):
                    heads.append(
                        _Product(m.number.value * other.mention.number.value, f"{m.raw.strip()} × {other.mention.raw.strip()}", (m.id, other.mention.id))
                    )  # fmt: skip
    if not heads:
        return []
    often: list[tuple[Decimal, str]] = [(Decimal(1), "")]
    for name in rate.times:
        often = [
            (a * n, w + (f" × {n}" if n > 1 else "")) for a, w in often for n in map(Decimal, _TERMS.get(name, (1,)))
        ]
    stretches = [
        (number, said) for number, unit, said in _durations(passage, rate, mentions)
        if rate.per not in ("年", "学年", "学期", "月", "周", "天") and number > 1
        and (unit in rate.times or unit in ("年", "学年", "月", "学期"))
    ]  # fmt: skip
    often += [(number, f" × {said}") for number, said in stretches]
    return [
        _Product(head.value * value * times, f"{head.words} × {words}{suffix}", (rate.mention.id, *head.keys))
        for head in heads for times, suffix in often
    ]  # fmt: skip


def _added(passage: Passage, rates: Sequence[_Rate], mentions: Sequence[Mention], total: Mention) -> list[_Product]:
    """一等奖 3 名、每名 2000 元，二等奖 5 名、每名 1000 元: each rate times the heads right before it, put together."""
    value, words, keys = Decimal(0), [], []
    for position, rate in enumerate(rates):
        start = rates[position - 1].mention.end if position else max(0, rate.mention.sentence[0])
        before = [m for m in mentions if start <= m.start < rate.mention.start and _is_head(passage, m, rate)]
        if len(before) != 1 or total.start < rate.mention.start:
            return []
        value += before[0].number.value * rate.mention.number.value
        words.append(f"{before[0].raw.strip()} × {rate.mention.raw.strip()}")
        keys += [before[0].id, rate.mention.id]
    if any(name in ("学期", "月", "天", "周") for rate in rates for name in rate.times):
        return []
    return [_Product(value, " + ".join(words), tuple(keys))]


def _durations(passage: Passage, rate: _Rate, mentions: Sequence[Mention]) -> list[tuple[Decimal, str, str]]:
    """Numbers of years, terms, months, weeks and days in the sentence: 连续三年, 按 10 个月计."""
    start, end = passage.full_sentence_at(rate.mention.start)
    found = []
    for match in _DURATION.finditer(passage.plain, start, end):
        text = match["number"]
        number = Decimal(text) if text.isdigit() else Decimal(read_numeral(text) or 0)
        if (
            number
            and match.start() != rate.mention.start
            and passage.plain[match.start() - 1 : match.start()] not in "每前"
        ):
            found.append((number, match["unit"], match[0].strip()))
    return found


def _is_head(passage: Passage, mention: Mention, rate: _Rate) -> bool:
    lead = passage.plain[max(mention.clause[0], mention.start - 8) : mention.start]
    return _counts(mention, rate.per) and mention.number.hedge is Hedge.NONE and mention.number.value > 1 and (
        _rate_of(passage, mention) is None and _CHANGED_BY.search(lead) is None
    )  # fmt: skip


# 多 4 人, 减少 12 人: the size of a change is no number of heads.
_CHANGED_BY = as_pattern(r"(?:[多少]|增[加长]|减少|净[增减]|[扩少]招)了?\s*$")
_FIRST_PLACES = as_pattern(
    r"(?<![之以])前\s*(?P<many>\d{1,3})\s*[名位](?=[^，。；\d]{0,12}每)"
)  # as many as get something each


def _judged(
    passage: Passage, total: Mention, made: Sequence[_Product], cue: str, firm: bool, source: Place
) -> Iterator[Relation | Doubtful | Remark]:
    limits = total.number.interval()
    room = max(
        total.number.ulp,
        abs(total.number.value) / 1000 if total.number.places or total.number.scale > 1 else Decimal(0),
    )
    fitting = [
        p for p in made if limits.low <= p.value <= limits.high or (limits.low - room < p.value < limits.high + room)
    ]
    if fitting:
        keys = tuple(dict.fromkeys((total.id, *fitting[0].keys)))
        yield Remark(
            f"products:{total.id}", "products", FAULT, (total.place,), f"{fitting[0].words} = {total.raw.strip()}",
            f"{fitting[0].words} makes {total.raw.strip()}", holds=True, formula=f"{fitting[0].words} = {total.raw.strip()}", keys=keys,
        )  # fmt: skip
        return
    readings = [_reading(product, total, source) for product in made[:_MOST_READINGS]]
    claim = relation("products", readings, cue=cue, severity="warning", place=total.place)
    quotients = [total.number.value / product.value for product in made if product.value]
    moved = any(abs(q - factor) <= factor / 200 for q in quotients for factor in _SLIPS)
    near = any(1 / Decimal(_FAR) < quotient < _FAR for quotient in quotients)
    yield claim if moved or (firm and near) else Doubtful(claim, frozenset((total.id,)))


_SLIPS = tuple(Decimal(10) ** power for power in (-4, -1, 1, 4))


def _reading(product: _Product, total: Mention, source: Place) -> Reading:
    # What the rate makes is exact; only the printed total may be rounded.
    number = total.number
    digits = product.value / number.scale
    # Printed as the total is (万元), or a reader would take 7.61万元 for 7.61元.
    unit = as_pattern(r"^[\d.,，\s]+").sub("", number.raw.strip())
    exact = PrintedNumber(
        f"{digits.normalize():f}{unit}", digits.quantize(Decimal("0.000001")), number.scale, number.unit
    )
    operand = Operand(f"{'x'.join(product.keys)}:{product.value}", product.words, Cell.of_number(exact), source, 2.0)
    return same(operand, total.operand(trust=0.7))


def _formulas(passage: Passage) -> Iterator[Relation | Doubtful | Remark]:
    """500 元 × 1250 人 = 62.5 万元, as it stands in signs."""
    mentions = list(passage.mentions)
    for position, first in enumerate(mentions):
        chain = [first]
        for left, right in itertools.pairwise(mentions[position:]):
            if not _FORMULA.fullmatch(passage.plain[left.end : right.start]):
                break
            chain.append(right)
        behind = mentions[position + len(chain) : position + len(chain) + 1]
        if len(chain) < 2 or not behind or not _MAKES.fullmatch(passage.plain[chain[-1].end : behind[0].start]):
            continue
        before = mentions[position - 1] if position else None
        if before is not None and as_pattern(r"[×xX*+＋－-]\s*$").search(passage.plain[before.end : first.start]):
            continue
        total = behind[0]
        if any(m.number.hedge is not Hedge.NONE for m in chain) or as_pattern(r"\s*[×xX*+＋]").match(
            passage.plain[total.end :]
        ):
            continue
        value = Decimal(1)
        for mention in chain:
            value *= mention.number.value
        words = " × ".join(m.raw.strip() for m in chain)
        money = [m for m in chain if m.is_money]
        if total.is_money != bool(money):
            continue
        made = _Product(value, words, tuple(m.id for m in chain))
        yield from _judged(passage, total, [made], "×", True, first.place)


def _same(mention: Mention, rate: Mention) -> bool:
    if mention.unit is None or rate.unit is None:
        return bool(rate.measure) and mention.measure == rate.measure
    if mention.unit.dimension == "items" or rate.unit.dimension == "items":
        return mention.measure == rate.measure
    people = {"people", "person_times", "attendance"}
    return are_comparable(mention.unit, rate.unit) or {mention.unit.dimension, rate.unit.dimension} <= people


def _counts(mention: Mention, per: str) -> bool:
    """True where the figure counts what the rate is given for."""
    dimension = mention.unit.dimension if mention.unit is not None else ""
    if not per:
        return not mention.is_money and _THINGS.search(mention.measure) is not None
    if per.startswith(_PEOPLE) and per != "人次":
        return dimension == "people" and mention.measure != "人次"
    per = per.removeprefix("个")
    return (
        mention.measure == per
        or mention.measure.endswith(per)
        or mention.noun.startswith(per)
        or (per in ("课时", "学时") and mention.measure in ("课时", "学时", "节"))
    )
