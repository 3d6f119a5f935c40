"""The family of slogans that count their own list, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "slogans"
WRONG = (
    "学校确立了“三风”建设目标，即校风、教风、学风、考风。",
    "学校把礼仪教育概括为“四会”：会微笑、会问候、会倾听、会道歉、会感恩。",
    "联盟依托“五院”运行，“五院”为机械产业学院、光伏产业学院、汽车产业学院、软件产业学院。",
    "构建“四级”督导体系（学校、专业部、教研组）。",
    "教师做到“五有”：有理想信念，有道德情操，有扎实学识，有仁爱之心。",
    "深入开展“三进”活动——进企业、进社区、进乡村、进家庭。",
    "管理上突出精细化、规范化、信息化的“四化”要求。",
    "“3个转变”，即由规模向质量转变、由封闭向开放转变、由单一向多元转变、由管理向服务转变，得到落实。",
    "落实“三教”改革，从教师、教材、教法、教学评价入手。",
    "打造“四进”课堂，思政进教材、进课堂、进头脑。",
    "校训为八个字：“厚德强技笃行”。",
    "构建“岗课赛证”五位一体育人模式。",
    "形成“政、行、校”四位一体办学格局。",
    "打造“工匠坊”“青创营”“书香廊”四位一体的校园文化。",
    "课堂、工坊、车间、赛场三位一体推进教学改革。",
)
RIGHT = (
    "学校确立了“三风”建设目标，即校风、教风、学风。",
    "联盟依托“四院”运行，“四院”为机械产业学院、光伏产业学院、汽车产业学院、软件产业学院。",
    "打造“工匠坊”“青创营”“书香廊”三位一体的校园文化。",
    "课堂、工坊和赛场三位一体推进教学改革。",
    "坚持“五育并举”，德育、智育、体育、美育、劳育协同推进。",
    "管理上突出精细化、规范化和信息化的“三化”要求。",
    "“两个课堂”即校内课堂与路网课堂；“三支队伍”即思政教师、辅导员、劳模；“四维评价”即自评、互评、师评、企评。",
    "形成“八大机制”：领导机制、经费机制、评价机制、师资机制、合作机制、资助机制、安全机制和督导机制。",
)
NO_CLAIM = (
    "落实“四融一共”：景村融合、产村融合、三治融合、城乡融合、共同富裕。",
    "“双师型”教师占比提高，“十四五”规划稳步推进。",
    "推行“四化”管理，精细化、规范化水平明显提升。",
    "开展“三全育人”综合改革，德育、心理、资助工作取得实效。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_list_of_another_length_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_a_list_of_that_length_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_a_slogan_without_its_list_claims_nothing(text: str) -> None:
    assert not failing(FAMILY, text)
