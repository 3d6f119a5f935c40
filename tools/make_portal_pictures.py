"""The pictures of the guide to the public pages, taken while its story is played in a browser.

Usage: python tools/make_portal_pictures.py [FOLDER]

A parent finds her school's figure, a researcher compares and downloads, a district's head signs a release. Writes a
.jpg for each step to FOLDER (docs/guide/public-pictures). A step that no longer works stops it, and so does anything
that the browser complains about.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from make_guide_pictures import PHONE, ROOT, Play, demonstration, find_browser

PICTURES = ROOT / "docs" / "guide" / "public-pictures"
SCHOOL, DISTRICT = "9901020001", "990102"


class Public(Play):
    """Visitors without an account; what the browser complains about is kept."""

    def __init__(self, browser: Any, address: str, folder: Path) -> None:
        super().__init__(browser, address, folder)
        self.complaints: list[str] = []

    def visit(self, path: str, width: int = 1180) -> Any:
        window = self.browser.new_context(
            viewport={"width": width, "height": 760}, locale="zh-CN", accept_downloads=True
        )
        page = window.new_page()
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"{self.address}{path}")
        return page


def parent(play: Public) -> None:
    """Three clicks from the front page to what a figure means."""
    page = play.visit("/public/")
    play.take(page, "front")
    page.fill("#q", "岚溪 职业技术学校")
    page.click("button:has-text('搜索')")  # one
    page.wait_for_url("**/public/search/**")
    play.take(page, "search")
    page.click("a:text-is('岚溪区职业技术学校')")  # two
    play.take(page, "school")
    page.click("a:text-is('毕业去向落实人数')")  # three
    page.wait_for_selector("text=是什么意思")
    page.wait_for_selector("text=岚溪区职业技术学校的各年")
    play.take(page, "figure")
    phone = play.visit(f"/public/indicators/graduates_placed/?organisation={SCHOOL}", PHONE)
    play.take(phone, "figure-phone")


def researcher(play: Public) -> None:
    """Side by side, a case, a report, a file."""
    page = play.visit(f"/public/organisations/{SCHOOL}/")
    page.click("a:has-text('与本区对照')")
    page.wait_for_selector("table.figures")
    play.take(page, "compare")
    page.goto(f"{play.address}/public/cases/")
    page.fill("input[name=q]", "农机")
    page.click("button:has-text('查找')")
    page.wait_for_selector("text=找到 1 个")
    play.take(page, "cases")
    page.goto(f"{play.address}/public/organisations/{DISTRICT}/2024/")
    page.wait_for_selector("text=更正")
    play.take(page, "report")
    page.click("a.figure >> nth=0")
    page.wait_for_function("location.hash.startsWith('#about-')")
    page.wait_for_timeout(300)
    play.take(page, "report-definition")
    with page.expect_download() as waited:
        page.click("#downloads a:has-text('Excel')")
    assert waited.value.suggested_filename.endswith(".xlsx")
    page.goto(f"{play.address}/public/archive/")
    page.click("ul.entries a >> nth=0")
    page.wait_for_selector("text=自动提取，未经确认")
    play.take(page, "archive")


def head(play: Public) -> None:
    """From what was accepted to what is public."""
    page = play.enter("郑守正")
    page.click("a:has-text('向社会发布')")
    page.check("input[name=candidate][value^=s-] >> nth=0")
    play.take(page, "release-prepare", "input[name=candidate][value^=s-] >> nth=0")
    page.click("button:has-text('准备所选')")
    page.wait_for_selector("text=待签署")
    page.click("a.tag.warning >> nth=0")
    page.wait_for_selector("text=扫描结果")
    play.take(page, "release-scan")
    page.fill("input[name=reason] >> nth=0", "全校合计数，按表公开，不能认出个人。")
    page.click("button:has-text('记下理由')")
    page.click("a:has-text('去签署')")
    page.fill("input[name=signed_name]", "郑守正")
    play.take(page, "release-sign")
    page.click("button:has-text('签署发布清单')")
    page.wait_for_selector("text=起公开")
    page.wait_for_timeout(1_500)  # a kept page is at most a second old
    anybody = play.visit(f"/public/organisations/{SCHOOL}/2025/")
    anybody.wait_for_selector("text=郑守正 签署发布")
    play.take(anybody, "released")


def main() -> None:
    from playwright.sync_api import sync_playwright

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    with demonstration() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        play = Public(browser, address, folder)
        parent(play)
        researcher(play)
        head(play)
        browser.close()
    if play.complaints:
        raise SystemExit("\n".join(play.complaints))
    print(f"{len(play.taken)} pictures in {folder}")


if __name__ == "__main__":
    main()
