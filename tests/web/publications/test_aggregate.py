"""The district's tables count who was accepted, and say so."""

from __future__ import annotations

from nianbao.web.campaigns.models import Campaign
from nianbao.web.publications.aggregate import district_tables


def campaign() -> Campaign:
    return Campaign.objects.select_related("district").order_by("-edition")[0]


def test_only_accepted_schools_count_and_provisionally_all_that_arrived() -> None:
    final = district_tables(campaign(), is_provisional=False)
    provisional = district_tables(campaign(), is_provisional=True)
    assert [one.organisation.code for one in final.submissions] == ["9901020001"]
    assert [one.organisation.code for one in provisional.submissions] == ["9901020001", "9901020003"]
    assert final.expected == 4


def test_a_figure_carries_its_coverage_and_leads_to_its_schools() -> None:
    figure = next(one for one in district_tables(campaign(), is_provisional=True).view.figures() if one.contributions)
    assert figure.coverage is not None
    assert not figure.coverage.is_complete
    assert figure.contributions[0].organisation == "岚溪区职业技术学校"


def test_the_annex_is_printed_and_packed() -> None:
    tables = district_tables(campaign(), is_provisional=False)
    assert tables.printed("xlsx").startswith(b"PK")
    assert tables.packed().startswith(b"PK")
