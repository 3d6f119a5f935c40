"""A sentence that copies neighbouring rows of a list copies each of them right."""

import pytest
from family_reading import is_confirmed, is_contradicted

FAMILY = "rows-in-turn"
FORM = (
    "\n\n附表 服务与去向\n\n序号\t指标\t单位\t2022年\t2023年\n1\t毕业生面向三次产业就业人数\t人\t503\t475\n\t其中：面向第一产业\t人\t6\t4\n"
    "\t面向第二产业\t人\t281\t263\n\t面向第三产业\t人\t216\t208\n2\t聘请行业导师人数*\t人\t41\t45\n\t行业导师年课时总量*\t课时\t3608\t4050\n"
    "\t年支付行业导师课酬\t万元\t36.08\t40.50\n3\t横向技术服务到款额\t万元\t71.2\t78.4\n\t专利授权数量\t项\t7\t9\n4\t非学历培训项目数\t项\t36\t42\n\t非学历培训到账经费\t万元\t286.40\t318.75\n"
)


@pytest.mark.parametrize(
    "said",
    [
        "2023年聘请行业导师45人，全年授课4500课时，支付课酬40.50万元。",
        "支付课酬40.50万元，聘请行业导师45人，2023年承担4005课时。",
        "2023年非学历培训项目47项，非学历培训到账经费318.75万元。",
        "2023年到账非学历培训到账经费318.75万元，非学历培训项目24项。",
        "2023年就业学生中到第二产业263人，第三产业280人，第一产业4人。",
        "2023年横向技术服务到款额87.4万元，专利授权数量9项，非学历培训到账经费318.75万元。",
    ],
)
def test_a_row_that_is_copied_wrong_is_told(said: str) -> None:
    assert is_contradicted(FAMILY, said + FORM)


@pytest.mark.parametrize(
    "said",
    [
        "2023年聘请行业导师45人，计划授课4500课时，支付课酬40.50万元。",
        "2023年聘请行业导师45人，上年授课4500课时，支付课酬40.50万元。",
        "2023年聘请行业导师45人，人均授课4500课时，支付课酬40.50万元。",
        "2023年聘请行业导师45人，支付课酬40.50万元，企业员工听课4500人次。",
        "2023年非学历培训项目47项。非学历培训到账经费318.75万元。",
        "2023年东城职业学校非学历培训项目47项，非学历培训到账经费318.75万元。",
        "2023年新增非学历培训项目47项，非学历培训到账经费318.75万元。",
        "2023年其中非学历培训项目47项面向企业。\n\n企业非学历培训项目47项，非学历培训到账经费318.75万元。",
        "2023年非学历培训项目36项，非学历培训到账经费318.75万元。",
        "2023年就业学生中到第二产业263人，女生在第三产业108人，第一产业4人。",
    ],
)
def test_other_figures_are_left_alone(said: str) -> None:
    assert not is_contradicted(FAMILY, said + FORM)


def test_rows_copied_right_are_confirmed() -> None:
    assert is_confirmed(FAMILY, "2023年非学历培训项目42项，非学历培训到账经费318.75万元。" + FORM)
