"""So many things are told, and the table that lists them has as many rows; a number in a row counts the list beside it.

Cue: a count of bodies (5个专业, 三所学校, 基地4个) in a sentence that points to a table (见表2, 如下表) or stands right before one whose
first column is headed by that noun; a column of numbers headed 专业数, 数量 beside a column of lists joined by 、. Why it should hold in
any report: the table names what was counted. Guards: rows are counted without totals, once by all of them and once by their different names;
主要, 部分, 其中, 新增 beside another count and rows of others leave it open; a column of numbers must agree with its lists in
most rows before one is called wrong; what misses by more than two is about something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nianbao.documents.document import BlockKind
from nianbao.extraction.claims import Doubtful, Remark, derived, list_count, relation
from nianbao.extraction.example import Example
from nianbao.extraction.families.counts.listed_items import count_items, known_names
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.table_facts import PERIOD, Sheet, bare_label, compact
from nianbao.extraction.wording import CHANGE_HEAD, QUOTIENT
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Relation

FAULT = "list-count"
_TABLE = "\n\n表1 各专业学生数\n\n专业\t学生数\n护理\t320\n药剂\t150\n会计\t88\n电子商务\t76\n合计\t634\n"
_LISTS = "表1 专业群\n\n专业群\t包含专业\t专业数\n智能制造\t数控、机电、工业机器人\t{}\n现代服务\t会计、电商\t2\n健康养老\t护理、药剂\t2\n"
EXAMPLES = (
    Example("fail", f"学校开设5个专业，各专业学生数见表1。{_TABLE}"),
    Example("fail", f"学校现有三个专业，规模如下表。{_TABLE}"),
    Example("fail", _LISTS.format(4)),
    Example("pass", f"学校开设4个专业，各专业学生数见表1。{_TABLE}"),
    Example("pass", _LISTS.format(3)),
    Example("silent", f"学校主要开设3个专业，各专业学生数见表1。{_TABLE}"),
)
_NOUNS = {
    "专业": "专业", "学校": "学校|院校|单位|校名", "院校": "院校|学校", "中职学校": "学校|院校|单位", "企业": "企业|单位|公司", "基地": "基地", "实训室": "实训室|名称",
    "区县": "区县|县区|地区|区域", "县区": "区县|县区|地区", "专业群": "专业群", "系": "系部?|系别|院系", "工作室": "工作室", "课程": "课程", "项目": "项目", "社团": "社团", "街道": "街道|镇街", "乡镇": "乡镇|镇",
}  # fmt: skip
_NOUN = as_pattern("|".join(sorted((re.escape(noun) for noun in _NOUNS), key=len, reverse=True)))
_POINTS = as_pattern(
    r"(?:见|如|详见|参见)\s*(?:下表|表\s*(?P<number>\d{1,2}(?:\s*[-—.]\s*\d{1,2})?))|(?:名单|情况|明细|分布|一览)?如下"
)
_OPEN = as_pattern(
    r"主要|部分|其中|撤销|停招|暂停|余|近|约|超过|以上|等|另|前[三五十\d]|平均|每|又|再|重点|骨干|示范|特色|试点|优质|淘汰|取消"
)
_ALL_OF_THEM = as_pattern(r"共|开设|设有|设置|现有|分布|涉及|覆盖|开办|全[区县市校]")
_LISTING = as_pattern(r"数$|数量|个数|门数|家数|项数|所数|专业数|合计")
_OTHERS = as_pattern(r"^其[他它余]|^其中|平均|^[合总小]计|^全[区市县校]")
_COMPARED = as_pattern(r"上年|去年|上学年|同期|目标|标准|计划|规划|要求|达标|备注|说明|^[全本]?[国省市]均?$")
_MOST, _FAR = 40, 2
_NEAR = 2  # blocks between a sentence and a table that it does not point to


def find(manuscript: Manuscript) -> Iterator[Relation | Remark | Doubtful]:
    """Counts in sentences, then columns that count the lists beside them."""
    if not manuscript.sheets:
        return
    for passage in manuscript.prose():
        for mention in passage.mentions:
            if not mention.is_loose and mention.is_count and 2 <= mention.number.value <= _MOST:
                yield from _rows_counted(manuscript, passage, mention)
    for sheet in manuscript.sheets:
        yield from _lists_counted(manuscript, sheet)


def _noun_of(mention: Mention) -> str:
    behind = _NOUN.match(mention.noun)
    if behind is not None:
        return (
            behind[0] if not as_pattern(r"群|大类|部|方向|教师|带头|课|点").match(mention.noun[behind.end() :]) else ""
        )
    if mention.noun:
        return ""
    before = as_pattern(rf"(?:{_NOUN.pattern})(?:共?有?|共计|合计)?$").search(mention.words_before)
    return as_pattern(r"(?:共?有?|共计|合计)$").sub("", before[0]) if before is not None else ""


def _rows_counted(manuscript: Manuscript, passage: Passage, mention: Mention) -> Iterator[Relation | Doubtful]:
    if mention.measure not in ("个", "所", "家", "门", "项"):
        return
    noun = _noun_of(mention)
    clause = passage.plain[mention.clause[0] : mention.clause[1]]
    if not noun or _OPEN.search(clause) or mention.number.hedge.value not in ("", "none"):
        return
    start, end = passage.full_sentence_at(mention.start)
    sentence = passage.plain[start:end]
    others = [m for m in passage.mentions_in(start, end) if m is not mention and _noun_of(m) == noun]
    pointing = _POINTS.search(sentence, mention.end - start)
    if others or (pointing is None and (not _ALL_OF_THEM.search(clause) or "新增" in clause)):
        return
    for sheet in _tables(manuscript, passage, pointing):
        heads = [compact(sheet.head(column)) for column in sheet.label_columns]
        if not any(as_pattern(rf"(?:{_NOUNS[noun]})(?:名称|名|\\(.*\\))?").fullmatch(head) for head in heads):
            continue
        names = _names(sheet)
        if len(names) < _FAR or (pointing is None and as_pattern(r"毕业|就业|升学|培训").search(sheet.caption)):
            continue
        count = int(mention.number.value)
        counts = sorted({len(names), len(set(names))})
        if count in counts:
            low, high = count, count
        elif min(abs(count - number) for number in counts) <= _FAR and not any(_OTHERS.search(name) for name in names):
            low, high = counts[0], counts[-1]
        else:
            continue
        claim = relation(
            "table-counts", [list_count(mention.operand(f"{mention.raw.strip()}{noun}"), low, high)],
            cue=sheet.caption or noun, severity="warning", place=passage.place(mention.start, mention.end),
        )  # fmt: skip
        # A table that is not pointed to may leave out majors without pupils.
        yield Doubtful(claim) if pointing is None and noun == "专业" else claim
        return


def _tables(manuscript: Manuscript, passage: Passage, pointing: re.Match[str] | None) -> list[Sheet]:
    if pointing is not None and pointing["number"]:
        name = as_pattern(r"\s").sub("", pointing["number"])
        return [
            sheet for sheet in manuscript.sheets
            if re.match(rf"表{re.escape(name)}(?![\d.-])", compact(half_width(sheet.caption)))
        ]  # fmt: skip
    sheets = {sheet.block.id: sheet for sheet in manuscript.sheets}
    blocks = manuscript.document.blocks
    at = next((index for index, block in enumerate(blocks) if block.id == passage.id), None)
    if at is None:
        return []
    passed = 0
    for block in blocks[at + 1 :]:
        if block.kind is BlockKind.TABLE:
            return [sheets[block.id]] if block.id in sheets else []
        passed += bool(block.text.text.strip())
        if passed > _NEAR or block.kind is BlockKind.HEADING:
            break
    return []


def _names(sheet: Sheet) -> list[str]:
    """The names of the rows, totals and periods left out."""
    names = []
    for row in sheet.data_rows:
        name = bare_label(sheet.row_label(row))
        if not name or sheet.is_total_row(row) or sheet.is_subtotal_row(row) or _OTHERS.search(name):
            continue
        if QUOTIENT.search(name) or CHANGE_HEAD.search(name) or _COMPARED.search(name):
            # 生均, 占比, 比上年增减 below the schools: reckoned from all of them, and none of them.
            continue
        names.append(name)
    return [] if any(PERIOD.match(half_width(name)) for name in names) else names


def _lists_counted(manuscript: Manuscript, sheet: Sheet) -> Iterator[Relation]:
    rows = [row for row in sheet.data_rows if not sheet.is_total_row(row) and not sheet.is_subtotal_row(row)]
    known = known_names(manuscript)
    for column in sheet.numeric_columns:
        if not _LISTING.search(bare_label(sheet.head(column))):
            continue
        for words in range(sheet.column_count):
            if words == column or abs(words - column) > _FAR or words in sheet.numeric_columns:
                continue
            lists = {
                row: count_items(sheet.text(row, words), known)
                for row in rows
                if sheet.text(row, words) and (row, column) in sheet.figures
            }
            long = sum(high > 1 for _, high in lists.values())
            fits = [row for row, (low, high) in lists.items() if low <= sheet.figures[row, column].value <= high]
            if long < 2 or len(lists) < _FAR + 1 or 2 * len(fits) <= len(lists):
                continue
            for row, (low, high) in sorted(lists.items()):
                figure = sheet.figures[row, column]
                if (
                    "等" in sheet.text(row, words)
                    or figure.value < 1
                    or min(abs(figure.value - low), abs(figure.value - high)) > _FAR
                ):
                    continue
                counted = figure.operand() if low else derived(figure.key, figure.label, Decimal(0))
                yield relation(
                    "table-counts", [list_count(counted, low, high)], cue=sheet.text(row, words), severity="warning",
                    place=figure.place,
                )  # fmt: skip
