"""Two years of one row told as a pair."""

from __future__ import annotations

import pytest
from family_reading import is_confirmed, is_contradicted

FORM = "\n\n表7 计分卡\n\n序号\t指标\t单位\t上年\t本年\n1\t课证融通课程数\t门\t38\t41\n2\t年生均财政拨款水平\t元\t18250.40\t19133.75\n3\t专任教师赴国外指导和开展培训时间\t人日\t16\t24\n4\t双师型教师比例\t%\t58.48\t60.35\n"
YEARS = (
    "\n\n表3 合作情况（2023年）\n\n项目\t2021年\t2022年\t2023年\n深度合作企业\t31\t35\t44\n校外实习基地\t52\t57\t63\n"
)
SCHOOLS = "\n\n表2 各校招生\n\n学校\t2022年招生\t2023年招生\n青禾农校\t243\t214\n安平卫校\t421\t436\n合计\t664\t650\n"
DOWN = "\n\n表5 普职招生\n\n年份\t普通高中\t中职\t普职招生比\n2022年\t3286\t1163\t2.83:1\n2023年\t3241\t1196\t2.71:1\n"
GROUPED = "\n\n表6 工位与设备\n\n学校\t2022年\t\t2023年\t\n\t实训工位\t设备值\t实训工位\t设备值\n青禾农校\t312\t865.20\t348\t910.45\n安平卫校\t540\t1620.00\t575\t1742.30\n"


@pytest.mark.parametrize(
    "text",
    [
        f"课证融通课程由38门增加到43门，更新了课程标准。{FORM}",
        f"课证融通课程由上年的36门增至41门。{FORM}",
        f"年生均财政拨款水平由18250.40元提高到19313.75元。{FORM}",
        f"年生均财政拨款水平为19133.75元，比上年的18520.40元有所提高。{FORM}",
        f"专任教师赴泰国开展培训，合计24人日，上年为18人日。{FORM}",
        f"双师型教师比例从54.88%升至60.35%。{FORM}",
        f"校外实习基地由2022年的75家发展到2023年的63家。{YEARS}",
        f"深度合作企业2022年35家，2023年47家。{YEARS}",
        f"青禾农校招生由243人降到241人。{SCHOOLS}",
        f"青禾农校招生214人（上年234人）。{SCHOOLS}",
        f"普职招生比由2.38:1下降到2.71:1。{DOWN}",
        f"安平卫校实训工位由504个增加到575个。{GROUPED}",
    ],
)
def test_a_figure_that_is_not_its_rows_is_told(text: str) -> None:
    assert is_contradicted("pairs-told", text)


@pytest.mark.parametrize(
    "text",
    [
        f"课证融通课程由上年的38门增至41门。{FORM}",
        f"年生均财政拨款水平为19133.75元，比上年的18250.40元有所提高。{FORM}",
        f"专任教师赴泰国开展培训，合计24人日，上年为16人日。{FORM}",
        f"校外实习基地由2021年的52家发展到2023年的63家。{YEARS}",
        f"深度合作企业2022年35家，2023年44家。{YEARS}",
        f"青禾农校招生由243人降到214人。{SCHOOLS}",
        f"普职招生比由2.83:1下降到2.71:1。{DOWN}",
        f"安平卫校实训工位由540个增加到575个。{GROUPED}",
    ],
)
def test_both_figures_of_a_row_are_verified(text: str) -> None:
    assert is_confirmed("pairs-told", text)


@pytest.mark.parametrize(
    "text",
    [
        f"学生社团由38个增加到43个。{FORM}",
        f"三年来，深度合作企业由28家增加到44家。{YEARS}",
        f"深度合作企业由成立时的14家增加到44家。{YEARS}",
        f"力争深度合作企业由35家增加到50家以上。{YEARS}",
        f"青禾农校招生由260人减到243人、再减到214人。{SCHOOLS}",
        f"国家级奖项3项、市级奖项35项，比上年的41项增加。{YEARS}",
        f"青禾农校毕业生由上年的251人减少到236人。{SCHOOLS}",
        f"安平卫校课程由上半年的421节增加到下半年的440节。{SCHOOLS}",
        f"深度合作企业预计由44家增加到52家。{YEARS}",
    ],
)
def test_what_is_of_another_row_or_time_is_left_alone(text: str) -> None:
    assert not is_contradicted("pairs-told", text)
