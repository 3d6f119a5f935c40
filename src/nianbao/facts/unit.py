"""Units as the field writes them, each with its dimension and factor.

Two numbers may be compared only when their units share a dimension: 人 and 名
count people, 人次 counts visits, 个百分点 is a difference of two percentages
and never a percentage. The lexicon below is the only list of units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure; ``factor`` converts a number in it to the dimension's first unit."""

    id: str
    label: str  # as the form prints it
    dimension: str
    factor: Decimal = Decimal(1)
    counts: bool = False  # numbers in it are whole and exact

    def __str__(self) -> str:
        return self.label

    def __hash__(self) -> int:
        # Asked for with every cell that is read; equal units have the same id.
        return hash(self.id)


def _units(*rows: tuple[str, str, str, str, bool]) -> Mapping[str, Unit]:
    found: dict[str, Unit] = {}
    for identifier, labels, dimension, factor, counts in rows:
        first, *_ = labels.split()
        unit = Unit(identifier, first, dimension, Decimal(factor), counts)
        for label in labels.split():
            if label in found:
                raise ValueError(f"unit label listed twice: {label}")
            found[label] = unit
    return MappingProxyType(found)


# id, every spelling (the first is printed), dimension, factor to the dimension's base, whole numbers only
LEXICON: Mapping[str, Unit] = _units(
    ("person", "人 名 位", "people", "1", True),
    ("ten_thousand_persons", "万人 万名", "people", "10000", False),
    ("attendance", "人次", "attendance", "1", True),
    ("ten_thousand_attendances", "万人次", "attendance", "10000", False),
    ("person_day", "人日 人天", "person_days", "1", True),
    ("yuan", "元 圆", "money", "1", False),
    ("thousand_yuan", "千元", "money", "1000", False),
    ("million_yuan", "百万元", "money", "1000000", False),
    ("ten_thousand_yuan", "万元", "money", "10000", False),
    ("hundred_million_yuan", "亿元", "money", "100000000", False),
    ("yuan_per_student", "元/生 元/人", "money_per_student", "1", False),
    ("yuan_per_student_and_period", "元/生·年 元/生年", "money_per_student", "1", False),
    ("yuan_per_month", "元/月", "money", "1", False),
    ("percent", "% ％ 百分比", "share", "0.01", False),
    ("permille", "‰", "share", "0.001", False),
    ("percentage_point", "个百分点 百分点", "share_difference", "0.01", False),
    ("to_one", ":1 ：1 ∶1 :", "ratio", "1", False),
    ("times", "倍", "multiple", "1", False),
    ("seat_per_student", "个/生", "items_per_student", "1", False),
    ("item", "个", "items", "1", True),
    ("course", "门", "courses", "1", True),
    ("project", "项", "projects", "1", True),
    ("school", "所 校", "schools", "1", True),
    ("book", "本 册 部 种", "books", "1", True),
    ("ten_thousand_books", "万册 万本", "books", "10000", False),
    ("book_per_student", "册/生", "books_per_student", "1", False),
    ("set", "套", "sets", "1", True),
    ("machine", "台 件 辆", "machines", "1", True),
    ("company", "家", "companies", "1", True),
    ("occasion", "次 场 场次 批次 批", "occasions", "1", True),
    ("class", "班 个班", "classes", "1", True),
    ("copy", "份 篇", "copies", "1", True),
    ("lesson_hour", "学时 课时 节", "lesson_hours", "1", False),
    ("hour", "小时", "hours", "1", False),
    ("day", "天 日", "days", "1", True),
    ("week", "周", "weeks", "1", True),
    ("month", "个月", "months", "1", True),
    ("duration_year", "年", "duration_years", "1", False),
    ("square_metre", "平方米 m² ㎡ m2 平米", "area", "1", False),
    ("ten_thousand_square_metres", "万平方米 万m² 万㎡", "area", "10000", False),
    ("mu", "亩", "area", "666.6666666666667", False),
    ("ten_thousand_mu", "万亩", "area", "6666666.666666667", False),
    ("megabit_per_second", "Mbps 兆 M", "bandwidth", "1", False),
    ("gigabit_per_second", "Gbps G", "bandwidth", "1000", False),
    ("score", "分", "score", "1", False),
)

BY_ID: Mapping[str, Unit] = MappingProxyType({unit.id: unit for unit in LEXICON.values()})

# What other things are measured in. No form asks for them and no relation is looked for among them; texts say
# them all the same, and 912 盘 are no part of 30 秒.
OTHER_MEASURES: tuple[str, ...] = (
    "千米", "公里", "平方公里", "平方千米", "公顷", "厘米", "毫米", "米", "立方米", "吨", "公斤", "千克", "斤", "克",
    "升", "桶", "分钟", "秒", "千瓦", "千瓦时", "兆瓦", "美元", "美金", "欧元", "英镑", "港元", "港币", "日元", "股",
    "盘", "只", "宗", "艘", "瓶", "盒", "架次", "航班", "标箱", "标准箱", "海里", "英里", "英尺", "手", "集", "起",
)  # fmt: skip


def find_unit(label: str) -> Unit | None:
    """The unit that is written so, or None.

    >>> find_unit("名") is find_unit("人")
    True
    >>> find_unit("人").dimension == find_unit("人次").dimension
    False
    """
    return LEXICON.get(label.strip())


def unit_by_id(identifier: str) -> Unit:
    """The unit with this id; raises KeyError naming it."""
    try:
        return BY_ID[identifier]
    except KeyError:
        raise KeyError(f"no unit has the id {identifier!r}; the units stand in nianbao/facts/unit.py") from None


def are_comparable(left: Unit | None, right: Unit | None) -> bool:
    """True where numbers in the two units may stand on both sides of an equals sign.

    A number without a unit may be compared with anything: the reader knows what it counts.
    """
    return left is None or right is None or left.dimension == right.dimension
