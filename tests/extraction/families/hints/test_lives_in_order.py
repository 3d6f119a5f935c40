"""Tales and the order of their years."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "lives-in-order"


@pytest.mark.parametrize(
    "text",
    [
        "小禾是学前教育专业2015届毕业生，现为幼儿园教师。初到岗位，她虚心请教，成长为骨干。2013年，她获评优秀教师。",
        "老秦是汽修专业2012届毕业生。入职一年后他当上组长。2010年，他带领班组完成改造。",
        "试点从2018年9月开始，涉及三个专业；到2020年7月，首批学生完成第一学年学习。",
        "2015年，老蒋回村种果树。2017年，果园初见成效。2014年，他在学校指导下成立合作社。",
    ],
)
def test_a_life_out_of_order_is_hinted(text: str) -> None:
    assert failing(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "小禾是学前教育专业2015届毕业生，现为幼儿园教师。初到岗位，她虚心请教，成长为骨干。2018年，她获评优秀教师。",
        "小禾是学前教育专业2015届毕业生，现任园长。2012年，她考入职校就读。",
        "小禾是学前教育专业2015届毕业生，现任园长。2014年，她在市级比赛中获奖。毕业后她从配班教师做起。",
        "试点从2018年9月开始，涉及三个专业；到2020年7月，首批学生完成第二学年学习。",
        "2013年，老蒋回村种果树。2015年，果园初见成效。2018年，他在学校指导下成立合作社。",
        "2013年，老蒋回村种果树。2015年，果园初见成效。早在2009年，他就在学校学过技术。",
    ],
)
def test_a_life_in_its_order_stays_silent(text: str) -> None:
    assert failing(FAMILY, text) == []
