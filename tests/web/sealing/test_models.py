"""One signature a role stands under a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from nianbao.packages.signing import ROLES
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.sealing.models import SignOff, SignRole


def test_the_roles_are_those_of_the_package_in_their_order() -> None:
    assert tuple(str(role.label) for role in SignRole) == ROLES


def test_a_role_signs_a_text_once(manuscript: Manuscript, sign: Callable[..., SignOff]) -> None:
    made = sign(manuscript, "author", "温编言")
    again = {"manuscript": manuscript, "role": "author", "name": "x", "by": made.by, "signed_at": timezone.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        SignOff.objects.create(**again, covers=made.covers)
    assert SignOff.objects.create(**again, covers="another").pk
