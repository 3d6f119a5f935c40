"""One list does not name the same thing twice: 石桥镇320人，柳河镇280人，石桥镇150人.

Cue: three neighbours and more of one form (a name, a figure, one unit), names in a row between 、, and the rows of a table that
are told apart by one name alone, quoted terms in short clauses of one build (树立“甲”，坚定“乙”，做到“丙”). Why it should hold in any report: a list gives each of its things once; where a name comes
again, one of the two stands for another thing, or the thing is counted twice. Guards: a name within longer names is a kind told
for several bodies (校本部男生、女生，分校男生、女生); rows below heads of groups, of several label columns and of indicators may bear one
name; a table in which several names come again is ordered in another way.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.table_facts import Sheet, bare_label
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "label"
EXAMPLES = (
    Example("fail", "各镇培训情况为：石桥镇320人，柳河镇280人，石桥镇150人，白塔镇90人。"),
    Example("fail", "获奖学生来自机电专业（12人）、会计专业（8人）、机电专业（5人）。"),
    Example("fail", "与华远物流、天宇酒店、华远物流、金桥汽修等企业签订协议。"),
    Example("fail", "校区\t人数\n东校区\t320\n西校区\t280\n东校区\t150\n合计\t750\n"),
    Example("fail", "开设“匠心讲堂”，举办“匠心讲堂”，编印“技能月刊”。"),
    Example("silent", "开设“匠心讲堂”，举办“技能节”，编印“技能月刊”。"),
    Example("silent", "各镇培训情况为：石桥镇320人，柳河镇280人，青龙镇150人，白塔镇90人。"),
    Example("silent", "校本部男生120人、女生98人，分校男生60人、女生72人。"),
    Example("silent", "教师参加培训、学生参加比赛，教师获奖12项、学生获奖30项、教师发表论文8篇。"),
)
_LEAST_ENTRIES = 3
_ENTRY = as_pattern(r"[\u4e00-\u9fffA-Za-z“”]{2,14}")
_QUOTED_CLAUSES = as_pattern(r"(?:[\u4e00-\u9fff]{2,8}“[^”]{2,10}”[，、]){2,}[\u4e00-\u9fff]{2,8}“[^”]{2,10}”")
_QUOTED_TERM = as_pattern(r"“([^”]{2,10})”")
_VERB_OF_A_TERM = as_pattern(r"[\u4e00-\u9fff]{2}(?=“)")
# Words that lead in to a list before its first name.
_LEAD = as_pattern(
    r"(?:其中|分别|包括|来自|来源于|分布|依次|开设|新增|新设|设有|联合|依托|走访|签约|[有为是中在由于与和同对及了：])$"
)
# Names that say a kind and not a thing; they are told again for the next body.
_KIND = as_pattern(
    r"[男女]生?|生均|每生|^含|附设|学生|教师|合计|共计?|其[他它余中]|另有|增加|减少|占|达到?|平均|人均|分别|每|高级|中级|初级|本科|硕士|博士|专科|"
    r"[特一二三]等奖|[金银铜]奖|优秀奖|[国省市区县校院]级|第[一二三]|上年|去年|今年|同期|招生|毕业|就业|升学|在校|获奖|发表|参加|培训|完成|投入|新增|"
    r"上半年|下半年|学期|年级|农村|城镇|党员|团员|面积|经费|支出|收入|设备|专任|兼职|理论|实践|线上|线下|校内|校外|建筑|占地|实际|计划|开展|组织|举办|实[招录到]|应[招到]|报到|录取|[多少]$"
)
_OPENING = as_pattern(r"[\u4e00-\u9fffA-Za-z“”]{2,24}")
_BETWEEN = as_pattern(r"(?:人次|人|名|[（(]|[)）])?\s*[，、；,;和及与（()）]*\s*")
_LISTED = as_pattern(r"(?<![\u4e00-\u9fff“”A-Za-z])[\u4e00-\u9fff“”A-Za-z]{2,}(?:、[\u4e00-\u9fff“”A-Za-z]{2,})+")
_IN_TURN = as_pattern(r"分别|依次|各自")
_SEVERAL = as_pattern(r"(?P<count>[两三四五六七八九]|\d{1,2})\s*(?![年月日届级])[\u4e00-\u9fff]")
_LONGEST = 16  # characters of a name
_OF_WHICH = as_pattern(r"其中|包括|[含即]|分为")
_STOPS = ("", *"，。；！？\n")
_COUNTED = as_pattern(r"等|[一两二三四五六七八九十]{1,2}[个家所名项种类门]")
_ABSTRACT = as_pattern(
    r"管理|服务|教学|学习|建设|发展|思想|工作|精神|能力|素质|育人|教育$|培训$|培养|研究$|实践$|实训$|实习$|技能$|活动$|评价$|改革|宣传|检查|监督|安全|质量"
)
_GROUPED = as_pattern(
    r"学制|层次|方向|级别|类[别型]|性质|校区|年级|班级?$|时间|日期|姓名|届|批次|月份|学期|等[级次]|奖项|阶段|性别|年度|形式"
)
_SHORT_LABEL = as_pattern(r"[\u4e00-\u9fffA-Za-z·]{2,16}")
_NO_NAME = as_pattern(
    r"其[中他它余]|合计|小计|总计|^[男女]生?$|^(?:本科|硕士|博士|专科|高级|中级|初级|人数|学时|金额|数量|比例|占比|合格率|优秀|良好|合格|城镇|农村|无|\W*)$|[数率值额比]$"
)


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    start: int
    mention: Mention


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Entries with figures, bare names, rows of tables."""
    for passage in manuscript.prose():
        if len(passage.mentions) >= _LEAST_ENTRIES:
            yield from _entries(passage)
        if passage.plain.count("、") >= _LEAST_ENTRIES - 1:
            yield from _bare_names(passage)
        if passage.plain.count("”") >= _LEAST_ENTRIES:
            yield from _quoted_in_turn(passage)
    for sheet in manuscript.sheets:
        yield from _rows(sheet)


def _quoted_in_turn(passage: Passage) -> Iterator[Remark]:
    """树立“甲”，坚定“甲”，做到“乙”: short clauses of one build, each with a verb and a quoted term, name one term twice."""
    for match in _QUOTED_CLAUSES.finditer(passage.plain):
        terms = [
            (term, match.start() + within.start(1))
            for within in _QUOTED_TERM.finditer(match[0])
            for term in (within[1],)
        ]
        again = [term for term, times in Counter(term for term, _ in terms).items() if times > 1]
        if len(again) != 1 or len({verb[0] for verb in _VERB_OF_A_TERM.finditer(match[0])}) < len(terms):
            continue
        (first, second) = [start for term, start in terms if term == again[0]][:2]
        places = tuple(passage.place(start, start + len(again[0])) for start in (second, first))
        yield _remark(f"{passage.id}:quoted:{second}", again[0], places, ())


def _entries(passage: Passage) -> Iterator[Remark]:
    for chain in _chains(passage):
        names = _names(chain)
        again = [name for name, times in Counter(names).items() if times > 1]
        if len(again) != 1 or _KIND.search(again[0]) or not _is_uniform(names):
            continue
        if _is_in_turn(passage, chain[0].start, chain[-1].start, len(chain)):
            continue
        first, second = (entry for entry, name in zip(chain, names, strict=True) if name == again[0])
        if _is_of_another_group(passage, chain, first, second):
            continue
        places = tuple(passage.place(entry.start, entry.mention.end) for entry in (second, first))
        yield _remark(f"{passage.id}:{second.start}", again[0], places, (second.mention.id, first.mention.id))


def _is_of_another_group(passage: Passage, chain: list[_Entry], first: _Entry, second: _Entry) -> bool:
    """甲校实习 221 人、对口 207 人，乙校实习 91 人、对口 80 人: commas part groups of what 、 joins, and neither begins its group."""
    joints = [passage.plain[a.mention.end : b.start].strip()[:1] for a, b in itertools.pairwise(chain)]
    ends = next((mark for mark in ("；", "，") if mark in joints and set(joints) != {mark}), "")
    starts = [True, *(joint == ends for joint in joints)]
    if all(starts) or not any(starts[1:]):
        return False
    one, other = chain.index(first), chain.index(second)
    return not starts[one] and not starts[other] and any(starts[one + 1 : other])


def _names(chain: list[_Entry]) -> list[str]:
    """What tells the entries apart: without the words that lead in to the first and without what all of them end with."""
    names = [entry.name for entry in chain]
    for name in sorted(set(names[1:]), key=len, reverse=True):
        if names[0] != name and names[0].endswith(name) and _LEAD.search(names[0][: -len(name)]):
            names[0] = name
            break
    ending = 0
    while all(len(name) > ending + 2 and name[-ending - 1 :] == names[-1][-ending - 1 :] for name in names[1:]):
        ending += 1
    return [name[:-ending] if ending and name.endswith(names[-1][-ending:]) else name for name in names]


def _chains(passage: Passage) -> Iterator[list[_Entry]]:
    """Neighbours of one form: 甲镇320人，乙镇280人，丙镇150人 or 甲镇（320人）、乙镇（280人）."""
    chain: list[_Entry] = []
    before: Mention | None = None
    for mention in passage.mentions:
        start = before.end if before is not None else 0
        left = max(start, passage.full_sentence_at(mention.digits_start)[0])
        words = passage.plain[left : mention.start].rstrip(" （(")
        follows = chain and before is chain[-1].mention and left == start
        if follows:
            gap = _BETWEEN.match(words)
            name = words[gap.end() if gap else 0 :]
            if (
                _ENTRY.fullmatch(name)
                and not _OF_WHICH.search(name)
                and mention.measure == chain[-1].mention.measure
                and as_pattern(r"[，、；（(]").search(words)
            ):
                chain.append(_Entry(name, left + len(words) - len(name), mention))
                before = mention
                continue
            if len(chain) >= _LEAST_ENTRIES:
                yield chain
        elif len(chain) >= _LEAST_ENTRIES:
            yield chain
        name = as_pattern(r"[，。；：、:（(]").split(words)[-1].strip()
        chain = []
        if _OPENING.fullmatch(name) and not mention.is_percent:
            chain = [_Entry(name, left + len(words) - len(name), mention)]
        before = mention
    if len(chain) >= _LEAST_ENTRIES:
        yield chain


def _is_uniform(names: list[str]) -> bool:
    """False where one name ends with another: 分校男生 and 女生 tell kinds of several bodies."""
    different = sorted(set(names))
    return not any(a != b and a.endswith(b) for a in different for b in different) and len(different) == len(names) - 1


def _bare_names(passage: Passage) -> Iterator[Remark]:
    """甲公司、乙公司、甲公司: a name that comes again in one row of names."""
    for match in _LISTED.finditer(passage.plain):
        words = match[0]
        if words.count("、") < _LEAST_ENTRIES - 1:
            continue
        items: list[tuple[str, int]] = []
        position = match.start()
        for item in words.split("、"):
            items.append((item, position))
            position += len(item) + 1
        # Words in front of the row and behind it belong to the sentence.
        items[0] = (items[0][0][-_LONGEST:], match.start() + max(0, len(items[0][0]) - _LONGEST))
        items[-1] = (items[-1][0][:_LONGEST], items[-1][1])
        if any(not 1 < len(item) <= _LONGEST for item, _ in items):
            continue
        # The first and the last item may be part of the sentence around them.
        inner = items[1:-1]
        opening = items[0][0]
        for name, _ in items[1:]:
            if opening.endswith(name) and (opening == name or _LEAD.search(opening[: -len(name)])):
                inner = [(name, items[0][1] + len(opening) - len(name)), *inner]
                break
        pairs = [(a, b) for index, a in enumerate(inner) for b in inner[index + 1 :] if a[0] == b[0]]
        last, start = items[-1]
        for name, at in inner:
            counted = last.startswith(name) and _COUNTED.match(last, len(name))
            ended = last == name and passage.plain[match.end() : match.end() + 1] in _STOPS
            if counted or ended:
                pairs.append(((name, at), (name, start)))
        for (name, at), (_, again) in pairs[:1]:
            if len(name) < 3 or _ABSTRACT.search(name) or len({item for item, _ in items}) < len(items) - 1:
                continue
            if _is_in_turn(passage, match.start(), match.end()):
                continue
            places = (passage.place(again, again + len(name)), passage.place(at, at + len(name)))
            yield _remark(f"{passage.id}:{again}", name, places)


def _is_in_turn(passage: Passage, start: int, end: int, number: int = 0) -> bool:
    """甲校、乙校、丙校分别设党委、党支部、党支部: kinds told in turn of as many things named or counted before may come again.

    ``number`` is given for entries that have figures, where only names before them count.
    """
    begin = passage.full_sentence_at(start)[0]
    cues = [*_IN_TURN.finditer(passage.plain, begin, end)]
    if not cues:
        return False
    told = number or passage.plain.count("、", cues[-1].end(), end) + 1
    before = passage.plain[begin : cues[-1].start()]
    if any(len(as_pattern(r"、|和|与|及").split(part)) == told for part in as_pattern(r"[，；：]").split(before)):
        return told > 1
    return not number and any(read_whole(match["count"]) == told for match in _SEVERAL.finditer(before))


def _rows(sheet: Sheet) -> Iterator[Remark]:
    """The same name at two rows of a table whose rows are told apart by that name alone."""
    if sheet.unit_column is not None or len(sheet.label_columns) != 1 or not sheet.numeric_columns:
        return
    heads = [sheet.head(column) for column in range(sheet.column_count) if column not in sheet.label_columns]
    if any(_GROUPED.search(head) for head in heads) or any(sheet.is_subtotal_row(row) for row in sheet.data_rows):
        return
    column = sheet.label_columns[0]
    rows = [row for row in sheet.data_rows if not sheet.is_total_row(row)]
    labels = [(bare_label(sheet.text(row, column)), row) for row in rows]
    counted = Counter(label for label, _ in labels if label)
    again = [label for label, times in counted.items() if times > 1]
    if len(again) != 1 or counted[again[0]] != 2 or len(counted) < 2:
        return
    name = again[0]
    if not _SHORT_LABEL.fullmatch(name) or _NO_NAME.search(name) or len({len(sheet.row_path(row)) for row in rows}) > 1:
        return
    figures = {row: [f.number.value for c in sheet.numeric_columns if (f := sheet.figure(row, c))] for row in rows}
    if not all(figures.values()):
        return
    one, other = (row for label, row in labels if label == name)
    if figures[one] == figures[other]:
        return
    places = (sheet.place(other, column), sheet.place(one, column))
    yield _remark(f"{sheet.id}:{other}", name, places)


def _remark(identifier: str, name: str, places: tuple[Place, ...], keys: tuple[str, ...] = ()) -> Remark:
    return Remark(
        f"repeated-entries:{identifier}", "repeated-entries", FAULT, places,
        f"同一列举里「{name}」出现两次；其中一处名称有误，或应合并", f"“{name}” stands twice in one list; one of the two is another name, or they belong together",
        severity="warning", reported=name, formula=f"{name} = {name}", keys=keys,
    )  # fmt: skip
