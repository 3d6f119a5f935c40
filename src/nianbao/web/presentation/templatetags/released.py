"""How a released figure stands in a cell: hundreds on a page, so that it is written here and not by a template each."""

from __future__ import annotations

from typing import Protocol

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

register = template.Library()


class Shown(Protocol):
    """What is asked of a figure."""

    state: str
    text: str
    counted: int | None
    expected: int | None


@register.simple_tag
def released_figure(cell: Shown | None) -> SafeString:
    """The figure as printed, what stands for none, and of how many schools it is where some are missing."""
    if not cell:
        return SafeString('<span class="soft">—</span>')
    match cell.state:
        case "blank":
            said = f'<span class="soft">{escape(gettext("未填"))}</span>'
        case "suppressed":
            said = f'<span title="{escape(gettext("人数不足 5，为保护个人不公开"))}">&lt;5</span>'
        case _:
            said = escape(cell.text)
    if cell.expected and cell.counted != cell.expected:
        schools = escape(pgettext("coverage", "所"))
        said += f' <span class="partial">{cell.counted or 0}/{cell.expected}{schools}</span>'
    return SafeString(said)
