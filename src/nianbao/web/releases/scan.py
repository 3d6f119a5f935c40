"""What must not reach the public unnoticed: personal data in texts, and figures that count a handful of people.

Numbers that identify a person for certain (an identity number whose check digit is right, a bank card) block a
release. What may be meant (an office's telephone, a teacher who agreed to be named) needs a reason that is kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

FEWEST = 5  # people behind a figure; fewer can be recognised
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY = re.compile(r"(?<![0-9])([1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?!\d)")
_MOBILE = re.compile(r"(?<![0-9])(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?![0-9])")
_CARD = re.compile(r"(?<![0-9])([3-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?)(?![0-9])")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈"
    "项祝董梁杜阮蓝闵席季贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉"
    "龚程嵇邢裴陆荣翁荀羊惠甄曲封储靳段富巫乌焦谷车侯全班秋仲伊宁仇栾甘厉戎祖武符刘景詹龙叶司黎薄印白蒲邰赖卓蔺屠蒙池乔阴胥闻党"
    "翟谭贡劳姬申扶堵冉宰郦雍桑桂牛寿通边燕尚农温别庄晏柴瞿阎连习艾鱼容向古易廖终衡步都耿满弘匡国文寇广禄东殴沃利蔚越隆师巩聂晁勾"
    "敖融冷辛阚那简饶曾沙鞠关丰查游竺权盖益桓公"
)
# A name stands right before or after what says that it is somebody's: 学生张晓明, 张晓明同学.
_ROLES = "同学|老师|教师|学生|班主任|学员|校友|毕业生|选手|家长"
_NAMED = (
    re.compile(
        rf"(?:^|(?<=[由与和及任，。、；：（\s“]))(?:{_ROLES})(?P<name>[{_SURNAMES}][一-龥]{{1,2}})(?=[，。、；：）（\s的在从把获被曾是说])"
    ),
    re.compile(rf"(?:^|(?<=[，。、；：（\s“和与由]))(?P<name>[{_SURNAMES}][一-龥]{{1,2}})(?:{_ROLES})"),
)
# 某 hides a name by itself; these begin like a surname and are none.
_PAIRS = (
    "全体全校全区全部全市全国高校学校部分平均应届专任任课任教公共班级班主农村文化专业国家优秀广大新任师范青年"
    "中职高职在校在籍本校外聘骨干成人毕业家庭企业贫困单位马列党员校外校内向全支教管理车间农民印刷高级高考高年"
    "高二高一高三步入双师安排应聘通过包括关心关爱和谐融合简单项目组织利用易于温暖成为解决"
)
_NO_NAMES = frozenset(_PAIRS[at : at + 2] for at in range(0, len(_PAIRS), 2))


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something found: what kind, where, and so much of it that its owner recognises it and nobody else does."""

    code: str
    is_blocking: bool
    place: str
    excerpt: str
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class CountedFigure:
    """A figure as the scan for small groups needs it."""

    indicator: str
    label: str
    value: Decimal | None
    counts_people: bool
    part_of: str = ""


# code → what it is called, in both languages
WORDS: Mapping[str, tuple[str, str]] = {
    "identity-number": ("身份证号", "identity number"),
    "bank-card": ("银行卡号", "bank card number"),
    "mobile-number": ("手机号", "mobile number"),
    "mail-address": ("电子邮箱", "e-mail address"),
    "case-without-consent": ("案例里写到的人没有同意凭据", "a person named in a case without a consent"),
    "person-named": ("疑似姓名", "what looks like a person's name"),
    "few-people": ("人数不足 5，可能认出个人", "fewer than 5 people, who might be recognised"),
    "few-answers": ("答卷不足 5 份，不能公开", "fewer than 5 answers, which must not be public"),
    "suppressed-can-be-told": ("隐去的数可由合计减出", "what is kept back follows from the total"),
}


def scan_text(text: str, place: str) -> Iterator[Noticed]:
    """Personal data in one piece of text.

    >>> [found.code for found in scan_text("身份证11010519491231002X，手机13812345678", "第一段")]
    ['identity-number', 'mobile-number']
    >>> list(scan_text("身份证110105194912310021（校验位不对），工位1380个", "第一段"))
    []
    """
    taken: list[tuple[int, int]] = []

    def free(found: re.Match[str]) -> bool:
        return not any(found.start() < end and start < found.end() for start, end in taken)

    for found in _IDENTITY.finditer(text):
        if is_identity_number(found[1]):
            taken.append(found.span())
            yield Noticed("identity-number", True, place, f"{found[1][:3]}{'*' * 13}{found[1][-2:]}")
    for found in _CARD.finditer(text):
        digits = re.sub(r"\D", "", found[1])
        if free(found) and 16 <= len(digits) <= 19 and is_card_number(digits):
            taken.append(found.span())
            yield Noticed("bank-card", True, place, f"{digits[:4]}{'*' * (len(digits) - 8)}{digits[-4:]}")
    for found in _MOBILE.finditer(text):
        if free(found):
            digits = re.sub(r"\D", "", found[1])
            yield Noticed("mobile-number", False, place, f"{digits[:3]}****{digits[-4:]}")
    for found in _MAIL.finditer(text):
        yield Noticed("mail-address", False, place, f"{found[0][0]}***@{found[0].partition('@')[2]}")


def is_identity_number(text: str) -> bool:
    """Whether the last character checks the seventeen before it (GB 11643).

    >>> is_identity_number("11010519491231002X"), is_identity_number("110105194912310021")
    (True, False)
    """
    rest = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False)) % 11
    return "10X98765432"[rest] == text[17].upper()


def is_card_number(digits: str) -> bool:
    """Whether the digits check as bank cards' do (Luhn).

    >>> is_card_number("6222021234567890128"), is_card_number("6222021234567890127")
    (True, False)
    """
    total = 0
    for position, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if position % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def scan_names(text: str, place: str, consented: Collection[str] = ()) -> Iterator[Noticed]:
    """What looks like somebody's name beside what somebody is; masked names (李某) and those who agreed are none.

    >>> text = "学生张晓明在大赛中获奖，李某同学……，全体教师参加"
    >>> [found.excerpt for found in scan_names(text, "案例一")], list(scan_names(text, "案例一", ["张晓明"]))
    (['张**'], [])
    """
    seen = set(consented)
    for pattern in _NAMED:
        for found in pattern.finditer(text):
            name = found["name"]
            if "某" in name or name[:2] in _NO_NAMES or name in seen:
                continue
            seen.add(name)
            yield Noticed("person-named", False, place, name[0] + "*" * (len(name) - 1))


def scan_figures(figures: Iterable[CountedFigure], suppressed: Iterable[str] = ()) -> Iterator[Noticed]:
    """Figures that count one to four people, and figures kept back that a subtraction brings out again."""
    known = {figure.indicator: figure for figure in figures}
    kept_back = set(suppressed)
    for figure in known.values():
        if figure.indicator in kept_back or figure.value is None:
            continue
        if figure.counts_people and 0 < figure.value < FEWEST:
            answers = figure.indicator.endswith("_respondents")
            code = "few-answers" if answers else "few-people"
            yield Noticed(code, answers, figure.label, f"{figure.value:f}", figure.indicator)
    for name in sorted(kept_back):
        told = known.get(name)
        if told is None or not told.part_of or told.part_of in kept_back:
            continue
        total = known.get(told.part_of)
        siblings = [one for one in known.values() if one.part_of == told.part_of and one.indicator != name]
        hidden = [one for one in siblings if one.indicator in kept_back or one.value is None]
        if total is None or total.value is None or not siblings or hidden:
            continue
        # The parts may leave something over; then the total tells nothing about one of them.
        rest = total.value - sum((one.value for one in siblings if one.value is not None), Decimal(0))
        if told.value is None or rest == told.value:
            yield Noticed("suppressed-can-be-told", False, told.label, "", name)


def personal_spans(text: str, consented: Collection[str] = ()) -> Iterator[tuple[int, int, str]]:
    """Where the same things stand, for an author to decide on: start, end, code; names only without a consent.

    >>> list(personal_spans("联系13812345678，学生张晓明在校"))
    [(2, 13, 'mobile-number'), (16, 19, 'person-named')]
    """
    found: list[tuple[int, int, str]] = []

    def free(match: re.Match[str]) -> bool:
        return not any(match.start(1) < end and start < match.end(1) for start, end, _ in found)

    for match in _IDENTITY.finditer(text):
        if is_identity_number(match[1]):
            found.append((*match.span(1), "identity-number"))
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match[1])
        if free(match) and 16 <= len(digits) <= 19 and is_card_number(digits):
            found.append((*match.span(1), "bank-card"))
    found += [(*match.span(1), "mobile-number") for match in _MOBILE.finditer(text) if free(match)]
    found += [(*match.span(), "mail-address") for match in _MAIL.finditer(text)]
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            name = match["name"]
            if "某" not in name and name[:2] not in _NO_NAMES and name not in consented:
                found.append((*match.span("name"), "person-named"))
    yield from sorted(set(found))
