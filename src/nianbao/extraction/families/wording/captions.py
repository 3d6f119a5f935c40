"""Tables, figures and cases are numbered in order, stand under their captions, and are found where the text points.

Cue: 表3, 图2-1, 案例四 at the start of a caption, 见表3 or 如图2 in a sentence, years in a caption.
Why it should hold in any report: a caption names what stands under it, a reference leads to
something, and a caption's period is the period of its columns. Guards: a list of attachments may
name the captions a second time; numbers may begin anew in each chapter (表2-1); tables without
any numbering are not asked for one; a caption may stand below its table only if all of them do;
references to other documents (《…》表3, 附件) are left alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from nianbao.documents.document import Block, BlockKind
from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import PERIOD, Sheet, compact
from nianbao.facts.numeral import half_width, read_whole
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "numbering"
_TABLE = "项目\t人数\n电工\t120\n焊工\t80\n"
EXAMPLES = (
    Example("fail", f"表1 培训情况\n\n{_TABLE}\n表3 竞赛情况\n\n{_TABLE}"),
    Example("fail", f"培训规模扩大，详见表5。\n\n表1 培训情况\n\n{_TABLE}\n表2 竞赛情况\n\n{_TABLE}"),
    Example("fail", "表1 2021-2022年学生规模\n\n指标\t2022年\t2023年\n招生数\t120\t150\n在校生数\t300\t320\n"),
    Example("pass", f"培训规模扩大，详见表2。\n\n表1 培训情况\n\n{_TABLE}\n表2 竞赛情况\n\n{_TABLE}"),
    Example(
        "pass",
        f"表1 培训情况\n\n{_TABLE}\n附表：\n\n表2 竞赛情况\n\n表3 捐赠情况\n\n表2 竞赛情况\n\n{_TABLE}\n表3 捐赠情况\n\n{_TABLE}",
    ),
    Example("silent", f"各类培训情况\n\n{_TABLE}\n按《标准》表9执行。\n"),
    Example(
        "silent",
        "表1 2022年规模\n\n学校\t招生\t在校\n甲校\t486\t1392\n乙校\t312\t905\n合计\t798\t2297\n2021年合计\t758\t2236\n",
    ),
)
CAPTION = as_pattern(
    # 表42023年…: a copy lost the blank between the number and the title.
    r"^\s*(?P<what>表|图|案例|附表|【案例|(?:典型|[\[【]典型)案例|附件|专栏)\s*"
    r"(?P<number>\d{1,2}(?=(?:19|20)\d\d\s*(?:[年届级]|[-—–～至]))"
    r"|(?:\d{1,2}(?:\s*[-—.．–]\s*\d{1,2}){0,3}|[一二三四五六七八九十]{1,3})(?![\d年月附]))"
)
# 数据表16张 counts tables and points to none.
REFERENCE = as_pattern(
    r"(?:如|见|详见|参见|由|从|(?<!数)据|根据|如下|[（(])\s*(?P<what>表|图|附件(?=\s*\d)|(?:典型)?案例)\s*(?P<number>\d{1,2}(?:\s*[-—.．–]\s*\d{1,2}){0,3}|[一二三四五六七八九十]{1,2}(?![个项份类张年级、]))(?!\d|\s*[张幅])"
)
_SENTENCE = as_pattern(
    r"[。；]|^\s*(?:附件|典型案例|案例|专栏)\s*[\d一二三四五六七八九十]{1,2}\s*(?:所|中|的|为|是|显示|表明|[和与及、])"
)
POINTING = as_pattern(r"(?:如|见|详见)(?P<what>下表|上表|下图|上图|图所示|表所示)")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Numbers of captions, then where captions stand, references, and periods."""
    captions = list(_captions(manuscript))
    yield from _in_order(captions, _swallowed(manuscript))
    yield from _beside_tables(manuscript)
    yield from _references(manuscript, captions)
    for sheet in manuscript.sheets:
        yield from _periods(sheet, manuscript)


_LEAST_NUMBERED = 2


def _captions(manuscript: Manuscript) -> Iterator[tuple[str, tuple[int, ...], Place, str]]:
    for passage in manuscript.passages:
        if len(passage.text) > _LONGEST_LINE or passage.kind not in ("caption", "case", "paragraph", "heading"):
            continue
        match = CAPTION.match(passage.plain)
        if match is None or (match["what"] not in ("表", "图", "附表") and _SENTENCE.search(passage.plain)):
            continue
        if match["what"] in ("表", "图") and _TOLD.match(passage.plain, match.end()):
            continue
        beside = list(_beside(passage.plain, match))
        if len(passage.text) > _LONGEST and not beside:
            continue
        ends = [*(found.start() for found in beside), len(passage.text)]
        for found, end in zip((match, *beside), ends, strict=True):
            what = found["what"].lstrip("【[").removeprefix("典型")
            title = as_pattern(r"\s").sub("", passage.plain[found.end() : end])
            yield what, number_of(found["number"]), passage.place(found.start(), end), title


_LONGEST, _LONGEST_LINE = 60, 150  # characters of a caption, and of a line that holds several
# 图1刻画了…, 表2列出…: a sentence that begins with the name of a picture.
_TOLD = as_pattern(
    r"(?:[是为]|刻画|给出|显示|表示|表明|反映|说明|描述|展示|列出|列示|所[示列]|将|中[^\u4e00-\u9fff]|可[见以知])[^\n]*[。，,.；]"
)
_ANOTHER = as_pattern(
    r"(?<![如见由从据照的在和与及至到])(?P<what>表|图)\s*(?P<number>\d{1,2}(?:\s*[-—.．–]\s*\d{1,2}){0,3})(?!\d)"
)


def _beside(words: str, first: re.Match[str]) -> Iterator[re.Match[str]]:
    """图3 甲　　图4 乙: pictures that stand beside each other bear their captions in one line, each with the next number."""
    number = number_of(first["number"])
    for found in _ANOTHER.finditer(words, first.end()):
        following = number_of(found["number"])
        if found["what"] == first["what"] and following == (*number[:-1], number[-1] + 1):
            number = following
            yield found


def number_of(printed: str) -> tuple[int, ...]:
    """A number of a caption, part by part.

    >>> number_of("2-1"), number_of("四")
    ((2, 1), (4,))
    """
    parts = as_pattern(r"\s*[-—.．–]\s*").split(printed)
    return tuple(read_whole(part) or 0 for part in parts)


def _swallowed(manuscript: Manuscript) -> frozenset[tuple[str, tuple[int, ...]]]:
    """Captions that were read as a cell of the table before them, as copies without blank lines may have it."""
    cells = (cell.text.text.strip() for block in manuscript.document.blocks for cell in block.cells)
    found = (CAPTION.match(words) for words in cells if words[:1] in ("表", "图", "附"))
    return frozenset((match["what"], number_of(match["number"])) for match in found if match is not None)


def _in_order(
    captions: list[tuple[str, tuple[int, ...], Place, str]], swallowed: frozenset[tuple[str, tuple[int, ...]]]
) -> Iterator[Remark]:
    runs: dict[tuple[str, tuple[int, ...]], list[tuple[int, Place, str]]] = {}
    faults: list[tuple[str, Place, Place, int, int]] = []
    for what, number, place, title in captions:
        run = runs.setdefault((what, number[:-1]), [])
        last = number[-1]
        if run and last == 1 and run[-1][0] > 1:
            # A list of the captions came first, or another chapter begins.
            run.clear()
        listed = next((at for at, (known, _, same) in enumerate(run) if (known, same) == (last, title)), len(run))
        if title and len(run) - listed > 1:
            # A list of the last few captions came first: 表7, 表8, 表9, and then 表7 of the same title over its table.
            del run[listed:]
        if run and last != run[-1][0] + 1:
            if last == run[-1][0] and title == run[-1][2]:
                continue
            if (what, (*number[:-1], last - 1)) not in swallowed:
                faults.append((what, place, run[-1][1], last, run[-1][0] + 1))
        run.append((last, place, title))
    for (what, prefix), run in runs.items():
        if len(run) >= 2:
            yield Remark(
                f"captions:{what}:{prefix}", "captions", FAULT, tuple(place for _, place, _ in run), f"{what}的编号连续", f"{what} runs on",
                holds=True, formula=f"{run[0][1].text} … {run[-1][1].text}",
            )  # fmt: skip
    for what, place, before, printed, expected in faults:
        yield Remark(
            f"captions:{what}:{place.line or place.paragraph}:{printed}", "captions", FAULT, (place, before),
            f"{what}的编号不连续：「{before.text[:12]}」之后是「{what}{printed}」，应为「{what}{expected}」", f"“{what}{printed}” follows “{what}{expected - 1}”; expected “{what}{expected}”",
            severity="warning", reported=str(printed), expected=str(expected), formula=f"{expected - 1} → {printed}",
        )  # fmt: skip


def _beside_tables(manuscript: Manuscript) -> Iterator[Remark]:
    """Where captions stand above their tables, one that stands below its table and next to another caption is misplaced."""
    blocks = [block for block in manuscript.document.blocks if block.text.text.strip() or block.kind is BlockKind.TABLE]
    above = sum(_is_caption(a) and b.kind is BlockKind.TABLE for a, b in itertools.pairwise(blocks))
    for before, block, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if not (_is_caption(block) and _is_caption(after) and before.kind is BlockKind.TABLE):
            continue
        index = blocks.index(before)
        owner = blocks[index - 1] if index else None
        if (owner is not None and _is_caption(owner)) or above < 2:
            continue
        sheet = next((sheet for sheet in manuscript.sheets if sheet.block.id == before.id), None)
        head = (
            tuple(sheet.place(0, column) for column in range(sheet.column_count) if sheet.text(0, column))
            if sheet
            else ()
        )
        words = block.text.text.strip()
        place = block.text.place(0, len(block.text.text))
        yield Remark(
            f"captions:{block.id}:below", "captions", "label", (place, after.text.place(0, len(after.text.text)), *head[:1]),
            f"表题「{words}」排在它的表之后、紧接下一个表题；应移到该表之前", f"the caption “{words}” stands below its table; move it above",
            severity="warning", reported=words, formula="表题在表后", is_plain=True,
        )  # fmt: skip


def _is_caption(block: Block) -> bool:
    return block.kind is BlockKind.CAPTION and bool(
        as_pattern(r"\s*(?:表|附表)\s*\d").match(half_width(block.text.text))
    )


def _references(manuscript: Manuscript, captions: list[tuple[str, tuple[int, ...], Place, str]]) -> Iterator[Remark]:
    known = {(what[-1:], number) for what, number, _, _ in captions}
    kinds = {what for what, _ in known}
    for passage in manuscript.prose_with("表", "图", "附件", "案例"):
        for match in REFERENCE.finditer(passage.plain):
            number = number_of(match["number"])
            what = match["what"].removeprefix("典型")[-1]
            around = passage.plain[max(0, match.start() - 12) : match.start()]
            if "》" in around or "附件" in around:
                continue
            if what in "例件" and sum(kind == what for kind, _ in known) < _LEAST_NUMBERED:
                # Attachments and cases may be printed elsewhere.
                continue
            place = passage.place(match.start("what"), match.end())
            found = (what, number) in known
            if not found and what not in kinds and (what == "图" or not manuscript.sheets):
                # Pictures are often lost in a plain text; without any caption of the kind nothing can be said.
                continue
            yield Remark(
                f"captions:{passage.id}:{match.start()}", "captions", "missing", (place,),
                f"「{match[0].strip('（(')}」所指的{what}在文中找不到" if not found else f"「{place.text}」找得到", f"“{place.text}” is referred to but is not in the text" if not found else f"{place.text} is there",
                severity="warning", holds=found, reported=place.text, formula=place.text,
            )  # fmt: skip
        for match in POINTING.finditer(passage.plain):
            what = match["what"]
            if "表" in what and not manuscript.sheets:
                place = passage.place(match.start(), match.end())
                yield Remark(
                    f"captions:{passage.id}:{match.start()}", "captions", "missing", (place,), f"「{match[0]}」：文中没有表格", "there is no table in the text",
                    severity="info", reported=place.text, formula=place.text,
                )  # fmt: skip


_LONGEST_HEAD = 24  # characters


def _periods(sheet: Sheet, manuscript: Manuscript) -> Iterator[Remark]:
    """2021-2022年 in the caption of a table whose columns are 2022年 and 2023年."""
    said = _span(sheet.caption)
    if not said:
        return
    labels = {label for column in range(sheet.column_count) for label in sheet.column_path(column)}
    rows = [sheet.text(row, sheet.label_columns[0]) for row in sheet.data_rows if sheet.label_columns]
    if sum(PERIOD.search(half_width(label)) is not None for label in rows) * 2 >= len(rows):
        # A single 2021年合计 below the schools of 2022 is there for comparison.
        labels |= set(rows)
    shown: set[int] = set()
    for label in labels:
        words = compact(label)
        if len(words) > _LONGEST_HEAD:
            continue  # 2005年毕业于…，2019年任…: what a cell tells, and no head
        if match := as_pattern(r"^(20\d{2})(?:[-—~至](20\d{2}|\d{2}))?(?:学?年度?|[级届])").match(words):
            shown.add(int(match[1]))
            if match[2] and "学年" in words:
                shown.add(int(match[1]) + 1)
    if _are_for_comparison(sheet, said, shown):
        return
    if not shown or (len(said) == 1 and (said[0] in shown or (len(shown) > 1 and max(shown) == said[0]))):
        if shown:
            yield _period_remark(sheet, manuscript, said, shown, True)
        return
    fits = set(said) <= shown or (
        shown <= set(range(said[0], said[-1] + 1)) and len(said) > 1 and {said[0], said[-1]} <= shown
    )
    if len(said) == 1 and len(shown) >= 1:
        fits = said[0] in shown or "级" in "".join(labels) or "届" in "".join(labels)
    if not fits and len(said) > 1 and shown <= set(said):
        # A head whose lines were torn apart still holds the other year somewhere.
        fits = set(said) <= shown | _anywhere_in_head(sheet)
    if len(said) > 1 or len(shown) <= 2:
        yield _period_remark(sheet, manuscript, said, shown, fits)


def _are_for_comparison(sheet: Sheet, said: list[int], shown: set[int]) -> bool:
    """小计 and 2022年小计 under a caption of 2023: the caption's year is that of the columns that name none."""
    if len(said) != 1 or shown != {said[0] - 1}:
        return False
    paths = {column: compact("".join(sheet.column_path(column))) for column in sheet.numeric_columns}
    dated = {column for column, path in paths.items() if PERIOD.search(path)}
    undated = [path for column, path in paths.items() if column not in dated]
    repeats = all(any(PERIOD.sub("", paths[column]).strip("()的") == path for path in undated) for column in dated)
    return bool(dated) and (repeats or len(dated) * 2 < len(undated))


def _anywhere_in_head(sheet: Sheet) -> set[int]:
    rows = range(max(sheet.first_data_row, 2))
    words = half_width("".join(sheet.text(row, column) for row in rows for column in range(sheet.column_count)))
    return {int(found) for found in as_pattern(r"(?<!\d)(20\d{2})(?!\d)").findall(words)}


def _span(caption: str) -> list[int]:
    words = half_width(caption)
    if as_pattern(r"截[至止]").search(words):
        return []
    match = PERIOD.search(words)
    if match is None or "学年" in words or not as_pattern(r"年").search(words[match.end() - 1 : match.end() + 1]):
        return []
    first = int(match[1])
    if not match[2]:
        return [first]
    second = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
    return [first, second] if second > first else []


def _period_remark(sheet: Sheet, manuscript: Manuscript, said: list[int], shown: set[int], fits: bool) -> Remark:
    head = [
        sheet.place(row, column)
        for row in range(sheet.first_data_row)
        for column in range(sheet.column_count)
        if PERIOD.search(half_width(sheet.text(row, column)))
    ]
    passage = next((p for p in manuscript.passages if p.text.strip() == sheet.caption), None)
    places = ([passage.place(0, len(passage.text))] if passage is not None else []) + head
    spoken, printed = "—".join(map(str, said)), "、".join(map(str, sorted(shown)))
    return Remark(
        f"captions:{sheet.id}:period", "captions", "label", tuple(places),
        f"表题写的是{spoken}年，表内各栏（行）是{printed}年，不一致；请核对表题或表头" if not fits else "表题年份与表内年份一致",
        f"the caption says {spoken}, the columns or rows show {printed.replace('、', ', ')}", severity="warning", holds=fits,
        reported=spoken, expected=printed, formula=f"{spoken} {'=' if fits else '≠'} {printed}",
    )  # fmt: skip
