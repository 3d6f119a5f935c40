from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.framework.model import Catalogue
from nianbao.writing.chart import draw
from nianbao.writing.content import Chart, ChartKind
from nianbao.writing.data_table import Sources

NOW = {"graduates": "135", "graduates_placed": "120"}
BEFORE = {"graduates": "150", "graduates_placed": "130"}


@pytest.mark.parametrize("kind", list(ChartKind))
def test_every_kind_shows_every_figure_in_marks_and_in_words(
    kind: ChartKind, record: Callable[..., Record], catalogue: Catalogue
) -> None:
    chart = Chart("g1", "毕业", kind, ("毕业生人数", "毕业去向落实人数"), periods=("上年", "本年"))
    drawn = draw(chart, Sources(record(NOW, BEFORE), catalogue))
    assert sorted(row["shown"] for row in drawn.specification["data"]["values"]) == ["120", "130", "135", "150"]
    assert all(f"{number}人" in drawn.alternative for number in (120, 130, 135, 150))


def test_a_missing_figure_is_not_drawn_as_nothing(record: Callable[..., Record], catalogue: Catalogue) -> None:
    chart = Chart("g1", "毕业", ChartKind.BAR, ("毕业生人数", "毕业去向落实人数"))
    drawn = draw(chart, Sources(record({"graduates": "135", "graduates_placed": "缺报"}), catalogue))
    assert [row["shown"] for row in drawn.specification["data"]["values"]] == ["135"]


@pytest.mark.parametrize(
    ("chart", "told"),
    [
        (Chart("g1", "混", ChartKind.BAR, ("毕业生人数", "毕业生本省去向落实率")), "单位不同"),
        (Chart("g1", "空", ChartKind.BAR, ()), "没有写指标"),
        (Chart("g1", "时", ChartKind.BAR, ("毕业生人数",), periods=("明年",)), "明年"),
        (Chart("g1", "无", ChartKind.BAR, ("毕业生人数",), periods=("上年",)), "0 个数"),
    ],
)
def test_what_cannot_be_drawn_truthfully_is_refused(
    chart: Chart, told: str, record: Callable[..., Record], catalogue: Catalogue
) -> None:
    with pytest.raises(Problem, match=told):
        draw(chart, Sources(record(NOW), catalogue))
