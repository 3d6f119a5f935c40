"""Numbers written in Chinese characters, read only where they are quantities.

A blanket conversion damages text (进一步 is no quantity), so nothing here
searches: the caller hands over one token that stands before a classifier.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from nianbao.facts.pattern import as_pattern

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
NUMERAL = as_pattern(r"[零〇一二两三四五六七八九十百千万亿]+")

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％：－＋", "0123456789.,%:-+")
_ANY_FULL_WIDTH = as_pattern("[０-９．，％：－＋]")  # few words hold one, and looking is quicker than translating
_TENTHS = as_pattern(r"([一二两三四五六七八九]|\d+(?:\.\d+)?)成(半|[一二三四五六七八九])?")
_FRACTION = as_pattern(r"([一二三四五六七八九十百千]+)分之([零〇一二两三四五六七八九十百千点]+)")


@lru_cache(16_384)
def half_width(text: str) -> str:
    """Full-width digits and number signs as their plain forms; the length does not change.

    >>> half_width("１２．５％")
    '12.5%'
    """
    return text.translate(_FULL_WIDTH) if _ANY_FULL_WIDTH.search(text) else text


def read_numeral(text: str) -> int | None:
    """The whole number that the characters spell, or None where they spell none.

    >>> read_numeral("一千二百零五"), read_numeral("十二"), read_numeral("两万三千"), read_numeral("二〇二三")
    (1205, 12, 23000, 2023)

    A last digit after 百, 千 or 万 stands for the next lower place.

    >>> read_numeral("三百五"), read_numeral("一万二")
    (350, 12000)
    >>> read_numeral("十十") is None
    True
    """
    if not text or not NUMERAL.fullmatch(text):
        return None
    if all(character in DIGITS for character in text):
        # 二〇二三 is read digit by digit; a single 两 is a quantity as well.
        return int("".join(str(DIGITS[character]) for character in text))
    whole, section, digit, last = 0, 0, None, 0
    for character in text:
        if character in DIGITS:
            if digit not in (None, 0):
                return None
            digit = DIGITS[character]
            if digit == 0:
                last = 0
        elif character in TENS:
            place = TENS[character]
            if last and place >= last:
                return None
            section += (1 if digit in (None, 0) else digit) * place
            digit, last = None, place
        else:
            myriad = MYRIADS[character]
            if section == 0 and digit is None and whole == 0:
                return None
            whole = (
                (whole + section + (digit or 0)) * myriad
                if myriad > 10_000
                else whole + (section + (digit or 0)) * myriad
            )
            section, digit, last = 0, None, myriad
    if digit:
        section += digit * (last // 10 if last >= 100 else 1)
    return whole + section


def read_whole(text: str) -> int | None:
    """The whole number that stands in digits or that the characters spell, or None.

    >>> read_whole("12"), read_whole("十二"), read_whole("多")
    (12, 12, None)
    """
    return int(text) if text.isdigit() else read_numeral(text)


def write_numeral(number: int) -> str:
    """The everyday spelling of a whole number below 10^12.

    >>> write_numeral(12), write_numeral(1205), write_numeral(20000)
    ('十二', '一千二百零五', '二万')
    """
    if not 0 <= number < 10**12:
        raise ValueError(f"no everyday spelling for {number}")
    if number == 0:
        return "零"
    groups, rest = [], number
    for sign in ("", "万", "亿"):
        rest, group = divmod(rest, 10_000)
        groups.append((group, sign))
    text = ""
    for group, sign in reversed(groups):
        if group == 0:
            if text and not text.endswith("零"):
                text += "零"
            continue
        if text and group < 1000 and not text.endswith("零"):
            text += "零"
        text += _spell_group(group) + sign
    text = text.rstrip("零")
    return text[1:] if text.startswith("一十") else text


def read_share(text: str) -> Decimal | None:
    """The share that words like 八成半, 五分之三, 百分之九十 or 半数 name, or None.

    >>> read_share("八成半"), read_share("百分之九十点五"), read_share("五分之三"), read_share("半数")
    (Decimal('0.85'), Decimal('0.905'), Decimal('0.6'), Decimal('0.5'))
    """
    if text in ("半数", "一半"):
        return Decimal("0.5")
    if match := _TENTHS.fullmatch(text):
        first, second = match.groups()
        tenths = Decimal(first) if first[0].isdigit() else Decimal(DIGITS[first])
        hundredths = 5 if second == "半" else DIGITS[second] if second else 0
        return tenths / 10 + Decimal(hundredths) / 100
    if match := _FRACTION.fullmatch(text):
        whole = read_numeral(match[1])
        before, _, after = match[2].partition("点")
        part = read_numeral(before)
        if not whole or part is None:
            return None
        if after and not all(character in DIGITS for character in after):
            return None
        digits = f"{part}.{''.join(str(DIGITS[character]) for character in after)}" if after else str(part)
        return Decimal(digits) / whole
    return None


def _spell_group(group: int) -> str:
    text, names = "", "零一二三四五六七八九"
    for place, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, group = divmod(group, place)
        if digit:
            text += names[digit] + sign
        elif text and group and not text.endswith("零"):
            text += "零"
    return text
