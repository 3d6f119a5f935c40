"""A campaign under the name that its district had when it was due."""

from __future__ import annotations

from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.names import named_then, with_names_on


def campaign_named(number: int) -> Campaign | None:
    """The campaign with its district, in one query."""
    found = with_names_on(
        Campaign.objects.select_related("district").filter(pk=number), "due_on", organisation="district"
    )
    return next(iter(named_then(found, lambda one: one.district)), None)
