"""The district's tables count who was accepted, and say so."""

from __future__ import annotations

from nianbao.packages.package import open_package
from nianbao.web.campaigns.models import Campaign
from nianbao.web.publications.aggregate import district_tables
from nianbao.web.submissions.actions import Typed, save_cells


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
    assert list(open_package(tables.packed()).embedded) == ["9901020001"]


def test_what_has_not_changed_is_not_aggregated_again_and_what_has_is() -> None:
    first = district_tables(campaign(), is_provisional=True)
    assert district_tables(campaign(), is_provisional=True) is first
    one = first.submissions[0]
    load = Typed("graduates", "777")
    save_cells(one, cells=[load], standing=None)
    second = district_tables(campaign(), is_provisional=True)
    assert second is not first
    texts = {each.text for figure in second.view.figures() for each in figure.contributions}
    assert "777" in texts
    campaign().participations.filter(organisation=one.organisation).update(takes_part=False, reason="停办")
    assert district_tables(campaign(), is_provisional=True).expected == second.expected - 1
