"""What search engines for data sets read: schema.org as JSON-LD, a data block that no policy has to allow."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from nianbao.web.releases.addresses import LICENCE, file_address, report_address
from nianbao.web.releases.models import Release
from nianbao.web.releases.published import downloads_of


def catalogue_dataset(request: HttpRequest, data_years: Sequence[int]) -> SafeString:
    """All that is public, as one data set with its interface."""
    said: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": "职业教育质量年度报告数据",
        "description": (
            "职业学校与区县质量年度报告已公开的全部数据，附每个年度版本的指标定义、单位、时段、覆盖范围和来源。"
        ),
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "license": LICENCE,
        "url": request.build_absolute_uri(reverse("portal")),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": kind,
                "contentUrl": request.build_absolute_uri(f"/api/v1/facts{ending}"),
            }
            for kind, ending in (("application/json", ""), ("text/csv", ".csv"))
        ],
    }
    if data_years:
        said["temporalCoverage"] = f"{min(data_years)}/{max(data_years)}"
    return as_block(said)


def release_dataset(request: HttpRequest, release: Release) -> SafeString:
    """One report with its files."""
    code, here = release.organisation.code, request.build_absolute_uri
    address = here(report_address(code, release.data_year, release.version))
    said: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": address,
        "name": release.title,
        "description": (
            f"{release.name}{release.data_year}年职业教育质量年度报告的数据与正文，按“{release.edition_label}”填报。"
        ),
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "license": LICENCE,
        "url": here(report_address(code, release.data_year)),
        "version": str(release.version),
        "identifier": f"sha256:{release.digest}",
        "temporalCoverage": str(release.data_year),
        "creator": {"@type": "Organization", "name": release.name, "identifier": code},
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": one.media_type,
                "contentSize": f"{one.size} B",
                "contentUrl": here(file_address(code, release.data_year, release.version, one.name)),
            }
            for one in downloads_of(release)
        ],
    }
    if release.public_at is not None:
        said["datePublished"] = release.public_at.date().isoformat()
    return as_block(said)


def as_block(said: dict[str, Any]) -> SafeString:
    """JSON that may stand in a page: nothing in it can end the block.

    >>> as_block({"name": "</script>"})
    '{"name": "\\\\u003C/script\\\\u003E"}'
    """
    text = json.dumps(said, ensure_ascii=False)
    return SafeString(text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026"))
