"""The family of words and paragraphs said twice, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "doublings"
WRONG = (
    "积极推进推进产教融合，深化改革。",
    "组织开展职业技能大赛的的选拔工作，成效明显。",
    "弘扬中华优秀传统文化传统，培育价值观。",
    "加强师德师风建设，提升教育教学质量。学校坚持立德树人根本任务，全面提高人才培养的水平，做好各项工作。\n\n二、其他\n\n加强师德师风建设，提升教育教学质量。学校坚持立德树人根本任务，全面提高人才培养的水平，做好各项工作。",
)
NO_CLAIM = (
    "天天锻炼、人人参与，处处洋溢着积极向上的氛围，常常得到家长好评。",
    "高等职业学校校长、中等职业学校校长参加了会议，中国国际服务贸易交易会举行。",
    "学生生活丰富，大学生生源稳定，教师师德良好，教职工工作认真。",
    "无",
    "为期一周的培训目的的确达到了，大家和和睦睦。",
    "委员会会议决定，各专业业务学习和文化化育同步，教育部部长出席。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_doubling_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_rightly_doubled_characters_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "学生关心的事要一件一件办好，作风问题要抓得很紧很紧。",
        "坚持实事求是是办学的前提，安全全面加强。",
        "服务新兴产业创业创新平台。该产业发展快，毕业生创业和创新的多，产业与创新相互促进。",
    ],
)
def test_a_doubling_that_means_something_is_none(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_a_section_said_again_is_told_once() -> None:
    section = [
        f"第{word}方面，学校坚持立德树人根本任务，完善制度体系，健全育人机制，推动教育教学质量不断提升，取得了扎实的成效。"
        for word in "一二三四"
    ]
    text = "\n\n".join([*section, "转入下一部分内容，以下各段说明教学管理。", *section])
    assert len(failing("doublings", text)) == 1
