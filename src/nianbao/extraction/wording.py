"""Words of the field that tell how a figure behaves: whether it adds up, what it is a part of, which way it goes."""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.facts.pattern import as_label_pattern, as_pattern

# Figures under these heads are quotients; adding them up means nothing.
QUOTIENT = as_label_pattern(
    r"率|比例|占比|比重|百分比|生均|人均|师均|校均|班均|课均|[年月周日]均|[项篇期场件家户]均|均值|平均|每[生人百千期班批次节场门户]|比$|比\(|生师比|招生比|师生比|%|满意度|起薪|月收入|薪酬|指数|得分|分数|单价|增幅|增速|排名|名次|带宽|年份|学制|年龄|温度|进度|占.{1,8}[比的]"
)
SHARE_HEAD = as_pattern(r"率|比例|占比|比重|百分比|%|满意度")
CHANGE_HEAD = as_label_pattern(
    r"增减|增量|增长|增幅|变化|同比|环比|较上[年学一]|比上[年学一]|较去年|比去年|差值|差额|变动|升降|涨幅|净增|±|\+/-"
)
GROWTH_HEAD = as_pattern(r"率|增幅|幅度|%|同比|环比|比例|百分")
STRUCTURE = as_pattern(r"结构|构成|分布|组成|类型|来源")

# Kinds that together make the whole and do not overlap.
PARTITIONS: tuple[tuple[str, ...], ...] = (
    ("第一产业", "第二产业", "第三产业"),
    ("一等奖", "二等奖", "三等奖"),
    ("人员经费", "公用经费", "项目经费"),
    ("人员经费", "公用经费", "专项经费"),
    ("国家级", "省级", "市级"),
    ("国家级", "省级", "校级"),
    ("国家级", "省级", "市级", "校级"),
    ("国家级", "市级", "区级", "校级"),
    ("国家级", "市级", "校级"),
    ("国家级", "省部级", "市级"),
    ("男", "女"),
    ("男生", "女生"),
    ("公办", "民办"),
    ("京籍", "非京籍"),
    ("本市户籍", "非本市户籍"),
    ("本地", "外地"),
    ("城镇", "农村"),
    ("一年级", "二年级", "三年级"),
    ("高一", "高二", "高三"),
    ("公共基础课", "专业课"),
    ("专任教师", "兼职教师"),
    ("校内", "校外"),
    ("线上", "线下"),
)
REST = as_pattern(r"^(?:其他|其它|其余|另有|另外|剩余|余下)|等(?:其他|其它)")

_OWNERS = (
    r"(?:.{0,6}[省市县区州国部][)）]?属|.{0,4}[公民]办|社会力量(?:举?办)?|行业(?:企业)?(?:举?办)?|企业办)(?:学校|院校)?"
)
_GRADES = r"(?:.{0,6}[一二三四五六]年级|高[一二三]|大[一二三四])(?:学生)?"
_LEVELS = r".{0,6}(?:世界|国际|国家|省部?|自治区|部|市|区|县|校|院)级.{0,4}"
_SIZES = r".{0,6}(?:大型|中型|小型|微型|小微).{0,4}"
_PLACES = r".{0,4}(?:[本外][区县市省]|[省市区县京境国][内外]|外省市?|外地|本地|其[他它](?:省|市|区|县|地区)).{0,6}"
_MEMBERS = as_pattern(
    r"[^\d，、]{0,6}?(?:(?P<firms>企业|公司)|(?P<schools>院校|学校|高校)|(?P<unions>协会|学会|商会|行业组织)|"
    r"(?P<offices>政府(?:部门|机构)?|机关|事业单位)|(?P<institutes>科研(?:院所|机构)|研究院所?|社会组织|培训机构))(?:成员)?"
)
# Kinds of one property: the words that every kind ends with or is, and a kind that must be among them for
# the list to be complete (the lowest, the rest). Without such a kind (None) three of them are complete.
CLOSED_KINDS: tuple[tuple[str, str | None], ...] = (
    (_OWNERS, None),
    (r".*(?:博士|硕士|研究生|本科|专科|大专|中专|高中|学历).{0,4}", r"以下|其[他它余]|专科$|大专$"),
    (
        r".*(?:正高|副高|教授|高级|中级|初级|讲师|助教|助理|员级|未定级|无职称|未评|其[他它余]).{0,4}",
        r"以下|未定级|未评|无职称|其[他它余]",
    ),
    (r".*\d*岁?.*(?:岁|以下|以上|以内|之间).*", r"以下|以内|不足|未满"),
    (_GRADES, r"三年级|高三|大三"),
    (r".*(?:教师|教辅|行政|管理|教学辅助|工勤|后勤|其[他它余])(?:人员)?", r"工勤|后勤|其[他它余]"),
    (
        r".*(?:升学|就业|参军|入伍|应征|创业|待业|未落实|未就业|其[他它余]).{0,4}",
        r"待业|待就业|未就业|未落实|待落实|其[他它余]",
    ),
    (r"(?:下半年|上半年|[一二三四]季度|第[一二三四]季度)", r"四季度|下半年"),
    (_LEVELS, r"校级|院级|区级|县级"),
    (_SIZES, r"小微|微型"),
    (
        r".{0,6}(?:优秀?|良好?|中等?|差|及格|合格|不合格|不及格|待合格|待改进|需修改|基本合格)[”’」]?(?:课|等次|等级|的)?",
        r"不合格|不及格|待合格|待改进|需修改|差",
    ),
    (_PLACES, r"外[省市地]|[省市区县京境国]外|其[他它]地区"),
)
# Kinds of one property that never overlap; they need not be all there are.
_DISJOINT_KINDS = (
    _OWNERS, _GRADES, _LEVELS, _SIZES, _PLACES,
    r".{0,3}(?:高职|中专|职高|职业高中|技校|技工|普通?高中|综合高中|五年制|三年制|大专|本科|预科|成人中专|电大|函授).{0,6}",
    r".{0,6}[特一二三]等奖.{0,3}|.{0,6}优[胜秀]奖.{0,3}|.{0,6}[金银铜]奖.{0,3}",
    r".{0,6}第?[一二三]产业.{0,4}",
    r"[^的]{1,10}(?:部|系|校区|年级|教学点|分校)",
    r"(?:20\d\d|二〇..)[年级届].{0,6}",
    r".{0,6}[一二三四五]期.{0,4}",
)  # fmt: skip
_OPPOSITES = (
    ("内", "外"), ("男", "女"), ("公办", "民办"), ("城镇", "农村"), ("城区", "乡镇"), ("上半年", "下半年"), ("线上", "线下"),
    ("本地", "外地"), ("国内", "国外"), ("专职", "兼职"), ("本科", "专科"), ("国产", "进口"), ("纸质", "电子"),
    ("有效", "无效"),
)  # fmt: skip
# Two kinds that leave nothing out, under any of their names.
_TWO_KINDS = (
    (("普通高中", "普高"), ("中职", "中等职业", "职业高中")),
    (("公共基础课", "文化课"), ("专业课",)),
    (("结题",), ("在研", "未结题")),
    (("走读",), ("住宿", "住校", "寄宿")),
    (("在编", "编制内", "编内"), ("编外", "聘用", "非编")),
    (("春季", "春学期"), ("秋季", "秋学期")),
    (("东校区",), ("西校区",)),
    (("南校区",), ("北校区",)),
    (("城区", "城镇", "城市"), ("农村", "乡镇", "乡村")),
)


def is_closed(names: Sequence[str]) -> bool:
    """True where the names are kinds of one property and, by their words, all of its kinds.

    >>> is_closed(["市属", "县属", "民办"]), is_closed(["研究生", "本科", "专科及以下"])
    (True, True)
    >>> is_closed(["研究生", "本科"]), is_closed(["党员", "骨干教师", "班主任"])
    (False, False)
    >>> is_closed(["2022级", "2023级", "2024级"]), is_closed(["第一支部", "第二支部"])
    (True, True)
    """
    if len(names) > 2 or any(REST.search(name) or "以下" in name for name in names):
        for pattern, needed in CLOSED_KINDS:
            if all(as_pattern(pattern).fullmatch(name) for name in names) and not may_be_nested(names):
                return len(names) > 2 if needed is None else any(as_pattern(needed).search(name) for name in names)
    if any(
        len(kinds) == len(names) > 2 and all(any(kind in name for name in names) for kind in kinds)
        for kinds in PARTITIONS
    ):
        return True
    members = {match.lastgroup for name in names if (match := _MEMBERS.fullmatch(name)) is not None}
    if len(members) > 2 and all(_MEMBERS.fullmatch(name) for name in names):
        return True
    phases = [match[1] for name in names if (match := as_pattern(r"([一二三四五])期").search(name))]
    if len(phases) == len(names) > 1 and phases == list("一二三四五"[: len(names)]):
        return True
    cohorts = sorted(int(match[1]) for name in names if (match := as_pattern(r"20(\d\d)[级届]").search(name)))
    if len(cohorts) == len(names) > 2:
        return cohorts == list(range(cohorts[0], cohorts[0] + len(cohorts)))
    ordinals = [match[1] for name in names if (match := as_pattern(r"第([一二三四五六七八九])").match(name))]
    return len(names) > 1 and ordinals == list("一二三四五六七八九"[: len(names)])


def are_opposites(left: str, right: str) -> bool:
    """True where the second name is all that the first is not: 省内 and 省外, 达标 and 未达标.

    >>> are_opposites("来自省内", "来自省外"), are_opposites("达标", "未达标"), are_opposites("党员", "女教师")
    (True, True, False)
    """
    if not left or not right or left == right:
        return False
    if any(
        any(a in x for a in one) and any(b in y for b in other)
        for one, other in _TWO_KINDS for x, y in ((left, right), (right, left))
    ):  # fmt: skip
        return True
    for one, other in (*_OPPOSITES, *((b, a) for a, b in _OPPOSITES)):
        if one in left and left.replace(one, other) == right:
            return True
    return any(
        long in (f"{no}{short}", f"没有{short}", f"{no}{short.removeprefix('已')}")
        for no in ("未", "非", "不", "待")
        for short, long in ((left, right), (right, left))
    )


UP = (
    "增加",
    "增长",
    "上升",
    "提高",
    "提升",
    "升高",
    "增至",
    "增加到",
    "升至",
    "上涨",
    "扩大",
    "增多",
    "净增",
    "多招",
    "攀升",
    "增",
)
DOWN = ("减少", "下降", "降低", "下滑", "降至", "减至", "回落", "缩小", "缩减", "减")
LEVEL = ("持平", "稳定", "不变", "一致", "相当")


def may_be_nested(names: Sequence[str]) -> bool:
    """True where one place lies in another: 本区 and 本市 without 其他.

    >>> may_be_nested(["在本区就业", "在本市就业", "在外省市就业"]), may_be_nested(["本区", "本市其他区", "外省市"])
    (True, False)
    """
    inner = sum(as_pattern(r"本[区县]|[区县]内").search(name) is not None for name in names)
    wider = sum(as_pattern(r"(?:本市|市内|本省|省内)(?!其[他它])").search(name) is not None for name in names)
    return inner + wider > 1


def are_disjoint(names: Sequence[str]) -> bool:
    """True where the names are kinds of one property, all different, so that nothing is counted under two of them.

    >>> are_disjoint(["国家级", "市级", "区级"]), are_disjoint(["中专毕业生", "综合高中毕业生"])
    (True, True)
    >>> are_disjoint(["高级职称", "硕士以上", "35岁以下"])
    False
    """
    if len(names) < 2 or len(set(names)) < len(names) or may_be_nested(names):
        return False
    return any(all(as_pattern(pattern).fullmatch(name) for name in names) for pattern in _DISJOINT_KINDS)


# Properties that one person has side by side: kinds of different properties overlap.
_PROPERTIES = (
    as_pattern(r"双师"),
    as_pattern(r"正高|副高|高级(?!工|技)|中级(?!工)|初级(?!工)|职称|专业技术职务|讲师|教授"),
    as_pattern(r"博士|硕士|研究生|本科|专科|学历|学位"),
    as_pattern(r"岁"),
    as_pattern(r"男|女"),
    as_pattern(r"党员|团员|民主党派"),
    as_pattern(r"骨干|带头人|名师|劳模|班主任|特级教师"),
    as_pattern(r"高级工|中级工|初级工|技师|资格证|技能等级|持证"),
)


def are_of_several_properties(names: Sequence[str]) -> bool:
    """True where the names are kinds of more than one property, so that one member may be counted twice.

    >>> are_of_several_properties(["双师型教师", "高级职称", "硕士以上"]), are_of_several_properties(["硕士", "本科"])
    (True, False)
    """
    known = [{place for place, words in enumerate(_PROPERTIES) if words.search(name)} for name in names]
    told = [properties for properties in known if properties]
    return len(told) > 1 and not set.intersection(*told)


def open_brackets(words: str) -> int:
    """How many brackets the words open and leave open; below zero where they close more than they open.

    >>> open_brackets("教师（含外聘"), open_brackets("）共（两校）"), open_brackets("甲（一）")
    (1, -1, 0)
    """
    return words.count("（") + words.count("(") - words.count("）") - words.count(")")


def letters_in_order(short: str, long: str) -> bool:
    """True where every character of ``short`` comes up in ``long`` in the same order.

    >>> letters_in_order("对口率", "对口就业率"), letters_in_order("就业对口率", "对口就业率")
    (True, False)
    """
    position = 0
    for character in short:
        position = long.find(character, position) + 1
        if not position:
            return False
    return True
