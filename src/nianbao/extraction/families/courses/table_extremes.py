"""Who comes first, last or at some place in a table comes there in the sentence about it.

Cue: 就业率最高的是护理专业, 机电专业招生最少, 设备值位居第三, 唯一下降的是住宿条件, 提升幅度最大 beside a table with those rows. Why it should
hold in any report: the reader looks it up in the table. Guards: the name must fit one row; the words one core of a
head, or, where they say nothing (最少, 人数最多), any column of the nearest table will do; the second superlative of a
sentence goes on with the words of the first; three rows at least; where several tables or columns may be meant, one
that agrees is enough; 除, 其中, 之一 and groups (三年制中) leave it open. What is said of the first in round words (超过六成) is
compared with its cell, and so is its figure (就业人数最多的是护理专业，为 248 人) where the sentence names the column wholly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, Remark, relation, same
from nianbao.extraction.example import Example
from nianbao.extraction.families.courses.bounds import FRACTION, fraction_holds
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_facts import indicator_of
from nianbao.extraction.tables.column_names import NO_NAME, columns_of, core_of, named_rows
from nianbao.extraction.tables.table_facts import PERIOD, Figure, Sheet, compact
from nianbao.extraction.wording import QUOTIENT
from nianbao.facts.numeral import half_width, read_whole
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation
from nianbao.facts.unit import are_comparable

FAULT = "label"
_TABLE = "表3 就业情况\n\n专业\t毕业生数\t就业人数\t就业率\n护理\t250\t248\t99.2%\n机电\t180\t178\t98.9%\n会计\t120\t114\t95.0%\n"
_TERMS = "表4 满意度\n\n分项\t上学年\t本学年\n教学质量\t90.6%\t92.4%\n食堂伙食\t83.5%\t86.1%\n住宿条件\t88.2%\t87.3%\n社团活动\t91.8%\t93.0%\n"
EXAMPLES = (
    Example("fail", f"就业率最高的是机电专业，为98.9%。\n\n{_TABLE}"),
    Example("fail", f"从专业看，机电专业毕业生最多，会计专业毕业生最少。\n\n{_TABLE}"),
    Example("fail", f"就业率最高的是护理专业，最低的是机电专业。\n\n{_TABLE}"),
    Example("fail", f"毕业生数机电专业位居第三。\n\n{_TABLE}"),
    Example("fail", f"唯一下降的是社团活动。\n\n{_TERMS}"),
    Example("fail", f"教学质量提升幅度最大。\n\n{_TERMS}"),
    Example("fail", f"四项满意度中，教学质量增幅最大，食堂伙食增幅最小。\n\n{_TERMS.replace('87.3', '89.3')}"),
    Example("fail", f"就业人数最多的是护理专业，为246人。\n\n{_TABLE}"),
    Example("pass", f"就业率最高的是护理专业，为99.2%。\n\n{_TABLE}"),
    Example("pass", f"唯一下降的是住宿条件，食堂伙食提升幅度最大。\n\n{_TERMS}"),
    Example("silent", f"毕业生数机电专业、会计专业排在第二、第三。\n\n{_TABLE}"),
    Example("silent", f"除护理外，就业率最高的是机电专业。\n\n{_TABLE}"),
    Example(
        "silent",
        "表1 规模\n\n区域\t在校生\n市直\t18642\n云浦区\t4875\n沂东县\t8963\n灌河县\t8126\n\n县（区）学校中，沂东县在校生最多。\n",
    ),
)
_WHICH = r"最(?P<which>[高低多少大小])"
_OF = as_pattern(
    rf"(?P<what>[\u4e00-\u9fff]{{0,10}}?){_WHICH}的?(?:专业|学校|县区?|区县|年级|一个|群体|对象|项目|年份|分项|指标|单位|学部|院系)?(?:[是为有]|依然是|仍然?是|要数|当属)[：:]?(?P<who>[\u4e00-\u9fff]{{2,16}})"
)
_WHO = as_pattern(
    rf"(?P<who>[\u4e00-\u9fff]{{2,16}}?)(?:的)?(?P<what>[\u4e00-\u9fff]{{0,8}}){_WHICH}(?!的|[值化小大佳优终好])"
)
_RANK = as_pattern(
    r"(?P<who>[\u4e00-\u9fff]{0,16}?)(?:的)?(?P<what>[\u4e00-\u9fff]{0,8}?)(?:则|均|仍|却|也)?(?:位[居列]|居|排名?|名列|列)[在于]?(?P<place>第[二三四五六七八九十一\d]{1,2}(?:位|名)?|首位|末位|榜首)"
)
_ONLY_MOVED = as_pattern(
    r"唯一(?:一[项个所])?(?:出现)?(?P<way>下降|下滑|降低|减少|负增长|上升|增长|提高|增加)的(?:[\u4e00-\u9fff]{0,4}?)(?:是|为)(?P<who>[\u4e00-\u9fff]{2,14})"
    r"|(?:只有|仅有?|唯有)(?P<who2>[\u4e00-\u9fff]{2,14}?)(?:一[项个所])?(?:有所|出现|略有)?(?P<way2>下降|下滑|降低|减少|上升|提高)(?![至到了])"
)
_MOST_MOVED = as_pattern(
    r"(?P<who>[\u4e00-\u9fff]{2,14}?)(?:的)?(?P<way>提升|提高|上升|增长|增加|增得|涨得|升得|降得|减得|进步|改善|增|下降|降)(?:的)?(?:幅度|幅|速度|速|人数|数量|量)?也?最(?P<end>大|快|多|高|明显|小|低|慢)(?!的)"
    r"|(?P<way2>提升|提高|上升|增长|增加|增得|涨得|升得|降得|减得|减少|进步|改善|增|涨|下降|降)(?:幅度|幅|速度|速|数量|量)?最(?P<end2>大|快|多|高|明显|小|低|慢)的(?:[\u4e00-\u9fff]{0,4}?)(?:是|为)(?P<who2>[\u4e00-\u9fff]{2,14})"
)
_FALLS = as_pattern(r"降|下滑|减|负")
_OPEN = as_pattern(
    r"除|其中|之[一外]|以外|[制类级]中|第二[高多]|增[长幅加速]|降幅|变化|提[升高]|上升|下降|全[国省]|较上|比上|历[年史]|以来"
)
_SAYS_NOTHING = as_pattern(
    r"^(?:的|人数|规模|数量|学生|学生数|总数|总量|也|均|专业|学校|所占|占比|比例|得分|则|却|但|而|又|体量)*$"
)
_OLD = as_pattern(r"上(?:一)?(?:学?年|学期|期|届)|去年|前测|原")
_NEW = as_pattern(r"本(?:学?年|学期|期|届|年度)|今年|后测|现")
_LEFT_OUT = as_pattern(
    r"(?<![免扣减])除[^。；]*[外，]"
    # 县（区）学校中，沂东县最多: among some of the rows.
    r"|(?:[县区乡]|民办|公办|[省市县区直]属)[（(]?[区县市]?[）)]?[属级域]?(?:中职)?(?:学校|院校)?中[，,]"
)
_LEAST_ROWS = 3
_NEAR_BLOCKS = 14
_LEAD_WORDS = as_pattern(r"^(?:但|而|又|却|其|则|且|并且|同时|另外)+")


def find(manuscript: Manuscript) -> Iterator[Remark | Relation | Doubtful]:
    """Firsts, lasts and places, clause by clause."""
    # 在校生 may be a row of some table, and is yet what is said of 护理 in 护理在校生最多.
    rows = {name: cells for name, cells in named_rows(manuscript).items() if indicator_of(name) is None}
    if not rows:
        return
    for passage in manuscript.prose():
        words = passage.plain
        if (
            "最" not in words
            and "唯" not in words
            and "位" not in words
            and "仅" not in words
            and "只有" not in words
            and "第" not in words
        ):
            continue
        for start, end in passage.full_sentences:
            yield from _sentence(manuscript, passage, start, end, rows)


_IN_TURN = as_pattern(r"[位名]?\s*[、和与及]\s*(?:第|末位)")

Rows = dict[str, tuple[tuple[Sheet, int], ...]]


def _sentence(
    manuscript: Manuscript, passage: Passage, start: int, end: int, rows: Rows
) -> Iterator[Remark | Relation | Doubtful]:
    words = passage.plain
    if _LEFT_OUT.search(words, start, end) or _AMONG_SOME.search(words, start, end):
        return
    what, who = "", ""
    said = sorted(_said(passage, start, end), key=lambda m: m.end())
    for match in said:
        clause, _ = passage.clause_at(match.start())
        if _OPEN.search(words[clause : match.end()]) or (
            match.re == _OF and match["which"] in words[clause : match.start("which") - 1]
        ):
            continue
        if match.re == _RANK and _IN_TURN.match(words, match.end()):
            # 甲、乙排在第二、第三: each name has the place that stands in its turn.
            continue
        name, own = _name_and_words(match, rows)
        if match.re == _RANK and not name:
            name = _last_named(rows, compact(words[start : match.start()])) or who
        if not name:
            continue
        own = _LEAD_WORDS.sub("", own)
        if _SAYS_NOTHING.fullmatch(own) and match.re == _OF and own == "" and what:
            own = what
        what, who = own or what, name
        yield from _placed(manuscript, passage, match, name, own, rows)
    if "唯" in words[start:end] or "有" in words[start:end] or "仅" in words[start:end]:
        for match in _ONLY_MOVED.finditer(words, start, end):
            yield from _only_moved(manuscript, passage, match, rows)
    for cue in _MOST.finditer(words, start, end):
        clause, _ = passage.clause_at(cue.start())
        for match in _MOST_MOVED.finditer(words, max(clause, cue.start() - _BEFORE), min(end, cue.end() + _AFTER)):
            yield from _most_moved(manuscript, passage, match, rows)


# 三个镇中，甲镇学员最多: some of the rows alone are compared.
_AMONG_SOME = as_pattern(r"[两二三四五六七八九\d]\s*个(?:镇|乡|街道|县|区|民办|公办)[^，。；]{0,4}中")
_BEFORE, _AFTER = 26, 30  # characters round a cue that may belong to it
_FIRST_OR_LAST = as_pattern(r"最[高低多少大小]")
_AT_PLACE = as_pattern(r"(?:位[居列]|居|排名?|名列|列)[在于]?(?:第[一二三四五六七八九十\d]|[首末]位|榜首)")
_MOST = as_pattern(r"[升高长加增降幅度速数量得步善少涨]也?最[大快多高明小低慢]")
_SOME = as_pattern(r"[县区乡镇]|公办|民办|[直]属|[制类级](?:中|学校)|专业[部群]")


def _said(passage: Passage, start: int, end: int) -> Iterator[re.Match[str]]:
    """What the sentence says of firsts, lasts and places; each cue is looked at within its own clause."""
    seen: set[tuple[int, int]] = set()
    for cues, patterns in ((_FIRST_OR_LAST, (_OF, _WHO)), (_AT_PLACE, (_RANK,))):
        for cue in cues.finditer(passage.plain, start, end):
            clause, _ = passage.clause_at(cue.start())
            for pattern in patterns:
                for match in pattern.finditer(
                    passage.plain, max(clause, cue.start() - _BEFORE), min(end, cue.end() + _AFTER)
                ):
                    if match.start() <= cue.start() < match.end() and match.span() not in seen:
                        seen.add(match.span())
                        yield match


def _name_and_words(match: re.Match[str], rows: Rows) -> tuple[str, str]:
    """The row that is named, and what is said of it."""
    who, what = compact(match["who"]), match["what"]
    if match.re == _OF:
        name = _longest(rows, who, at_start=True)
        return name, as_pattern(r"^.*(?:[，中里]|方面|来看|专业|学校)").sub("", what)
    whole = who + what
    name = _longest(rows, whole)
    if not name:
        return "", what if match.re == _WHO else as_pattern(r"^(?:但|而|又|其|则)+").sub("", whole)
    before, _, after = whole.partition(name)
    after = after.removeprefix("专业").removeprefix("学校").removeprefix("的")
    # 毕业生数机电专业位居第三: the words may stand before the name.
    return name, after or (before if match.re == _RANK else "")


def _longest(rows: Rows, words: str, *, at_start: bool = False) -> str:
    names = [name for name in rows if (words.startswith(name) if at_start else name in words)]
    return max(names, key=len) if names else ""


def _last_named(rows: Rows, words: str) -> str:
    """The row that was named last before: whom a place without a name is said of."""
    found = [(words.rfind(name) + len(name), len(name), name) for name in rows if name in words]
    return max(found)[2] if found else ""


def _column_named(sheet: Sheet, words: str) -> str:
    """The head whose core stands last in the words: 在校生 in 市直学校在校生占全市的 34%，居首位；…最少."""
    cores = {core_of(sheet.head(c)) for c in sheet.numeric_columns}
    named = {core for core in cores if len(core) > 1 and core in words}
    named = {core for core in named if not any(core != other and core in other for other in named)}
    # 市直学校在校生居首位；…最少: of several heads the one said last.
    return max(named, key=lambda core: words.rfind(core) + len(core)) if named else ""


def _group_named(passage: Passage, match: re.Match[str], sheet: Sheet) -> str:
    """东校区在校生最多的是护理: first among the rows of that school, not among all."""
    clause, _ = passage.clause_at(match.start())
    said = compact(passage.plain[clause : match.end()])
    paths = (sheet.row_path(row) for row in sheet.data_rows)
    groups = {compact(path[0]) for path in paths if len(path) > 1}
    return max((group for group in groups if len(group) > 1 and group in said), key=len, default="")


def _is_one_of_them(sheet: Sheet, row: int) -> bool:
    return (
        not sheet.is_total_row(row)
        and not sheet.is_subtotal_row(row)
        and not NO_NAME.search(compact(sheet.row_label(row)))
        and not NO_NAME.fullmatch(compact("".join(sheet.row_path(row))))
    )


def _nearest(manuscript: Manuscript, passage: Passage, found: Sequence[tuple[Sheet, int]]) -> list[tuple[Sheet, int]]:
    """The table with such a row that stands nearest to the passage; the one before it where two are as near."""
    positions = manuscript.positions
    here = positions.get(passage.id)
    if here is None:
        return []
    far = [
        (abs(positions[sheet.id] - here), positions[sheet.id] > here, n)
        for n, (sheet, _) in enumerate(found)
        if sheet.id in positions
    ]
    if not far or min(far)[0] > _NEAR_BLOCKS:
        return []
    sheet = found[min(far)[2]][0]
    return [(s, row) for s, row in found if s is sheet]


def _placed(
    manuscript: Manuscript, passage: Passage, match: re.Match[str], name: str, what: str, rows: Rows
) -> Iterator[Remark | Relation | Doubtful]:
    vague = _SAYS_NOTHING.fullmatch(what) is not None
    cells = _nearest(manuscript, passage, rows[name]) if vague else rows[name]
    if vague and len(cells) != 1:
        return
    if vague and what in ("", "的", "也", "则", "均"):
        start, _ = passage.full_sentence_at(match.start())
        if head := _column_named(cells[0][0], compact(passage.plain[start : match.start()])):
            what, vague = head, False
    of_size = match.re != _RANK and match["which"] in "大小多少"
    found: list[tuple[bool, list[Figure], Figure]] = []
    for sheet, row in cells:
        columns = (
            [c for c in sheet.numeric_columns if c != sheet.ordinal_column and not (of_size and _is_mean(sheet, c))]
            if vague
            else list(columns_of(sheet, what))
        )
        group = _group_named(passage, match, sheet)
        for column in columns:
            figures = [
                f for other in sheet.data_rows
                if _is_one_of_them(sheet, other) and (f := sheet.figure(other, column))
                and (not group or compact(sheet.row_path(other)[0]) == group)
            ]  # fmt: skip
            own = sheet.figure(row, column)
            if own is None or len(figures) < _LEAST_ROWS:
                continue
            wanted = _value_at(match, [figure.value for figure in figures])
            if wanted is not None:
                found.append((own.value == wanted, [f for f in figures if f.value == wanted], own))
    if not found:
        return
    told = _told_behind(passage, match)
    firsts_own = [own for good, _, own in found if good]
    if told is not None and firsts_own and (claim := _with_figure(manuscript, told, firsts_own, "" if vague else what)):
        yield claim
    elif told is not None and _is_of_another_column(told, found, vague):
        return
    holds = any(good for good, _, _ in found)
    _, firsts, own = next((each for each in found if each[0]), found[0])
    begin = max(passage.plain.find(name[0], match.start("who")), match.start("who"))
    place = passage.place(begin, begin + len(name)) if name in compact(match[0]) else passage.place(*match.span())
    right = firsts[0].sheet.row_label(firsts[0].row)
    said = f"最{match['which']}" if match.re != _RANK else f"居{match['place']}"
    yield Remark(
        f"table-extremes:{passage.id}:{match.start()}:{match.end()}", "table-extremes", FAULT, (place, own.place, firsts[0].place),
        f"说「{name}」{what}{said}，表中{said}的是「{right}」（{firsts[0].number.raw.strip()}）",
        f"“{name}” is given a place that “{right}” holds in the table", severity="warning", holds=holds, reported=name,
        expected=right, formula=f"{own.label} {own.number.raw.strip()} / {right} {firsts[0].number.raw.strip()}", keys=(own.key, firsts[0].key),
    )  # fmt: skip
    if holds and own.is_percent and match.re != _RANK:
        yield from _in_round_words(passage, match, own)


def _is_mean(sheet: Sheet, column: int) -> bool:
    """规模最大 is said of a number, and never of 生均设备值 or a rate."""
    return QUOTIENT.search(compact("".join(sheet.column_path(column)))) is not None


def _told_behind(passage: Passage, match: re.Match[str]) -> Mention | None:
    """The figure that the sentence gives to the first: …最低，为 3980 元."""
    if match.re == _RANK:
        return None
    _, end = passage.sentence_at(match.start())
    told = next(iter(passage.mentions_in(match.end(), min(end, match.end() + _VALUE_BEHIND))), None)
    if told is None or told.unit is None:
        return None
    return told if passage.plain[match.end() : told.start].strip("，、（( ").startswith(_IS) else None


def _is_of_another_column(told: Mention, found: Sequence[tuple[bool, list[Figure], Figure]], vague: bool) -> bool:
    """商贸学校最低，为 3980 元: a figure that no column tried holds is of a table or a column not known.

    冠名班 14 个，甲校最多，有 6 个班: where no word calls a column, neither its own figure nor that of the first is told.
    """
    if vague:
        return all(told.number.value not in (own.value, *(f.value for f in firsts)) for _, firsts, own in found)
    return all(
        told.number.value != figure.value
        for _, _, own in found
        for figure in own.sheet.column_figures(own.column, own.sheet.data_rows)
    )


def _with_figure(
    manuscript: Manuscript, told: Mention, firsts: Sequence[Figure], what: str
) -> Relation | Doubtful | None:
    """Whoever is rightly first has the figure of that cell; a head that is not said wholly may be that of another column."""
    cells = [
        f for f in firsts
        if f.is_percent == told.is_percent and are_comparable(f.number.unit, told.unit) and f.period in (None, manuscript.data_period)
    ]  # fmt: skip
    # 有 12 人入职同一家企业: what goes on is said of some of them.
    goes_on = _ENDS.match(told.passage.plain, told.end) is None
    if not cells or goes_on or told.number.hedge is not Hedge.NONE or _OLD.search(told.passage.plain, *told.sentence):
        return None
    whole = [cell for cell in cells if core_of(cell.sheet.head(cell.column)) == core_of(what)]
    cells = whole or cells
    made = relation(
        "table-extremes", [same(cell.operand(unit=told.unit), told.operand()) for cell in cells], cue="最",
        severity="warning", place=told.place,
    )  # fmt: skip
    own = cells[0]
    elsewhere = {f.number.digits for f in own.sheet.figures.values() if own.row == f.row or own.column == f.column}
    is_named = len(cells) == 1 and bool(whole) and (own.number.unit is not None or not told.is_money)
    firm = is_named and (own.value == told.number.value or told.number.digits not in elsewhere)
    return made if firm else Doubtful(made, frozenset((told.id,)))


_VALUE_BEHIND = 10  # characters between 最低 and its figure
_ENDS = as_pattern(r"\s*(?:[，,。；;、）)]|$)")
_IS = ("为", "是", "仅", "达", "有", "共")


def _value_at(match: re.Match[str], values: list[Decimal]) -> Decimal | None:
    if match.re != _RANK:
        return max(values) if match["which"] in "高多大" else min(values)
    said = match["place"]
    if said in ("首位", "榜首"):
        return max(values)
    if said == "末位":
        return min(values)
    digits = as_pattern(r"[第位名]").sub("", said)
    number = read_whole(digits)
    return sorted(values, reverse=True)[number - 1] if number is not None and 0 < number <= len(values) else None


def _in_round_words(passage: Passage, match: re.Match[str], own: Figure) -> Iterator[Remark]:
    """升学率最高的是甲部，超过六成: the cell behind the round words."""
    _, end = passage.sentence_at(match.end() - 1)
    said = FRACTION.search(passage.plain, match.end(), min(end, match.end() + 20))
    if said is None or not as_pattern(r"[\u4e00-\u9fff]{0,8}，\s*(?:已|达到?|约|也|为)*").fullmatch(
        passage.plain[match.end() : said.start()]
    ):
        return
    printed = own.number.raw.strip()
    yield Remark(
        f"table-extremes:{passage.id}:{said.start()}:round", "table-extremes", FAULT, (passage.place(*said.span()), own.place),
        f"说「{said[0]}」，但表中「{own.label}」是 {printed}", f"“{said[0]}” is said, but the table gives {printed}", severity="warning",
        holds=fraction_holds(said, own.value), reported=said[0], expected=printed, formula=f"{said[0]} / {printed}", keys=(own.key,),
    )  # fmt: skip


def _moves(sheet: Sheet) -> list[tuple[str, Figure, Figure]]:
    """Rows with their earlier and their later figure, where the table has one column of each."""
    dated = sorted(
        (int(m[1]), c) for c in sheet.numeric_columns if (m := PERIOD.match(half_width(compact(sheet.head(c)))))
    )
    heads = {c: compact(sheet.head(c)) for c in sheet.numeric_columns}
    old = [c for c, head in heads.items() if _OLD.match(head)]
    new = [c for c, head in heads.items() if _NEW.match(head)]
    if len(dated) >= 2 and len({period for period, _ in dated}) == len(dated):
        pair = (dated[-2][1], dated[-1][1])
    elif len(old) == len(new) == 1:
        pair = (old[0], new[0])
    else:
        return []
    return [
        (compact(sheet.row_label(row)), before, after)
        for row in sheet.data_rows
        if _is_one_of_them(sheet, row) and (before := sheet.figure(row, pair[0])) and (after := sheet.figure(row, pair[1]))
    ]  # fmt: skip


def moving_table(
    manuscript: Manuscript, passage: Passage, who: str, rows: Rows
) -> tuple[str, list[tuple[str, Figure, Figure]]]:
    name = _longest(rows, compact(who))
    if not name:
        return "", []
    tables = [(sheet, row) for sheet, row in rows[name] if len(_moves(sheet)) >= _LEAST_ROWS]
    near = _nearest(manuscript, passage, tables)
    return name, _moves(near[0][0]) if near else []


def _only_moved(manuscript: Manuscript, passage: Passage, match: re.Match[str], rows: Rows) -> Iterator[Remark]:
    """唯一下降的是住宿条件: of all rows this one fell, and no other."""
    name, moves = moving_table(manuscript, passage, match["who"] or match["who2"], rows)
    falls = _FALLS.search(match["way"] or match["way2"]) is not None
    moved = [(n, a, b) for n, a, b in moves if (b.value < a.value if falls else b.value > a.value)]
    own = [(n, a, b) for n, a, b in moves if n.removesuffix("专业") == name.removesuffix("专业")]
    if not own or not moves:
        return
    holds = [n for n, _, _ in moved] == [own[0][0]]
    right = "、".join(n for n, _, _ in moved) or "没有一项"
    yield _told(passage, match, name, "唯一" + (match["way"] or match["way2"]), right, holds, own[0], moved[:1])


def _most_moved(manuscript: Manuscript, passage: Passage, match: re.Match[str], rows: Rows) -> Iterator[Remark]:
    """提升幅度最大: by the difference or by the rate, either will do."""
    clause, _ = passage.clause_at(match.start())
    start, _ = passage.full_sentence_at(match.start())
    said = passage.plain[clause : match.end()]
    if as_pattern(r"除|之一|[制类级]中").search(said) or ("其中" in said and _SOME.search(passage.plain[start:clause])):
        return
    end = match["end"] or match["end2"]
    if end in "小低慢":
        yield from _least_moved(manuscript, passage, match, rows)
        return
    name, moves = moving_table(manuscript, passage, match["who"] or match["who2"], rows)
    own = [(n, a, b) for n, a, b in moves if n.removesuffix("专业") == name.removesuffix("专业")]
    if not own or any(not a.value for _, a, _ in moves):
        return
    sign = -1 if _FALLS.search(match["way"] or match["way2"]) else 1
    by_difference = max(moves, key=lambda m: sign * (m[2].value - m[1].value))
    by_rate = max(moves, key=lambda m: sign * (m[2].value / m[1].value))
    own_difference, own_rate = sign * (own[0][2].value - own[0][1].value), sign * (own[0][2].value / own[0][1].value)
    holds = own_difference == sign * (by_difference[2].value - by_difference[1].value) or (
        own_rate == sign * (by_rate[2].value / by_rate[1].value)
    )
    yield _told(
        passage, match, name, (match["way"] or match["way2"]) + "最大", by_difference[0], holds, own[0], [by_difference]
    )


def _least_moved(manuscript: Manuscript, passage: Passage, match: re.Match[str], rows: Rows) -> Iterator[Remark]:
    """增幅最小: by the difference or by the rate, of all rows or of those that went that way."""
    way = match["way"] or match["way2"]
    name, moves = moving_table(manuscript, passage, match["who"] or match["who2"], rows)
    own = [each for each in moves if each[0].removesuffix("专业") == name.removesuffix("专业")]
    if not own or any(not a.value for _, a, _ in moves) or not as_pattern(r"幅|速").search(match[0]):
        return
    sign = -1 if _FALLS.search(way) else 1
    went = [(n, a, b) for n, a, b in moves if sign * (b.value - a.value) > 0]
    if len(went) < _LEAST_ROWS:
        return
    right = min(went, key=lambda m: sign * (m[2].value / m[1].value))
    firsts = [min(each, key=lambda m: sign * (m[2].value - m[1].value)) for each in (went, moves)]
    firsts += [min(each, key=lambda m: sign * (m[2].value / m[1].value)) for each in (went, moves)]
    yield _told(passage, match, name, f"{way}幅度最小", right[0], own[0] in firsts, own[0], [right])


def _told(
    passage: Passage,
    match: re.Match[str],
    name: str,
    said: str,
    right: str,
    holds: bool,
    own: tuple[str, Figure, Figure],
    others: Sequence[tuple[str, Figure, Figure]],
) -> Remark:
    who = "who" if match["who"] else "who2"
    places = (passage.place(*match.span(who)), own[2].place, *(f.place for _, a, b in others for f in (a, b)))
    return Remark(
        f"table-extremes:{passage.id}:{match.start()}:moved", "table-extremes", FAULT, places,
        f"说「{name}」{said}，但按表中前后两栏算，应是「{right}」", f"“{name}” is said to have moved alone or most; by the table it is “{right}”",
        severity="warning", holds=holds, reported=name, expected=right,
        formula=f"{own[0]} {own[1].number.raw.strip()} → {own[2].number.raw.strip()}", keys=(own[1].key, own[2].key),
    )  # fmt: skip
