"""What templates need beyond Django's own: states in colour, members of mappings, files of the package."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from django import template
from django.templatetags.static import static
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

import nianbao
from nianbao.checks.finding import Finding
from nianbao.checks.repair import Repair
from nianbao.framework.english import HAN, bilingual, unit_in_english
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Meaning
from nianbao.web.presentation.event_words import label_of_event
from nianbao.web.submissions.models import State

register = template.Library()
SEVERITIES = {"error": _("错误"), "warning": _("提醒"), "info": _("提示")}
STATES = {
    State.DRAFTED: _("填报中"),
    State.HANDED_IN: _("已报送"),
    State.RECEIVED: _("审核中"),
    State.RETURNED: _("已退回"),
    State.ACCEPTED: _("已通过"),
}


@register.filter
def at(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The member of a mapping, or nothing."""
    return mapping.get(key) if mapping else None


def _is_english() -> bool:
    return get_language() == "en"


class Told(Protocol):
    """Whatever says itself in two languages: a finding, a problem, a repair."""

    @property
    def message(self) -> str: ...

    @property
    def message_en(self) -> str: ...


@register.filter
def said(told: Told) -> str:
    """What a finding or a problem says, in the reader's language."""
    return told.message_en if _is_english() else told.message


@register.filter
def term(text: str) -> str:
    """An official term; for a reader of English its English, with the term beside it."""
    return bilingual(str(text)) if text and _is_english() else text


@register.filter
def unit(text: str) -> str:
    """A unit, in the reader's language."""
    return unit_in_english(str(text)) if text and _is_english() else text


@register.filter
def meant(meaning: Meaning) -> str:
    """A definition, in the reader's language."""
    return meaning.definition_en if _is_english() and meaning.definition_en else meaning.definition


@register.filter
def system_name(identifier: str) -> str:
    """The national system that an answer comes from.

    >>> system_name("employment_system")
    '毕业生就业系统'
    """
    name = load_catalogue().terms.get(identifier, identifier)
    return bilingual(name) if _is_english() else name


@register.filter
def worked_out(finding: Finding) -> str:
    """The arithmetic of a finding; for a reader of English it stands in the message where it has Chinese in it."""
    return "" if _is_english() and HAN.search(finding.formula) else finding.formula


@register.filter
def repaired(repair: Repair) -> str:
    """What a repair changes, in the reader's language."""
    if not _is_english():
        return repair.sentence
    return "; ".join(f"{bilingual(one.label)}: {one.printed} → {one.suggested}" for one in repair.changes)


@register.filter
def translated(text: str) -> str:
    """The name of a role, a kind of decision, a type: what the program itself calls it, in the reader's language."""
    return gettext(text) if text else ""


@register.filter
def state_label(state: str) -> str:
    """The name of a submission's state.

    >>> state_label("returned")
    '已退回'
    """
    return str(STATES[State(state)])


@register.filter
def severity_label(finding: Finding) -> str:
    if finding.verdict == "broken":
        return str(_("规则有误"))
    if finding.is_waived:
        return str(_("已说明"))
    return str(SEVERITIES[finding.severity])


@register.filter
def tone(finding: Finding) -> str:
    """The colour class of a finding."""
    return "waived" if finding.is_waived else finding.severity


@register.filter
def indicator_of(key: str) -> str:
    """The indicator in an operand's key.

    >>> indicator_of("graduates@previous")
    'graduates'
    """
    return key.partition("@")[0].partition("#")[0].partition(".")[0]


@register.filter
def event_label(kind: str) -> str:
    """What was done, in words."""
    return label_of_event(kind)


@register.filter
def file_label(name: str) -> str:
    """What a released file is for.

    >>> file_label("report.pdf")
    'PDF'
    """
    labels = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF", "html": _("网页"), "md": _("纯文本")}
    ending = name.rpartition(".")[2]
    return str(labels.get(ending, ending.upper()))


@register.simple_tag
def asset(name: str) -> str:
    """The address of a file of ours; it changes with the version, so that browsers never show an old one."""
    return f"{static(f'nianbao/{name}')}?v={nianbao.__version__}"
