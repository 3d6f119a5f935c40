"""How often a figure is meant that is told of each of several."""

from __future__ import annotations

import pytest
from family_reading import failing, holding, read

from nianbao.extraction.told.each_of_several import sharing


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("乙校、丙校各25套", 2, 2),
        ("甲、乙、丙三区各25套", 3, 3),
        ("其余两校各25套", 2, 2),
        ("护理和会计专业各25套", 2, 2),
        ("二、三等奖各25套", 2, 2),
        ("乙校25套", 1, 1),
        ("各类教材25套", 1, 1),
    ],
)
def test_the_names_before_it_say_how_many_share(text: str, least: int, most: int) -> None:
    mention = next(m for m in read(text).mentions if m.raw == "25套")
    assert (sharing(mention).start, sharing(mention).stop - 1) == (least, most)


def test_a_total_takes_it_as_often() -> None:
    assert holding("prose-parts", "甲校30套，乙校、丙校各25套，合计80套。")
    assert failing("prose-parts", "甲校30套，乙校、丙校各25套，合计90套。")
