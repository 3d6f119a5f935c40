"""What templates need beyond Django's own: states in colour, members of mappings, files of the package."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.templatetags.static import static

import nianbao
from nianbao.checks.finding import Finding
from nianbao.web.submissions.models import State

register = template.Library()
SEVERITIES = {"error": "错误", "warning": "提醒", "info": "提示"}


@register.filter
def at(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The member of a mapping, or nothing."""
    return mapping.get(key) if mapping else None


@register.filter
def state_label(state: str) -> str:
    """The Chinese name of a submission's state.

    >>> state_label("returned")
    '已退回'
    """
    return str(State(state).label)


@register.filter
def severity_label(finding: Finding) -> str:
    if finding.verdict == "broken":
        return "规则有误"
    if finding.is_waived:
        return "已说明"
    return SEVERITIES[finding.severity]


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


@register.simple_tag
def asset(name: str) -> str:
    """The address of a file of ours; it changes with the version, so that browsers never show an old one."""
    return f"{static(f'nianbao/{name}')}?v={nianbao.__version__}"
