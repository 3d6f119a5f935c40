"""The family of rows and columns of change, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "table-changes"
WRONG = (
    "指标\t2021年\t2022年\t增减\n招生数\t100\t130\t20\n在校生数\t300\t330\t30\n",
    "年度\t在校生数\n2021年\t300\n2022年\t330\n变化情况\t↓30\n",
    "指标\t2021年\t2022年\t增幅\n招生数\t100\t130\t20%\n在校生数\t300\t330\t10%\n",
    "指标\t2022年\t2021年\t增减\n招生数\t130\t100\t-30\n在校生数\t330\t300\t30\n",
    "指标\t2021年\t2022年\t2023年\t比2021年增减\n招生数\t100\t130\t150\t20\n在校生数\t300\t330\t350\t50\n",
    "年度\t在校生数\n2021年\t300\n2022年\t330\n2023年\t350\n较2021年增长\t20\n",
)
RIGHT = (
    "指标\t2021年\t2022年\t增减\n招生数\t100\t130\t+30\n在校生数\t330\t300\t-30\n",
    "指标\t2022年\t比2021年增减\t2021年\n招生数\t130\t30\t100\n在校生数\t330\t30\t300\n",
    "指标\t2021年\t2022年\t2023年\t2023年比2021年增长\n招生数\t100\t130\t150\t50%\n在校生数\t300\t330\t360\t20%\n",
    "年度\t在校生数\n2021年\t300\n2022年\t330\n2023年\t350\n比2021年增减\t50\n比2022年增减\t20\n",
    "指标\t本年\t上年\t变化\n合格率\t95.5%\t94.0%\t1.5%\n优秀率\t35.0%\t36.0%\t-1%\n",
)
NO_CLAIM = (
    "指标\t2021年\t2022年\t变化原因\n招生数\t100\t130\t扩招\n",
    "年度\t招生数\n2021年\t100\n2022年\t130\n",
    "指标\t2023年\t2024年\t比2022年增减\n招生数\t100\t130\t70\n在校生数\t300\t330\t90\n",
    "指标\t2020年\t2024年\t比上年增减\n招生数\t100\t130\t7\n在校生数\t300\t330\t9\n",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_change_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_changes_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_reasons_and_missing_changes_are_left_alone(text: str) -> None:
    assert failing(FAMILY, text) == []
