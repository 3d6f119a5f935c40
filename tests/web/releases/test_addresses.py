"""Addresses are promises; these stand in papers."""

from __future__ import annotations

from nianbao.web.releases.addresses import file_address, picture_address, report_address


def test_addresses_stay_as_they_are() -> None:
    assert report_address("9901020001", 2024) == "/public/organisations/9901020001/2024/"
    assert report_address("9901020001", 2024, 2) == "/public/organisations/9901020001/2024/v2/"
    assert file_address("9901020001", 2024, 2, "report.pdf").endswith("/2024/v2/files/report.pdf")
    assert picture_address("9901020001", 2024, 2).endswith("/2024/v2/files/")
