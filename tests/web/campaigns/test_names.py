"""A campaign is found with its district's name of that time."""

from __future__ import annotations

import datetime

from nianbao.web.campaigns.models import Campaign
from nianbao.web.campaigns.names import campaign_named
from nianbao.web.organisations.actions import rename_organisation


def test_the_district_is_called_what_it_was_called_when_the_campaign_was_due() -> None:
    campaign = Campaign.objects.select_related("district").order_by("-edition")[0]
    was = campaign.district.name
    day = campaign.due_on + datetime.timedelta(days=1)
    rename_organisation(campaign.district, name="望川市新岚区", since=day, by=None)
    found = campaign_named(campaign.pk)
    assert found is not None
    assert found.district.name == was
    assert campaign_named(0) is None
