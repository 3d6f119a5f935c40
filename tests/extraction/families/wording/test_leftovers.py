"""The family of what templates and drafts leave behind, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "leftovers"
WRONG = (
    "XX职业学校开展了教研活动，效果明显。",
    "全年培训___人次，获得好评。",
    "【请填写】\n\n学校开展了教研活动。",
    "请简要描述学校的办学特色\n\n学校坚持立德树人。",
    "具体数据（待核实）将在下月公布。",
    "教学效果良好&nbsp;得到好评。",
    "毕业生就业率达到　　%，对口就业率82.1%。",
    "2023年X月，学校举办了第八届技能节。",
    "错误！未找到引用源。显示就业率逐年上升。",
    "[单击此处输入标题]\n\n学校举办了技能节。",
    "三、质量保障（不少于800字，可附典型案例）\n\n学校建立了督导制度。",
    "4.3集团化办学情况（本部分简要介绍主要做法和成效）学校加入了职教集团。",
    "学校投入？？万元改造食堂。",
    "如表？所示，就业率逐年上升。",
    "在校生320人（后附数据，请各校核对后填报），教师40人。",
    "学校（单位名称）现有在校生320人。",
    "学校深入推进产教融合，，取得了成效。",
    "4.5 国际交流（没有的填“无”）\n\n学校暂无此项工作。",
    "四、对口支援（含选派教师、接收学员等，无此项工作的可不写）\n\n学校选派教师3名。",
    "五、特色创新（如无相关内容，可删除）\n\n学校形成了特色。",
    "20XX年，学校将着力推进专业建设。",
    "到202X年底，学校计划完成实训楼建设。",
)
NO_CLAIM = (
    "志愿表上可以写明“不服从XX专业调剂”。",
    "学生李某（化名）被华东XX学院录取。",
    "尺寸为3×5米的展板共20块。",
    "20XX级学生的培养方案以“20XX年修订”字样标明。",
    "三、资助工作（没有发生学生因困难失学的情况）\n\n学校落实了资助政策。",
    "四、安全稳定（无重大责任事故）\n\n学校安全稳定。",
    "采用2×2矩阵分析，BIM、VR、AR等技术进入课堂。",
    "邀请专家座谈，请家长走进课堂，填写问卷1200份。",
    "表2 中（ ）内为上年数，获奖作品（请见附录）陈列在校史馆。",
    "二、师资队伍（教师、兼职教师和实习指导教师）\n\n学校有教师。",
    "学生撰写实习日志（每篇500字左右），教师逐一批改。",
    "学生问：“怎么报名？”老师点击网页演示，家长确认信息。",
    "全年举办活动……。学校还开展了“月月有主题”活动。",
    "5G网络、4K教室、“1+X”证书稳步推进。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_leftover_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_signs_with_a_meaning_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []


def test_a_form_that_was_hardly_filled_in_is_one_finding_with_all_its_places() -> None:
    form = "".join(f"第{n}专业招生XX人，其中本地（  ）人，由××中学输送。\n\n" for n in "甲乙丙丁戊")
    (remark,) = failing(FAMILY, form)
    assert remark.startswith("全文有 15 处没有填写")
    few = "".join(f"第{n}专业招生XX人。\n\n" for n in "甲乙丙")
    assert len(failing(FAMILY, few)) == 3
