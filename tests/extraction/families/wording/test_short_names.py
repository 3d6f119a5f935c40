"""A short name is made of the letters of the full one."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "short-names"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("一所是北京市{}（以下简称永宁桥职高）。", "永定桥职业高中", "永宁桥职业高中"),
        ("另有{}（以下简称“云河职高”）一所。", "云河职业中专", "云河职业高中"),
        ("与{}（简称海晏学校）结为联盟。", "上海海宴航运职业技术学校", "上海海晏航运职业技术学校"),
        ("澄江区职业技术学校（以下简称“{}”）招生320人。", "澄河职校", "澄江职校"),
    ],
)
def test_a_short_name_of_another_body_is_seen(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "云溪县职业技术教育中心（以下简称县职教中心）建于1987年。",
        "澄阳县职业中等专业学校（以下简称“我校”）建于1987年。",
        "棠溪区第一职业学校（简称第一职校）、松岩区农业与旅游职业学校（简称农旅学校）。",
        "重庆市江岭职业教育中心（以下简称“江岭职高”）两块牌子。",
        "凤河区第一职业高中（以下简称一职）扩建。",
    ],
)
def test_a_short_name_that_is_coined_freely_is_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
