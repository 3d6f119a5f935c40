"""A total that says how many it adds up, and a rest, agree with the figures that stand before."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "counted-totals"


@pytest.mark.parametrize(
    "text",
    [
        "2021、2022、2023三个学年分别资助412人、436人和458人，每年都有增加，三年共资助1316人。",
        "列入台账的问题36条，已整改28条，还有6条正在整改。",
        "市教育局交办提案24件，已办结19件，办结率79.17%，其余7件年底前办结。",
        "机电、信息、护理三个专业分别招生142人、118人、96人，三个专业合计346人。",
        "两年来分别培训农民1260人次和1480人次，增幅为17.46%，两年合计2840人次。",
        "语文、数学、英语三科分别有教师18人、17人和15人，平均教龄16年，三科共52人。",
        "计划更新电脑320台，已到货240台，其余90台年底到货。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "2021、2022、2023三个学年分别资助412人、436人和458人，每年都有增加，三年共资助1306人。",
        "列入台账的问题36条，已整改28条，还有8条正在整改。",
        "市教育局交办提案24件，已办结19件，办结率79.17%，其余5件年底前办结。",
        "机电、信息、护理三个专业分别招生142人、118人、96人，三个专业合计356人。",
        "两年来分别培训农民1260人次和1480人次，增幅为17.46%，两年合计2740人次。",
        "语文、数学、英语三科分别有教师18人、17人和15人，平均教龄16年，三科共50人。",
        "计划更新电脑320台，已到货240台，其余80台年底到货。",
    ],
)
def test_what_agrees_is_verified(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "收到建议36条，采纳28条，其余8条作了说明。",
        "问题48个，立行立改31个，限期整改12个，其余5个长期坚持。",
        "共有班级62个，高一21个，其余41个班为高二和高三。",
        "三个年级分别为312人、298人和276人，三年累计获奖45人次。",
        "6个专业中，机电、汽修3个专业招满，护理刚好招满，其余2个专业没有招满。",
        "参加测试496人，合格470人，其余12人缓考。",
    ],
)
def test_what_may_be_otherwise_is_left_alone(text: str) -> None:
    assert not outcomes(FAMILY, text)[1]
