"""A released figure in a cell: what is none is no zero, and nothing in a text becomes markup."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import override

from nianbao.web.presentation.templatetags.released import released_figure


@dataclass
class Figure:
    state: str = "value"
    text: str = "399"
    counted: int | None = None
    expected: int | None = None


def test_a_figure_stands_as_it_was_printed() -> None:
    assert released_figure(Figure()) == "399"
    assert released_figure(Figure(text="<b>1</b>")) == "&lt;b&gt;1&lt;/b&gt;"


def test_what_is_none_is_no_zero() -> None:
    assert "—" in released_figure(None)
    assert "未填" in released_figure(Figure("blank", ""))
    assert "&lt;5" in released_figure(Figure("suppressed", ""))
    with override("en"):
        assert "未填" not in released_figure(Figure("blank", ""))


def test_how_many_schools_stand_behind_it_is_said_where_some_are_missing() -> None:
    assert "2/4所" in released_figure(Figure(counted=2, expected=4))
    assert "span" not in released_figure(Figure(counted=4, expected=4))
    assert "0/4所" in released_figure(Figure("missing", "缺报", None, 4))
