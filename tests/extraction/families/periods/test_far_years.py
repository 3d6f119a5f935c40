"""Years that are told but once beside the report's own."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "far-years"
TITLE = (
    "某区职业教育质量年度报告（2023年度）\n\n2023届毕业生稳定，2023届升学较多。\n\n2023年招生320人，比上年多20人。\n\n"
    "2023年获奖8项，比上年多3项。\n\n2023年在校生900人，比2022年多30人。\n\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "社会培训比2020年增加300人次。",
        "获得证书的学生较2021年增长12.5%。",
        "2024年享受助学金的学生124人，其中护理专业40人。",
        "2025年学校总收入3720.4万元。",
        "2021年三校共培训8968人次，比上年增加553人次。",
        "2022年共培训8968人次，比上年增加553人次。",
        "2021年学生获奖43项，较上年减少2项。",
    ],
)
def test_a_year_that_stands_alone_is_told(text: str) -> None:
    assert failing(FAMILY, TITLE + text)


@pytest.mark.parametrize(
    "text",
    [
        "社会培训比2022年增加300人次。",
        "2024年计划招生240人。",
        "2024年，学校将新建实训室3间。",
        "围绕2024年全运会，建成特色专业2个。",
        "企业已明确，2024年从该班录用30人。",
        "2020年培训100人次。社会培训比2020年增加300人次。",
        "与“十三五”末相比，社会培训比2020年增加300人次。",
        "2021年招生300人，比2020年增加20人。",
        "2021年至2023年共培训8968人次，比上年增加553人次。",
    ],
)
def test_years_that_are_meant_so_stay_silent(text: str) -> None:
    assert not failing(FAMILY, TITLE + text)
