"""What came less what went is by how much the number has changed."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "comings-and-goings"


@pytest.mark.parametrize(
    "text",
    [
        "当年教师净增5人，其中公开招聘12人、调入2人、退休6人、辞职1人。",
        "职教联盟新加入企业9家，退出3家，成员单位由52家增加到56家。",
        "专业数从24个调整为22个，新增专业1个，撤销专业2个。",
        "教职工净减3人，其中退休8人、调出2人、新招聘6人。",
        "合作企业新增14家、终止5家，合作企业由83家发展到94家。",
        "校外实训基地新增7个、撤销2个，总数由31个增加到35个。",
        "上年有学生1460人，转入21人，转出34人，学生由1460人减少到1457人。",
        "今年增设课程4门，停开1门。课程总数由上年的61门增加到66门。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "当年教师净增7人，其中公开招聘12人、调入2人、退休6人、辞职1人。",
        "职教联盟新加入企业9家，退出3家，成员单位由52家增加到58家。",
        "专业数从24个调整为23个，新增专业1个，撤销专业2个。",
        "教职工净减4人，其中退休8人、调出2人、新招聘6人。",
        "合作企业新增14家、终止5家，合作企业由83家发展到92家。",
        "校外实训基地新增7个、撤销2个，总数由31个增加到36个。",
        "上年有学生1460人，转入21人，转出34人，学生由1460人减少到1447人。",
    ],
)
def test_what_agrees_is_verified(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "学生由1460人增加到1502人，其中转入21人，转出8人，新生与毕业生相抵增加29人。",
        "新增图书1200册，淘汰旧书300册，馆藏由3.1万册增加到3.2万册。",
        "职教联盟新加入企业9家，成员单位由52家增加到56家。",
        "教师净增5人，计划再招聘12人，预计退休6人。",
        "今年增设课程4门，停开1门。专业数由上年的21个增加到23个。",
        "党员由82人增加到86人，新发展党员6人，转出3人，另有其他变动2人。",
    ],
)
def test_what_may_be_otherwise_is_left_alone(text: str) -> None:
    assert not outcomes(FAMILY, text)[1]
