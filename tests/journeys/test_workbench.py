"""A school and its district in real browsers: typing, paste, repair, explanation, hand-in, return, acceptance."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("DJANGO", "NIANBAO"))}
    folder = str(tmp_path_factory.mktemp("workbench"))
    command = [sys.executable, "-c", "from nianbao.cli.main import main; main()"]
    command += ["serve", "--demo", "--data", folder, "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health/").close()
                break
            except OSError:
                time.sleep(0.5)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def enter(address: str, browser: Any) -> Iterator[Callable[[str], Any]]:
    """A new window in which somebody is signed in; whatever a page complains of fails the test."""
    complaints: list[str] = []

    def sign_in(name: str) -> Any:
        page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN").new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{address}/sign-in/")
        page.click(f"button.person:has-text('{name}')")
        return page

    yield sign_in
    assert not complaints


def open_table(page: Any, table: str) -> None:
    page.goto(re.sub(r"(/submissions/\d+/).*", rf"\1tables/{table}/", page.url))
    page.wait_for_selector("form[data-ready]")


def box(page: Any, indicator: str) -> Any:
    return page.locator(f'[data-indicator="{indicator}"]')


def saved(page: Any) -> None:
    page.locator("#saving", has_text="已保存").wait_for()
    page.evaluate("document.getElementById('saving').textContent = ''")


def paste(page: Any, indicator: str, text: str) -> None:
    box(page, indicator).focus()
    page.evaluate(
        """([indicator, text]) => {
          const data = new DataTransfer(); data.setData('text/plain', text);
          document.querySelector(`[data-indicator="${indicator}"]`)
            .dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        [indicator, text],
    )


def test_a_submission_from_the_first_key_to_acceptance(enter: Callable[[str], Any]) -> None:
    clerk = enter("邱明溪")
    clerk.click("text=继续填报")
    home = clerk.url

    # Typing, arrows, undo; a reload shows what was saved.
    open_table(clerk, "scorecard")
    first, second = box(clerk, "graduates"), box(clerk, "graduates_placed")
    placed = second.input_value()
    first.click()
    first.press("ArrowDown")
    assert clerk.evaluate("document.activeElement.dataset.indicator") == "graduates_placed"
    second.fill("274")
    second.press("Enter")
    saved(clerk)
    clerk.keyboard.press("Control+z")
    saved(clerk)
    assert second.input_value() == placed

    # A block from Excel, with its line ends and thousands separators.
    true = [box(clerk, name).input_value() for name in ("graduates", "graduates_placed")]
    paste(clerk, "graduates", "1,279\r\n1,273\r\n")
    saved(clerk)
    assert [first.input_value(), second.input_value()] == ["1279", "1273"]
    clerk.reload()
    clerk.wait_for_selector("form[data-ready]")
    assert box(clerk, "graduates").input_value() == "1279"
    paste(clerk, "graduates", "\n".join(true))
    saved(clerk)

    # A finding with its repair, accepted with one click.
    clerk.click(".finding[data-check=AR004] .repair button")
    clerk.wait_for_selector("text=已采纳修改建议")
    assert clerk.locator(".finding[data-check=AR004]").count() == 0

    # Two people in one cell: the second is told and chooses.
    reviewer = enter("孟晚照")
    reviewer.goto(clerk.url)
    reviewer.wait_for_selector("form[data-ready]")
    box(clerk, "graduates_to_bachelor").fill("12")
    box(clerk, "graduates_to_bachelor").press("Tab")
    saved(clerk)
    box(reviewer, "graduates_to_bachelor").fill("13")
    box(reviewer, "graduates_to_bachelor").press("Tab")
    reviewer.click("text=用对方的")
    assert box(reviewer, "graduates_to_bachelor").input_value() == "12"

    # The other faults are put right while their findings go away; what is true is explained.
    open_table(clerk, "satisfaction")
    clerk.locator('select[data-indicator="satisfaction_parents_method"]').select_option("问卷（网上）")
    box(clerk, "satisfaction_parents").fill("94.85")
    box(clerk, "satisfaction_parents_respondents").fill("602")
    box(clerk, "satisfaction_parents_respondents").press("Tab")
    saved(clerk)
    clerk.locator(".finding[data-check=AR009]").wait_for(state="detached")
    open_table(clerk, "resources")
    bandwidth = clerk.locator("input.figure[data-indicator]").evaluate_all(
        "inputs => inputs.filter(one => one.value === '千兆').map(one => one.dataset.indicator)"
    )[0]
    box(clerk, bandwidth).fill("1000")
    box(clerk, bandwidth).press("Tab")
    saved(clerk)
    clerk.goto(home)
    while clerk.locator(".finding.error details.explain").count():
        item = clerk.locator(".finding.error").first
        item.locator("summary").click()
        item.locator("textarea").fill("已与原始凭证核对，数据属实")
        item.locator("form >> text=签署说明").click()
        clerk.wait_for_selector("text=说明已签署")
    assert clerk.locator(".finding.error").count() == 0

    # Passed inside, signed by the head.
    reviewer.goto(home)
    reviewer.click("text=审核通过")
    head = enter("白路遥")
    head.goto(f"{home}hand-in/")
    head.fill("[name=signed_name]", "白路遥")
    head.click("text=签署并报送")
    head.wait_for_selector("text=已报送")

    # Returned with a remark; seen, answered, corrected, handed in again.
    district = enter("高审之")
    district.click("text=进度与审核 >> nth=0")
    district.click("a:has-text('现代农业')")
    review = district.url
    district.click("text=接收（冻结数据）")
    district.select_option("[name=key]", "graduates_to_bachelor")
    district.locator("form[action$='remarks/'] textarea").fill("请与录取名册核对")
    district.click("text=记下意见")
    district.click("summary:has-text('退回')")
    district.fill("[name=reason]", "升入本科人数请核对后再报")
    district.click("button.danger")
    clerk.goto(home)
    assert "升入本科人数请核对后再报" in clerk.inner_text("main")
    clerk.click("#remarks .remark a")
    clerk.locator('[data-indicator="graduates_to_bachelor"]:focus').wait_for()
    clerk.keyboard.type("11")
    clerk.keyboard.press("Tab")
    saved(clerk)
    reviewer.goto(home)
    reviewer.click("text=审核通过")
    head.goto(f"{home}hand-in/")
    assert "改动 1 项" in head.inner_text("main")
    head.fill("[name=signed_name]", "白路遥")
    head.click("text=签署并报送")
    district.goto(review)
    assert "比上次报送改动 1 项" in district.inner_text("main")
    district.click("text=接收（冻结数据）")
    district.click("button:has-text('通过')")
    district.wait_for_selector("text=已通过，计入全区汇总")
    district.goto(re.sub(r"/reviews/.*", "/", review))
    district.click("text=全区汇总 >> nth=0")
    assert "2/4" in district.inner_text("main")


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_its_window(width: int, enter: Callable[[str], Any], address: str) -> None:
    for name, paths in {
        "石安澜": ("", "tables/satisfaction/", "tables/resources/", "hand-in/", "history/"),
        "高审之": ("/",),
    }.items():
        page = enter(name)
        page.set_viewport_size({"width": width, "height": 844})
        page.click("text=继续填报" if name == "石安澜" else "text=进度与审核 >> nth=0")
        start = page.url
        for path in paths:
            page.goto(start + path if path != "/" else start)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def test_the_table_saves_without_scripts(address: str, browser: Any) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/sign-in/")
    page.click("button.person:has-text('石安澜')")
    page.click("text=继续填报")
    page.goto(f"{page.url}tables/base_items/")
    box(page, "building_area").fill("4321")
    page.click("#save-button")
    assert "已保存" in page.inner_text("main")
    assert box(page, "building_area").input_value() == "4321"


def test_an_input_method_loses_no_characters(enter: Callable[[str], Any]) -> None:
    clerk = enter("石安澜")
    clerk.click("text=继续填报")
    open_table(clerk, "scorecard")
    note = clerk.locator("[data-note]").first
    note.click()
    keys = clerk.context.new_cdp_session(clerk)
    for typed in ("x", "xue", "xue'ji"):
        keys.send("Input.imeSetComposition", {"text": typed, "selectionStart": len(typed), "selectionEnd": len(typed)})
        clerk.wait_for_timeout(200)  # longer in sum than the save waits
    keys.send("Input.insertText", {"text": "学籍"})
    clerk.keyboard.press("Tab")
    saved(clerk)
    clerk.reload()
    assert clerk.locator("[data-note]").first.input_value() == "学籍"
