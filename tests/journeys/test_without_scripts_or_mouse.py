"""A submission goes its whole way in browsers without scripts, and a table is filled in by keys alone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from keyboard import has_outline, tab_to
from live_workbench import serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
PDF = b"%PDF-1.4 rows of a register"
Enter = Callable[..., Any]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("workbench")) as (port, _process):
        yield f"http://localhost:{port}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def enter(address: str, browser: Any) -> Iterator[Enter]:
    contexts = []

    def sign_in(name: str, **how: Any) -> Any:
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN", **how))
        page = contexts[-1].new_page()
        page.goto(f"{address}/sign-in/")
        page.click(f"button.person:has-text('{name}')")
        return page

    yield sign_in
    for one in contexts:
        one.close()


def told(page: Any) -> str:
    return str(page.inner_text("main"))


def test_a_submission_goes_its_way_without_scripts(enter: Enter, address: str) -> None:
    district = enter("高审之", java_script_enabled=False)
    district.click("text=进度与审核 >> nth=0")
    board = district.url
    district.select_option("[name=state]", "handed_in")
    district.click("form[role=search] button")
    assert "1/" in told(district)
    district.click("table.board a")
    review = district.url

    # Received, remarked and returned.
    district.click("text=接收（冻结数据）")
    assert "已接收" in told(district)
    district.select_option("form[action$='remarks/'] [name=key]", "classes")
    district.fill("form[action$='remarks/'] [name=text]", "请与班级名册核对")
    district.click("text=记下意见")
    assert "请与班级名册核对" in told(district)
    district.click("summary:has-text('退回')")
    district.fill("[name=reason]", "班级数请核对")
    district.click("button.danger")
    assert "已退回" in told(district)

    # The school reads it, answers, corrects a cell, a list and adds evidence.
    clerk = enter("汪青禾", java_script_enabled=False)
    clerk.goto(re.sub(r"/reviews/(\d+)/", r"/submissions/\1/", review))
    desk = clerk.url
    assert "班级数请核对" in told(clerk)
    clerk.locator("#remarks summary, #remarks [name=text]").first.wait_for()
    if clerk.locator("#remarks summary").count():
        clerk.click("#remarks summary")
    clerk.fill("#remarks [name=text]", "已核对")
    clerk.click("#remarks form button")
    assert "已回复" in told(clerk)
    clerk.goto(f"{desk}tables/base_items/")
    clerk.fill('[data-indicator="building_area"]', "4321")
    clerk.click("#save-button")
    assert "已保存" in told(clerk)
    if not clerk.locator("details.evidence[open]").count():
        clerk.click("details.evidence > summary")
    clerk.fill("form[action$='evidence/'] [name=comment]", "见名册")
    clerk.set_input_files(
        "form[action$='evidence/'] [name=file]", {"name": "名册.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    clerk.click("form[action$='evidence/'] button")
    assert "佐证已加上" in told(clerk)
    clerk.goto(f"{desk}lists/major_group_list/")
    clerk.locator("table.list tbody tr").last.locator("input").first.fill("新专业群")
    clerk.click("text=保存清单")
    assert "已保存" in told(clerk)
    clerk.goto(f"{desk}history/")
    assert "新专业群" in told(clerk)

    # What no longer adds up is explained.
    clerk.goto(desk)
    while clerk.locator(".finding.error details.explain").count():
        item = clerk.locator(".finding.error").first
        item.locator("details.explain summary").click()
        item.locator("textarea").fill("已与原始凭证核对，数据属实")
        item.locator("text=签署说明").click()
        assert "说明已签署" in told(clerk)

    # Passed, signed, received, accepted; it counts in the district's tables.
    reviewer = enter("罗见山", java_script_enabled=False)
    reviewer.goto(desk)
    reviewer.click("button:has-text('审核通过')")
    assert "校内审核已通过" in told(reviewer)
    head = enter("唐予安", java_script_enabled=False)
    head.goto(f"{desk}hand-in/")
    head.fill("[name=signed_name]", "唐予安")
    head.click("text=签署并报送")
    assert "已报送" in told(head)
    district.goto(review)
    assert "比上次报送改动" in told(district)
    district.click("text=接收（冻结数据）")
    district.click("form[action$='accept/'] button")
    assert "已通过" in told(district)
    district.goto(f"{board}aggregate/")
    assert "2/" in told(district)
    district.click("details.trace summary >> nth=0")
    assert district.locator("details.trace[open] a").first.is_visible()
    district.goto(f"{address}/account/")
    district.click("text=换人登录")
    assert "/sign-in/" in district.url


def focused(page: Any) -> str:
    return str(page.evaluate("(document.activeElement.textContent || document.activeElement.name || '').trim()"))


def test_a_table_is_found_filled_and_left_by_keys_alone(enter: Enter, address: str) -> None:
    page = enter("石安澜")
    page.goto(address)

    # The first stop leaps over the bar into the content.
    page.keyboard.press("Tab")
    assert focused(page) == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    tab_to(page, "a.button, a[href*='/submissions/']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/submissions/"))
    tab_to(page, "a[href*='/tables/scorecard/']")
    page.keyboard.press("Enter")
    page.wait_for_selector("form[data-ready]")
    tab_to(page, "[data-row][data-column]")

    # Down and up the column, a word by its keys, undo; what is saved is said aloud.
    first = page.evaluate("document.activeElement.dataset.indicator")
    page.keyboard.press("ArrowDown")
    below = page.evaluate("document.activeElement.dataset.indicator")
    assert below != first
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.dataset.indicator") == first
    page.keyboard.type("301")
    page.keyboard.press("Enter")
    page.locator("#saving[role=status]", has_text="已保存").wait_for()
    assert page.evaluate("document.activeElement.dataset.indicator") == below
    page.locator("#findings-told[role=status]", has_text="核验结果").wait_for(state="attached")
    page.keyboard.press("Control+z")
    assert page.evaluate("document.activeElement.dataset.indicator") == first

    # What an indicator means opens by a key and closes by another.
    tab_to(page, ".about summary", 4)
    page.keyboard.press("Enter")
    assert page.locator(".about[open] div").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".about[open]").count() == 0
    assert page.evaluate("document.activeElement.matches('.about summary')")


def test_enter_on_the_last_line_saves_too(enter: Enter) -> None:
    page = enter("石安澜")
    page.click("text=继续填报")
    page.goto(f"{page.url}tables/satisfaction/")
    page.wait_for_selector("form[data-ready]")
    last = page.locator("[data-row][data-column='0']").last
    last.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("91.5")
    page.keyboard.press("Enter")
    page.locator("#saving[role=status]", has_text="已保存").wait_for()
    assert last.evaluate("one => one === document.activeElement")
    page.reload()
    assert page.locator("[data-row][data-column='0']").last.input_value() == "91.5"


def test_a_finding_is_explained_by_keys_alone(enter: Enter) -> None:
    page = enter("邱明溪")
    page.click("text=继续填报")
    open_before = page.locator(".finding.error details.explain").count()
    page.locator(".finding.error details.explain summary").first.focus()
    page.keyboard.press("Enter")
    tab_to(page, "textarea", 2)
    page.keyboard.type("已与原始凭证核对，数据属实")
    tab_to(page, "button", 1)
    page.keyboard.press("Enter")
    page.locator(".messages[role=status]", has_text="说明已签署").wait_for()
    assert page.locator(".finding.error details.explain").count() == open_before - 1


def test_every_stop_of_a_review_can_be_seen(enter: Enter) -> None:
    page = enter("高审之")
    page.click("text=进度与审核 >> nth=0")
    tab_to(page, "table.board a", 60)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/reviews/"))
    for _ in range(40):
        page.keyboard.press("Tab")
        assert has_outline(page), page.evaluate("document.activeElement.outerHTML")[:200]


def test_a_screen_reader_hears_where_it_is(enter: Enter) -> None:
    page = enter("石安澜")
    page.click("text=继续填报")
    page.goto(f"{page.url}tables/scorecard/")
    page.wait_for_selector("form[data-ready]")
    box = page.locator("[data-row][data-column]").first
    assert box.get_attribute("aria-label")
    assert page.locator("main").count() == 1
    assert page.locator("nav:not([aria-label])").count() == 0
    assert page.locator("html[lang]").count() == 1
    headings = page.locator("h1").count()
    assert headings == 1
    wrong = page.locator("[aria-invalid=true]")
    for number in range(wrong.count()):
        described = wrong.nth(number).get_attribute("aria-describedby")
        assert page.locator(f"#{described}").inner_text()
