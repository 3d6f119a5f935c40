"""The public on a phone and a slow line, clicks counted; a city officer who wants to know whom to call."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from live_workbench import Visitor, serving

pytestmark = pytest.mark.slow
LCP_MS, FETCHED_KB = 1_500, 150
TRIES = 4  # the best of them: other programs on the machine are no property of the page
AXE = Path(__file__).parent / "axe" / "axe.min.js"
SCHOOL, DISTRICT = "9901020001", "990102"
COUNT_CLICKS = """addEventListener('click', event => {
    if (event.isTrusted) sessionStorage.setItem('clicks', Number(sessionStorage.getItem('clicks') || 0) + 1)
}, true)"""
BUDGETED = {
    "front": "/public/",
    "report": f"/public/organisations/{DISTRICT}/2024/",
    "school": f"/public/organisations/{SCHOOL}/",
    "indicator": f"/public/indicators/graduates/?organisation={SCHOOL}",
}
LOOKED_AT = (
    *BUDGETED.values(),
    "/public/organisations/", "/public/organisations/990100/", f"/public/organisations/{DISTRICT}/",
    "/public/search/?q=双师",
    "/public/indicators/", f"/public/compare/?organisation={SCHOOL}&organisation={DISTRICT}", "/public/cases/",
    "/public/archive/", f"/public/organisations/{DISTRICT}/lists/",
)  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("public")
    with serving(folder) as (port, _):
        Visitor(folder, port, role="city")  # answers only once everything is loaded
        yield f"http://localhost:{port}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api")
    path = next(
        (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome") if shutil.which(name)), None
    )
    if path is None:
        pytest.skip("there is no Chromium on this machine")
    with api.sync_playwright() as play:
        found = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield found
        found.close()


def window(browser: Any, width: int = 390) -> Any:
    context = browser.new_context(viewport={"width": width, "height": 844}, locale="zh-CN", device_scale_factor=2)
    context.add_init_script(COUNT_CLICKS)
    return context.new_page()


def clicks(page: Any) -> int:
    return int(page.evaluate("Number(sessionStorage.getItem('clicks') || 0)"))


def painted(browser: Any, address: str) -> tuple[float, float]:
    """The largest paint in milliseconds and what was fetched in KB, on 1.6 Mbit/s, 150 ms and a slow processor."""
    page = window(browser)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
    session.send("Network.emulateNetworkConditions", line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    fetched: list[float] = []
    session.on("Network.loadingFinished", lambda event: fetched.append(event["encodedDataLength"]))
    page.goto(address, wait_until="load")
    paint = page.evaluate(
        "() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))"
        ".observe({type: 'largest-contentful-paint', buffered: true}))"
    )
    page.context.close()
    return float(paint), sum(fetched) / 1024


@pytest.mark.parametrize("name", sorted(BUDGETED))
def test_a_page_is_there_on_a_phone_within_its_budget(name: str, address: str, browser: Any) -> None:
    paints, fetched = [], []
    for _ in range(TRIES):
        paint, size = painted(browser, f"{address}{BUDGETED[name]}")
        paints.append(paint)
        fetched.append(size)
        if paint <= LCP_MS:
            break
    assert max(fetched) <= FETCHED_KB
    if min(paints) > LCP_MS and os.getloadavg()[0] > 2 * (os.cpu_count() or 1):
        pytest.skip(f"the machine is too busy to time a page: load {os.getloadavg()[0]:.1f}, {min(paints):.0f} ms")
    assert min(paints) <= LCP_MS


def test_a_parent_finds_her_school_s_figure_and_what_it_means_in_three_clicks(address: str, browser: Any) -> None:
    page = window(browser)
    page.goto(f"{address}/public/")
    page.fill("#q", "岚溪 职业技术学校")
    page.click("button:has-text('搜索')")
    page.click("a:text-is('岚溪区职业技术学校')")
    page.click("a:text-is('毕业去向落实人数')")
    page.wait_for_selector("h2:text-is('岚溪区职业技术学校的各年')")
    assert clicks(page) == 3
    said = page.inner_text("main")
    assert "是什么意思" in said
    assert "统计时段" in said
    assert page.inner_text("#own td.number").strip().isdigit()
    page.context.close()


def test_public_pages_keep_nobody_out_and_fit_a_phone(address: str, browser: Any) -> None:
    page = window(browser)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    faults = {}
    for path in LOOKED_AT:
        page.goto(f"{address}{path}")
        page.context.new_cdp_session(page).send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        if found or wide:
            faults[path] = [one["id"] for one in found] + ["wider than the screen"] * wide
    assert faults == {}
    assert complaints == []
    page.context.close()


def test_a_city_officer_sees_whom_to_call_and_releases_what_the_districts_signed(address: str, browser: Any) -> None:
    page = window(browser, 1280)
    page.goto(f"{address}/sign-in/")
    page.click("button:has-text('江市平')")
    before = clicks(page)
    page.click("a:has-text('望川市：年度与各校比较')")
    first = page.inner_text("ol.calls > li:first-child")
    assert clicks(page) - before == 1
    assert "望川市岚溪区" in first
    assert "还没有报送" in first
    page.goto(f"{address}/")
    page.click("a:has-text('望川市：向社会发布')")
    page.check("input[name=candidate][value=y-2024]")
    page.click("button:has-text('准备所选')")
    page.wait_for_selector("text=可以发布")  # among so many nobody can be recognised
    page.fill("input[name=signed_name]", "江市平")
    page.click("button:has-text('签署发布清单')")
    page.wait_for_selector("text=公开中")
    for _ in range(60):
        if page.locator("#snapshots .tag.ok").count():
            break
        page.wait_for_timeout(500)
        page.reload()
    assert page.locator("#snapshots a:has-text('observations.parquet')").count() == 1
    page.goto(f"{address}/public/organisations/990100/2024/")
    page.wait_for_selector("h1:has-text('望川市2024年度')")
    page.context.close()
