"""A change that the text tells is that of the two years in a table.

Cue: a word of change with its size, rate or way (专任教师比上年减少 4 人; 合格率为 93.27%，比上年提高 0.84 个百分点), beside a table with a row
or column of that name over at least two years. Why it should hold in any report: the sentence was written from the
table. Guards: a figure told before the change must be the table's own of some year, and then a part of its name is
enough; without a figure the name must be the whole one, and what stands before it in the sentence must not narrow it;
the earlier year is the one that is named, else the one right before; every table with that name is a legal reading. A row that the
sentence names with what the table counts (东城职校招生比上年增加 11 人) goes the way that the table says where its two years differ by
just that size.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import Doubtful, Remark, difference_of, direction_of, growth_of, relation
from nianbao.extraction.example import Example
from nianbao.extraction.families.changes.prose_changes import way
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.known_bodies import known_bodies
from nianbao.extraction.names.known_facts import scope_of, speaks_of_many_kinds
from nianbao.extraction.names.named_units import unit_named, units_of
from nianbao.extraction.shares.share_steps import step_as_percent
from nianbao.extraction.tables.table_facts import Figure, Sheet, bare_label, compact
from nianbao.extraction.tables.yearly_figures import TOTAL, Yearly, yearly_figures
from nianbao.extraction.told.alike import WEAK, digits_of, pieces_of, tells
from nianbao.extraction.told.change_claims import ChangeClaim, change_claims
from nianbao.extraction.told.told_values import ToldValue, told_values
from nianbao.extraction.wording import letters_in_order
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Reading, Relation
from nianbao.facts.unit import Unit, are_comparable

FAULT = "difference"
_TABLE = "表2 基本情况\n\n指标\t2021年\t2022年\n专任教师（人）\t152\t148\n体质合格率（%）\t92.43\t93.27\n毕业生数（人）\t1240\t1310\n"
_SCHOOLS = "表1 招生情况\n\n学校\t2022年计划\t2022年实际\t2021年实际\n东城职校\t180\t167\t181\n西城职校\t260\t247\t231\n合计\t440\t414\t412\n"
EXAMPLES = (
    Example("fail", f"2022年，专任教师比上年减少14人。\n\n{_TABLE}"),
    Example("fail", f"2022年体质合格率为93.27%，比上年提高0.48个百分点。\n\n{_TABLE}"),
    Example("fail", f"2022年毕业生1310人，比上年有所减少。\n\n{_TABLE}"),
    Example("fail", f"2022年体质合格率为93.27%，比上年提高0.84%。\n\n{_TABLE}"),
    Example("fail", f"2022年东城职校招生比上年增加14人。\n\n{_SCHOOLS}"),
    Example("pass", f"2022年，专任教师比上年减少4人。\n\n{_TABLE}"),
    Example("fail", f"招生增加最多的是西城职校，一年增加16人，增长9.6%。\n\n{_SCHOOLS}"),
    Example("pass", f"2022年招生414人，比2021年增加2人，增幅最大的是西城职校，增长6.93%。\n\n{_SCHOOLS}"),
    Example("fail", f"2022年招生414人，比2021年增加2人，增幅最大的是西城职校，增长9.63%。\n\n{_SCHOOLS}"),
    Example("silent", f"2022年东城职校教师比上年增加14人。\n\n{_SCHOOLS}"),
    Example("silent", f"2022年，女专任教师比上年减少2人，骨干教师减少1人。\n\n{_TABLE}"),
)
_LEAD_IN = as_pattern(
    r"(?:[\s，,、]|(?:与|同|和|比|较)?(?:20\d\d\s*学?年度?|上年度?|去年|上一?学年)(?:同期)?(?:相比)?|今年|本年度?|本学年|全[区市县校]|[我本]?[区市县校]|受[^，。；]*影响|由于[^，。；]*|因[^，。；]*|其中|同时|此外|[由从据如按]?上?表\s*[\d.—-]*\s*(?:可见|可知|所示|显示|来?看|可以?看出))*"
)
_SPECIFIC, _TELLING = 4, 3  # characters of a name, digits of a figure
_OF_ALL = 100  # a figure that large is met twice by chance in few reports


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Remark]:
    """Changes whose values a table gives."""
    series = yearly_figures(manuscript)
    if not series:
        return
    values = told_values(manuscript)
    for claim in change_claims(manuscript):
        yield from _held_against(manuscript, claim, series, values[claim.passage.id])
        if claim.size is not None and not claim.size.is_percent:
            yield from _of_a_row(manuscript, claim, claim.size)


def _held_against(
    manuscript: Manuscript, claim: ChangeClaim, series: dict[str, tuple[Yearly, ...]], values: tuple[ToldValue, ...]
) -> Iterator[Relation | Doubtful | Remark]:
    start, _ = claim.passage.sentence_at(claim.start)
    here = [v for v in values if start <= v.mention.start < claim.start and v.when != -1]
    told = here[-1] if here else None
    subject = claim.spoken_of
    singled_out = _singled_out(claim)
    if not claim.subject and singled_out in _series_by_row(manuscript) and (told is None or told.name != singled_out):
        yield from _of_singled_out(manuscript, claim, singled_out)
        return
    if told is not None and (not subject or subject.endswith(told.name) or told.name.endswith(subject)):
        pairs = list(_with_value(manuscript, claim, series, told))
        firm = True
    elif len(subject) > 1:
        pairs = list(_without_value(manuscript, claim, series))
        firm = (not here and _is_whole(manuscript, claim, start)) or _tells_of_table(manuscript, claim, pairs)
    else:
        return
    readings = [reading for new, old in pairs for reading in _readings(claim, new, old)]
    if not readings:
        return
    place = claim.passage.place(claim.start, claim.end)
    made = relation("tabled-changes", readings[:4], cue=claim.word, severity="warning", place=place)
    slips = frozenset((claim.size.id,)) if claim.size is not None else frozenset()
    yield made if firm else Doubtful(made, slips)
    word = way(claim.word) or ("up" if claim.word[0] in "多高" else "down" if claim.word[0] in "少低" else "")
    size = claim.size
    if size is not None and size.is_percent and all(new.is_percent and old.is_percent for new, old in pairs):
        told_as_rates = [step_as_percent("tabled-changes", new, old, size) for new, old in pairs]
        if told_as_rates[0] is not None and None not in told_as_rates:
            yield told_as_rates[0]
    if claim.size is not None and word and (firm or any(_is_step(claim.size, new, old) for new, old in pairs)):
        ways = [direction_of(new.operand(), old.operand(), word) for new, old in pairs]
        yield relation("tabled-changes", ways[:4], cue=claim.word, severity="warning", place=place)


def _of_singled_out(manuscript: Manuscript, claim: ChangeClaim, name: str) -> Iterator[Relation]:
    """总额增长 4.2%，增幅最大的是丙类，增长 18.6%: the rate is that of the row that the clause before singles out."""
    if claim.size is None or not claim.size.is_percent:
        return
    stated = claim.size.operand(f"{claim.word} {claim.size.raw.strip()}", trust=0.6)
    readings = [
        growth_of(stated, row.figures[time].operand(), old.operand())
        for row in _series_by_row(manuscript)[name]
        for time in (max(row.figures),)
        if (old := row.figures.get(time - 1)) is not None and old.value and not row.figures[time].is_percent
    ]
    if readings:
        place = claim.passage.place(claim.start, claim.end)
        yield relation("tabled-changes", readings[:4], cue=claim.word, severity="warning", place=place)


def _with_value(
    manuscript: Manuscript, claim: ChangeClaim, series: dict[str, tuple[Yearly, ...]], told: ToldValue
) -> Iterator[tuple[Figure, Figure]]:
    """Both figures of every row that bears the name, or a part of it, and has the figure that was told."""
    telling = _is_telling(told.mention)
    for name, rows in series.items():
        is_total = name == TOTAL
        is_named = name == told.name or name.endswith(told.name) or told.name.endswith(name)
        if not (is_named or is_total or (telling and letters_in_order(told.name, name))):
            continue
        for row in rows:
            if is_total and (told.mention.number.value < _OF_ALL or told.name[-2:] not in row.sheet.caption):
                continue
            for time, new in row.figures.items():
                if not _is_told(new, told.mention) or (told.period is not None and time > 0 and told.period != time):
                    continue
                old = _before(claim, row, time)
                if old is not None and _measures(new, claim.size):
                    yield new, old


def _is_telling(mention: Mention) -> bool:
    """62.66% is met twice by chance in few tables; then the words 占专业课教师 are name enough."""
    return mention.is_percent and mention.number.places > 0


def _without_value(
    manuscript: Manuscript, claim: ChangeClaim, series: dict[str, tuple[Yearly, ...]]
) -> Iterator[tuple[Figure, Figure]]:
    report = manuscript.data_period
    for row in series.get(claim.spoken_of, ()):
        time = max(row.figures)
        if (span := _span(claim)) is not None:
            if span[0] in row.figures and span[1] in row.figures and _measures(row.figures[time], claim.size):
                yield row.figures[span[1]], row.figures[span[0]]
            continue
        if time > 0 and claim.against != time - 1 and (report is None or time not in (report, report - 1)):
            continue
        new, old = row.figures[time], _before(claim, row, time)
        if claim.size is None and claim.against is None:
            # 专任教师有所减少, without a time: since last year, or since the first one that the table has.
            yield from (
                (new, row.figures[each])
                for each in sorted({time - 1, min(row.figures)})
                if each < time and each in row.figures
            )
        elif old is not None and _measures(new, claim.size):
            yield new, old


_SPAN = as_pattern(
    r"(?<!\d)(20[0-4]\d)\s*年?\s*(?:[至到]|[-—–~～]+)\s*(20[0-4]\d)\s*年(?:间|期间|底|末)?[，,]?(?:全[区市县校]|[我本][区市县校])?$"
)


def _span(claim: ChangeClaim) -> tuple[int, int] | None:
    """2018 年至 2020 年在校生增加 90 人: since the first of the two years."""
    if not claim.spoken_of or claim.against is not None:
        return None
    words = claim.passage.plain[claim.passage.sentence_at(claim.start)[0] : claim.end]
    match = _SPAN.search(words[: words.find(claim.spoken_of)]) if claim.spoken_of in words else None
    return (int(match[1]), int(match[2])) if match is not None and match[1] < match[2] else None


def _tells_of_table(manuscript: Manuscript, claim: ChangeClaim, pairs: list[tuple[Figure, Figure]]) -> bool:
    """The claim bears the name of a row and a time, and its sentence has another figure of that table and year."""
    if claim.against is None or claim.subject != claim.spoken_of or len(pairs) != 1 or len(claim.subject) < _SPECIFIC:
        return False
    new, _ = pairs[0]
    start, end = claim.passage.full_sentence_at(claim.start)
    if new.sheet.is_total_row(new.row) or any(
        True for _ in known_bodies(manuscript).spoken(claim.passage.plain[start:end])
    ):
        return False
    beside = new.sheet.column_figures(new.column, new.sheet.data_rows)
    return any(
        _is_told(figure, mention) and len(digits_of(mention.number)) >= _TELLING
        for mention in claim.passage.mentions_in(start, end) for figure in beside if mention is not claim.size and figure is not new
    )  # fmt: skip


def _is_step(size: Mention, new: Figure, old: Figure) -> bool:
    """The size is that of the step between the two, whichever way it went, and has digits enough to be no chance."""
    if len(digits_of(size.number)) < _TELLING - 1:
        return False
    step = abs(new.value - old.value)
    if not size.is_percent or new.is_percent:
        return step in (size.number.value, size.number.digits)
    return bool(old.value) and abs(step / abs(old.value) - size.number.value) <= size.number.ulp / 2


def _before(claim: ChangeClaim, row: Yearly, time: int) -> Figure | None:
    if claim.against is not None and claim.against > 0:
        return row.figures.get(claim.against) if claim.against < time else None
    if claim.against is None and claim.size is None:
        return None
    old = row.figures.get(time - 1)
    return old if old is not None and old.value else None


def _is_whole(manuscript: Manuscript, claim: ChangeClaim, start: int) -> bool:
    """True where nothing before the claim narrows what it is said of."""
    if speaks_of_many_kinds(manuscript) or (claim.size is not None and scope_of(claim.size)):
        return False
    if claim.size is not None and unit_named(manuscript, claim.size):
        return False
    words = claim.passage.plain[start : claim.opened]
    return _LEAD_IN.fullmatch(words) is not None and not any(unit in words for unit in units_of(manuscript))


def _is_told(figure: Figure, mention: Mention) -> bool:
    unit = figure.number.unit
    if unit is None or mention.unit is None:
        return figure.number.digits == mention.number.digits and not mention.is_money
    return are_comparable(unit, mention.unit) and tells(mention.number, figure.number)


def _measures(figure: Figure, size: Mention | None) -> bool:
    if size is None or size.is_percent:
        return True
    unit: Unit | None = figure.number.unit
    if size.unit is not None and size.unit.dimension == "share_difference":
        return figure.is_percent
    if unit is None:
        return size.is_count
    return size.unit is not None and are_comparable(unit, size.unit)


def _readings(claim: ChangeClaim, new: Figure, old: Figure) -> list[Reading]:
    now, before, size = new.operand(), old.operand(), claim.size
    if size is None:
        word = way(claim.word)
        return [direction_of(now, before, word)] if word else []
    stated = size.operand(f"{claim.word} {size.raw.strip()}", trust=0.6)
    if size.is_percent and new.is_percent:
        return [difference_of(stated, now, before), growth_of(stated, now, before)]
    return [growth_of(stated, now, before) if size.is_percent else difference_of(stated, now, before)]


def _of_a_row(manuscript: Manuscript, claim: ChangeClaim, size: Mention) -> Iterator[Relation | Doubtful]:
    """东城职校招生比上年增加 11 人 beside a row of that name that lost 11: the size shows that both speak of one change."""
    word = way(claim.word) or ("up" if claim.word[0] in "多高" else "down" if claim.word[0] in "少低" else "")
    name, said = _row_and_rest(manuscript, claim)
    if not name or not word or _NARROWED.search(said):
        return
    steps = []
    for row in _series_by_row(manuscript)[name]:
        time = max(row.figures)
        if claim.against not in (None, -1, time - 1) or (
            time > 0 and manuscript.data_period not in (None, time, time + 1)
        ):
            continue
        new, old = row.figures[time], row.figures.get(time - 1)
        is_meant = (
            _is_about(new, row, said) if pieces_of(said) else _singled_out(claim) or _is_spoken_of_before(claim, new)
        )
        if old is not None and not new.is_percent and _measures(new, size) and is_meant:
            steps.append((new, old))
    alike = [pair for pair in steps if abs(pair[0].value - pair[1].value) == size.number.value and size.number.value]
    if not alike:
        return
    place = claim.passage.place(claim.start, claim.end)
    ways = [direction_of(new.operand(), old.operand(), word) for new, old in alike]
    yield relation("tabled-changes", ways[:4], cue=claim.word, severity="warning", place=place)
    rate = next(iter(claim.passage.mentions_in(size.end, claim.passage.sentence_at(claim.start)[1])), None)
    if rate is not None and rate.is_percent and _RATE.fullmatch(claim.passage.plain[size.end : rate.start]):
        # 一年增加 45 人，增长 31.7%: the size has shown which row is meant, and so the rate is that row's.
        stated = rate.operand(f"{claim.word} {rate.raw.strip()}", trust=0.6)
        grown = [growth_of(stated, new.operand(), old.operand()) for new, old in alike if old.value]
        if grown:
            around = claim.passage.place(claim.start, rate.end)
            yield relation("tabled-changes", grown[:4], cue=claim.word, severity="warning", place=around)


_RATE = as_pattern(r"\s*[，,、（(]\s*(?:同比)?(?:增长|增加|下降|减少|增幅|降幅|升幅)(?:率)?(?:了|约|为|是|达到?)*\s*")
# 增速最快的是养老服务专业，一年增加 45 人: the row that the clause before singles out.
_SINGLED_OUT = as_pattern(r"最[^，。；\d]{1,10}[是为](?P<name>[^，。；、\d]{2,20}?)(?:专业)?[，,]\s*$")
_NARROWED = as_pattern(
    r"女|男|新增|其中|计划|预计|占|均|率|比(?!上)|与(?!管理|维[修护]|工艺|造型|运行|营销|制作)|和|、|及"
)


@kept
def _series_by_row(manuscript: Manuscript) -> dict[str, tuple[Yearly, ...]]:
    """Series of rows by the name of the row, of schools and districts by every name that they bear."""
    bodies = known_bodies(manuscript)
    names: dict[str, list[str]] = {}
    for name, body in bodies.of.items():
        names.setdefault(body, []).append(name)
    found: dict[str, list[Yearly]] = {}
    for name, series in yearly_figures(manuscript).items():
        for each in series if name != TOTAL else ():
            rows = {figure.row for figure in each.figures.values()}
            label = compact(each.sheet.row_label(min(rows)))
            if len(rows) == 1 and len(label) > 1 and not each.sheet.is_total_row(min(rows)):
                for called in {label, label.removesuffix("专业"), *names.get(bodies.body(label), ())}:
                    found.setdefault(called, []).append(each)
    return {name: tuple(each) for name, each in found.items()}


def _row_and_rest(manuscript: Manuscript, claim: ChangeClaim) -> tuple[str, str]:
    """The row that is named in the claim, or as the only one before it in the sentence, and what else is said."""
    rows = _series_by_row(manuscript)
    if inside := sorted((name for name in rows if name in claim.subject), key=len):
        return inside[-1], claim.subject.replace(inside[-1], "|", 1)
    start, _ = claim.passage.sentence_at(claim.start)
    if not claim.subject and (singled_out := _singled_out(claim)) in rows:
        return singled_out, ""
    spoken = list(known_bodies(manuscript).spoken(claim.passage.plain[start : claim.start]))
    lead = claim.passage.plain[start + spoken[0].end : claim.start] if spoken else ""
    others = as_pattern(r"全[区市县校]|各|[两三]校").search(claim.passage.plain, start, claim.end)
    if len({each.body for each in spoken}) != 1 or len(lead) > _FAR or others or as_pattern(r"\d").search(lead):
        return "", ""
    name = claim.passage.plain[start + spoken[-1].start : start + spoken[-1].end]
    subject = claim.subject or ("招生" if "招" in claim.word else "")
    return (name, subject) if name in rows and subject else ("", "")


def _singled_out(claim: ChangeClaim) -> str:
    """The row that the clause before names as the first of all; empty where it names none."""
    start, _ = claim.passage.sentence_at(claim.start)
    found = _SINGLED_OUT.search(claim.passage.plain[start : claim.start])
    return found["name"] if found is not None else ""


_FAR = 24  # characters between the name of a school and what is said of it in the next clause


_MOVED = as_pattern(r"[^，。；]{0,24}?[增减升降多少]")


def _is_spoken_of_before(claim: ChangeClaim, figure: Figure) -> bool:
    """三校在校生增加 10 人。甲校增加 22 人，乙校减少 12 人: what goes up and down is said before, and is one column's name alone."""
    passage, sheet = claim.passage, figure.sheet
    begin, _ = passage.full_sentence_at(claim.start)
    begin, _ = passage.full_sentence_at(max(0, begin - 2))
    words = passage.plain[begin : claim.start]
    own = _heads(sheet, figure.column)
    others = {head for column in sheet.numeric_columns for head in _heads(sheet, column)} - own
    if any(head in words for head in others):
        return False
    found = [words.index(head) + len(head) for head in own if head in words]
    return bool(found) and all(_MOVED.match(words, position) for position in found)


def _heads(sheet: Sheet, column: int) -> set[str]:
    """The labels above a column that name what it counts."""
    labels = (as_pattern(r"20\d\d\s*学?年?度?").sub("", bare_label(label)) for label in sheet.column_path(column))
    return {label for label in labels if len(label) > 1 and not as_pattern(r"\d").search(label)}


def _is_about(figure: Figure, row: Yearly, said: str) -> bool:
    """What is said besides the name stands in the head of the column, or in the caption."""
    sheet = row.sheet
    told = pieces_of(said) - WEAK
    known = pieces_of(sheet.caption) | pieces_of("|".join(sheet.column_path(figure.column)))
    return bool(told) and told <= known
