"""Captions and the list of tables or annexes before them."""

from __future__ import annotations

import pytest
from family_reading import failing, holding

FAMILY = "listed-tables"
TABLE = "\n\n指标\t单位\t数值\n教师\t人\t96\n学生\t人\t1200\n\n"


def report(listed: list[str], captions: list[str], label: str = "附表") -> str:
    lines = [f"{label} {n} {name}" for n, name in enumerate(listed, 1)]
    tables = [f"{label} {n} {name}{TABLE}" for n, name in enumerate(captions, 1)]
    return "附件目录\n\n" + "\n\n".join(lines) + "\n\n" + "".join(tables)


NAMES = ["学生发展", "办学条件", "师资队伍", "经费收支"]


@pytest.mark.parametrize("label", ["表", "附表"])
@pytest.mark.parametrize("captions", [[*NAMES[:3], "师资队伍"], ["学生发展", "国际交流", *NAMES[2:]]])
def test_a_caption_that_is_not_in_the_list_is_told(captions: list[str], label: str) -> None:
    assert len(failing(FAMILY, report(NAMES, captions, label))) == 1


def test_a_caption_as_in_the_list_is_verified() -> None:
    assert len(holding(FAMILY, report(NAMES, NAMES))) == 4


@pytest.mark.parametrize(
    ("listed", "captions"),
    [
        (NAMES, [name + "情况" for name in NAMES]),
        (NAMES, ["甲", "乙丙", "丁戊", "己庚"]),
        (NAMES[:2], [NAMES[0], "国际交流"]),
    ],
)
def test_matters_of_taste_lists_of_others_and_short_lists_are_left_alone(
    listed: list[str], captions: list[str]
) -> None:
    assert not failing(FAMILY, report(listed, captions))
