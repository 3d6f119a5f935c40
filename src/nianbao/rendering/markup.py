"""HTML from Python calls: text is escaped unless it is markup already, so nothing can be forgotten."""

from __future__ import annotations

from html import escape

VOID = frozenset({"meta", "link", "br", "hr", "img", "col"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


Child = str | None | list["Markup"]


def tag(name: str, /, *children: Child, **attributes: str | int | bool | None) -> Markup:
    """An element; ``None`` children and ``None`` or ``False`` attributes are left out.

    A trailing underscore keeps an attribute clear of Python's words; others become hyphens.

    >>> print(tag("a", "<甲>", class_="figure", href="#x", aria_label='"乙"', hidden=False))
    <a class="figure" href="#x" aria-label="&quot;乙&quot;">&lt;甲&gt;</a>
    """
    inside = "".join(_rendered(child) for child in children)
    outside = "".join(
        _attribute(key, value) for key, value in attributes.items() if value is not None and value is not False
    )
    return Markup(f"<{name}{outside}>" if name in VOID else f"<{name}{outside}>{inside}</{name}>")


def broken_lines(text: str) -> Markup:
    """Text whose line breaks show.

    >>> print(broken_lines("甲\\n<乙>"))
    甲<br>&lt;乙&gt;
    """
    return Markup("<br>".join(escape(line, quote=False) for line in text.split("\n")))


def _rendered(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, list):
        return "".join(child)
    return child if isinstance(child, Markup) else escape(child, quote=False)


def _attribute(key: str, value: str | int | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
