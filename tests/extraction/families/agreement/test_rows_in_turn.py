"""A sentence that copies neighbouring rows of a list copies each of them right."""

import pytest
from family_reading import is_confirmed, is_contradicted

FAMILY = "rows-in-turn"
FORM = (
    "\n\n附表 服务与去向\n\n序号\t指标\t单位\t2022年\t2023年\n1\t毕业生面向三次产业就业人数\t人\t512\t479\n\t其中：面向第一产业\t人\t7\t5\n"
    "\t面向第二产业\t人\t291\t276\n\t面向第三产业\t人\t214\t198\n2\t聘请行业导师人数*\t人\t40\t44\n\t行业导师年课时总量*\t课时\t3520\t3960\n"
    "\t年支付行业导师课酬\t万元\t35.20\t39.60\n3\t横向技术服务到款额\t万元\t71.2\t78.4\n\t专利授权数量\t项\t7\t9\n4\t非学历培训项目数\t项\t31\t38\n\t非学历培训到账经费\t万元\t265.30\t297.65\n"
)


@pytest.mark.parametrize(
    "said",
    [
        "2023年聘请行业导师44人，全年授课3690课时，支付课酬39.60万元。",
        "支付课酬39.60万元，聘请行业导师44人，2023年承担3906课时。",
        "2023年非学历培训项目43项，非学历培训到账经费297.65万元。",
        "2023年到账非学历培训到账经费297.65万元，非学历培训项目83项。",
        "2023年就业学生中到第二产业276人，第三产业189人，第一产业5人。",
        "2023年横向技术服务到款额87.4万元，专利授权数量9项，非学历培训到账经费297.65万元。",
    ],
)
def test_a_row_that_is_copied_wrong_is_told(said: str) -> None:
    assert is_contradicted(FAMILY, said + FORM)


@pytest.mark.parametrize(
    "said",
    [
        "2023年聘请行业导师44人，计划授课3690课时，支付课酬39.60万元。",
        "2023年聘请行业导师44人，上年授课3690课时，支付课酬39.60万元。",
        "2023年聘请行业导师44人，人均授课3690课时，支付课酬39.60万元。",
        "2023年聘请行业导师44人，支付课酬39.60万元，企业员工听课3690人次。",
        "2023年非学历培训项目43项。非学历培训到账经费297.65万元。",
        "2023年东城职业学校非学历培训项目43项，非学历培训到账经费297.65万元。",
        "2023年新增非学历培训项目43项，非学历培训到账经费297.65万元。",
        "2023年其中非学历培训项目43项面向企业。\n\n企业非学历培训项目43项，非学历培训到账经费297.65万元。",
        "2023年非学历培训项目31项，非学历培训到账经费297.65万元。",
        "2023年就业学生中到第二产业276人，女生在第三产业108人，第一产业5人。",
    ],
)
def test_other_figures_are_left_alone(said: str) -> None:
    assert not is_contradicted(FAMILY, said + FORM)


def test_rows_copied_right_are_confirmed() -> None:
    assert is_confirmed(FAMILY, "2023年非学历培训项目38项，非学历培训到账经费297.65万元。" + FORM)
