"""Every page, for every role, in a browser: nothing that keeps somebody out, no page wider than a phone, none that
needs scripts to be read.

The pages are those of the permission table, so that a new address is walked as soon as it stands there.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from live_workbench import Visitor, serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
HERE = Path(__file__).parent
AXE = HERE / "axe" / "axe.min.js"
GRAVE = ("serious", "critical")
WIDTHS = (1280, 390)
SCHOOLS = ("9901020001", "9901020002", "9901020003", "9901020004")  # accepted, returned, handed in, drafted
TABLES = ("scorecard", "satisfaction", "resources", "base_items")
# Pages that the table does not name because they are another's with something asked.
MORE = {
    "table": [f"/submissions/{{s}}/tables/{table}/" for table in TABLES],
    "aggregate": ["/campaigns/{c}/aggregate/?provisional=1"],
    "board": ["/campaigns/{c}/?state=owing", "/campaigns/{c}/?name=nobody"],
    "audit": ["/audit/?who=nobody"],
    "manuscript-preview": ["/manuscripts/{m}/preview/?read=1"],
    # What the demonstration has made public.
    "portal": [
        "/public/organisations/9901020001/",
        "/public/organisations/990102/2024/",
        "/public/organisations/990102/2024/v1/",
        "/public/organisations/990102/lists/",
        "/public/indicators/graduates/?organisation=9901020001",
        "/public/compare/?organisation=9901020001&organisation=990102",
        "/public/cases/1/",
        "/public/archive/1/",
    ],
}

# Signing in makes a line on these, a secret is another each time.
TELLING_OF_THEMSELVES = ("/account/", "/audit/", "/notices/")


# What names a file (evidence, a signed page), and what the demonstration has none of: seals, rounds of surveys.
FILES = frozenset(("sheet-file",))  # its name ends like a page, and the browser is told to keep it
NO_PAGE = ("{e}", "{h}", "{x}", "{a}", "{q}", "{seal}", "{round}", "{revision}", "{picture}", "{comment}")


class Visit(NamedTuple):
    role: str
    address: str


def permission_table() -> Any:
    place = HERE.parent / "web" / "config" / "test_urls.py"
    made = importlib.util.spec_from_file_location("permission_table", place)
    assert made is not None
    assert made.loader is not None
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workbench")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(folder) as (port, _process):
        # The library of cases has its cards from the first look.
        Visitor(folder, port, code=SCHOOLS[1]).send(
            "GET", "/organisations/{o}/cases/".format_map(numbers(folder, SCHOOLS[1]))
        )
        yield f"http://localhost:{port}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def numbers(folder: Path, code: str) -> Mapping[str, object]:
    """What stands in the addresses for one school's latest submission."""
    with sqlite3.connect(folder / "workbench.sqlite3") as database:
        asked = (
            "SELECT s.id, s.campaign_id, p.id, o.id, c.district_id FROM submissions_submission s"
            " JOIN organisations_organisation o ON o.id = s.organisation_id"
            " JOIN campaigns_campaign c ON c.id = s.campaign_id"
            " JOIN campaigns_participation p ON p.campaign_id = c.id AND p.organisation_id = o.id"
            " WHERE o.code = ? ORDER BY s.id DESC LIMIT 1"
        )
        found = dict(zip("scpod", database.execute(asked, (code,)).fetchone(), strict=True))
        ((person,),) = database.execute("SELECT id FROM accounts_person WHERE name = '范若谷'").fetchall()
        ((release,),) = database.execute("SELECT MIN(id) FROM releases_release").fetchall()
        running = database.execute("SELECT id FROM surveys_survey WHERE stage = 'open' ORDER BY id").fetchone()
        over = database.execute("SELECT id FROM surveys_survey WHERE stage = 'closed' ORDER BY id").fetchone()
        group = database.execute(
            "SELECT id, link FROM surveys_group WHERE survey_id = ? ORDER BY position", running
        ).fetchone()
        ((text,),) = database.execute(
            "SELECT m.id FROM manuscripts_manuscript m JOIN organisations_organisation o ON o.id = m.organisation_id"
            " WHERE o.code = '9901020002' ORDER BY m.id DESC LIMIT 1"
        ).fetchall()
        ((chapter,),) = database.execute(
            "SELECT MIN(id) FROM manuscripts_chapter WHERE manuscript_id = ?", (text,)
        ).fetchall()
        ((card,),) = database.execute(
            "SELECT COALESCE(MIN(id), 0) FROM cases_casecard WHERE manuscript_id = ?", (text,)
        )
    surveys = {"y": running[0], "z": over[0], "k": group[0], "l": group[1]}
    return {**found, **surveys, "f": person, "r": release, "m": text, "chapter": chapter, "t": card, "e": 0, "h": 0}


def visits(folder: Path) -> list[Visit]:
    """Every page with every role that may see it, by role."""
    table = permission_table()
    found = []
    for role in table.WHO:
        for name, (where, method, expected) in table.TABLE.items():
            if method != "get" or expected[role] != 200 or name in FILES or any(one in where for one in NO_PAGE):
                continue
            codes = SCHOOLS if name == "review" else ("9901020002",)
            for one in dict.fromkeys([where, *MORE.get(name, [])]):
                found += [Visit(role, one.format_map(numbers(folder, code))) for code in codes]
    return list(dict.fromkeys(found))


def sign_in(context: Any, address: str, role: str) -> Any:
    page = context.new_page()
    page.goto(f"{address}/sign-in/")
    name = permission_table().WHO[role]
    if name is not None:
        page.click(f"button.person:has-text('{name}')")
        page.wait_for_url(re.compile(r"localhost:\d+/(?!sign-in)"))
    return page


def walk(
    browser: Any, address: str, folder: Path, *, only: Set[Visit] | None = None, **how: Any
) -> Iterator[tuple[Visit, Any]]:
    """Each page once it has loaded; what answers with a file is left out."""
    page: Any = None
    role = ""
    for visit in visits(folder):
        if only is not None and visit not in only:
            continue
        if visit.role != role:
            role = visit.role
            if page is not None:
                page.context.close()
            page = sign_in(browser.new_context(locale="zh-CN", **how), address, role)
        if "text/html" in page.context.request.get(f"{address}{visit.address}").headers["content-type"]:
            page.goto(f"{address}{visit.address}")
            yield visit, page
    page.context.close()


def seen(page: Any) -> str:
    """What a page consists of, whoever looks at it: the bar above names the person and is the same on all of theirs."""
    content = page.evaluate("document.querySelector('main')?.innerHTML ?? ''")
    return re.sub(r"value=\"[A-Za-z0-9]{64}\"", "", str(content))


def test_nobody_is_kept_out_of_any_page(browser: Any, address: str, folder: Path) -> None:
    script = AXE.read_text(encoding="utf-8")
    faults: set[tuple[str, str, str]] = set()
    known: set[str] = set()
    for visit, page in walk(browser, address, folder):
        content = seen(page)
        if not content:
            faults.add((visit.address, "has no main content", str(page.content())[:300]))
        if content in known:
            continue
        known.add(content)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            page.evaluate(script)
            for one in page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]:
                if one["impact"] in GRAVE:
                    faults |= {(f"{visit.address} {width}", one["id"], each["html"][:160]) for each in one["nodes"][:2]}
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                faults.add((visit.address, f"{wide} wide at {width}", ""))
    assert len(known) > 40
    assert not faults, "\n".join(map(str, sorted(faults)))


def test_an_image_without_words_would_be_noticed(browser: Any) -> None:
    page = browser.new_page()
    page.set_content("<html lang=en><title>t</title><main><img src='data:,'><input></main>")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert {"image-alt", "label"} <= {one["id"] for one in found if one["impact"] in GRAVE}
    page.context.close()


def test_every_page_says_the_same_without_scripts(browser: Any, address: str, folder: Path) -> None:
    once = {visit.address: visit for visit in reversed(visits(folder))}
    plain = {
        visit: said(text_of(page), visit)
        for visit, page in walk(browser, address, folder, only=set(once.values()), java_script_enabled=False)
    }
    differences = []
    for visit, page in walk(browser, address, folder, only=set(plain)):
        page.wait_for_load_state("networkidle")
        missing = said(text_of(page), visit) - plain[visit]
        if missing:
            differences.append((visit, sorted(missing)[:5]))
    assert len(plain) > 30
    assert all(plain.values())
    assert not differences, "\n".join(map(str, differences))


# An editor's tools are of no use without scripts; what it advises meanwhile stands on the page of the whole report.
OF_AN_EDITOR = "main [role=toolbar], main #advice"


def text_of(page: Any) -> str:
    """What a page says to everybody."""
    page.locator(OF_AN_EDITOR).evaluate_all("all => all.forEach(one => { one.style.display = 'none'; })")
    return str(page.inner_text("main"))


def said(text: str, visit: Visit) -> set[str]:
    """The lines of a page; clocks go on between two looks, and some pages tell of the look itself."""
    lines = [found for line in text.splitlines() if (found := re.sub(r"\d\d:\d\d", "", line).strip())]
    return set(lines[:1] if visit.address.startswith(TELLING_OF_THEMSELVES) else lines)
