"""A body, a major, an undertaking or a person that is well known to the report is not called a little otherwise once."""

from __future__ import annotations

import pytest
from family_reading import failing, is_contradicted

FAMILY = "near-names"
_MAJORS = "\n\n表1 各专业在校生\n\n专业\t人数\n汽车运用与维修\t320\n计算机网络技术\t210\n学前教育\t150\n"
_SCHOOLS = "\n\n表1 各校在校生\n\n学校\t人数\n临江职业中专\t320\n安平职业中专\t210\n清河职业中专\t150\n\n临江职业中专规模最大。"
PAIRS = (
    ("青山区第一职业学校招生320人。青山区第一职业学校有教师156人。{}获市级表彰。", "青山县第一职业学校", "青山区第一职业学校"),
    ("石景区职业技术学校占地80亩。石景区职业技术学校招生。{}现有学生1200人。", "石景区职业技术学院", "石景区职业技术学校"),
    ("莱山市职业中专扩建。莱山市职业中专招生。" + "{}新校区启用。", "莱山县职业中专", "莱山市职业中专"),
    ("{}、安平职业中专完成了招生任务。" + _SCHOOLS, "临江职业高中", "临江职业中专"),
    ("2023年{}专业获评市级骨干专业。" + _MAJORS, "汽车应用与维修", "汽车运用与维修"),
    ("开设{}、学前教育两个专业。汽车运用与维修专业招生稳定。" + _MAJORS, "汽车运用与维护", "汽车运用与维修"),
    ("开设护理、{}、药剂。中医康复保健专业招生80人，中医康复保健专业就业率98%。", "中医康复保建", "中医康复保健"),
    ("实施“青蓝工程”，结对30对。“{}”成效明显，“青蓝工程”写入规划。", "青兰工程", "青蓝工程"),
    ("张伟明老师获表彰。\n\n{}老师指导学生获奖，张伟明老师主持课题。", "张伟民", "张伟明"),
    ("与国家开放大学合作。{}的课程受欢迎，国家开放大学派教师，国家开放大学授牌。", "国家开发大学", "国家开放大学"),
    ("学校与京郊花木集团共建园区。\n\n花木集团里的学徒班。{}接收学徒。", "京郊林木集团", "京郊花木集团"),
    ("学校依托{}发展。安陵新航教育集团出资。家长对新航放心，新航奖学金设立。", "安陵新行教育集团", "安陵新航教育集团"),
    ("现代农业与康养系规模小，现代农业与康养系教师少。\n\n系部\t人数\n{}\t653\n汽车工程系\t742\n信息技术系\t1034\n", "现代农业与康复系", "现代农业与康养系"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "wrong", "right"), PAIRS)
def test_a_name_written_otherwise_once_is_seen(text: str, wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, text.format(wrong))
    assert failing(FAMILY, text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "青山区第一职业学校招生320人。青山区第一职业学校有教师156人。学校前身为青山县第一职业学校。",
        "青山市职业技术学校招生。青山市职业技术学校就业。毕业生升入青山市职业技术学院学习。",
        "坚持“以赛促教”“以赛促学”，“以赛促教”成效明显，“以赛促教”写入规划。",
        "张伟明老师和张伟民老师同获表彰。张伟明老师主持课题。",
        "“名师工程”与“名匠工程”并举，“名师工程”培养10人，“名匠工程”培养8人，“名师工程”持续推进。",
        "第一职业学校招生，第一职业学校就业，第二职业学校升学。",
        f"开设汽车运用与维修、汽车制造与检修专业。汽车运用与维修专业招生稳定。{_MAJORS}",
    ],
)
def test_two_things_that_are_named_alike_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
