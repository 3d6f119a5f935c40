"""A chapter written in real browsers: figures by initials, tables, a case, paste from Word, two authors, a file."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from live_workbench import serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal {margin:0}</style></head>
<body><h2 style='mso-outline-level:2'><span lang=EN-US>3.2 </span>校企共训<o:p></o:p></h2>
<p class=MsoNormal style='text-indent:21.0pt'><b><span style='font-family:宋体'>学校与企业</span></b><span>&nbsp;</span>
<span style='color:red'>共同培训。</span><o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>l<span>
&nbsp; </span></span><![endif]>送培上门</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>l<span>&nbsp;
</span></span>订单培训</p>
<table><tr><td><p class=MsoNormal>企业</p></td><td><p>场次</p></td></tr>
<tr><td><p>甲公司</p></td><td><p>若干</p></td></tr></table>
</body></html>"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("workbench")) as (port, _):
        yield f"http://localhost:{port}"


@pytest.fixture(scope="module")
def enter(address: str) -> Iterator[Callable[..., Any]]:
    """A new window at the school's report; whatever a page complains of fails the test."""
    playwright = pytest.importorskip("playwright.sync_api")
    complaints: list[str] = []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])

        def sign_in(name: str, *, width: int = 1280, scripts: bool = True) -> Any:
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


def open_chapter(page: Any, heading: str) -> str:
    page.click(f".chapters a:has-text('{heading}')")
    page.wait_for_selector("#editor[data-ready]")
    return str(page.url)


def saved(page: Any) -> None:
    page.wait_for_timeout(200)
    page.locator("#saving", has_text="已保存").wait_for(timeout=15_000)


def blocks_at(page: Any, address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.request.get(f"{address}content/").json()["blocks"]
    return found


def fill_case(page: Any) -> None:
    page.click("[data-act=case]")
    page.locator("dialog label:has-text('案例标题') input").fill("送培上门")
    page.locator("dialog .primary").click()
    for text in ("企业难以集中培训。", "教师到车间上课。", "学员边做边学。"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")


def test_a_chapter_from_empty_to_printed(enter: Callable[..., Any]) -> None:
    clerk = enter("邱明溪")
    report = str(clerk.url)
    chapter = open_chapter(clerk, "服务贡献")
    clerk.locator(".ProseMirror h3").first.click()
    clerk.keyboard.press("End")
    clerk.keyboard.press("Enter")

    # A figure by the initials of its name, another with its change, all by the keyboard.
    clerk.keyboard.type("学校开展非学历培训[[")
    clerk.locator("dialog [role=combobox] >> nth=0").wait_for()
    clerk.keyboard.type("fxlpxxs")
    clerk.locator("dialog [role=option][aria-selected=true]", has_text="非学历培训学时").wait_for()
    clerk.keyboard.press("Enter")
    clerk.keyboard.type("，")
    clerk.keyboard.press("Control+k")
    clerk.keyboard.type("fxlpxxs")
    clerk.locator("dialog [role=option][aria-selected=true]", has_text="非学历培训学时").wait_for()
    clerk.select_option("dialog label:has-text('写成') select", "变化")
    clerk.locator("dialog .primary").click()
    clerk.keyboard.type("。")
    saved(clerk)
    written = clerk.locator(".ProseMirror p.text").first.inner_text()
    assert re.fullmatch(r"学校开展非学历培训\d+学时，(比上年(增加|减少)\d+学时|与上年持平)。", written)

    # A list, and out of it again.
    clerk.keyboard.press("Enter")
    clerk.click("[data-act=list]")
    for text in ("入门", "提高", ""):
        clerk.keyboard.type(text)
        clerk.keyboard.press("Enter")

    # A table from data and a chart.
    for kind, column in (("dataTable", "变化"), ("chart", "上年")):
        clerk.click(f"[data-act={kind}]")
        clerk.locator("dialog label:has-text('标题') input").fill("培训情况")
        search = clerk.locator("dialog [role=combobox]")
        search.fill("fxlpxxs")
        clerk.locator("dialog [role=option][aria-selected=true]", has_text="非学历培训学时").wait_for()
        search.press("Enter")
        clerk.locator(f"dialog label:has-text('{column}') input").check()
        clerk.locator("dialog .primary").click()
    clerk.locator(".made.chart img").wait_for()
    fill_case(clerk)

    # What Word puts on the clipboard comes in as words, list and table.
    clerk.evaluate(
        """(html) => {
          const data = new DataTransfer(); data.setData('text/html', html); data.setData('text/plain', '');
          document.querySelector('.ProseMirror')
            .dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        FROM_WORD,
    )
    saved(clerk)
    clerk.wait_for_timeout(1500)
    saved(clerk)
    blocks = blocks_at(clerk, chapter)
    told = json.dumps(blocks, ensure_ascii=False)
    kinds = [block["kind"] for block in blocks]
    assert {"list", "data-table", "chart", "case", "own-table"} <= set(kinds)
    assert next(block for block in blocks if block.get("text") == "校企共训")["level"] == 2
    assert '"学校与企业共同培训。"' in told
    lists = [block["items"] for block in blocks if block["kind"] == "list"]
    assert [[item[0]["text"] for item in items] for items in lists] == [["入门", "提高"], ["送培上门", "订单培训"]]
    case = next(block for block in blocks if block["kind"] == "case")
    assert (case["title"], case["practice"][0]["text"]) == ("送培上门", "教师到车间上课。")
    assert len({block["id"] for block in blocks}) == len(blocks)

    # Undo takes the paste back, redo brings it again.
    clerk.keyboard.press("Control+z")
    clerk.locator(".ProseMirror", has_text="校企共训").wait_for(state="detached")
    clerk.keyboard.press("Control+y")
    clerk.locator(".ProseMirror", has_text="校企共训").wait_for()
    saved(clerk)

    answer = clerk.request.get(f"{report}report.docx")
    printed = "".join(docx.Document(io.BytesIO(answer.body())).element.body.itertext())
    assert "送培上门" in printed
    assert "校企共训" in printed


def test_a_number_typed_by_hand_is_linked_or_explained(enter: Callable[..., Any]) -> None:
    clerk = enter("邱明溪")
    chapter = open_chapter(clerk, "人才培养")
    clerk.locator("#advice .typed", has_text="118").wait_for()
    clerk.click("#advice button:has-text('毕业三年调查人数')")
    clerk.locator("#advice", has_text="都已关联或说明").wait_for()
    told = json.dumps(blocks_at(clerk, chapter), ensure_ascii=False)
    assert (
        '本年度回访了"}, {"kind": "figure", "indicator": "毕业三年调查人数"}, {"kind": "text", "text": "，回访记录'
        in told
    )
    clerk.locator(".ProseMirror p.text").last.click()
    clerk.keyboard.press("End")
    clerk.keyboard.type("另有57人。")
    saved(clerk)
    clerk.locator("#advice .typed", has_text="57").locator("button", has_text="历史").click()
    clerk.locator("#advice", has_text="邱明溪").wait_for()


def test_two_authors_in_one_chapter_lose_nothing(enter: Callable[..., Any]) -> None:
    clerk, reviewer = enter("邱明溪"), enter("孟晚照")
    chapter = open_chapter(clerk, "教育教学")
    open_chapter(reviewer, "教育教学")
    reviewer.locator("#other", has_text="邱明溪").wait_for()

    # Different paragraphs come together by themselves.
    for page, paragraph, text in ((clerk, "first", "填报人写。"), (reviewer, "last", "审核人写。")):
        getattr(page.locator(".ProseMirror p.text"), paragraph).click()
        page.keyboard.press("End")
        page.keyboard.type(text)
        saved(page)
    told = json.dumps(blocks_at(clerk, chapter), ensure_ascii=False)
    assert "填报人写" in told
    assert "审核人写" in told
    assert "填报人写" in reviewer.locator(".ProseMirror").inner_text()

    # The same paragraph is put to the author who came later.
    clerk.reload()
    clerk.wait_for_selector("#editor[data-ready]")
    for page, text in ((clerk, "左边"), (reviewer, "右手")):
        page.locator(".ProseMirror p.text").first.click()
        page.keyboard.press("Home")
        page.keyboard.type(text)
        if page is clerk:
            saved(page)
    reviewer.locator("#conflict").wait_for()
    assert "左边" in reviewer.locator("#conflict").inner_text()
    reviewer.click("text=用我的覆盖")
    saved(reviewer)
    assert "右手" in json.dumps(blocks_at(reviewer, chapter), ensure_ascii=False)
    reviewer.click("text=修订记录")
    assert "左边" in reviewer.locator(".differences").inner_text()


def test_a_remark_on_words_is_seen_in_the_text_and_settled(enter: Callable[..., Any]) -> None:
    reviewer = enter("孟晚照")
    open_chapter(reviewer, "前言")
    reviewer.locator(".ProseMirror p.text").first.click()
    reviewer.keyboard.press("Control+Home")
    for _ in range(4):
        reviewer.keyboard.press("Shift+ArrowRight")
    reviewer.click("[data-act=comment]")
    reviewer.keyboard.type("请写明地址")
    reviewer.click("text=记下批注")
    reviewer.wait_for_selector("#editor[data-ready]")
    assert reviewer.locator(".ProseMirror .commented").inner_text() == "学校是虚"
    reviewer.click("#comments button:has-text('解决')")
    reviewer.wait_for_selector("#editor[data-ready]")
    assert reviewer.locator(".ProseMirror .commented").count() == 0


def test_a_chapter_reads_and_is_written_without_scripts_and_on_a_telephone(enter: Callable[..., Any]) -> None:
    plain = enter("邱明溪", scripts=False)
    plain.click(".chapters a:has-text('前言')")
    assert plain.locator("#text .linked").count() >= 3
    plain.click("text=用纯文本编辑")
    box = plain.locator("textarea[name=text]")
    box.fill(f"{box.input_value()}\n没有脚本也能写。\n")
    plain.click("button.primary")
    assert "没有脚本也能写" in plain.locator("#text").inner_text()
    phone = enter("孟晚照", width=390)
    open_chapter(phone, "前言")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_picture_of_a_chapter_is_sent_from_the_page(enter: Callable[..., Any], tmp_path: Path) -> None:
    clerk = enter("邱明溪")
    chapter = open_chapter(clerk, "文化传承")
    image = tmp_path / "采茶.png"
    clerk.screenshot(path=image)
    clerk.locator(".ProseMirror h3").first.click()
    clerk.click("[data-act=picture]")
    clerk.locator("dialog input[type=file]").set_input_files(image)
    clerk.locator("dialog label:has-text('图注') input").fill("春季采茶")
    clerk.locator("dialog label:has-text('说明文字') textarea").fill("学生在茶园采茶")
    clerk.locator("dialog .primary").click()
    clerk.locator(".made.picture img[alt='学生在茶园采茶']").wait_for()
    saved(clerk)
    picture = next(block for block in blocks_at(clerk, chapter) if block["kind"] == "picture")
    assert (picture["file"], picture["caption"]) == ("采茶.png", "春季采茶")
