"""A major is told of the school that offers it: 甲校汽车运用与维修专业 is not 乙校汽车运用与维修专业 once.

Cue: a school (or a department of the one school) with a major right behind its name, in a list of what it offers or beside it in
a table, where tables and lists give that major to another one alone. Why it should hold in any report: who offers what is told in full
once, and a clerk who takes the name of the other school changes nothing else. Guards: both bodies stand side by side somewhere and
the majors of both are known; what is told twice may be so; a major of both, a row of both names and a sentence that
tells of both are left alone; what is new, moved, planned, closed, shared or visited may belong to another;
where no table or list tells all majors of the body nothing is said, and without one for the other body it is no more than a hint,
nor is a thing named after a major (学前教育技能) beside another school in a row.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import Hint, Remark, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.names.owned_majors import OwnedMajors, Saying, owned_majors
from nianbao.extraction.tables.table_facts import Sheet, bare_label
from nianbao.facts.pattern import as_pattern

FAULT = "label"
_TABLE = (
    "\n\n表1 各校分专业在校生\n\n学校\t专业\t一年级\t二年级\t合计\n青河职校\t数控技术应用\t40\t38\t78\n青河职校\t电子商务\t35\t33\t68\n"
    "东升艺校\t音乐表演\t20\t22\t42\n东升艺校\t舞蹈表演\t18\t17\t35\n"
)
_LISTS = "青河职校开设数控技术应用、电子商务2个专业，东升艺校开设音乐表演、舞蹈表演2个专业。"
EXAMPLES = (
    Example("fail", f"东升艺校数控技术应用专业与三家企业合作。{_TABLE}"),
    Example("fail", f"{_LISTS}\n\n李某，东升艺校数控2101班毕业生。"),
    Example(
        "fail",
        f"{_TABLE}\n\n表2 技能竞赛获奖\n\n赛项\t学校\t一等奖\t二等奖\n音乐表演展示\t青河职校\t1\t2\n数控技术应用技能\t青河职校\t0\t1\n",
    ),
    Example("pass", f"青河职校数控技术应用专业与三家企业合作。{_TABLE}"),
    Example("silent", f"2025年东升艺校新增电子商务专业。{_TABLE}"),
    Example("silent", f"青河职校、东升艺校电子商务专业共建直播间。{_TABLE}"),
    Example("silent", f"东升艺校组织学生参观电子商务园区。{_TABLE}"),
)
_MOVED = as_pattern(
    r"新[增设开办]|增[设开]|拟|计划|筹|申[报请]|获批|备案|[撤取]消|撤[销并]|停[招办]|调整|合[并作办]|并入|整合|划[转归]|转[入至到]|移交|原|曾|搬|迁|"
    r"联[合办]|共[建同享]|跨校|选课|走班|送教|帮扶|支援|结对|借鉴|参观|衔接|升入|考入|录取|对口(?!就业|率|实习|人数)|除|没有|无(?!人机)|不(?:再|设)|首[次批届]|审批|成人|业余|函授|互[聘派换]|交流|兼课|轮岗|进修"
)
_MOVED_ON = as_pattern(r"停|撤|并入|合并|转[入至到]|划[转归]|移交|调整[到至为由]|迁|首[次批届]|审批|备案|获批|新增")
_BESIDE = 8  # characters behind a major in which it may be said to move
_FEWEST = 2
_LEAST_LETTERS = 4  # of a major that other names begin with
_HINT = 0.5


def find(manuscript: Manuscript) -> Iterator[Remark | Hint]:
    """Every place that gives a major to a body, held against all others."""
    owned = owned_majors(manuscript)
    for saying in owned.sayings:
        judged = _judged(owned, saying)
        if judged is not None:
            yield judged
    if len(owned.in_full) > 1:
        for sheet in manuscript.sheets:
            yield from _beside_school(sheet, owned)


def _beside_school(sheet: Sheet, owned: OwnedMajors) -> Iterator[Hint]:
    """赛项 学前教育技能 | 学校 甲校: a thing that bears the name of a major beside a school that does not offer it."""
    columns = [column for column in range(sheet.column_count) if column not in sheet.numeric_columns]
    if len(columns) < _FEWEST or _MOVED.search(sheet.caption + "".join(map(sheet.head, columns))):
        return
    for row in sheet.data_rows:
        cells = {column: bare_label(sheet.text(row, column)) for column in columns}
        schools = [column for column, words in cells.items() if words in owned.of]
        if len(schools) != 1:
            continue
        body = owned.of[cells[schools[0]]]
        majors = owned.in_full.get(body, frozenset())
        for column, words in cells.items():
            major = _major_named(words, owned) if len(majors) >= _FEWEST and column not in schools else ""
            owners = {other.body for other in owned.by_major.get(major, ())}
            if len(owners) != 1 or body in owners or not owners <= owned.in_full.keys():
                continue
            (owner,) = owners
            if frozenset((owner, body)) in owned.side_by_side:
                yield _at_row(sheet, (row, schools[0]), (row, column), major, owner)


def _major_named(words: str, owned: OwnedMajors) -> str:
    """The one major that a cell which is none itself begins with: 学前教育技能."""
    found = [m for m in owned.majors if len(m) >= _LEAST_LETTERS and m in words]
    return found[0] if len(found) == 1 and words.startswith(found[0]) and words.removesuffix("专业") != found[0] else ""


def _at_row(sheet: Sheet, school: tuple[int, int], thing: tuple[int, int], major: str, owner: str) -> Hint:
    here, there = sheet.place(*school), sheet.place(*thing)
    body, words = sheet.text(*school).strip(), sheet.text(*thing).strip()
    return hint_at(
        "majors-of-schools", f"row:{sheet.id}:{school[0]}:{thing[1]}", FAULT, (here, there),
        f"此行把「{words}」写在「{body}」名下，而「{major}」只是「{owner}」的专业；请核对学校",
        f"“{words}” stands beside “{body}” here, while “{major}” is offered by “{owner}” alone: please check the school",
        reported=body, expected=owner, formula=f"{words} ∉ {body}", weight=_HINT,
    )  # fmt: skip


def _judged(owned: OwnedMajors, saying: Saying) -> Remark | Hint | None:
    elsewhere = [
        other for major in saying.majors for other in owned.by_major.get(major, ()) if other.unit != saying.unit
    ]
    bodies = {other.body for other in elsewhere}
    if saying.body in bodies:
        return _agreed(saying) if len(bodies) == 1 and saying.kind == "behind" else None
    if len(bodies) != 1 or _is_told_of_both(owned, saying, bodies) or _is_moved(saying):
        return None
    (owner,) = bodies
    if any(owner not in {other.body for other in owned.by_major.get(major, ())} for major in saying.majors):
        return None
    majors = owned.in_full.get(saying.body, frozenset()) - set(saying.majors)
    if len(majors) < _FEWEST or frozenset((owner, saying.body)) not in owned.side_by_side:
        return None
    units = {other.unit for other in elsewhere}
    listed = [other for other in elsewhere if other.kind != "behind"]
    is_known = bool(listed) and len(owned.listed_for(owner)) >= _FEWEST
    if is_known and (saying.kind == "behind" or len(units) > 1):
        return _remark(saying, listed[0], "warning")
    if listed or (saying.kind == "behind" and len(units) > 1):
        return Hint(_remark(saying, elsewhere[0], "info"), _HINT)
    return None


def _is_told_of_both(owned: OwnedMajors, saying: Saying, bodies: set[str]) -> bool:
    """The same table or sentence gives the major to the other body too."""
    if saying.shared & bodies:
        return True
    return any(
        other.unit == saying.unit and other.body in bodies
        for major in saying.majors
        for other in owned.by_major.get(major, ())
    )


def _is_moved(saying: Saying) -> bool:
    if saying.sentence is None:
        return False
    passage, start, end = saying.sentence
    clause, stop = passage.clause_at(start)[0], passage.clause_at(end - 1)[1]
    before, behind = passage.plain[clause:end], passage.plain[end : min(stop, end + _BESIDE)]
    # 星原学校: a name may have such letters of its own.
    own = "".join(saying.place.text.split())
    before = "".join(before.split()).replace(own, "").replace(saying.words, "")
    return _MOVED.search(before) is not None or _MOVED_ON.search(behind) is not None


def _agreed(saying: Saying) -> Remark:
    return Remark(
        f"majors-of-schools:{saying.place.spot}:{saying.words}", "majors-of-schools", FAULT, (saying.place,),
        f"「{saying.words}」是{saying.body}的专业", f"“{saying.words}” is offered by {saying.body}",
        holds=True, formula=f"{saying.words} ∈ {saying.body}",
    )  # fmt: skip


def _remark(saying: Saying, other: Saying, severity: str) -> Remark:
    here, there = saying.place, other.place
    where = f"第{there.line}行" if there.line else "别处"
    return Remark(
        f"majors-of-schools:{here.spot}:{saying.words}", "majors-of-schools", FAULT, (here, there),
        f"此处把「{saying.words}」写在「{saying.body}」名下，{where}「{other.majors[0]}」只属于「{other.body}」；请核对学校（系部）或专业",
        f"“{saying.words}” is given to “{saying.body}” here; elsewhere “{other.majors[0]}” is offered by “{other.body}” alone",
        severity=severity, reported=here.text, expected=other.body, formula=f"{saying.words} ∉ {saying.body}",
    )  # fmt: skip
