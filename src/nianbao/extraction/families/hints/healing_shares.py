"""A share or a figure for each pupil whose base is not said, and that some base of the report gives once a slip is undone.

Cue: 1506 人，占 20.8% where no figure of the report makes 20.8% and one makes 28.0%, or none any; 2104 个，生均 0.78 个 where 0.87 is the quotient by the pupils. Why it should
hold in any report: a share is of somebody whom the report counts. Guards: nothing is said where any figure of the report is a
base of the share as printed; the base must be said within the same paragraph or be one of the report's own wholes; shares of two digits are left alone,
and those of a base that is said nowhere are weighed lightest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.families.hints.healing_slips import people_of, swaps
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.raw_rows import raw_tables
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.printed_number import Hedge
from nianbao.facts.unit import are_comparable

FAULT = "share"
EXAMPLES = (
    Example("fail", "全市共有学生5379人。县属学校规模较小，在校生1506人，占20.8%。"),
    Example("fail", "全日制在校生2418人。实训工位2104个，生均0.78个，基本满足教学。"),
    Example("silent", "全市共有学生5379人。县属学校规模较小，在校生1506人，占28.0%。"),
    Example("silent", "全日制在校生2418人。实训工位2104个，生均0.87个。"),
    Example("fail", "全市共有学生5379人。县属学校在校生1506人，占41.3%。"),
    Example("fail", "全市共有学生5379人。县属学校在校生1506人，占41.36%。"),
)
_TAKEN = as_pattern(
    r"[，,、（(\s]*(?:约|仅|只)?占(?:比|比例|总数|到|了)?[^，。；、（）()\d%]{0,16}?(?:的|为|达|到|约)*\s*$"
)
_PER_PUPIL = as_pattern(r"[，,、（(\s]*(?:平均)?生均(?:[\u4e00-\u9fff]{0,8}?)(?:[约为达是]|达到)*\s*$")
_MOVED = as_pattern(r"增|减(?!免)|提高|下降|上升|比上|较上")
_SEVERAL = as_pattern(r"分别|依次|平均|各|每|上年|去年|万")
_HEADS = frozenset(("人", "名", "位"))
_LEAST, _LEAST_PART = 10, 20


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Shares behind counts and amounts, then figures for each pupil behind totals, passage by passage."""
    bases: _Bases | None = None
    for passage in manuscript.prose():
        if "占" in passage.plain and "%" in passage.plain:
            bases = bases or _Bases(manuscript)
            yield from _shares(manuscript, passage, bases)
        if "生均" in passage.plain:
            yield from _per_pupil(manuscript, passage)


class _Bases:
    """What a share may be of: any whole number of the report for people, any amount for money."""

    def __init__(self, manuscript: Manuscript) -> None:
        counts = {m.number.value for m in manuscript.mentions if _is_whole(m) and m.number.value >= _LEAST}
        amounts = {m.number.value for m in manuscript.mentions if m.is_money}
        self.heads: dict[Decimal, Place] = {}
        for mention in manuscript.mentions:
            if mention.measure in _HEADS and not mention.number.places:
                self.heads.setdefault(mention.number.value, mention.place)
        for sheet in manuscript.sheets:
            for figure in sheet.figures.values():
                if figure.is_percent:
                    continue
                if not figure.number.places:
                    counts.add(figure.number.digits)
                # Whether a table is in 元 or in 万元 stands in its caption, if anywhere.
                amounts.update((figure.value, figure.number.digits * 10_000))
        counts.update(f.digits for _, rows in raw_tables(manuscript) for row in rows for f in row.figures if not f.kind)
        self._counts, self._amounts = sorted(counts), sorted(amounts)

    def has(self, part: Mention, share: Decimal, room: Decimal) -> bool:
        """True where the report holds a figure of which ``part`` is the share."""
        values = self._amounts if part.is_money else self._counts
        low, high = part.number.value * 100 / (share + room), part.number.value * 100 / max(share - room, room / 10)
        at = bisect_left(values, low)
        return at < len(values) and values[at] <= high


def _shares(manuscript: Manuscript, passage: Passage, bases: _Bases) -> Iterator[Hint]:
    for part, share in zip(passage.mentions, passage.mentions[1:], strict=False):
        if (
            not share.is_percent or not share.number.places or share.number.hedge is not Hedge.NONE or share.number.digits >= 100
            or (part.measure not in _HEADS and not part.is_money) or part.number.hedge is not Hedge.NONE
            or part.number.value < _LEAST_PART or _TAKEN.fullmatch(passage.plain[part.end : share.start]) is None
            or _MOVED.search(part.words_before)
        ):  # fmt: skip
            continue
        value = share.number.digits
        room = Decimal(1).scaleb(-share.number.places) * Decimal("0.51")
        if bases.has(part, value, room):
            continue
        wholes = _wholes(manuscript, passage, part, bases if share.number.places > 1 else None)
        for meant in swaps(value):
            base = next((whole for whole in wholes if _makes(part.number.value, whole[0], meant, room)), None)
            if base is not None:
                said = f"{base[0]:f}" if not part.is_money else base[1].text.strip()
                yield _hint(
                    share, base[1], f"{meant}%", f"此处写作 {part.raw.strip()}、占 {share.raw.strip()}；{part.raw.strip()} ÷ {said} = {meant}%，请核对是否数字颠倒",
                    f"{part.raw.strip()} is {meant} % of {said}, and {share.raw.strip()} of no figure of the report", 0.65,
                )  # fmt: skip
                break
        else:
            if not part.is_money and not _SEVERAL.search(part.words_before + share.words_before):
                yield _hint(
                    share,
                    part.place,
                    "",
                    f"此处写作 {part.raw.strip()}、占 {share.raw.strip()}，全文没有能使这一占比成立的总数，请核对人数、占比和基数",
                    f"no figure of the report is one of which {part.raw.strip()} is {share.raw.strip()}",
                    0.25 if share.number.places > 1 else 0.15,
                )


def _is_whole(mention: Mention) -> bool:
    """120 人 and 3.1 万人; 42.5 元 is no whole number."""
    return not mention.number.places or mention.number.value == mention.number.value.to_integral_value()


def _makes(part: Decimal, base: Decimal, share: Decimal, room: Decimal) -> bool:
    return base > part and (share - room) * base <= part * 100 <= (share + room) * base


def _wholes(
    manuscript: Manuscript, passage: Passage, part: Mention, bases: _Bases | None
) -> list[tuple[Decimal, Place]]:
    """Figures that may be the whole: those of the paragraph, the pupils and teachers, and of all people where two decimals tell."""
    if part.is_money:
        return [(m.number.value, m.place) for m in passage.mentions if m is not part and m.is_money]
    students, teachers = people_of(manuscript)
    near = [
        (m.number.value, m.place)
        for m in passage.mentions
        if m is not part and m.measure in _HEADS and not m.number.places
    ]
    return [*near, *students, *teachers, *(bases.heads.items() if bases is not None else ())]


def _per_pupil(manuscript: Manuscript, passage: Passage) -> Iterator[Hint]:
    for total, mean in _totals_and_means(passage):
        if (
            not are_comparable(total.unit, mean.unit) or total.measure == "" or mean.is_percent or mean.number.hedge is not Hedge.NONE
            or total.number.value <= mean.number.value * 50 or len(str(mean.number.digits).replace(".", "").strip("0")) < 2
        ):  # fmt: skip
            continue
        students, _ = people_of(manuscript)
        scale = mean.number.scale
        quotients = [(total.number.value / number / scale, number, place) for number, place in students]
        room = Decimal(1).scaleb(-mean.number.places) * Decimal("0.51")
        value = mean.number.digits
        if any(abs(q - value) <= max(room, value * Decimal("0.004")) for q, _, _ in quotients):
            continue
        yield from _healed_mean(total, mean, quotients, (*swaps(value), value * 10, value / 10), room)


def _totals_and_means(passage: Passage) -> Iterator[tuple[Mention, Mention]]:
    """A total with the mean right behind it; or the one total of the sentence that bears the name of the mean: 生均占地."""
    for total, mean in zip(passage.mentions, passage.mentions[1:], strict=False):
        beside = _PER_PUPIL.fullmatch(passage.plain[total.end : mean.start]) is not None
        if beside and are_comparable(total.unit, mean.unit):
            yield total, mean
            continue
        said = _NAMED_MEAN.search(passage.plain[mean.clause[0] : mean.start])
        if said is None or _OF_NOW.search(passage.plain[mean.clause[0] : mean.start]):
            continue
        start, _ = passage.full_sentence_at(mean.start)
        named = [
            m for m in passage.mentions_in(start, mean.digits_start)
            if m.measure == mean.measure and said["thing"][:2] in m.words_before and "生均" not in m.words_before
        ]  # fmt: skip
        if len(named) == 1 and _MOVED.search(named[0].words_before) is None:
            yield named[0], mean


_NAMED_MEAN = as_pattern(r"生均(?P<thing>[\u4e00-\u9fff]{2,8}?)(?:[约为达是]|达到)*\s*$")
_OF_NOW = as_pattern(r"上年|去年|标准|不低于|拨款|公用")


def _healed_mean(
    total: Mention,
    mean: Mention,
    quotients: Sequence[tuple[Decimal, Decimal, Place]],
    tried: Sequence[Decimal],
    room: Decimal,
) -> Iterator[Hint]:
    for meant in tried:
        fit = next(
            (entry for entry in quotients if abs(entry[0] - meant) <= max(room, meant * Decimal("0.0006"))), None
        )
        if fit is not None:
            yield _hint(
                mean, fit[2], f"{meant.normalize():f}",
                f"此处写作生均 {mean.raw.strip()}；{total.raw.strip()} ÷ {fit[1]:f} 人 ≈ {meant.normalize():f}，请核对数字和小数点",
                f"{mean.raw.strip()} for each pupil here; {total.raw.strip()} by {fit[1]:f} is about {meant.normalize():f}", 0.65,
            )  # fmt: skip
            return


def _hint(mention: Mention, other: Place, expected: str, zh: str, en: str, weight: float) -> Hint:
    return hint_at(
        "healing-shares", mention.id, FAULT, (mention.place, other), zh, en,
        reported=mention.raw.strip(), expected=expected, formula=f"{mention.raw.strip()} → {expected or '?'}", weight=weight,
    )  # fmt: skip
