"""A count stands beside the list of what it counts, and the two agree.

Cue: names joined by 、 run directly into a count (A、B、C三个专业), a count is followed by its
list behind a colon, 分别是, 包括 or in brackets (三个支部：A、B和C), quoted names in a row are
counted (“甲”“乙”“丙”三个品牌), titles in a row likewise (《甲》《乙》教材2本), or one is told after the other
(两所，一所为…，另一所为…). Why it should hold anywhere: the author counts what stands beside
the count. Guards: a list that ends in 等 is open, so only more items than counted is wrong;
和, 与, 及 inside an item may join two or belong to a name, so the number of items is a range;
items with digits of their own, or a count of their own, are quantities and no list; a verb between list and count
separates them; lists that miss the count by more than two are taken for something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.extraction.claims import derived, list_count, relation
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.kept import kept
from nianbao.facts.numeral import read_numeral
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Operand, Relation

# Between a list and its count only these words may stand.
LINKS = as_pattern(
    r"(?P<open>等等?)?(?:在内的?|以上|上述|一共|总共|共计|合计|共有?|这|各|全部|另外|的|为|：|作为|，)*$"
)
# A verb in an item means that the count belongs to the verb and not to the list.
VERBS = as_pattern(
    r"了|着(?!力)|过(?!程|渡)|[共现拥设建具享含还]有(?!限)|[完达]成|开[展设办发]了?|举办|获[得评批]|夺[得取冠]|赢得|摘[得取]|斩获|倡导|发起|归并|合并|坐拥|主[办编持]|荣获|组织(?!部|者)|参[加与赛]|签[订约署]|建[立成]|成立|新增|达到|超过|等于|"
    r"是(?!非)|选派|聘请|邀请|承[办担]|投入|购置|覆盖|涉及|牵头|打造|推出|撰写|编写|发表|立项|评[为选]|入选|招收|录取|分别|每|围绕|通过|利用|采取|实施|取得|授予|"
    r"举行|占(?!地)|及其|派[出往]|接收|来自|增加|减少|位于|属于|以及其|赋予|给予|提出|[连跨]跨|突破|新建|[改扩]建|[只仅](?:统计|包括|限|含|涉)|不(?:含|包括|包含)"
)
# Words that are verb as often as noun: at the end of the last item they take the count as their object.
ENDINGS = as_pattern(
    r"(?:培训|就业|升学|合作|服务|建设|实习|指导|授课|联合|对接|招生|就读|学习|调整|下设|设|有|建|共|开设|组建|形成)$"
)
# What may lead from a count to its list.
LEADS = as_pattern(
    r"^[^，。；：、！？\d]{0,16}?(?:[（(][^（）()、，：]{1,6}[）)])?(?:[（(]|[：:]|[，,]?\s*(?:分别[是为]?|即|包括|其中包括|依次[是为]|具体[是为包括]*|主要[是为包括]+|它们是)[：:，,]?)"
)
# 涉及, 参与 and 和谐 join nothing.
CONJUNCTIONS = as_pattern(r"(?<![涉普惠顾波])及(?!时|格)|(?<![参给授赋])与(?!会)|(?<![柔调温共])和(?!谐|平)")
NAME_JOINT = as_pattern(
    r"[\u4e00-\u9fff]{2,6}[与和及](?:管理|应用|维修|维护|设计|检修|运营|营销|制造|保养|控制|形象设计|养护|加工|制作|护理|施工|装饰|技术|服务|保护|经营|传播|导游|烹饪|运行|检测|健康|防治|利用)[\u4e00-\u9fff]{0,4}$"
)
MEASURES = frozenset(
    [
        "个",
        "位",
        "所",
        "家",
        "项",
        "大",
        "件",
        "门",
        "类",
        "种",
        "名",
        "条",
        "校",
        "大类",
        "方面",
        "支",
        "层面",
        "环节",
        "方",
        "本",
        "部",
        "篇",
        "套",
    ]
)
QUOTED = as_pattern(r"[“‘「][^”’」]{1,20}[”’」]")
SLOGAN = as_pattern(r"[“\"](?P<count>[一二三四五六七八九十]{1,2})个?(?P<word>[\u4e00-\u9fff]{2,6})[”\"]")
BRACKETS = as_pattern(r"[（(【\[][^（）()【】\[\]]*[）)】\]]")
QUOTED_RUN = as_pattern(
    r"(?:(?<=[；：。，\s])(?P<before>[二三四五六七八九十])(?!是)[\u4e00-\u9fff]{1,4}[：:])?"
    r"(?P<run>(?:[“‘「][^”’」]{1,20}[”’」][、和与及]?\s*){2,})(?P<after>[二三四五六七八九十](?=位一体|者|合一))?"
)
_COUNTED_AFTER = as_pattern(r"\s*(?:一共|共|共计|合计|总共)有?\s*")
# 和 before the last of these joins two of them.
_BODIES = as_pattern(r"^[\u4e00-\u9fff]{0,4}(?:系|组|部|教研室|中心|校区|基地|专业|学院|学校|班)$")
_SCHOOL = as_pattern(r"(?:校|学院|院|中心|园|所|职高|高中|中专|中学|大学|职教|职业|一职|二职|[一二三四]中)$")
_SCHOOL_NAME = as_pattern(r"[\u4e00-\u9fff]{2,}(?:学校|学院|职业高中|中专|职教中心|中心校)$")
MOST = 12

EXAMPLES = (
    Example("fail", "学校开设会计事务、电子商务、物流服务与管理四个专业。"),
    Example("fail", "全区设有三个教研组，分别是语文组、数学组、英语组和艺术组。"),
    Example("fail", "以“匠心”“创新”“奉献”作为四个支部的品牌。"),
    Example("fail", "出版《数控编程》《电工基础》《网店运营》教材4本。"),
    Example("fail", "现有中等职业学校三所，一所为县职业技术教育中心，一所为县卫生职业学校。"),
    Example("fail", "钳工、建筑制图三个项目获市一等奖。"),
    Example("pass", "学校开设会计事务、电子商务、物流服务与管理三个专业。"),
    Example("fail", "三个支部（总支），即城北校区支部、城南校区总支，分别组织学习。"),
    Example("pass", "全区设有三个教研组：语文组、数学组和英语组。"),
    Example("fail", "学院设机械工程系、电气工程系、汽车工程系，共4个系。"),
    Example("fail", "中心设语文、数学、英语、思政和专业综合共四个教研组。"),
    Example("fail", "专业覆盖装备制造、交通运输、电子与信息、教育与体育五个专业大类。"),
    Example("silent", "推进浦江东站、临河机场四期等重大项目，支持县医院、中医二院建设。"),
    Example("silent", "城市道路、老旧小区、残疾人两项补贴和低保标准逐步提高，铁人三项赛事有序举办。"),
    Example("silent", "围绕增速、结构、效率提出5项指标，存款、贷款余额连跨4个万亿元台阶。"),
    Example("silent", "加快甲县煤制油、乙县3个煤制气、丙县清洁利用等项目建设。"),
    Example("silent", "组织语文、数学教师参加三个项目的培训。"),
    Example("silent", "获一等奖2名、二等奖1名、三等奖3个团队奖。"),
    Example("silent", "建有省级实训中心2个、市级名师工作室4个。"),
    Example("silent", "学生较多的专业有4个，依次是幼儿保育、计算机网络技术、汽车运用与维修和旅游服务与管理。"),
)
FAULT = "list-count"


# Categories of the official list of majors whose own names hold a conjunction.
_CATEGORIES = (
    "资源环境与安全", "能源动力与材料", "生物与化工", "食品药品与粮食", "电子与信息", "教育与体育", "公安与司法", "公共管理与服务",
)  # fmt: skip


@kept
def known_names(manuscript: Manuscript) -> frozenset[str]:
    """Names that stand alone in a row of a table, and the official categories of majors: 和 and 与 in them join nothing."""
    names: set[str] = set(_CATEGORIES)
    for sheet in manuscript.sheets:
        for row in sheet.data_rows:
            label = sheet.row_label(row)
            if 3 <= len(label) <= 20:
                names |= {label, label.removesuffix("专业")}
    return frozenset(names)


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Counts with their lists, in reading order."""
    names = known_names(manuscript)
    for passage in manuscript.prose():
        for mention in passage.mentions:
            if mention.is_loose or not mention.is_count or not 2 <= mention.number.value <= MOST:
                continue
            if mention.measure not in MEASURES and not mention.is_spelled:
                continue
            if mention.unit is not None and mention.unit.dimension in _TIMES:
                continue
            if mention.measure in _ORDINALS or _counts_within_a_name(passage, mention):
                continue
            yield from _beside(passage, mention, names)
        yield from _slogans(passage)
        yield from _quoted_runs(passage)


_TIMES = frozenset(("months", "days", "weeks", "hours", "duration_years"))
# 机场四期, 第四届, 中医二院 name one thing of several.
_ORDINALS = frozenset(("期", "届", "院", "级", "轮", "批", "线", "号", "次", "年", "周", "天"))
# 两位数增长, 三大球, 铁人三项, “四个万家”, 残疾人两项补贴: the numeral is part of a name.
_NAMED = as_pattern(r"^(?:位数|人帮|大球|大件|项补贴|项世界|项赛|个万|个千|个百|位一体|小门|小球)")


def _counts_within_a_name(passage: Passage, mention: Mention) -> bool:
    behind = passage.plain[mention.digits_end : mention.end + 6]
    before = passage.text[max(0, mention.digits_start - 1) : mention.digits_start]
    return _NAMED.match(behind) is not None or (
        before in ("“", "「", "‘") and "”" in passage.text[mention.end : mention.end + 6]
    )


def _beside(passage: Passage, mention: Mention, names: frozenset[str]) -> Iterator[Relation]:
    if passage.plain[: mention.digits_start].endswith("各"):
        return  # 农艺、学前教育、数控专业各 2 名: so many of each
    for listing in (_list_before, _titles_before, _quotes_before, _list_after, _one_by_one, _named_before):
        found = listing(passage, mention, names)
        if found is None:
            continue
        low, high, start, end = found
        count = int(mention.number.value)
        misses = low - count if count < low else (count - high if high is not None and count > high else 0)
        if misses > 2 or low < 2:
            continue
        words = passage.text[start:end].strip()
        counted = mention.operand(mention.raw.strip() + mention.noun[:8])
        yield relation(
            "listed-items",
            [list_count(counted, low, high)],
            cue=words,
            place=passage.place(min(start, mention.start), max(end, mention.end)),
        )
        return


def _items(words: str, names: frozenset[str], *, joins: bool = False) -> tuple[int, int, list[str]]:
    """Least and most number of names in a run of names, and the names as split at 、.

    ``joins`` where what is counted are bodies (系, 教研组), whose names seldom hold a 和 of their own.
    """
    hidden = BRACKETS.sub(lambda match: "□" * len(match[0]), words)
    hidden = as_pattern(r"《[^》]*》|" + QUOTED.pattern).sub(lambda match: "■" + "□" * (len(match[0]) - 1), hidden)
    # Quoted names may follow each other without any sign between them.
    pieces = [piece for piece in as_pattern(r"、|(?<=□)\s*(?=■)").split(hidden) if piece.strip()]
    joined = sum(0 if _is_name(piece, names) else len(CONJUNCTIONS.findall(piece)) for piece in pieces)
    pieces = [piece.strip() for piece in pieces]
    shared = _shared_ending(pieces)
    if shared:
        # 软件与数据专业群、智能网联专业群: of names that all end alike only those with that ending on both sides are two.
        halves = CONJUNCTIONS.split(pieces[-1])
        joined = len(halves) - 1 if len(halves) > 1 and any(half.endswith(shared) for half in halves[:-1]) else 0
        joined = max(joined, len(CONJUNCTIONS.findall(pieces[-1])) if not _is_name(pieces[-1], names) else 0)
    # 语文组、数学组、英语组和艺术组: what ends alike on both sides of 和 are two.
    sure = 0
    if len(pieces) >= 2 and not _is_name(pieces[-1], names):
        halves = CONJUNCTIONS.split(pieces[-1])
        ending = pieces[0][-1:]
        alike = all(piece.endswith(ending) for piece in pieces) and all(half.endswith(ending) for half in halves)
        # 区商业职业高中和区体育运动学校: two schools by their endings.
        alike = alike or (len(halves) == 2 and all(_SCHOOL_NAME.search(half.strip()) for half in halves))
        plain_joint = joins and pieces[-1].count("和") == 1 and all(len(half) >= 2 for half in halves)
        sure = 1 if len(halves) == 2 and ((alike and ending != "□") or plain_joint) else 0
    return len(pieces) + sure, len(pieces) + joined, pieces


_LEAST_SHARED = 2  # characters


def _shared_ending(pieces: Sequence[str]) -> str:
    """The last two characters that every piece ends with, where the pieces are names and not hidden in quotes.

    >>> _shared_ending(["软件与数据专业群", "智能网联专业群"]), _shared_ending(["会计", "汽修"])
    ('业群', '')
    """
    ending = pieces[0][-_LEAST_SHARED:] if len(pieces) > 1 else ""
    return ending if ending and "□" not in ending and all(piece.endswith(ending) for piece in pieces) else ""


def _is_name(piece: str, names: frozenset[str]) -> bool:
    """A name known from a table, or one whose 与 belongs to it by the habits of naming (运用与维修, 服务与管理)."""
    words = piece.strip()
    if not CONJUNCTIONS.search(words):
        return False
    if any(NAME_JOINT.search(half) for half in words.split("和")[:-1]):
        # 汽车运用与维修和旅游服务与管理: what stands before 和 is a whole name.
        return False
    if "和" in words and len(CONJUNCTIONS.findall(words)) > 1 and words not in names:
        # 会计和酒店服务与管理: of two joints one joins two names.
        return False
    return NAME_JOINT.search(words) is not None or any(
        words.endswith(name) and CONJUNCTIONS.search(name) for name in names
    )


def _is_list(pieces: list[str]) -> bool:
    # The first piece also holds whatever stands before the list.
    return len(pieces) >= 2 and not any(
        as_pattern(r"[\d%％]|[一二三优]等奖|^[一二三四五六七八九十]是").search(piece) for piece in pieces[1:]
    )


def _list_before(passage: Passage, mention: Mention, names: frozenset[str]) -> tuple[int, int | None, int, int] | None:
    start = mention.clause[0]
    if _COUNTED_AFTER.fullmatch(passage.plain[start : mention.start]) and start - 2 > mention.sentence[0]:
        # 设机械系、电气系、汽车系，共三个系: the names stand in the clause before.
        start = passage.clause_at(start - 2)[0]
    opened = _open_bracket(passage.plain[start : mention.start])
    start += opened
    if (numbered := _NUMBERED.match(passage.plain, start, mention.start)) is not None and not passage.plain[
        :start
    ].strip():
        start = numbered.end()
    words = passage.plain[start : mention.start]
    link = LINKS.search(words)
    if link is None:
        return None
    listed = words[: link.start()].rstrip()
    # The run of names reaches back to the clause's start; 、 must stand in it.
    if "、" not in listed or listed.endswith(("、", "和", "与", "及")):
        return None
    if _holds_quantities(passage, start, mention) or _COUNTED_WITHIN.search(listed):
        return None
    if listed.count("”") > listed.count("“") or _goes_on(passage, mention):
        return None
    if _OPENED.search(BRACKETS.sub("", listed.rpartition("、")[2])):
        # 能力不足、身体状况等原因未能毕业的 3 名学生: the list ends before what is counted.
        return None
    first = start + listed.find("、")
    if any(
        other.is_spelled and other.measure in MEASURES for other in passage.mentions_in(first, mention.digits_start)
    ):
        # 甲、乙两个中心面向四所学校: the list belongs to the first count behind it.
        return None
    low, high, pieces = _items(listed, names, joins=_BODIES.match(mention.noun) is not None)
    if (led := _led_by_bodies(pieces)) and not _BODIES.search(mention.noun):
        # 甲校、乙校引进年画、柳编两个项目: who does it is listed as well, and is none of what is counted.
        low, high, pieces = low - led, high - led, pieces[led:]
    if not _is_list(pieces) or VERBS.search(BRACKETS.sub("", pieces[-1])) or len(pieces[-1]) > 22:
        return None
    if any(VERBS.search(piece) for piece in pieces[1:-1]) or _IN_A_MANNER.search(pieces[-1]):
        return None
    if _WITH_ITS_COUNT.search(BRACKETS.sub("", pieces[0])):
        # 党委 1 个（甲校）、党总支 4 个: each has a count of its own.
        return None
    if ENDINGS.search(pieces[-1]) and pieces[-1] not in names and pieces[-2][-2:] != pieces[-1][-2:]:
        # 招生、培养、就业、升学四个环节: of parallel words about a process none takes the count as its object.
        parallel = len({len(piece) for piece in pieces[1:]}) == 1 and len(pieces) > 2
        field = _FIELDS.match(mention.noun) and len(pieces) > 2
        if not field and (not parallel or not _PROCESS.match(mention.measure + mention.noun)):
            return None
    if _OF_ITS_OWN.search(pieces[0]) and len(pieces) > 2:
        # 由校长负责、教务处、实训处两个部门参加: who leads may stand before the list, or be one of it.
        low -= 1
    caller = next((at for at, piece in enumerate(pieces) if _TOGETHER_WITH.search(BRACKETS.sub("", piece))), None)
    if caller is not None:
        # 教育局、一职高联合人社局、总工会两家单位: whoever calls the others in may be counted with them, or not.
        low -= caller
        high += 1
    if link[0].startswith("的") and not low <= mention.number.value <= high:
        # 河北、内蒙古的 4 所学校: the schools are in these places, and not they themselves.
        return None
    return low, None if link["open"] else high, start, mention.start


_NUMBERED = as_pattern(r"\s*[一二三四五六七八九十]{1,3}、")  # 二、落实三项制度: the number of the paragraph is no item
# 系统、深入地推进三项改革: what stands before 地 says how, and what follows it is a verb.
_IN_A_MANNER = as_pattern(
    r"[\u4e00-\u9fff]{2}(?<![基场各当本产外内工土园驻属此特绿农林草山湿营校])地[\u4e00-\u9fff]{1,4}$"
)
_DOER = as_pattern(
    r"[\u4e00-\u9fff]{1,10}?(?:学校|学院|[职农技艺卫]校|职高|中专|中心|公司|局|[系部班])(?P<deed>[\u4e00-\u9fff“《（(□]*)"
)


def _led_by_bodies(pieces: Sequence[str]) -> int:
    """How many bodies stand in a row before the one whose deed begins the list: 1 of 甲校、乙校引进年画、柳编."""
    for position, piece in enumerate(pieces[1:-1], 1):
        match = _DOER.match(piece)
        before = pieces[position - 1]
        if match is not None and len(match["deed"]) > 2 and (b := _DOER.search(before)) is not None and not b["deed"]:
            return position
    return 0


_WITH_ITS_COUNT = as_pattern(r"\d\s*[个名人项门所家支间][\s□]*$")
_OPENED = as_pattern(r"(?<![同高中初平相])等(?![级次奖候级于分第腰])[\u4e00-\u9fff]")
_OF_ITS_OWN = as_pattern(
    r"[\u4e00-\u9fff]{2}(?:召集|召开|牵头|主持|负责|领导|挂帅|主抓|统筹|协调|主导|主管|分管|参加|参与|指导|支持|配合|组织|任[\u4e00-\u9fff]{0,4}[长人任])$"
)
_TOGETHER_WITH = as_pattern(r"联合(?!会|体|社|国|卡)|会同|携手|协同|联手")
_PROCESS = as_pattern(r"个?(?:环节|方面|阶段|层面|领域|维度|步骤|过程|模块|板块|要素)")
# 康养休闲旅游服务3种新专业: names of majors and courses end with words that are verbs elsewhere.
_FIELDS = as_pattern(r"^(?:大类)?(?:新|老|特色|骨干|重点|优势)*(?:专业|课程|赛项|工种|岗位|专题|证书|技能等级证书)")
# 陕西、青海、新疆三省的 6 所院校; 语文、数学两科按 A、B 两层: the list was counted before.
_COUNTED_WITHIN = as_pattern(
    r"[两二三四五六七八九十](?:省|市|区|县|校|地|科|门|类|个|家|所|院|系|部|节)(?:[（(][^）)]*[）)])?(?:[的按分由与在和及]|$)"
)


def _goes_on(passage: Passage, mention: Mention) -> bool:
    """True where the counted thing is itself one of a list: 甲煤制油、准东3个煤制气、乙煤炭利用等项目; 甲、乙三期等重大项目.

    A further count behind 、 is a list of its own (三个专业、两个中心).
    """
    behind = as_pattern(
        r"[\u4e00-\u9fff]{0,8}?(?P<joint>、|(?<![一二三四特])等(?=[\u4e00-\u9fff]))(?P<following>[^、，。；：]{0,24})"
    ).match(
        passage.plain[mention.end :],
    )
    return behind is not None and not (
        behind["joint"] == "、"
        and as_pattern(r"\d|[两二三四五六七八九十][个所家项门类名支]").search(behind["following"])
    )


def _open_bracket(words: str) -> int:
    """Where the words behind the last bracket still open begin; 0 where all are closed.

    >>> _open_bracket("甲、乙（含木、陶"), _open_bracket("甲（一）、乙")
    (4, 0)
    """
    depth = 0
    for position in range(len(words) - 1, -1, -1):
        if words[position] in "）)":
            depth += 1
        elif words[position] in "（(":
            if not depth:
                return position + 1
            depth -= 1
    return 0


def _holds_quantities(passage: Passage, start: int, mention: Mention) -> bool:
    """True where an item before the count has a count of its own: 院校9所、协会4个 lists quantities and no names."""
    return any(
        as_pattern(r"[\u4e00-\u9fff]{0,6}[、，和与及]").match(passage.plain[other.end : mention.start])
        for other in passage.mentions_in(start, mention.start)
        if not other.is_loose
    )


def _quotes_before(
    passage: Passage, mention: Mention, names: frozenset[str]
) -> tuple[int, int | None, int, int] | None:
    start = mention.sentence[0]
    words = passage.text[start : mention.start]
    run = as_pattern(
        r"((?:[“‘「][^”’」]{1,20}[”’」][、和与及]?\s*){2,})(?P<link>[^，。；：“”]{0,4}|，?(?:这|共|等)?)$"
    ).search(words)
    if run is None:
        return None
    link = run["link"]
    if link and not as_pattern(r"等?(?:作为|共|这|为|的|，|等|组成|构成|形成)*").fullmatch(link):
        return None
    count = len(QUOTED.findall(run[1]))
    return count, None if "等" in link else count, start + run.start(), mention.start


def _list_after(passage: Passage, mention: Mention, names: frozenset[str]) -> tuple[int, int | None, int, int] | None:
    rest = passage.plain[mention.end : mention.end + 400]
    lead = LEADS.match(rest)
    if lead is None:
        return None
    start = mention.end + lead.end()
    opener = rest[lead.end() - 1]
    if opener in "（(":
        stop = as_pattern(r"[）)]").search(passage.plain[start:])
        end = start + stop.start() if stop else start
    else:
        stop = as_pattern(r"[。；！？\n]|，(?![^，。；]*、)").search(passage.plain[start:])
        end = start + stop.start() if stop else len(passage.plain)
    words = passage.plain[start:end]
    if opener in "：:" and (told := passage.plain[start : passage.full_sentence_at(start)[1]].count("；")):
        # 做好四件事：扩大甲、乙专业招生，…；支持…；…；…: what the semicolons part are the things.
        if told + 1 == mention.number.value:
            return told + 1, told + 1, start, passage.full_sentence_at(start)[1]
        if stop is not None and stop[0] == "，" and told > 1:
            return None
    if words.lstrip().startswith("一方面"):
        # 从两个方面进行，即一方面…，另一方面…: 、 parts what belongs to each of them.
        told = passage.plain.count("一方面", start, passage.full_sentence_at(start)[1])
        return (told, told, start, end) if told == mention.number.value else None
    if not words.strip() or as_pattern(r"\s*[一1]是|\s*[（(]?[一1][）)、.]").match(words):
        return None
    hidden = QUOTED.sub("□", words)
    tail = hidden.partition("，")[2]
    if "、" in hidden.partition("，")[0] and (VERBS.match(tail) or passage.mentions_in(start + hidden.find("，"), end)):
        # 分别是甲、乙、丙，选派干部四名、队员十二名: the list ends where figures begin.
        end = start + words.find("，")
        words = hidden = words[: words.find("，")]
    if "，" in hidden or "：" in hidden:
        return None
    low, high, pieces = _items(words, names)
    if not _is_list(pieces) and len(pieces) < 2:
        return None
    if mention.measure == "所" and not any(_SCHOOL.search(piece) for piece in pieces):
        # 覆盖 4 所：教职工满意度、调查人次: what follows is what was asked of the schools, not the schools.
        return None
    if any(as_pattern(r"\d").search(piece) for piece in pieces) or any(len(piece) > 24 for piece in pieces):
        return None
    is_open = bool(as_pattern(r"等[^、]{0,8}$").search(words)) or words.rstrip().endswith(("…", "……"))
    return low, None if is_open else high, start, end


_TITLES = as_pattern(r"(?:《[^《》]{1,40}》(?:[（(][^（）()]{1,12}[）)])?[、，和与及以]*\s*){2,}")
# What may stand between titles and their count: what they are, and words of adding up.
_TITLES_LINK = as_pattern(
    r"(?P<open>等)?(?:[，,]\s*)?(?:一共|共计|合计|总共|共有?)?(?:[这的]|校本|活页式?|规划|市级|省级|国家级|精品|专业|在线|配套)*(?:教材|课程|专著|论文|著作|制度|文件|读本|作品|书|案例|标准|方案)?(?:一共|共计|合计|总共|共有?|各)?"
)
_TITLE_MEASURES = frozenset(["本", "部", "门", "项", "个", "篇", "种", "份", "册", "套", "件", "首"])


def _titles_before(
    passage: Passage, mention: Mention, names: frozenset[str]
) -> tuple[int, int | None, int, int] | None:
    """《甲》《乙》《丙》教材3本: titles in a row, and right behind them how many they are."""
    if mention.measure not in _TITLE_MEASURES:
        return None
    start = mention.sentence[0]
    words = passage.plain[start : mention.start]
    run = next((run for run in reversed(list(_TITLES.finditer(words)))), None)
    if run is None:
        return None
    link = _TITLES_LINK.fullmatch(words[run.end() :].strip())
    if link is None or "各" in link[0] or as_pattern(r"[^，。；]{0,6}分别").match(passage.plain[mention.end :]):
        return None
    count = run[0].count("《")
    return count, None if link["open"] else count, start + run.start(), mention.start


def _one_by_one(passage: Passage, mention: Mention, names: frozenset[str]) -> tuple[int, int | None, int, int] | None:
    """两所学校，一所为甲校，另一所为乙校: each is introduced by one more of the same measure word."""
    if not mention.measure or mention.measure not in (
        "所",
        "家",
        "个",
        "名",
        "位",
        "处",
        "支",
        "类",
        "种",
        "门",
        "项",
        "件",
        "条",
        "场",
        "座",
        "栋",
    ):
        return None
    end = passage.sentence_at(mention.end)[1]
    if passage.plain.count(f"一{mention.measure}", mention.end, end) < 2:
        return None
    one = re.compile(
        rf"(?<=[，；：、（])(?:其中|另外?|还有)?一{mention.measure}(?:[^，。；：\d]{{0,4}}?)[是为叫](?!了)"
    )
    found = list(one.finditer(passage.plain, mention.end, end))
    if len(found) < 2 or as_pattern(r"\d").search(passage.plain[mention.end : found[0].start()]):
        return None
    if len(passage.plain[mention.end : found[0].start()]) > 24:
        return None
    return len(found), len(found), found[0].start(), found[-1].end()


def _named_before(passage: Passage, mention: Mention, names: frozenset[str]) -> tuple[int, int | None, int, int] | None:
    """Quoted names of one ending in the sentence before, counted by that ending: “甲工作室”、“乙工作室”…两个名师工作室."""
    start = mention.sentence[0]
    words = passage.text[start : mention.start]
    quoted = [match[0][1:-1] for match in QUOTED.finditer(words)]
    if len(quoted) < 2 or len(mention.noun) < 2:
        return None
    for size in (4, 3):
        ending = quoted[-1][-size:]
        if len(ending) == size and ending in mention.noun and all(name.endswith(ending) for name in quoted):
            return len(quoted), len(quoted), start, mention.start
    return None


def _slogans(passage: Passage) -> Iterator[Relation]:
    """「“六个真正”的要求」 counts the 真正… that follow in the paragraph."""
    for match in SLOGAN.finditer(passage.text):
        count = read_numeral(match["count"])
        if count is None or not 2 <= count <= MOST:
            continue
        word = match["word"]
        for key in (word, word[-4:], word[-2:]):
            if passage.text.count(key, match.end()) < 2:
                continue
            starts = re.compile(rf"[；：，。、]\s*(?:要)?{re.escape(key)}")
            following = list(starts.finditer(passage.text, match.end()))
            if len(following) < 2:
                continue
            if abs(len(following) - count) > 1:
                break
            place = passage.place(match.start(), match.end())
            number = next((m for m in passage.mentions if m.digits_start == match.start("count")), None)
            counted = number.operand() if number is not None else _spelled(passage, match, count)
            yield relation(
                "listed-items",
                [list_count(counted, len(following), len(following))],
                cue=match[0],
                # Such a slogan is explained more loosely than a list is written.
                severity="info",
                place=place,
            )
            break


def _quoted_runs(passage: Passage) -> Iterator[Relation]:
    """“甲”、“乙”、“丙”三位一体, and 五争当：“甲”“乙”…: a numeral without measure word beside a run of quoted names."""
    is_quoting = any(mark in passage.text for mark in "“‘「")
    for match in QUOTED_RUN.finditer(passage.text) if is_quoting else ():
        number = match["after"] or match["before"]
        count = read_numeral(number) if number else None
        names = len(QUOTED.findall(match["run"]))
        if number is None or count is None or names < 2 or abs(count - names) > 2:
            continue
        start = match.start("after") if match["after"] else match.start("before")
        if any(m.digits_start <= start < m.digits_end for m in passage.mentions):
            continue
        place = passage.place(match.start(), match.end())
        counted = derived(f"{passage.id}:{start}", match[0][:12], Decimal(count), place, number)
        yield relation("listed-items", [list_count(counted, names, names)], cue=match[0], place=place)


def _spelled(passage: Passage, match: re.Match[str], count: int) -> Operand:
    place = passage.place(match.start(), match.end())
    return derived(f"{passage.id}:{match.start('count')}", match[0], Decimal(count), place, match[0])


def count_items(words: str, names: frozenset[str]) -> tuple[int, int]:
    """Least and most number of names in a cell that lists them.

    >>> count_items("数控、机电和会计", frozenset()), count_items("护理", frozenset())
    ((2, 3), (1, 1))
    """
    text = as_pattern(r"[，,；;/\s]+").sub("、", words.strip(" 。；;")) if "、" not in words else words.strip(" 。；;")
    low, high, _ = _items(text, names)
    return low, high
