"""The demonstration's district, loaded once; each test's changes are undone."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from nianbao.sample.district import LATEST
from nianbao.web.accounts.models import Person
from nianbao.web.config.demonstration import load_demonstration
from nianbao.web.organisations.permissions import Standing, standing_of
from nianbao.web.publications import kept_numbers
from nianbao.web.submissions.models import Submission

sys.path.insert(0, str(Path(__file__).parent))
ACCEPTED, FAULTY, HANDED_IN, DRAFTED = "9901020001", "9901020002", "9901020003", "9901020004"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        load_demonstration()


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    """Everything here reads or writes."""


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    """Files of evidence go where each test's own files go."""
    settings.DATA = tmp_path


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Numbers are kept by submission and revision, which a test that was undone may give out again."""
    kept_numbers._KEPT.clear()


@pytest.fixture
def person() -> Callable[[str], Person]:
    return lambda name: Person.objects.get(name=name)


@pytest.fixture
def standing(person: Callable[[str], Person]) -> Callable[[str], Standing]:
    return lambda name: standing_of(person(name))


@pytest.fixture
def submission() -> Callable[..., Submission]:
    """The submission of a school, by its code."""

    def find(code: str, edition: str = LATEST) -> Submission:
        return Submission.objects.select_related("campaign__district", "organisation").get(
            organisation__code=code, campaign__edition=edition
        )

    return find


@pytest.fixture
def enter(person: Callable[[str], Person]) -> Callable[[str], Client]:
    """A browser in which somebody is signed in."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(person(name))
        return client

    return sign_in


@pytest.fixture
def edited() -> Any:
    """A Word file as somebody edits it."""
    from edited_word import EditedWord

    return EditedWord
