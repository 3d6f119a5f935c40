"""A case of the demonstration's school, written by its form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from nianbao.web.cases.actions import CaseText, refreshed, write_case
from nianbao.web.cases.models import CaseCard
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.organisations.permissions import Standing

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)
PAPER = b"%PDF-1.4 consent"
TOLD = CaseText(
    "茶山上的第一课",
    "新生不知道茶从哪里来，实训时只顾赶进度。",
    "开学第一周，师生一起上茶山，由茶农讲解采摘和炒制。毕业生[[毕业生人数]]都走过这条路。每组写一页观察记录，回校后在实训室复做。",
    "学生在实训中能说明每道工序的来由，返工减少。",
    "观察记录存专业部。",
)


@pytest.fixture
def manuscript() -> Manuscript:
    return Manuscript.objects.select_related("campaign__district", "organisation").get(organisation__code="9901020002")


@pytest.fixture
def district() -> Manuscript:
    return Manuscript.objects.select_related("campaign__district", "organisation").get(organisation__code="990102")


@pytest.fixture
def tell(manuscript: Manuscript, standing: Callable[[str], Standing]) -> Callable[..., CaseCard]:
    """A case in the school's chapter on teaching."""

    def tell(text: CaseText = TOLD, *, by: str = "孟晚照", node: str = "teaching", **more: Any) -> CaseCard:
        chapter = manuscript.chapters.select_related("manuscript__organisation").get(node=node)
        saved, name = write_case(chapter, block="", text=text, pictures=(), standing=standing(by), **more)
        assert not saved.is_conflict
        card = refreshed(manuscript, name)
        assert card is not None
        return CaseCard.objects.select_related("manuscript__organisation", "manuscript__campaign", "chapter").get(
            pk=card.pk
        )

    return tell
