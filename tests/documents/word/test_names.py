from __future__ import annotations

from lxml import etree

from nianbao.documents.word.names import W, is_on, value, w


def test_a_switch_is_on_unless_turned_off() -> None:
    element = etree.Element(w("vanish"))
    assert is_on(element)
    element.set(f"{W}val", "0")
    assert not is_on(element)
    assert not is_on(None)


def test_an_attribute_of_nothing_is_none() -> None:
    assert value(None) is None
