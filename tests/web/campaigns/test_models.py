"""When a filing is due."""

from __future__ import annotations

import datetime

from nianbao.web.campaigns.models import Participation


def test_an_extension_moves_the_due_date_of_one_school() -> None:
    participation = Participation.objects.select_related("campaign").order_by("-campaign__edition")[0]
    campaign = participation.campaign
    assert participation.due_on(campaign) == campaign.due_on
    participation.extended_until = campaign.due_on + datetime.timedelta(days=3)
    assert participation.due_on(campaign) == campaign.due_on + datetime.timedelta(days=3)
