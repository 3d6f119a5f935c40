"""Days are days of the calendar, and what begins ends later."""

import pytest
from family_reading import failing, is_contradicted

FAMILY = "calendar-days"


@pytest.mark.parametrize(
    "said",
    [
        "2022.9.31举行开学典礼。",
        "2022-11-31组织检查。",
        "2022/2/30，学校召开会议。",
        "2022年13月召开总结会。",
        "2022年10月1日（星期三）举行升旗仪式。",
        "2022年9月1日（周五）开学。",
        "2022年9月至2022年3月开展整治行动。",
        "聘期自2022年9月1日至2021年8月31日。",
        "2022年7月10日至7月5日举办培训班。",
        "8月20日—15日，组织新生军训。",
        "项目于2022年3月启动，2021年12月完成验收。",
        "小张2019年9月入学，2018年7月毕业。",
        "实训楼2021年10月开工建设，2020年9月竣工。",
        "2022年5月12日至3月20日，学生外出实习。",
    ],
)
def test_days_that_cannot_be_are_told(said: str) -> None:
    assert is_contradicted(FAMILY, said)


@pytest.mark.parametrize(
    "said",
    [
        "2022.9.30举行开学典礼。",
        "见2022.13.1节。",
        "2022年12月召开总结会。",
        "2022年10月1日（星期六）举行升旗仪式。",
        "2022年9月至2023年3月开展整治行动。",
        "2022年7月5日至7月10日举办培训班。",
        "9月1日至8月31日为一个学年。",
        "项目于2021年3月启动，2022年12月完成验收。",
        "一期工程2021年3月启动，二期工程2020年12月完成验收。",
        "2019级学生入学，2018年另有一批毕业。",
        "2022年11月至3月，学生外出实习。",
        "2022年3月至6月，学生外出实习。",
    ],
)
def test_days_that_can_be_are_left_alone(said: str) -> None:
    assert failing(FAMILY, said) == []


@pytest.mark.parametrize(
    "text",
    [
        "新校区2019年动工，{}年投入使用。",
        "新实训楼力争2019年底前开工建设，{}年秋季投入使用。",
        "项目于2019年立项，{}年建成并通过验收。",
    ],
)
def test_nothing_is_finished_before_it_was_begun(text: str) -> None:
    assert is_contradicted("calendar-days", text.format(2018))
    assert failing("calendar-days", text.format(2021)) == []


def test_another_thing_may_be_finished_first() -> None:
    assert failing("calendar-days", "新校区2019年动工，实训楼2018年投入使用。") == []
