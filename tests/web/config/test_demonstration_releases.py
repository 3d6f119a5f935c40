"""The sample district's earlier data years are public in the demonstration."""

from __future__ import annotations

import pytest

from nianbao.web.config.demonstration_releases import release_demonstration
from nianbao.web.releases.models import ArchivedReport, Release, ReleasedCase, State


@pytest.mark.slow
def test_two_data_years_with_a_correction_and_an_older_report_are_public() -> None:
    assert release_demonstration() == 11
    assert release_demonstration() == 11
    assert set(Release.objects.values_list("data_year", flat=True)) == {2023, 2024}
    assert not Release.objects.exclude(state=State.PUBLISHED).exists()
    assert Release.objects.get(version=2).change_reason
    assert ReleasedCase.objects.count() > 5
    assert ArchivedReport.objects.get().public_at
