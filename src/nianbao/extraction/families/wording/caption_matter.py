"""A table holds what its caption says: 各校在校生 stands over schools, 学历结构 over degrees, 就业情况 over those who found work.

Cue: 各校, 各专业, 各镇 in a caption; 学历, 职称, 年龄 before 结构 or 情况; a matter of such reports (招生, 就业, 师资 …). Why it should
hold in any report: the caption names what its rows are, what property they are kinds of, and what is counted. Guards: the caption
names one such thing only; nothing in the table belongs to what the caption says; most of the rows (of the heads, for a
matter two at least) belong to another of the same kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import Sheet, compact
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "label"
EXAMPLES = (
    Example("fail", "表1 各校在校生情况\n\n专业\t人数\n护理\t320\n会计\t280\n旅游\t150\n"),
    Example("fail", "表1 教师学历结构\n\n类别\t人数\n高级\t32\n中级\t28\n初级\t15\n"),
    Example("fail", "表1 专任教师年龄结构\n\n学历\t人数\n35岁以下\t32\n36至50岁\t28\n51岁以上\t15\n"),
    Example("fail", "表1 招生情况\n\n专业\t毕业生数\t就业率\n护理\t320\t98%\n会计\t280\t97%\n"),
    Example("silent", "表1 各专业在校生情况\n\n专业\t人数\n护理\t320\n会计\t280\n旅游\t150\n"),
    Example("silent", "表1 教师职称结构\n\n类别\t人数\n高级\t32\n中级\t28\n初级\t15\n"),
    Example("silent", "表1 各专业类毕业生\n\n学校\t农林类\t交通类\t合计\n甲校\t32\t28\t60\n乙校\t15\t40\t55\n"),
    Example("silent", "表1 各校专业设置\n\n专业\t人数\n护理\t320\n会计\t280\n旅游\t150\n"),
)
# What the rows of a table may be, by the word of a caption and by the heads of their column.
_BODIES: Mapping[str, tuple[str, str]] = {
    "学校": (r"各(?:中职|职业|成员)?(?:学校|校(?!区|级)|院校|办学单位)|分校(?!区)", r"学校(?:名称)?|校名|院校(?:名称)?|学校简称"),
    "专业": (r"[各分]专业(?!部|群|大?类)", r"专业(?:名称)?"),
    "镇": (r"各(?:乡镇|镇|街道|镇街)", r"(?:乡镇|镇|街道|镇街)(?:名称)?"),
    "年级": (r"[各分]年级", r"年级"),
    "系部": (r"[各分](?:系部?|学部|专业部|二级学院)", r"系部?(?:名称)?|学部|专业部|二级学院"),
    "区县": (r"各(?:区县|县区|县市|区市县|县|区(?!域))", r"区县|县区|县\(?市\)?|县市区"),
    "校区": (r"各校区", r"校区"),
}  # fmt: skip
# The kinds of one property of people.
_PROPERTIES: Mapping[str, tuple[str, str]] = {
    "学历": (r"学历|学位", r"博士|硕士|研究生|本科|专科|大专|中专|高中|学士"),
    "职称": (r"职称|专业技术职务", r"正高|副高|高级|中级|初级|讲师|助教|教授|员级|未(?:定|评)|无职称"),
    "年龄": (r"年龄", r"\d岁|岁以[上下]|^\d\d(?:岁?以[上下]|[-—~至]\d\d)|周岁"),
    "性别": (r"性别|男女", r"^[男女](?:生|教师|性)?$"),
    "政治面貌": (r"政治面貌", r"党员|团员|群众|民主党派"),
}
_STRUCTURE = as_pattern(r"结构|构成|分布|组成|情况|统计")
# The matters of such reports, by the words that a table about one of them cannot do without.
_MATTERS: Mapping[str, tuple[str, str]] = {
    "招生": (r"招生|录取", r"招|录取|报名|报到|报考|新生|计划|入学|生源|实际|完成率|[12]\d级"),
    "就业": (r"就业", r"就业|去向|对口|起薪|薪|收入|单位|岗|升学|创业|参军|入伍|毕业|留|企业|产业"),
    "师资": (r"师资|教师(?:队伍|结构)|教职工", r"教师|师|职称|学历|职工|高级|中级|初级|岁|本科|研究生|编|带头人|骨干"),
    "竞赛": (r"竞赛|大赛|比赛", r"赛|奖|名次|选手|参与|参加|级|项目|人"),
}
_HEADS = {
    "招生": r"招生|录取|报到",
    "就业": r"就业|对口|起薪|毕业生",
    "师资": r"教师|职称|学历|双师",
    "竞赛": r"一等奖|获奖|参赛",
}
_LONGEST = 50  # characters of a caption


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Rows, properties, matters."""
    if not manuscript.sheets:
        return
    captions = {compact(p.text): p for p in manuscript.passages if len(p.text) <= _LONGEST and p.kind != "heading"}
    for sheet in manuscript.sheets:
        yield from _head_of_labels(sheet)
        caption = compact(sheet.caption)
        passage = captions.get(caption)
        if passage is None or not sheet.label_columns or sheet.unit_column is not None:
            continue
        place = passage.place(0, len(passage.text))
        for told, found, evidence in (_bodies(sheet, caption), _properties(sheet, caption), _matters(sheet, caption)):
            if told:
                yield _remark(sheet, place, told, found, evidence)
                break


_Answer = tuple[str, str, tuple[Place, ...]]
_NOTHING: _Answer = ("", "", ())


def _bodies(sheet: Sheet, caption: str) -> _Answer:
    told = [name for name, (words, _) in _BODIES.items() if as_pattern(words).search(caption)]
    if len(told) != 1:
        return _NOTHING
    words = [compact(sheet.text(row, column)) for row in range(sheet.row_count) for column in range(sheet.column_count)]
    if any(as_pattern(_BODIES[told[0]][1]).fullmatch(word) or told[0] in word for word in words if len(word) < 12):
        return _NOTHING
    for column in sheet.label_columns:
        head = compact(sheet.head(column))
        for name, (_, heads) in _BODIES.items():
            if name != told[0] and as_pattern(heads).fullmatch(head) and name not in caption:
                return told[0], head, (sheet.place(sheet.first_data_row - 1, column),)
    return _NOTHING


def _properties(sheet: Sheet, caption: str) -> _Answer:
    told = [name for name, (words, _) in _PROPERTIES.items() if as_pattern(words).search(caption)]
    if len(told) != 1 or not _STRUCTURE.search(caption):
        return _NOTHING
    labels = _labels(sheet)
    heads = {
        compact(sheet.head(column)): sheet.place(sheet.first_data_row - 1, column) for column in sheet.numeric_columns
    }
    for things in (labels, heads):
        every = [*labels, *heads, *(compact(sheet.head(column)) for column in sheet.label_columns)]
        if any(as_pattern(_PROPERTIES[told[0]][1]).search(thing) for thing in every):
            return _NOTHING
        for name, (_, kinds) in _PROPERTIES.items():
            own = [thing for thing in things if as_pattern(kinds).search(thing)]
            if name != told[0] and len(own) > 1 and len(own) * 3 >= len(things) * 2:
                return told[0], name, (things[own[0]],)
    return _NOTHING


def _head_of_labels(sheet: Sheet) -> Iterator[Remark]:
    """学历 over 35岁以下, 36至50岁: the head of the names is that of another table."""
    if len(sheet.label_columns) != 1 or sheet.first_data_row == 0:
        return
    head = compact(sheet.head(sheet.label_columns[0]))
    told = [
        name
        for name, (words, _) in _PROPERTIES.items()
        if as_pattern(rf"(?:{words})(?:结构|构成|层次|等级|段)?").fullmatch(head)
    ]
    if len(told) != 1:
        return
    labels = _labels(sheet)
    if len(labels) < 2 or any(as_pattern(_PROPERTIES[told[0]][1]).search(label) for label in labels):
        return
    for name, (_, kinds) in _PROPERTIES.items():
        own = [label for label in labels if as_pattern(kinds).search(label)]
        if name != told[0] and len(own) > 1 and len(own) * 3 >= len(labels) * 2:
            place = sheet.place(sheet.first_data_row - 1, sheet.label_columns[0])
            yield _remark(sheet, place, told[0], name, (labels[own[0]],))
            return


def _labels(sheet: Sheet) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for row in sheet.data_rows:
        place = sheet.label_place(row)
        if place is not None and not sheet.is_total_row(row):
            found.setdefault(compact(sheet.row_label(row)), place)
    return found


def _matters(sheet: Sheet, caption: str) -> _Answer:
    told = [name for name, (words, _) in _MATTERS.items() if as_pattern(words).search(caption)]
    if len(told) != 1 or len(sheet.data_rows) < 2 or as_pattern(r"[及与和、]").search(caption):
        return _NOTHING
    words = [sheet.text(row, column) for row in range(sheet.row_count) for column in range(sheet.column_count)]
    if any(as_pattern(_MATTERS[told[0]][1]).search(word) for word in words):
        return _NOTHING
    heads = {
        compact(sheet.head(column)): sheet.place(sheet.first_data_row - 1, column) for column in sheet.numeric_columns
    }
    for name, pattern in _HEADS.items():
        own = [head for head in heads if as_pattern(pattern).search(head)]
        if name != told[0] and len(own) > 1:
            return told[0], "、".join(own[:2]), (heads[own[0]],)
    return _NOTHING


def _remark(sheet: Sheet, place: Place, told: str, found: str, evidence: tuple[Place, ...]) -> Remark:
    return Remark(
        f"caption-matter:{sheet.id}", "caption-matter", FAULT, (place, *evidence),
        f"表题或表头说的是「{told}」，表中是「{found}」；请核对表题和表头", f"the caption or the head speaks of {told}, the table of {found}",
        severity="warning", reported=told, expected=found, formula=f"{told} ≠ {found}",
    )  # fmt: skip
