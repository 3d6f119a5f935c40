"""A reader of English walks every page: whatever Chinese is left is a name, a typed answer or an official term.

Official terms stay beside their English; typed answers and names are data. Everything else is a sentence of the
program that nobody translated, and fails here with the page that shows it.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nianbao.framework.english import HAN, english_terms
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import OutlineNode
from nianbao.packages.package import make_package
from nianbao.web.accounts.models import Person
from nianbao.web.campaigns.models import Announcement, Campaign, Notice
from nianbao.web.manuscripts.models import Chapter, Comment, Manuscript
from nianbao.web.organisations.models import Organisation, OrganisationName
from nianbao.web.releases.models import Release, ReleasedCase, ReleaseFinding
from nianbao.web.reviews.actions import STATEMENT, statement_of
from nianbao.web.reviews.models import HandIn
from nianbao.web.submissions.content import read_content
from nianbao.web.submissions.models import Entry, ListContent, Submission
from nianbao.web.surveys.models import Group

Enter = Callable[[str], Client]
Whose = Callable[..., Submission]
FAULTY, ARRIVED, ACCEPTED, DRAFTED = "9901020002", "9901020003", "9901020001", "9901020004"
SHOWN = ("title", "aria-label", "placeholder", "alt", "content")
# Words that are typed into cells as they are, the seal, a language's own name, how units of money are written, a
# product's name, how a date and headings are printed in a report.
AS_THEY_ARE = ("无", "不适用", "缺报", "年", "中文", "万元", "亿元", "问卷星", "二〇二五年十二月", "一、（一）")
TYPED = "请核对班级数"
FIGURE_IN_TEXT = re.compile(r"\[\[[^\[\]]*\]\]")  # how an author writes a linked figure: by its official name
VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")


class Texts(HTMLParser):
    """The texts that a page shows, and those that it reads out or hovers."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.skipped = 0
        self.chinese: list[str] = []  # what is open since a part began that says of itself that it is Chinese

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in VOID:
            if self.chinese:
                return
        elif self.chinese or (given.get("lang") or "").startswith("zh"):
            self.chinese.append(tag)
            return
        if tag in ("script", "style"):
            self.skipped += 1
        self.found += [text for name in SHOWN if (text := given.get(name))]
        if tag == "input" and given.get("type") in ("submit", "button"):
            self.found.append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if self.chinese:
            # A closing tag ends what was left open inside, as browsers do.
            while self.chinese and self.chinese.pop() != tag:
                pass
            return
        if tag in ("script", "style"):
            self.skipped -= 1

    def handle_data(self, data: str) -> None:
        if not self.skipped and not self.chinese and data.strip():
            self.found.append(data.strip())


@cache
def official_terms() -> tuple[str, ...]:
    """The catalogue's Chinese terms, longest first; choices and systems among them."""
    catalogue = load_catalogue()
    found = {*english_terms(), *catalogue.terms.values()}
    for edition in catalogue.editions.values():
        found.update(f"{table.number} {table.label}" for table in edition.tables)
        found.update(table.number for table in edition.tables)
        found.update(f"{row.prefix}{row.label}" for table in edition.tables for row in table.rows)
    for indicator in catalogue.indicators.values():
        for meaning in indicator.meanings:
            found.update(meaning.choices)
    return tuple(sorted(found, key=len, reverse=True))


def data_of_the_database() -> tuple[str, ...]:
    """Names of people and organisations, what was typed into cells and lists, what was signed."""
    found: set[str] = set(Person.objects.values_list("name", flat=True))
    found.update(Person.objects.values_list("login_name", flat=True))
    found.update(Organisation.objects.values_list("name", flat=True))
    found.update(Organisation.objects.values_list("owner", flat=True))
    found.update(OrganisationName.objects.values_list("name", flat=True))
    found.update(Campaign.objects.values_list("title", flat=True))
    found.update(Announcement.objects.values_list("text", flat=True))
    found.update(HandIn.objects.values_list("statement", flat=True))
    found.update(Manuscript.objects.values_list("title", flat=True))
    found.update(Comment.objects.values_list("text", flat=True))
    for one in Group.objects.values_list("label", "major", "grade"):
        found.update(one)
    for title, name in Release.objects.values_list("title", "name"):
        found.update((title, name))
    found.update(ReleasedCase.objects.values_list("title", flat=True))
    found.update(ReleaseFinding.objects.values_list("reason", flat=True))
    for raw, note in Entry.objects.values_list("raw", "note").distinct():
        found.update((raw, note))
    for rows in ListContent.objects.values_list("rows", flat=True):
        found.update(str(value) for row in rows for value in row.values())
    found.add(STATEMENT)
    found.update(statement_of(one) for one in Submission.objects.select_related("campaign", "organisation"))
    for content in HandIn.objects.values_list("content", flat=True):
        found.update(text for pair in content.get("cells", {}).values() for text in pair)
        found.update(one.get("reason", "") for one in content.get("explanations", []))
    return tuple(sorted((text for text in found if HAN.search(text)), key=len, reverse=True))


def without(text: str, known: Iterable[str]) -> str:
    for one in known:
        if one in text:
            text = text.replace(one, "")
    return text


def left_over(page: str, data: tuple[str, ...]) -> list[str]:
    """Texts of a page with Chinese that is neither data nor an official term beside its English."""
    texts = Texts()
    texts.feed(page)
    # Longest first, so that a short name does not cut a term to pieces.
    known = sorted({*data, *official_terms(), *AS_THEY_ARE}, key=len, reverse=True)
    found = []
    for text in texts.found:
        text = FIGURE_IN_TEXT.sub("", text)
        rest = without(text, data)
        bare = without(text, known)
        # A term alone, without its English, is as good as untranslated; a typed answer or unit is not.
        is_alone = HAN.search(rest) and not re.search("[A-Za-z]", rest) and rest not in AS_THEY_ARE
        if HAN.search(bare) or (is_alone and text in official_terms() and text not in data):
            found.append(text)
    return sorted(set(found))


def walk(client: Client, addresses: Iterable[str]) -> dict[str, list[str]]:
    data = (*data_of_the_database(), TYPED)
    found = {}
    for address in addresses:
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        if rest := left_over(answer.content.decode(), data):
            found[address] = rest
    return found


def listed(found: dict[str, list[str]]) -> str:
    return "\n".join(f"{address}: {text}" for address, texts in found.items() for text in texts)


@pytest.fixture
def english(enter: Enter) -> Enter:
    Notice.objects.all().delete()  # written in the language that their readers had then

    def reader(name: str) -> Client:
        Person.objects.filter(name=name).update(language="en")
        return enter(name)

    return reader


def test_what_is_left_in_chinese_is_noticed() -> None:
    assert left_over("<p>你好</p><p title='再见'>Hello</p>", ()) == ["你好", "再见"]
    assert left_over("<p>毕业生人数</p>", ()) == ["毕业生人数"]
    assert left_over("<p lang=zh-CN>原文<br>一<b>二</b></p><p>你好</p>", ()) == ["你好"]  # a report's own words
    assert left_over("<p>Graduates · 毕业生人数</p><p>邱明溪</p>", ("邱明溪",)) == []


def test_a_school_reads_english(english: Enter, submission: Whose) -> None:
    one = submission(FAULTY)
    here = f"/submissions/{one.pk}/"
    pages = [f"{here}tables/{table.id}/" for table in load_catalogue().editions[one.campaign.edition].tables]
    found = walk(
        english("白路遥"),
        ["/", here, *pages, f"{here}tables/base_items/", f"{here}lists/major_group_list/", f"{here}hand-in/",
         f"{here}statement/", f"{here}history/", "/account/", "/account/deputies/", "/account/second-factor/",
         "/notices/", "/drafts/", f"/organisations/{one.organisation_id}/people/",
         f"/organisations/{one.organisation_id}/people/{Person.objects.get(name='范若谷').pk}/"],
    )  # fmt: skip
    assert not found, listed(found)


def test_a_returned_school_reads_english(english: Enter, enter: Enter, submission: Whose) -> None:
    number, client, reviewer = submission(ARRIVED).pk, english("汪青禾"), enter("高审之")
    reviewer.post(f"/reviews/{number}/remarks/", {"key": "classes", "text": TYPED})
    reviewer.post(f"/reviews/{number}/return/", {"reason": TYPED})
    found = walk(client, ["/", f"/submissions/{number}/", f"/submissions/{number}/history/", "/notices/"])
    assert not found, listed(found)


def test_a_district_reads_english(english: Enter, submission: Whose) -> None:
    one, client = submission(ARRIVED), english("郑守正")
    here, campaign = f"/reviews/{one.pk}/", f"/campaigns/{one.campaign_id}/"
    client.post(f"{here}remarks/", {"key": "classes", "text": TYPED})
    seen = client.get(f"{campaign}figures/graduates/").context["before"]
    client.post(f"{campaign}figures/graduates/correct/", {"seen": seen, "after": "7", "reason": TYPED})
    found = walk(
        client,
        ["/", campaign, f"{campaign}owing/", f"{campaign}statement/", f"{campaign}packages/", f"{campaign}compare/",
         f"{campaign}aggregate/", f"{campaign}aggregate/?provisional=1", f"{campaign}corrections/",
         f"{campaign}figures/graduates/", f"{campaign}figures/students_per_teacher/", here, f"{here}peers/",
         f"/reviews/{submission(FAULTY).pk}/", f"/reviews/{submission(ACCEPTED).pk}/",
         f"/districts/{one.campaign.district_id}/campaigns/new/", "/organisations/",
         f"/organisations/{one.organisation_id}/", "/people/", f"/organisations/{one.campaign.district_id}/people/",
         "/staff-sessions/", "/audit/"],
    )  # fmt: skip
    assert not found, listed(found)


def test_what_is_asked_before_many_and_of_a_package_is_english(english: Enter, submission: Whose) -> None:
    one, client = submission(FAULTY), english("高审之")
    data = data_of_the_database()
    campaign = f"/campaigns/{one.campaign_id}/"
    sent = {"submission": [one.pk, submission(ARRIVED).pk], "act": "accept"}
    pages = {
        "many": client.post(f"{campaign}many/", sent),
        "done": client.post(f"{campaign}many/", sent | {"confirmed": "1"}),
    }
    package = SimpleUploadedFile("a.zip", make_package(read_content(one).record, load_catalogue()))
    pages["package"] = client.post(f"{campaign}packages/", {"package": package})
    found = {name: rest for name, page in pages.items() if (rest := left_over(page.content.decode(), data))}
    assert not found, listed(found)


def test_an_operator_and_a_stranger_read_english(english: Enter) -> None:
    found = walk(english("系统管理员"), ["/", "/organisations/", "/people/", "/staff-sessions/", "/audit/"])
    assert not found, listed(found)
    client = Client()
    client.post("/language/", {"language": "en"})
    found = walk(client, ["/sign-in/", "/sign-in/forgotten/"])
    assert not found, listed(found)


HERE = Path(__file__).parent


def permission_table() -> Any:
    place = HERE.parent / "config" / "test_urls.py"
    made = importlib.util.spec_from_file_location("permission_table", place)
    assert made is not None
    assert made.loader is not None
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)
    return module


PERMISSIONS = permission_table()
# Each sentence of the interface's description stands in both languages, one after the other.
IN_BOTH_LANGUAGES = ("api-docs",)


def words_of_a_report() -> Iterator[str]:
    """What was written into reports, and the edition's outline: titles and prompts are official texts."""

    def texts(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            for one in value.values():
                yield from texts(one)
        elif isinstance(value, list):
            for one in value:
                yield from texts(one)

    def outline(nodes: Iterable[OutlineNode]) -> Iterator[str]:
        for one in nodes:
            yield from (one.title, one.prompt)
            yield from outline(one.children)

    for blocks in Chapter.objects.values_list("blocks", flat=True):
        yield from texts(blocks)
    for pair in Manuscript.objects.values_list("statement", "signatory"):
        yield from pair
    for one in load_catalogue().outlines.values():
        yield from outline(one.nodes)


def audiences_of(expected: dict[str, int]) -> list[str]:
    """The first role of each audience that may see a page; what is alike for everybody is looked at once."""
    if expected["nobody"] == 200:
        return ["nobody"]
    audiences = (("head", "filler"), ("district_head", "district_reviewer"), ("operator",))
    return [role for audience in audiences if (role := next((one for one in audience if expected[one] == 200), ""))]


def pages_of_the_table() -> list[tuple[str, str]]:
    return [
        (name, role)
        for name, (_, method, expected) in PERMISSIONS.TABLE.items()
        for role in audiences_of(expected)
        if method == "get" and name not in IN_BOTH_LANGUAGES
    ]


def page_of(client: Client, where: str) -> str:
    """A page's text; nothing where a file is given out."""
    answer = client.get(where)
    assert answer.status_code == 200, where
    if not answer.headers["Content-Type"].startswith("text/html"):
        return ""
    return b"".join(answer).decode() if answer.streaming else answer.content.decode()


@pytest.mark.parametrize(("name", "role"), pages_of_the_table())
def test_every_page_of_the_table_is_english(name: str, role: str, english: Enter, submission: Whose) -> None:
    where = PERMISSIONS.addressed(PERMISSIONS.TABLE[name][0], submission(FAULTY))
    if person := PERMISSIONS.WHO[role]:
        client = english(person)
    else:
        client = Client()
        client.post("/language/", {"language": "en"})
        where += "?lang=en" if where.startswith("/s/") else ""  # whoever answers a survey has no cookies
    found = left_over(page_of(client, where), (*data_of_the_database(), *words_of_a_report(), TYPED))
    assert not found, listed({where: found})


def test_what_is_public_reads_english(public: Any) -> None:
    public.school("dy2023/school")
    public.school()
    public.district()
    client = Client()
    client.post("/language/", {"language": "en"})
    found = walk(
        client,
        ["/public/", "/public/search/?q=就业", "/public/organisations/", "/public/organisations/9901020001/",
         "/public/organisations/990102/", "/public/organisations/990102/lists/",
         "/public/organisations/9901020001/2024/", "/public/organisations/9901020001/2024/v1/",
         "/public/organisations/990102/2024/",
         "/public/indicators/?q=graduates", "/public/indicators/graduates/",
         "/public/indicators/graduates/?organisation=9901020001", "/public/compare/?organisation=9901020001",
         "/public/compare/?organisation=9901020001&organisation=990102", "/public/cases/"],
    )  # fmt: skip
    assert not found, listed(found)


def test_what_is_prepared_for_the_public_reads_english(english: Enter, public: Any) -> None:
    made = public.school()
    district = f"/districts/{made.district_id}/releases/"
    found = walk(english("郑守正"), [district, f"/releases/{made.pk}/"])
    assert not found, listed(found)
