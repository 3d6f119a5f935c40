"""Somebody who has nothing but the user guide plays clerk, reviewer, head and district reviewer, by what can be read.

Only words are used that the guide says and a page shows: names of buttons, links and cells, never an address or an id.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from live_workbench import serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "workbench.md"
# Quoted, and on no page of this story: values, a school that has not begun, a workbench where people have passwords.
NOT_ON_A_PAGE = {"无", "不适用", "千兆", "问卷（网上）", "忘记密码", "开始填报"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("workbench")) as (port, _process):
        yield f"http://localhost:{port}"


class Reader:
    """A person at a window, and all that stood on the pages that they saw."""

    def __init__(self, browser: Any, address: str, name: str, seen: list[str]) -> None:
        self.page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN").new_page()
        self.page.goto(address)
        self.seen = seen
        self.look()
        self.button(name)

    def look(self) -> str:
        self.page.wait_for_load_state()
        text = str(self.page.locator("body").evaluate("one => one.textContent"))
        self.seen.append(text)
        return text

    def link(self, words: str) -> None:
        self.page.get_by_role("link", name=re.compile(f"^{re.escape(words)}")).first.click()
        self.look()

    def button(self, words: str) -> None:
        self.page.get_by_role("button", name=re.compile(f"^{re.escape(words)}")).first.click()
        self.look()

    def home(self) -> None:
        self.link("首页")

    def table(self, words: str) -> None:
        """From the school's own page into a table."""
        self.link(words)
        self.page.locator("form[data-ready]").wait_for()

    def fill(self, cell: str, text: str) -> None:
        box = self.page.get_by_label(cell, exact=True)
        box.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")
        self.page.locator("#saving", has_text="已保存").wait_for()
        self.page.evaluate("document.getElementById('saving').textContent = ''")

    def back_to_the_school(self) -> None:
        self.page.locator("nav.crumbs a").nth(1).click()
        self.look()


def quoted() -> set[str]:
    """What the guide puts in quotation marks."""
    return set(re.findall("“([^”]+)”", GUIDE.read_text(encoding="utf-8")))


def test_the_guide_can_be_followed_word_by_word(address: str) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    seen: list[str] = []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])

        # The clerk puts right what the guide's table says.
        clerk = Reader(browser, address, "邱明溪", seen)
        clerk.link("继续填报")
        clerk.table("表1")
        assert "35 改为 53" in clerk.look()
        clerk.button("采纳")
        clerk.page.get_by_text("已采纳修改建议").wait_for()
        clerk.back_to_the_school()
        clerk.table("表2")
        clerk.fill("家长满意度，%", "94.85")
        clerk.fill("家长满意度调查人次，人次", "602")
        clerk.page.get_by_label("家长满意度调查方式", exact=True).select_option("问卷（网上）")
        clerk.page.locator("#saving", has_text="已保存").wait_for()
        clerk.back_to_the_school()
        clerk.table("表3")
        clerk.fill("互联网出口带宽，Mbps", "1000")
        clerk.fill("生均教学科研仪器设备值，元/生", "31651.80")
        clerk.back_to_the_school()
        clerk.table("表4")
        clerk.fill("发明专利授权数量，项", "2")
        clerk.back_to_the_school()
        assert clerk.page.locator("li.done", has_text="改正或说明全部错误").count() == 1
        clerk.link("改过什么")
        clerk.back_to_the_school()
        with clerk.page.expect_download() as coming:
            clerk.page.get_by_role("link", name="下载工作簿").click()
        clerk.page.get_by_label("填好的工作簿或报送包").set_input_files(coming.value.path())
        clerk.button("上传，先看会改什么")
        assert "与现有内容完全相同" in clerk.look()
        clerk.link("不导入")

        # Those above sign.
        sign(browser, address, seen)

        # The district receives, remarks and returns.
        district = Reader(browser, address, "高审之", seen)
        district.link("进度与审核")
        district.page.get_by_role("link", name=re.compile("现代农业")).click()
        district.button("接收（冻结数据）")
        district.page.get_by_label("对哪一项").select_option(label="升入本科人数")
        district.page.get_by_label("意见", exact=True).fill("请与录取名册核对")
        district.button("记下意见")
        district.page.locator("summary", has_text="退回…").click()
        district.page.get_by_label(re.compile("原因")).first.fill("升入本科人数请核对后再报")
        district.page.locator("button.danger").click()
        assert "已退回" in district.look()

        # A click on the remark leads to the cell.
        clerk.home()
        clerk.link("看退回意见")
        clerk.page.locator("#remarks a", has_text="升入本科人数").first.click()
        clerk.page.locator("form[data-ready]").wait_for()
        clerk.fill(str(clerk.page.evaluate("document.activeElement.getAttribute('aria-label')")), "9")
        sign(browser, address, seen)

        district.home()
        district.link("进度与审核")
        district.page.get_by_role("link", name=re.compile("现代农业")).click()
        assert "比上次报送改动" in district.look()
        district.button("接收（冻结数据）")
        district.button("通过")
        district.home()
        district.link("全区汇总")
        assert "2/4" in district.look()
        district.page.locator("details.trace summary").first.click()
        district.link("逐校数据与更正")
        district.link("更正")
        browser.close()
    missing = {one for one in quoted() - NOT_ON_A_PAGE if not any(one in text for text in seen)}
    assert not missing


def sign(browser: Any, address: str, seen: list[str]) -> None:
    """The school's review and its head's signature."""
    reviewer = Reader(browser, address, "孟晚照", seen)
    reviewer.page.get_by_role("link", name=re.compile("继续填报|看退回意见")).first.click()
    reviewer.look()
    reviewer.button("审核通过")
    head = Reader(browser, address, "白路遥", seen)
    head.page.get_by_role("link", name=re.compile("继续填报|看退回意见")).first.click()
    head.link("去报送")
    head.page.get_by_label(re.compile("^签名")).fill("白路遥")
    head.button("签署并报送")
    assert "已报送" in head.look()
