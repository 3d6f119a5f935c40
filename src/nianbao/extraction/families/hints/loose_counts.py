"""A count and the list, the parts or the row of a table beside it that it seems to be of, although no word binds the two.

Cue: 分属 7 个专业大类 before 加工制造类有…，教育类有…; 选派 8 名，其中赴甲县 3 名、赴乙县 2 名; 13 所学校实现党组织全覆盖，其中设党委 3 个、党总支 5 个、党支部 6 个; 组成 5 个专业群 and a
row 专业群数量 6; 涉及 14 项技能培训 and a row 非学历培训项目数 17. Why it should hold in any report: parts that are worded alike are mostly all of them, and a form counts what the text counts. Guards: parts
must begin with one verb; a count must be spoken of all; where any other place of the text agrees with the table, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.raw_rows import named_rows
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.printed_number import Hedge

FAULT = "list-count"
EXAMPLES = (
    Example("fail", "选派8名教师支教，其中赴甲县3名、赴乙县2名。"),
    Example("fail", "开设专业8个，分属4个专业大类：加工制造类有机电、数控，教育类有幼儿保育，财经商贸类有会计、电商。"),
    Example("silent", "选派5名教师支教，其中赴甲县3名、赴乙县2名。"),
    Example("silent", "开设专业4个，分属2个专业大类：加工制造类有机电、数控，教育类有幼儿保育。"),
    Example("silent", "选派8名教师支教，其中骨干教师3名、青年教师2名。"),
)  # fmt: skip
_AMONG = as_pattern(r"其中[:：，]?")
_PART = as_pattern(r"[、，,；;和及]?\s*(?P<name>[\u4e00-\u9fff“”·（）()]{1,18})\s*$")
_VERBS = as_pattern(r"[赴到往去派驻来升获由从]|进入")
_EACH_ONE = as_pattern(r"全覆盖|均[已设建]|都[已设建]|全部[设建]|实现覆盖")
_CLASSES = as_pattern(r"(?:分属|分布[在于]?|涉及|覆盖|涵盖|归属|隶属于?|属于?)[^，。；：\d]{0,6}$")
_CLASS = as_pattern(
    r"(?:^|[，；：:、。])(?P<name>[\u4e00-\u9fff]{2,8}类)(?:专业)?(?=有|[:：（(]|包括|包含|设有?|为|开设|\s*\d)"
)
_OPEN = as_pattern(r"等(?!级)|主要|部分|其他|其余|以及其它")
_ALL = as_pattern(r"共|开设|设有|设置|现有|建有|拥有|组成|组建|形成|建成|构建|围绕")
_NOT_ALL = as_pattern(
    r"新增|增设|撤销|停|其中|重点|骨干|示范|特色|品牌|市级|省级|国家级|区级|首批|入选|[^，。；]校(?:有|开设)|上年|去年|20\d\d|计划|拟|到|增|减|升|对接|每|各|该|热门|另|还|院校|高职|省外|试点|立项|合作|学徒|订单|调整|评|申报|(?<!学)前|近|约|余"
)
_COUNTED = as_pattern(r"(?P<noun>[\u4e00-\u9fff]{2,10}?)(?:人?数量?|人数|总数|总量|个数)")
_USUAL = as_pattern(
    r"专业群|专业|在线精品课程|专业教学资源库|虚拟仿真实训基地|班主任|行业导师|教职工|专任教师|思政课教师"
)  # what a form asks of all schools alike
# 涉及 14 项技能培训 and the row 非学历培训项目数: what is trained for is counted once in a form.
_TRAININGS = as_pattern(r"(?:非学历|社会)(?:教育)?培训(?:项目)?")
_TRAINED = as_pattern(r"(?:非学历|社会|职业|技能|各类|各级|专项|类)*(?:教育)?培训(?:项目|班)?")
_GIVEN = as_pattern(r"共|涉及|开展|开设|举办|组织|承办|完成|实施")
_UNITS = frozenset(("个", "门", "人", "名", "项", "家", "所", "支", "间", "套", "台", "期", "场", ""))
_MOST, _FAR = 60, 4


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Parts worded alike, then classes that are listed, then counts beside rows of a form."""
    for passage in manuscript.prose():
        if "其中" in passage.plain:
            yield from _parts(passage)
        if "类" in passage.plain:
            yield from _classes(passage)
    yield from _rows(manuscript)


def _parts(passage: Passage) -> Iterator[Hint]:
    for among in _AMONG.finditer(passage.plain):
        start, end = passage.sentence_at(among.start())
        before = [m for m in passage.mentions_in(start, among.start()) if not m.is_loose]
        if not before or among.start() - before[-1].end > 24:
            continue
        total, parts, names, at = before[-1], [], [], among.end()
        for mention in passage.mentions_in(among.end(), end):
            part = _PART.fullmatch(passage.plain[at : mention.start])
            if part is None or mention.number.hedge is not Hedge.NONE or not mention.is_count:
                break
            parts.append(mention)
            names.append(part["name"])
            at = mention.end
        if len(parts) < 2 or len({part.measure for part in parts}) > 1 or total.number.hedge is not Hedge.NONE:
            continue
        value = sum((part.number.value for part in parts), start=Decimal(0))
        alike = len({name[0] for name in names}) == 1 and _VERBS.match(names[0]) and total.measure == parts[0].measure
        words = passage.plain[total.end : among.start()]
        each = (
            len(parts) > 2
            and total.measure in ("所", "家")
            and _EACH_ONE.search(words)
            and abs(value - total.number.value) <= 2
        )
        if (alike or each) and value != total.number.value and total.is_count and total.number.value <= value * 3:
            yield _hint(
                total.id, (total.place, *(part.place for part in parts)), "sum", total.raw.strip(), f"{value:f}",
                f"此处写作「{total.raw.strip()}」，其后分列的 {'、'.join(part.raw.strip() for part in parts)} 合计 {value:f}，请核对是否同一件事",
                f"“{total.raw.strip()}” here; what is told apart behind it adds up to {value:f}", 0.5 if alike else 0.45,
            )  # fmt: skip


def _classes(passage: Passage) -> Iterator[Hint]:
    for mention in passage.mentions:
        if not mention.noun.startswith(("专业大类", "大类", "专业类")) and mention.measure not in (
            "大类",
            "类",
            "门类",
        ):
            continue
        if mention.number.hedge is not Hedge.NONE or not _CLASSES.search(
            passage.plain[mention.clause[0] : mention.start]
        ):
            continue
        _, end = passage.full_sentence_at(mention.start)
        behind = passage.plain[mention.end : end]
        colon = behind.find("：")
        if not 0 <= colon <= 8:
            continue
        names = [match["name"] for match in _CLASS.finditer(behind, colon)]
        if len(names) > 2 and len(names) != mention.number.value and not _OPEN.search(behind):
            yield _hint(
                mention.id, (mention.place, passage.place(mention.end + colon + 1, end)), "list-count", mention.raw.strip(), str(len(names)),
                f"此处写作「{mention.raw.strip()}」，其后列出 {len(names)} 类（{'、'.join(names)}），请核对",
                f"{mention.raw.strip()} here, and {len(names)} are listed behind it", 0.65,
            )  # fmt: skip


def _rows(manuscript: Manuscript) -> Iterator[Hint]:
    """专业群数量 6 in a form, and 5 个专业群 wherever the text speaks of all of them."""
    counted: dict[str, tuple[Decimal, Place, str]] = {}
    for _, rows in named_rows(manuscript):
        for row in rows:
            match = _COUNTED.fullmatch(row.name)
            if match is not None and row.name != match["noun"] and not row.is_part and row.unit in _UNITS:
                last = row.values[-1]
                if len(row.values) == 1 and not last.kind and not last.value % 1 and 2 <= last.value <= _MOST:
                    counted.setdefault(match["noun"], (last.value, last.place, last.printed))
    if not counted:
        return
    said: dict[str, list[tuple[Mention, bool]]] = {}
    for passage in manuscript.prose():
        for mention in passage.mentions:
            if mention.measure in _UNITS and mention.is_count and not mention.is_loose:
                noun = _noun(mention, counted)
                if noun:
                    said.setdefault(noun, []).append((mention, _speaks_of_all(mention)))
                elif _TRAINED.fullmatch(mention.noun) and (
                    trained := next(filter(_TRAININGS.fullmatch, counted), None)
                ):
                    said.setdefault(trained, []).append((mention, _speaks_of_all(mention, _GIVEN)))
    for noun, (value, place, printed) in counted.items():
        claims = said.get(noun, [])
        of_all = [mention for mention, whole in claims if whole and mention.number.value > 2]
        off = [mention for mention in of_all if 0 < abs(mention.number.value - value) <= _FAR]
        # Where the text keeps to one number of its own, the row counts other things than the text, or is wrong itself.
        if len({mention.number.value for mention in off}) == 1 and len(off) <= 2:
            first = off[0]
            yield _hint(
                first.id, (first.place, place), "mismatch", first.raw.strip(), printed,
                f"此处写作「{first.raw.strip()}{first.noun or noun}」，表中「{noun}」写的是 {printed}，请核对是否同一件事",
                f"“{first.raw.strip()}” here, {printed} in the table: check whether they are the same",
                0.45 if _USUAL.fullmatch(noun) else 0.2,
            )  # fmt: skip


def _noun(mention: Mention, counted: dict[str, tuple[Decimal, Place, str]]) -> str:
    if mention.noun in counted:
        return mention.noun
    before = mention.words_before
    return next(
        (noun for noun in sorted(counted, key=len, reverse=True) if before.endswith(noun) and not mention.noun), ""
    )


def _speaks_of_all(mention: Mention, cue: re.Pattern[str] = _ALL) -> bool:
    clause = mention.passage.plain[mention.clause[0] : mention.end]
    return mention.number.hedge is Hedge.NONE and cue.search(clause) is not None and _NOT_ALL.search(clause) is None


def _hint(
    key: str, places: tuple[Place, ...], kind: str, reported: str, expected: str, zh: str, en: str, weight: float
) -> Hint:
    return hint_at(
        "loose-counts", key, kind, places, zh, en, reported=reported, expected=expected,
        formula=f"{reported} ≠ {expected}", weight=weight,
    )  # fmt: skip
