"""The pictures of the user guides, taken while their stories are played in a browser.

Usage: python tools/make_guide_pictures.py [FOLDER]

Starts the demonstration in a scratch folder, plays clerk, reviewer, head, district reviewer and author as told there,
and writes a .jpg for each step to FOLDER (docs/guide/pictures). A step that no longer works stops it, so that the
guide cannot go on telling what is not there.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "guide" / "pictures"
WIDTH, HEIGHT = 1180, 760
PHONE = 390


def find_browser() -> str | None:
    return next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )


@contextmanager
def demonstration() -> Iterator[str]:
    """The address of a demonstration that nobody else uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    environment = {
        name: text for name, text in os.environ.items() if not name.startswith(("DJANGO", "NIANBAO", "DATABASE"))
    }
    with tempfile.TemporaryDirectory(prefix="nianbao-guide-") as folder:
        server = subprocess.Popen(
            [sys.executable, "-c", "from nianbao.cli.main import main; main()", "serve", "--demo", "--data", folder,
             "--port", str(port)],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            for _ in range(480):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/health/").close()
                    break
                except OSError:
                    time.sleep(0.5)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


class Play:
    """Windows of people, and the pictures taken of them."""

    def __init__(self, browser: Any, address: str, folder: Path) -> None:
        self.browser, self.address, self.folder = browser, address, folder
        self.taken: list[str] = []

    def enter(self, name: str, width: int = WIDTH) -> Any:
        page = self.browser.new_context(viewport={"width": width, "height": HEIGHT}, locale="zh-CN").new_page()
        page.goto(f"{self.address}/sign-in/")
        page.click(f"button.person:has-text('{name}')")
        return page

    def take(self, page: Any, name: str, spot: str = "", *, alone: bool = False) -> None:
        """The window as it is, or where ``spot`` is in the middle of it; ``alone`` shows the spot and nothing else."""
        if spot:
            page.locator(spot).first.evaluate("one => one.scrollIntoView({block: 'center'})")
        (page.locator(spot).first if alone else page).screenshot(
            path=self.folder / f"{name}.jpg", type="jpeg", quality=78
        )
        self.taken.append(name)


def box(page: Any, indicator: str) -> Any:
    return page.locator(f'[data-indicator="{indicator}"]')


def saved(page: Any) -> None:
    page.locator("#saving", has_text="已保存").wait_for()
    page.evaluate("document.getElementById('saving').textContent = ''")


def open_table(page: Any, table: str) -> None:
    page.goto(re.sub(r"(/submissions/\d+/).*", rf"\1tables/{table}/", page.url))
    page.wait_for_selector("form[data-ready]")


def play_clerk(play: Play) -> tuple[Any, str]:
    """What a clerk does up to the internal review; the window and the address of the submission."""
    entrance = play.browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="zh-CN").new_page()
    entrance.goto(f"{play.address}/sign-in/")
    play.take(entrance, "sign-in")
    clerk = play.enter("邱明溪")
    play.take(clerk, "clerk-home")
    clerk.click("text=继续填报")
    home = str(clerk.url)
    play.take(clerk, "clerk-desk")
    open_table(clerk, "scorecard")
    box(clerk, "graduates_placed").click()
    play.take(clerk, "clerk-table")
    play.take(clerk, "clerk-finding", ".finding[data-check=AR004]", alone=True)
    clerk.click(".finding[data-check=AR004] .repair button")
    clerk.wait_for_selector("text=已采纳修改建议")
    open_table(clerk, "satisfaction")
    clerk.locator('select[data-indicator="satisfaction_parents_method"]').select_option("问卷（网上）")
    box(clerk, "satisfaction_parents").fill("94.85")
    box(clerk, "satisfaction_parents_respondents").fill("602")
    box(clerk, "satisfaction_parents_respondents").press("Tab")
    saved(clerk)
    open_table(clerk, "resources")
    bandwidth = clerk.locator("input.figure[data-indicator]").evaluate_all(
        "inputs => inputs.filter(one => one.value === '千兆').map(one => one.dataset.indicator)"
    )[0]
    box(clerk, bandwidth).fill("1000")
    box(clerk, bandwidth).press("Tab")
    saved(clerk)
    clerk.goto(home)
    first = True
    while clerk.locator(".finding.error details.explain").count():
        item = clerk.locator(".finding.error").first
        item.locator("summary").click()
        item.locator("textarea").fill("已与原始凭证核对，数据属实")
        if first:
            play.take(clerk, "clerk-explain", ".finding.error textarea")
            first = False
        item.locator("form >> text=签署说明").click()
        clerk.wait_for_selector("text=说明已签署")
    return clerk, home


def play_signing(play: Play, home: str) -> None:
    """The school's review and the head's signature."""
    reviewer = play.enter("孟晚照")
    reviewer.goto(home)
    play.take(reviewer, "reviewer-pass")
    reviewer.click("text=审核通过")
    head = play.enter("白路遥")
    head.goto(f"{home}hand-in/")
    play.take(head, "head-statement")
    head.fill("[name=signed_name]", "白路遥")
    head.click("text=签署并报送")
    head.wait_for_selector("text=已报送")
    play.take(head, "head-done")


def play_district(play: Play, clerk: Any, home: str) -> None:
    """Receiving, remarks and return; the clerk sees why; then acceptance and the district's tables."""
    district = play.enter("高审之")
    district.click("text=进度与审核 >> nth=0")
    board = district.url
    play.take(district, "district-board")
    district.click("a:has-text('现代农业')")
    review = district.url
    play.take(district, "district-review")
    district.click("text=接收（冻结数据）")
    district.select_option("[name=key]", "graduates_to_bachelor")
    district.locator("form[action$='remarks/'] textarea").fill("请与录取名册核对")
    play.take(district, "district-remark", "form[action$='remarks/'] textarea")
    district.click("text=记下意见")
    district.click("summary:has-text('退回')")
    district.fill("[name=reason]", "升入本科人数请核对后再报")
    play.take(district, "district-return", "[name=reason]")
    district.click("button.danger")
    clerk.goto(home)
    play.take(clerk, "clerk-returned")
    clerk.click("#remarks .remark a")
    clerk.locator('[data-indicator="graduates_to_bachelor"]:focus').wait_for()
    clerk.keyboard.type("9")
    clerk.keyboard.press("Tab")
    saved(clerk)
    phone = play.enter("邱明溪", PHONE)
    phone.goto(home)
    play.take(phone, "clerk-phone")
    reviewer, head = play.enter("孟晚照"), play.enter("白路遥")
    reviewer.goto(home)
    reviewer.click("text=审核通过")
    head.goto(f"{home}hand-in/")
    head.fill("[name=signed_name]", "白路遥")
    head.click("text=签署并报送")
    district.goto(review)
    play.take(district, "district-changes")
    district.click("text=接收（冻结数据）")
    district.click("button:has-text('通过')")
    district.wait_for_selector("text=已通过，计入全区汇总")
    district.goto(board)
    district.click("text=全区汇总 >> nth=0")
    play.take(district, "district-aggregate")
    district.locator("details.trace summary").first.click()
    district.locator("details.trace[open] >> text=逐校数据与更正").click()
    district.click("td >> text=更正 >> nth=0")
    district.fill("#school [name=after]", "400")
    district.fill("#school [name=reason]", "与学籍系统核对，四人重复统计")
    play.take(district, "district-correct", "#school")


def play_author(play: Play) -> None:
    """What somebody does who writes a chapter: figures, a table, a case, numbers typed by hand, remarks, the whole."""
    author = play.enter("邱明溪")
    author.click("button:has-text('写报告') >> nth=0")
    play.take(author, "write-report")
    report = str(author.url)
    author.click(".chapters a:has-text('人才培养')")
    author.wait_for_selector("#editor[data-ready]")
    author.locator("#advice .typed").first.wait_for()
    author.locator(".made.chart img").wait_for()
    play.take(author, "write-chapter")
    play.take(author, "write-numbers", "#advice .card", alone=True)
    author.locator(".ProseMirror p.text").last.click()
    author.keyboard.press("Control+End")
    author.keyboard.press("Enter")
    author.keyboard.type("本届毕业生")
    for initials, label, after in (
        ("bysrs", "毕业生人数", "，去向落实"),
        ("byqxlsrs", "毕业去向落实人数", "，其中升学"),
    ):
        author.keyboard.type(f"[[{initials}")
        author.locator("dialog[open] [role=option][aria-selected=true]:visible", has_text=label).wait_for()
        author.keyboard.press("Enter")
        author.keyboard.type(after)
    author.keyboard.type("[[byssx")
    author.locator("dialog[open] [role=option][aria-selected=true]:visible", has_text="毕业生升学人数").wait_for()
    play.take(author, "write-figure", "dialog[open]", alone=True)
    author.keyboard.press("Enter")
    author.keyboard.type("。")
    saved(author)
    author.locator(".ProseMirror .linked").last.click()
    author.locator("dialog[open] [role=option][aria-selected=true]:visible").first.wait_for()
    play.take(author, "write-figure-behind", "dialog[open]", alone=True)
    author.keyboard.press("Escape")
    author.goto(report)
    author.click(".chapters a:has-text('服务贡献')")
    author.wait_for_selector("#editor[data-ready]")
    author.locator(".ProseMirror h3").first.click()
    author.click("[data-act=dataTable]")
    author.locator("dialog label:has-text('标题') input").fill("非学历培训情况")
    search = author.locator("dialog [role=combobox]")
    for initials, label in (("fxlpxxms", "非学历培训项目数"), ("fxlpxxs", "非学历培训学时")):
        search.fill(initials)
        author.locator("dialog [role=option][aria-selected=true]", has_text=label).wait_for()
        search.press("Enter")
    for column in ("上年", "变化"):
        author.locator(f"dialog label:has-text('{column}') input").check()
    play.take(author, "write-table", "dialog", alone=True)
    author.locator("dialog .primary").click()
    author.click("[data-act=case]")
    author.locator("dialog label:has-text('案例标题') input").fill("送培上门")
    author.locator("dialog .primary").click()
    for text in ("企业难以停工集中培训。", "教师带着教具到车间，分班次上课。", "学员边做边学，企业愿意续约。"):
        author.keyboard.type(text)
        author.keyboard.press("Enter")
    saved(author)
    play.take(author, "write-case", ".ProseMirror section.case", alone=True)
    reviewer = play.enter("孟晚照")
    reviewer.goto(author.url)
    reviewer.wait_for_selector("#editor[data-ready]")
    reviewer.locator(".ProseMirror section.case [data-part=practice]").dblclick()
    reviewer.click("[data-act=comment]")
    reviewer.keyboard.type("请写明培训了哪些企业")
    play.take(reviewer, "write-comment", "#comments", alone=True)
    reviewer.click("text=记下批注")
    author.click("text=修订记录")
    play.take(author, "write-revisions")
    play_word(play, author, report)
    author.goto(f"{report}preview/")
    play.take(author, "write-preview")
    phone = play.enter("邱明溪", PHONE)
    phone.goto(report)
    phone.click(".chapters a:has-text('人才培养')")
    phone.wait_for_selector("#editor[data-ready]")
    play.take(phone, "write-phone", ".tools")


def play_word(play: Play, author: Any, report: str) -> None:
    """Downloaded, edited in Word, brought back; and another school that begins from this report as from an old one."""
    author.goto(report)
    author.click("text=下载去改 / 传回")
    play.take(author, "write-word")
    with author.expect_download() as got:
        author.click("a:has-text('下载 Word 去改') >> nth=0")
    printed = Path(got.value.path()).read_bytes()
    with tempfile.TemporaryDirectory(prefix="nianbao-word-") as folder:
        file = Path(folder) / "年报-改.docx"
        file.write_bytes(edited_in_word(printed))
        author.set_input_files("input[type=file]", str(file))
        author.click("text=上传并对照")
        play.take(author, "write-word-back")
        play.take(author, "write-word-number", ".changes > li:has(.typed-over)", alone=True)
        author.click("button:has-text('采纳全部')")
        author.wait_for_selector("text=已采纳")
        file.write_bytes(printed)
        other = play.enter("石安澜")
        other.click("button:has-text('写报告') >> nth=0")
        other.click("text=从旧报告开始")
        other.set_input_files("input[type=file]", str(file))
        other.click("text=上传并拆开")
        play.take(other, "write-old")


def edited_in_word(data: bytes) -> bytes:
    """The file as somebody edits it: words typed over, a sentence more, a linked number typed over."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["word/document.xml"].decode()
    for old, new in (
        ("教师带着教具到车间", "教师带着教具和教案到车间"),
        ("秋季丰收集市", "秋季办丰收集市，也请家长来"),
    ):
        if old not in text:
            raise SystemExit(f"{old} is not in the report")
        text = text.replace(old, new)
    at = text.index("本届毕业生", text.index("figure:")) if "本届毕业生" in text else 0
    text = text[:at] + re.sub(
        r"(figure:.*?<w:t[^>]*>)[^<]*(</w:t>)", r"\g<1>999人\2", text[at:], count=1, flags=re.DOTALL
    )
    parts["word/document.xml"] = text.encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def make_pictures(folder: Path) -> list[str]:
    """Play everything; the names of the pictures in their order."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with demonstration() as address, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        play = Play(browser, address, folder)
        play_author(play)  # first: what was handed in stands still
        clerk, home = play_clerk(play)
        play_signing(play, home)
        play_district(play, clerk, home)
        browser.close()
    return play.taken


if __name__ == "__main__":
    print(*make_pictures(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES), sep="\n")
