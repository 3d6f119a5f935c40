"""A chapter is written on the page, edited in Word, saved by another office program, brought back and printed again;
a new report begins from an old one. By real browsers, the pages of the way back without scripts.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from live_workbench import serving

from nianbao.documents.word.annotated import read_annotated

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))
from edited_word import EditedWord

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
TRAINED, FIELDS, SEASON = "送培到了村里", "社团按季节安排", "教师把农时写进课表"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("workbench")) as (port, _):
        yield f"http://localhost:{port}"


@pytest.fixture(scope="module")
def enter(address: str) -> Iterator[Callable[..., Any]]:
    """A new window at somebody's report; whatever a page complains of fails the test."""
    playwright = pytest.importorskip("playwright.sync_api")
    complaints: list[str] = []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])

        def sign_in(name: str, *, width: int = 1280, scripts: bool = False) -> Any:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, locale="zh-CN", java_script_enabled=scripts
            )
            page = context.new_page()
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
            page.goto(f"{address}/sign-in/")
            page.click(f"button.person:has-text('{name}')")
            page.click("button:has-text('写报告') >> nth=0")
            return page

        yield sign_in
        browser.close()
    assert not complaints


def printed(page: Any, report: str) -> bytes:
    answer = page.request.get(f"{report}report.docx")
    assert answer.ok
    return bytes(answer.body())


def words_of(data: bytes) -> str:
    return "\n".join(unit.text for unit in read_annotated(data, "report.docx").units)


def saved_by_another_program(data: bytes, folder: Path) -> bytes:
    """The file as LibreOffice writes it; as it is where there is none."""
    if OFFICE is None:
        return data
    path = folder / "改过的.docx"
    path.write_bytes(data)
    subprocess.run(
        [OFFICE, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to",
         "docx:MS Word 2007 XML", "--outdir", str(folder / "saved"), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "saved" / path.name).read_bytes()


def send(page: Any, file: Path) -> str:
    page.set_input_files("input[type=file]", str(file))
    page.locator("form[enctype] button").click()
    return str(page.url)


def change(page: Any, words: str) -> Any:
    return page.locator(".changes > li", has_text=words)


def write_on_the_page(page: Any) -> None:
    page.click(".chapters a:has-text('服务贡献')")
    page.wait_for_selector("#editor[data-ready]")
    page.locator(".ProseMirror h3").first.click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type(f"{TRAINED}，非学历培训[[")
    page.locator("dialog [role=combobox] >> nth=0").wait_for()
    page.keyboard.type("fxlpxxs")
    page.locator("dialog [role=option][aria-selected=true]", has_text="非学历培训学时").wait_for()
    page.keyboard.press("Enter")
    page.keyboard.type("。")
    page.wait_for_timeout(200)
    page.locator("#saving", has_text="已保存").wait_for(timeout=15_000)


def test_from_the_page_to_word_and_back_and_into_print(enter: Callable[..., Any], tmp_path: Path) -> None:
    writer = enter("邱明溪", scripts=True)
    report = str(writer.url)
    write_on_the_page(writer)

    clerk = enter("邱明溪")
    clerk.click("text=下载去改 / 传回")
    with clerk.expect_download() as got:
        clerk.click(".primary:has-text('下载 Word 去改')")
    word = EditedWord(Path(got.value.path()).read_bytes())
    before = word.number(TRAINED, "123456学时")
    word.retype(TRAINED, "送教到了村里").insert("送教到了村里", "新写的一段。").retype(FIELDS, "社团四季不断")
    word.retype(SEASON, "老师把农时排进课表").comment("学校把田间地头", "李主任", "最好有一个数")
    edited = tmp_path / "传回.docx"
    edited.write_bytes(saved_by_another_program(word.saved(), tmp_path))

    # Somebody else changes a passage on the page before the file comes back.
    colleague = enter("孟晚照")
    colleague.click(".chapters a:has-text('教育教学')")
    colleague.goto(f"{colleague.url}text/")
    box = colleague.locator("textarea").first
    box.fill(box.input_value().replace(SEASON, "教师把农时写进教案"))
    colleague.click("button:has-text('保存') >> nth=0")

    page = send(clerk, edited)
    assert clerk.locator(".changes > li").count() == 5
    shown = change(clerk, "123456学时")
    assert before in shown.locator(".typed-over del").inner_text()
    assert "/tables/" in str(shown.locator("a:has-text('去改这一格')").get_attribute("href"))
    clerk.locator("button:has-text('采纳全部 4 处')").wait_for()

    # One by one: the number as it was typed, the change of the clubs refused.
    shown.locator("label:has-text('不再随数据') input").check()
    shown.locator("button:has-text('采纳') >> nth=0").click()
    change(clerk, "社团").locator("button:has-text('不采纳')").click()
    clerk.locator("button:has-text('采纳全部 2 处')").click()
    assert "已采纳 2 处" in clerk.locator(".messages").inner_text()

    # What the colleague wrote stands until somebody says otherwise.
    mine = words_of(printed(clerk, report))
    for said in ("送教到了村里，非学历培训123456学时。", "新写的一段。", FIELDS, "教师把农时写进教案"):
        assert said in mine
    disputed = change(clerk, "两边都改过")
    assert "教案" in disputed.locator(".disputed").inner_text()
    disputed.locator("button:has-text('用 Word 里的')").click()
    assert "老师把农时排进课表" in words_of(printed(clerk, report))
    assert clerk.locator(".counts").inner_text().startswith("待决定 0")
    clerk.goto(report)
    clerk.click(".chapters a:has-text('人才培养')")
    assert "李主任" in clerk.locator("#comments").inner_text()

    # The same file again is the same page, and a phone shows it without turning.
    clerk.goto(f"{report}word/")
    assert send(clerk, edited) == page
    phone = enter("邱明溪", width=390, scripts=True)
    for each in (page, f"{report}word/"):
        phone.goto(each)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.goto(page)
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.className") == "skip"


def test_a_report_begins_from_the_one_of_another(enter: Callable[..., Any], tmp_path: Path) -> None:
    other = enter("邱明溪")
    old = tmp_path / "去年.docx"
    old.write_bytes(printed(other, str(other.url)))
    clerk = enter("沈知远")
    report = str(clerk.url)
    clerk.click("text=从旧报告开始")
    page = send(clerk, old)
    assert re.search(r"/old-report/\d+/$", page)
    clerk.locator(".parts-of-old strong", has_text="人才培养").wait_for()
    clerk.locator("label:has-text('放进「人才培养」') input").check()
    clerk.locator("button:has-text('放进所选的章')").click()
    assert "已放进" in clerk.locator(".messages").inner_text()
    text = words_of(printed(clerk, report))
    assert "学校把田间地头当作课堂" in text
    assert "菜田边的班会" in text
    clerk.goto(page)
    assert clerk.locator("button:has-text('放进所选的章')").count() == 0
    phone = enter("沈知远", width=390, scripts=True)
    phone.goto(page)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
