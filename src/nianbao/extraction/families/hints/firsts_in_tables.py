"""Who is said to come first or last does so in some column that fits the words.

Cue: 办学规模最大, 接收人数最多, 起薪最低, 规模最小的是…, 居首 said of a name that is a row of a table. Why it should hold in any
report: the reader looks the name up in the nearest table, and somewhere in its row stands the largest or the smallest
figure. Guards: a column fits where it shares a word with what is said, or a word of the same thing (规模 and 在校生, 起薪 and
收入); where nothing is said all columns of the nearest table do; one fitting column in which the name is
first is enough; 县（区）学校中 leaves the other rows out; 除, 之一, growth and records of all time are left alone; a figure told
behind the word must be one of the column; where only a size is said (人数最少，为 66 人), it is that of the column of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_facts import indicator_of
from nianbao.extraction.tables.column_names import NO_NAME, named_rows
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.extraction.told.alike import pairs_outside
from nianbao.extraction.wording import CHANGE_HEAD
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.printed_number import Hedge
from nianbao.facts.unit import are_comparable

FAULT = "label"
_TABLE = "表1 各地规模\n\n区域\t学校数\t在校生\n市直\t3\t18642\n云浦区\t2\t4875\n沂东县\t3\t8963\n灌河县\t1\t8126\n"
_CLASSES = "表2 各专业在校生情况\n\n专业\t一年级\t二年级\t合计\n机电技术应用\t142\t131\t273\n淡水养殖\t34\t41\t75\n幼儿保育\t112\t125\t237\n"
EXAMPLES = (
    Example("fail", f"{_TABLE}\n县（区）学校中，灌河县办学规模最大。"),
    Example("fail", f"{_TABLE}\n沂东县在校生最多，为8126人。"),
    Example("fail", f"{_CLASSES}\n淡水养殖人数最少，为88人。"),
    Example("silent", f"{_CLASSES}\n淡水养殖人数最少，为75人。"),
    Example("silent", f"{_TABLE}\n县（区）学校中，沂东县办学规模最大。"),
    Example("silent", f"{_TABLE}\n灌河县是规模最大的县之一。"),
    Example("silent", f"{_TABLE}\n灌河县毕业生起薪最高。"),
)
_CUE = as_pattern(r"最[高低多少大小](?![限程可法人值化佳优终好程])|居首(?:位)?|位居第一|排名第一|居第一位")
_OF = as_pattern(
    r"的?(?:专业|学校|县区?|区县|年级|一个|群体|对象|项目|分项|指标|单位|学部|院系|大类|类别)?(?:[是为]|依然是|仍然?是|要数|当属)[：:]?|的(?=[\u4e00-\u9fff])"
)
_NO_CLAIM = as_pattern(
    r"除|之一|以外|第[二三]|增[长幅加速量]|增得|[升降涨减]幅|变化|提[升高]|上升|下降|全[国省]|较上|比上|历[年史届]|以来|进步|改善|曾|往年|上年|去年|首次|突破|超过|其[他它余]|目标|不(?!锈)|未(?!来)|将|应(?![用急届])|为了|力争"
)
_LEFT_OUT = as_pattern(r"(?<![免扣减消])除[^。；，]{1,24}外")
_AMONG = as_pattern(
    r"(?P<kind>[县区市乡镇][（(]?[县区市、]*[）)]?)(?:属|级|域)?(?:中职)?(?:学校|院校)?中(?:[，,]|(?=[^等职心小学专\s]))|(?:公办|民办|直属)(?:学校)?中"
)
_VAGUE = as_pattern(
    r"人数|数量|总数|总量|专业群?|学校|学生|毕业生|的|数|也|则|均|仍|为|是|占比|比例|所占|占|全[区市县校]|中|最|，|各"
)
_ALIKE = (
    as_pattern(r"规模|在校|学生数|学生总|人数"),
    as_pattern(r"薪|收入|工资|待遇"),
    as_pattern(r"培训.*人|人次"),
    as_pattern(r"接收|实习学生|实习生"),
    as_pattern(r"升学|升入"),
    as_pattern(r"获奖|奖"),
)
_MEASURE = as_pattern(r"[\u4e00-\u9fff]{0,2}(?:率|起薪|收入|工资|满意度|生师比|投档分|得分|比例|占比)")
_SHARE = as_pattern(r"占比|比例|比重|率|百分比|%")
_HEIGHT = as_pattern(r"率|薪|收入|工资|满意度|比|分|%|均|水平|幅")  # what is high and low, not many and few
_TOTAL = as_pattern(r"合计|总计|小计|总数")
_ALL_HEAD = as_pattern(r"(?:在校生|在校|学生|总)?(?:合计|小计|总计|人数|总数|数)(?:\(人\))?")
_FARTHEST = Decimal("1.6")  # times between two figures that may be one
_LONGEST = 16  # characters between a name and the word
_LEAST_ROWS, _NEAR_BLOCKS, _BEHIND = 3, 24, 8
_MOST = 2  # hints of a report; more of them come from words that were misread
_OWN, _TOLD, _VAGUELY = 0.55, 0.65, 0.35


@dataclass(frozen=True)
class _Claim:
    passage: Passage
    start: int
    end: int
    name: str
    what: str
    largest: bool
    told: Mention | None


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """The best few of the firsts and lasts that no column bears out."""
    # 在校生 may be a row of some table, and is yet what is said of 护理 in 护理在校生最多.
    rows = {name: cells for name, cells in _names(manuscript).items() if indicator_of(name) is None}
    if not rows:
        return
    found: list[Hint] = []
    for passage in manuscript.prose():
        if "最" not in passage.plain and "居" not in passage.plain and "排名第一" not in passage.plain:
            continue
        for cue in _CUE.finditer(passage.plain):
            claim = _claim(passage, cue, rows)
            hint = _judged(manuscript, claim, rows) if claim is not None else None
            if hint is not None:
                found.append(hint)
    found.sort(key=lambda hint: -hint.weight)
    yield from found[:_MOST]


Rows = dict[str, tuple[tuple[Sheet, int], ...]]


@kept
def _names(manuscript: Manuscript) -> Rows:
    """Rows by name; where several columns name a row, by the first of them too, if it differs from row to row."""
    found = dict(named_rows(manuscript))
    for sheet in manuscript.sheets:
        if len(sheet.label_columns) < 2:
            continue
        first = {row: compact(sheet.text(row, sheet.label_columns[0])) for row in sheet.data_rows}
        labels = [label for label in first.values() if label]
        if len(labels) < _LEAST_ROWS or len(set(labels)) < len(labels):
            continue
        for row, label in first.items():
            if len(label) > 1 and label not in found and not NO_NAME.search(label):
                found[label] = ((sheet, row),)
    return found


def _claim(passage: Passage, cue: re.Match[str], rows: Rows) -> _Claim | None:
    words = passage.plain
    clause, stop = passage.clause_at(cue.start())
    sentence, end = passage.full_sentence_at(cue.start())
    if _NO_CLAIM.search(words[clause:stop]) or _LEFT_OUT.search(words, sentence, clause):
        return None
    largest = cue[0][1] in "高多大首居名" if cue[0][0] == "最" else True
    behind = _OF.match(words, cue.end())
    if behind is not None and behind.end() > cue.end():
        name, what = (
            _at_start(compact(words[behind.end() : behind.end() + 24]), rows),
            compact(words[clause : cue.start()]),
        )
        until = behind.end()
    else:
        before = compact(words[clause : cue.start()])
        name = _last_named(before, rows)
        what = before[before.rfind(name) + len(name) :] if name else ""
        until = cue.end()
    if not name or len(what) > _LONGEST or what.endswith("的") or what.startswith("比"):
        return None
    if not _VAGUE.sub("", what) and cue[0][-1] in "高低":
        # 起薪平均 3754 元，其中甲专业最高: what is high is told earlier in the sentence, and last.
        measures = _MEASURE.findall(compact(words[sentence:clause]))
        what = measures[-1] if measures else ""
    told = next(iter(passage.mentions_in(until, min(end, until + _BEHIND + 2 * len(name)))), None)
    if told is not None and not re.fullmatch(
        r"[^。；]{0,16}[，,（(]?\s*(?:为|是|共|达|有|仅|达到|共有)\s*", words[until : told.start]
    ):
        told = None
    return _Claim(passage, cue.start(), until, name, what, largest, told)


def _at_start(words: str, rows: Rows) -> str:
    return max((name for name in rows if words.startswith(name)), key=len, default="")


def _last_named(words: str, rows: Rows) -> str:
    found = [(words.rfind(name) + len(name), len(name), name) for name in rows if name in words]
    return max(found)[2] if found else ""


def _judged(manuscript: Manuscript, claim: _Claim, rows: Rows) -> Hint | None:
    positions = manuscript.positions
    here = positions.get(claim.passage.id, 0)
    near = sorted(
        (abs(positions.get(sheet.id, -_NEAR_BLOCKS * 9) - here), n) for n, (sheet, _) in enumerate(rows[claim.name])
    )
    cells = [rows[claim.name][n] for far, n in near if far <= _NEAR_BLOCKS]
    if not cells:
        return None
    vague = not _VAGUE.sub("", claim.what)
    is_height = vague and claim.passage.plain[claim.start : claim.start + 2] in ("最高", "最低")
    sentence, _ = claim.passage.full_sentence_at(claim.start)
    groups = list(_AMONG.finditer(claim.passage.plain, sentence, claim.start))
    among = groups[-1] if groups else None
    # 除预科班外，共设 6 个专业。人数最多的是 …: what the paragraph has left out before is not among them.
    left_out = "".join(match[0] for match in _LEFT_OUT.finditer(claim.passage.plain, 0, claim.start))
    if among is not None and not among["kind"]:
        return None
    found: list[tuple[bool, Figure, Figure, list[Figure]]] = []
    for sheet, row in cells[:1] if vague else cells:
        for column in sheet.numeric_columns:
            if not vague and not _fits(claim.what, sheet, column):
                continue
            if is_height and not _HEIGHT.search("".join(sheet.column_path(column))):
                continue
            own = sheet.figure(row, column)
            figures = [
                f
                for other in _rows_meant(sheet, among)
                if _is_kept(sheet, other, left_out) and (f := sheet.figure(other, column)) is not None
            ]
            if own is None or len(figures) < _LEAST_ROWS - (among is not None) or own not in figures:
                continue
            values = [figure.value for figure in figures]
            wanted = max(values) if claim.largest else min(values)
            first = next(figure for figure in figures if figure.value == wanted)
            found.append((own.value == wanted, own, first, figures))
    return _hint(claim, found, vague)


def _is_kept(sheet: Sheet, row: int, left_out: str) -> bool:
    label = compact(sheet.row_label(row))
    return not left_out or len(label) < 2 or label not in left_out


def _hint(claim: _Claim, found: list[tuple[bool, Figure, Figure, list[Figure]]], vague: bool) -> Hint | None:
    if not found:
        return None
    told = claim.told
    held = [entry for entry in found if entry[0]]
    if held:
        # 人数最少，为 66 人: of several columns the one of all is meant.
        held = [entry for entry in held if _is_of_all(entry[1], told)] if vague else held
        own = held[0][1] if held else found[0][1]
        if (
            told is None
            or len(held) != 1
            or not _measures(told, own)
            or any(told.number.value == e[1].value for e in found)
        ):
            return None
        place, other = told.place, own.place
        zh = f"此处说「{claim.name}」{claim.what}是「{place.text}」，表中是「{own.number.raw.strip()}」，请核对是否同一件事"
        en = f"“{place.text}” is said of “{claim.name}”, the table gives “{own.number.raw.strip()}”: please compare"
        return _made(claim, (place, other), zh, en, _VAGUELY if vague else _TOLD, own)
    if told is not None:
        bearing = [entry for entry in found if any(told.number.value == f.value for f in entry[3])]
        if not bearing and not vague:
            return None
        found = bearing or found
    _, own, first, _ = found[0]
    at = claim.passage.plain.rfind(claim.name[0], 0, claim.start)
    place = (
        claim.passage.place(claim.start, claim.end + len(claim.name) + 2)
        if claim.passage.plain.startswith(claim.name[:2], claim.end)
        else claim.passage.place(max(at, claim.passage.clause_at(claim.start)[0]), claim.end)
    )
    said = claim.passage.plain[claim.start : claim.start + 2]
    sheet = own.sheet
    by_label = claim.name in compact(sheet.row_label(own.row))
    right = sheet.row_label(first.row) if by_label else compact(sheet.text(first.row, sheet.label_columns[0]))
    zh = f"此处说「{claim.name}」{claim.what}{said}，表中{said}的像是「{right}」（{first.number.raw.strip()}，而它是 {own.number.raw.strip()}），请核对"
    en = f"“{claim.name}” is said to come first or last here, in the table it is “{right}”: please compare"
    weight = _VAGUELY if vague else _TOLD if told is not None else _OWN
    return _made(claim, (place, own.place, first.place), zh, en, weight, own)


def _made(claim: _Claim, places: tuple[Place, ...], zh: str, en: str, weight: float, own: Figure) -> Hint:
    return hint_at(
        "firsts-in-tables", f"{claim.passage.id}:{claim.start}", FAULT, places, zh, en,
        reported=claim.name, formula=f"{claim.name} / {own.number.raw.strip()}", keys=(own.key,), weight=weight,
    )  # fmt: skip


def _is_of_all(own: Figure, told: Mention | None) -> bool:
    """The cell of the row's total, not far from what is told, which stands nowhere in the row."""
    if told is None or told.number.hedge is not Hedge.NONE or not are_comparable(told.unit, own.number.unit):
        return False
    low, high = sorted((told.number.value, own.value))
    of_row = [own.sheet.figure(own.row, column) for column in own.sheet.numeric_columns]
    return (
        _ALL_HEAD.fullmatch(compact(own.sheet.head(own.column))) is not None
        and high < _FARTHEST * low
        and all(figure is None or figure.number.digits != told.number.digits for figure in of_row)
    )


def _measures(told: Mention, own: Figure) -> bool:
    return told.is_percent == own.is_percent and told.number.places <= own.number.places + 2


def _rows_meant(sheet: Sheet, among: re.Match[str] | None) -> list[int]:
    kind = set(among["kind"] or "") & set("县区市乡镇") if among is not None else set()
    return [
        row
        for row in sheet.data_rows
        if not sheet.is_total_row(row)
        and not sheet.is_subtotal_row(row)
        and not NO_NAME.search(compact(sheet.row_label(row)))
        and (not kind or sheet.row_label(row)[-1:] in kind)
    ]


def _fits(what: str, sheet: Sheet, column: int) -> bool:
    head = compact("".join(sheet.column_path(column)))
    if CHANGE_HEAD.search(head):
        return False
    if ("均" in what) > ("均" in head) or (_SHARE.search(what) and not _SHARE.search(head)):
        return False
    if _TOTAL.fullmatch(head):
        head = compact(sheet.caption)
        return bool(pairs_outside(_VAGUE, what) & pairs_outside(_VAGUE, head)) or ("规模" in what and "在校生" in head)
    if pairs_outside(_VAGUE, what) & pairs_outside(_VAGUE, head):
        return ("率" in what) == ("率" in head) or "比" in head
    if any(kind.search(what) and kind.search(head) for kind in _ALIKE) and "率" not in what:
        return True
    return len(sheet.numeric_columns) == 1 and bool(
        pairs_outside(_VAGUE, what) & pairs_outside(_VAGUE, compact(sheet.caption))
    )
