"""A body, a major, an undertaking or a person that is well known to the report is not called a little otherwise once.

Cue: names known from the title, from rows of tables and from being said again; beside them a name that differs in 市, 县 or 区 behind the same place, in
学校 and 学院 behind the same words, in one character of a major (汽车应用与维修), of a quoted undertaking (“青兰工程”), of a person's
given name, or of a group whose short name stands elsewhere (京郊林木集团 and 花木集团). Why it should hold in any report: two of
them so alike would both be told of more than once. Guards: the odd name stands once and in no table; sentences of history and of
partners (前身, 更名, 升入, 与…合作) may name another body; numerals, directions and levels tell two things apart; slogans of one
pattern (以赛促教, 以赛促学) differ at their ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.families.wording.spellings import tells_apart
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.running_text import RunningText, places_of, repeated_names, running_text
from nianbao.extraction.tables.table_facts import bare_label, compact
from nianbao.facts.pattern import as_pattern, matches_before

FAULT = "label"
_SCHOOL = "青山区第一职业学校招生320人。青山区第一职业学校有教师156人。"
_MAJORS = "\n\n表1 各专业在校生\n\n专业\t人数\n汽车运用与维修\t320\n计算机网络技术\t210\n学前教育\t150\n"
EXAMPLES = (
    Example("fail", f"{_SCHOOL}青山县第一职业学校获市级表彰。"),
    Example("fail", f"{_SCHOOL}青山区第一职业学院获市级表彰。"),
    Example("fail", f"汽车应用与维修专业获评市级骨干专业。汽车运用与维修专业招生稳定。{_MAJORS}"),
    Example("fail", "实施“青蓝工程”，结对30对。“青兰工程”成效明显，“青蓝工程”写入规划。"),
    Example("fail", "张伟明老师被评为骨干教师。\n\n张伟民老师指导学生获奖，张伟明老师主持课题。"),
    Example("silent", f"{_SCHOOL}学校前身为青山县第一职业学校。"),
    Example("silent", "坚持“以赛促教”“以赛促学”，“以赛促教”成效明显，“以赛促教”写入规划。"),
)
_ADMINISTRATIVE = "市县区"
_HISTORY = as_pattern(r"前身|原名|原称|更名|改名|改称|曾|始建|创建|创办|成立于|组建|合并|升格|升入|升学|考入|录取|衔接|贯通|对口|联合|合作|共建|结对|帮扶|支教|交流|考察|参观|来自|毕业于|[与和同跟]\s*$|19\d\d年")  # fmt: skip
_ENDINGS = (("学校", "学院"), ("职业中专", "职业高中"), ("职业学校", "职业高中"), ("中专学校", "中等学校"))
_LEAST_PREFIX = 4
_NAMED_ROW = as_pattern(r"[\u4e00-\u9fff]{3,12}(?:系|学部|学院|学校|中专|中心|专业|公司|基地|集团|工作室)")
_CENTRE = as_pattern(r"职业中专|职业高中|职教中心|职业教育中心")
_LOCAL = as_pattern(rf"[\u4e00-\u9fff]{{2}}[市县区](?:第[一二三四五])?[\u4e00-\u9fff]{{0,4}}?(?:{_CENTRE.pattern})")
_UNIVERSITY = as_pattern(r"[\u4e00-\u9fff]{4}大学")
_TIMES = 2
_LONG = 6  # characters of a major of which even the last one may be a slip
_FEW_PASSAGES = 12
_QUOTED = as_pattern(
    r"[“「](?P<name>[\u4e00-\u9fff]{2,8}(?:工程|计划|行动|项目|课堂|工作室|基地|联盟|品牌|平台|驿站|学堂|讲堂|中心|社团|书院|论坛|工坊))[”」]"
)
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
_CALLED = as_pattern(r"老师|同学|校长|主任|书记|教师|大师|师傅|教练|副校长|名师")
_PERSON = as_pattern(rf"(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{2}})(?={_CALLED.pattern})")
_HOUSE = as_pattern(r"集团|公司|医院|酒店")
_GROUP = as_pattern(rf"[\u4e00-\u9fff]{{4}}(?:教育|科技|电子|汽车|物流|医药|建设|实业|农业|文化)?(?:{_HOUSE.pattern})")
_AFTER_MAJOR = as_pattern(r"专业|[、，。；（）等和与]")
_BEFORE_MAJOR = as_pattern(r"(?:^|[、，。；：（“的和与及设办为是有级届年对在])$")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Schools, majors, undertakings, people and groups in turn."""
    text = running_text(manuscript)
    if not text.words:
        return
    labels = {compact(sheet.row_label(row)) for sheet in manuscript.sheets for row in sheet.data_rows}
    repeated = repeated_names(text.words)
    told: set[int] = set()
    for remark, start in (
        *_bodies(manuscript, text, repeated, labels),
        *_majors(manuscript, text, repeated, labels),
        *_quoted(text),
        *_people(text),
        *_groups(text),
        *_institutions(text, repeated, labels),
        *_cells(manuscript, text, labels),
    ):
        if start not in told:
            told.add(start)
            yield remark


def _only_place(text: RunningText, odd: str, labels: set[str]) -> int | None:
    """Where the odd name stands, if it stands once and in no table."""
    start = text.words.find(odd)
    if start < 0 or text.words.find(odd, start + 1) >= 0 or any(odd in label for label in labels):
        return None
    return start


def _tells_of_another(text: RunningText, start: int, end: int) -> bool:
    passage, offset = text.passage_at(start)
    left, right = passage.full_sentence_at(offset)
    before = passage.plain[left:offset]
    return (
        _HISTORY.search(before) is not None
        or as_pattern(r"前身|原|更名|改名").search(passage.plain[offset + end - start : right][:16]) is not None
    )


def _bodies(
    manuscript: Manuscript, text: RunningText, repeated: list[tuple[str, int]], labels: set[str]
) -> Iterator[tuple[Remark, int]]:
    title = "".join(passage.plain for passage in manuscript.passages[:4] if "。" not in passage.plain)
    known = {name: times for name, times in repeated if as_pattern(r"(?:学校|学院|中专|高中)$").search(name)}
    for name, times in Counter(local[0] for local in matches_before(_CENTRE, 9, _LOCAL, text.words)).items():
        known[name] = max(known.get(name, 0), times)
    for label in labels:
        if as_pattern(r"[\u4e00-\u9fff]{4,16}(?:学校|学院|中专|高中)").fullmatch(label):
            known[label] = _TIMES + text.words.count(label)
    for name, times in sorted(known.items()):
        if times + (name in title) < _TIMES:
            continue
        for odd in _alternatives(name):
            start = _only_place(text, odd, labels)
            if start is None or known.get(odd, 0) > 1 or _tells_of_another(text, start, start + len(odd)):
                continue
            if text.words.count(name) < _TIMES and not any(name in label for label in labels):
                continue
            yield _remark(text, start, odd, name), start


def _alternatives(name: str) -> Iterator[str]:
    """The same name with another kind of place, or another kind of school."""
    for index, character in enumerate(name):
        if character in _ADMINISTRATIVE and 2 <= index <= 4 and len(name) - index > _LEAST_PREFIX:
            for other in _ADMINISTRATIVE.replace(character, ""):
                yield name[:index] + other + name[index + 1 :]
    for pair in _ENDINGS:
        for ending, other in (pair, pair[::-1]):
            if name.endswith(ending) and len(name) >= _LEAST_PREFIX + 2:
                yield name[: -len(ending)] + other


def _majors(
    manuscript: Manuscript, text: RunningText, repeated: list[tuple[str, int]], labels: set[str]
) -> Iterator[tuple[Remark, int]]:
    known: Counter[str] = Counter()
    listed: set[str] = set()
    for sheet in manuscript.sheets:
        if any("专业" in sheet.head(column) for column in sheet.label_columns):
            for row in sheet.data_rows:
                known[bare_label(sheet.row_label(row)).removesuffix("专业")] += 1
            listed = set(known)
    for name, times in repeated:
        if name.endswith("专业") and as_pattern(r"[的和与及是在为设]").search(name[:2]) is None:
            known[name.removesuffix("专业")] += times
    for name in sorted(known):
        if not as_pattern(r"[\u4e00-\u9fff]{5,12}").fullmatch(name):
            continue
        often = known[name] + text.words.count(name) >= _TIMES
        for start in _near(text.words, name):
            odd = text.words[start : start + len(name)]
            end = start + len(name)
            changed = "".join(a + b for a, b in zip(name, odd, strict=True) if a != b)
            if tells_apart(changed) or odd in known or _only_place(text, odd, labels) is None:
                continue
            before = text.words[max(0, start - 1) : start]
            if not often and (name not in listed or not text.words.startswith("专业", end)):
                continue
            if _AFTER_MAJOR.match(text.words, end) and _BEFORE_MAJOR.search(before):
                yield _remark(text, start, odd, name), start


def _near(words: str, name: str) -> Iterator[int]:
    """Places where all but one inner character of the name stand."""
    half = len(name) // 2
    left, right = name[:half], name[half:]
    for part, shift in ((left, 0), (right, half)):
        for position in places_of(words, part):
            start = position - shift
            odd = words[start : start + len(name)] if start >= 0 else ""
            alike = len(odd) == len(name) and odd[0] == name[0] and (odd[-1] == name[-1] or len(name) >= _LONG)
            if alike and sum(a != b for a, b in zip(name, odd, strict=True)) == 1:
                yield start


def _quoted(text: RunningText) -> Iterator[tuple[Remark, int]]:
    """“青兰工程” where “青蓝工程” stands otherwise."""
    found: dict[str, list[int]] = {}
    for match in _QUOTED.finditer(text.words):
        found.setdefault(match["name"], []).append(match.start("name"))
    for name, places in sorted(found.items()):
        if len(places) < _TIMES:
            continue
        for odd, odd_places in sorted(found.items()):
            if len(odd_places) == 1 and len(odd) == len(name) and odd[0] == name[0] and odd[-2:] == name[-2:]:
                changed = [a + b for a, b in zip(name, odd, strict=True) if a != b]
                if len(changed) == 1 and not tells_apart(changed[0]) and text.words.count(odd) == 1:
                    yield _remark(text, odd_places[0], odd, name), odd_places[0]


def _people(text: RunningText) -> Iterator[tuple[Remark, int]]:
    """张伟民老师 once, where 张伟明老师 is told of in the same chapter."""
    found: dict[str, list[int]] = {}
    for match in matches_before(_CALLED, 3, _PERSON, text.words):
        found.setdefault(match["name"], []).append(match.start("name"))
    for name, places in sorted(found.items()):
        if len(places) < _TIMES:
            continue
        for odd, odd_places in sorted(found.items()):
            if len(odd_places) != 1 or odd[0] != name[0] or sum(a != b for a, b in zip(name, odd, strict=True)) != 1:
                continue
            position = text.index_of(odd_places[0])
            near = [place for place in places if abs(text.index_of(place) - position) <= _FEW_PASSAGES]
            if near and text.words.count(odd) == 1 and not _side_by_side(text.words, name, odd):
                yield _remark(text, odd_places[0], odd, name), odd_places[0]


def _side_by_side(words: str, name: str, odd: str) -> bool:
    """Two people who are named together are two."""
    return (
        re.search(
            rf"{name}[^。]{{0,12}}[、和与及][^。]{{0,6}}{odd}|{odd}[^。]{{0,12}}[、和与及][^。]{{0,6}}{name}", words
        )
        is not None
    )


def _groups(text: RunningText) -> Iterator[tuple[Remark, int]]:
    """京郊林木集团 once, where 京郊花木集团 and 花木集团 are told of."""
    found: dict[str, list[int]] = {}
    for match in matches_before(_HOUSE, 6, _GROUP, text.words):
        found.setdefault(match[0], []).append(match.start())
    for odd, places in sorted(found.items()):
        if len(places) != 1 or text.words.count(odd[2:4]) != 1:
            continue
        for name in sorted(found):
            changed = [a + b for a, b in zip(name, odd, strict=False) if a != b]
            alike = len(name) == len(odd) and name[:2] == odd[:2] and len(changed) == 1
            if alike and text.words.count(name[2:4]) >= _TIMES and not tells_apart(changed[0]) and name[4:] == odd[4:]:
                yield _remark(text, places[0], odd, name), places[0]


def _cells(manuscript: Manuscript, text: RunningText, labels: set[str]) -> Iterator[tuple[Remark, int]]:
    """The row 现代农业与康复系 where the text says 现代农业与康养系 all over."""
    for sheet in manuscript.sheets:
        for row in sheet.data_rows:
            label = compact(sheet.row_label(row))
            if not _NAMED_ROW.fullmatch(label) or label in text.words or sheet.is_total_row(row):
                continue
            found = Counter(text.words[start : start + len(label)] for start in _near(text.words, label))
            for name, times in sorted(found.items()):
                changed = "".join(a + b for a, b in zip(label, name, strict=True) if a != b)
                place = sheet.label_place(row)
                if times < _TIMES or place is None or tells_apart(changed) or name in labels or label[-1] != name[-1]:
                    continue
                first, offset = text.passage_at(text.words.find(name))
                yield Remark(
                    f"near-names:{sheet.id}:{row}", "near-names", FAULT, (place, first.place(offset, offset + len(name))),
                    f"名称写法不一：表中此处「{label}」，正文都写「{name}」；若是同一个，请统一", f"“{label}” in the table, “{name}” in the text",
                    severity="warning", reported=label, expected=name, suggestion=name, formula=f"{label} ≠ {name}",
                ), -1 - row - 1000 * sheet.index  # fmt: skip


def _institutions(text: RunningText, repeated: list[tuple[str, int]], labels: set[str]) -> Iterator[tuple[Remark, int]]:
    """国家开发大学 once, where 国家开放大学 stands three times."""
    for name, times in (*Counter(_UNIVERSITY.findall(text.words)).items(), *repeated):
        if (
            times <= _TIMES
            or len(name) < _LONG
            or not as_pattern(r"(?:大学|协会|学会|研究院|集团|有限公司)$").search(name)
        ):
            continue
        for start in _near(text.words, name):
            odd = text.words[start : start + len(name)]
            changed = "".join(a + b for a, b in zip(name, odd, strict=True) if a != b)
            inner = odd[:2] == name[:2] and odd[-2:] == name[-2:] and as_pattern(r"[\u4e00-\u9fff]+").fullmatch(odd)
            if inner and not tells_apart(changed) and _only_place(text, odd, labels) is not None:
                yield _remark(text, start, odd, name), start


def _remark(text: RunningText, start: int, odd: str, name: str) -> Remark:
    passage, offset = text.passage_at(start)
    at = text.words.find(name)
    places = [passage.place(offset, offset + len(odd))]
    if at >= 0:
        first, first_offset = text.passage_at(at)
        places.append(first.place(first_offset, first_offset + len(name)))
    return Remark(
        f"near-names:{passage.id}:{offset}", "near-names", FAULT, tuple(places),
        f"名称写法不一：此处「{odd}」，别处都写「{name}」；若是同一个，请统一", f"“{odd}” here, “{name}” everywhere else",
        severity="warning", reported=odd, expected=name, suggestion=name, formula=f"{odd} ≠ {name}",
    )  # fmt: skip
