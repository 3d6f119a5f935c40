"""The pictures of the guide to cases and signatures, taken while its story is played in a browser.

Usage: python tools/make_case_pictures.py [FOLDER]

A school writes a case with scripts turned off, notes a consent, masks a telephone number and offers the case; the
district chooses it into its report, three people sign, and the report is sealed, looked at and downloaded
(report.zip beside the pictures in FOLDER; not kept in docs/guide/case-pictures). A step that no longer works stops it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from make_guide_pictures import HEIGHT, PHONE, ROOT, WIDTH, Play, demonstration, find_browser

PICTURES = ROOT / "docs" / "guide" / "case-pictures"
TITLE = "茶山上的第一课"
CASE = {
    "title": TITLE,
    "background": "新生不知道茶从哪里来，实训时只顾赶进度，返工多。",
    "practice": "开学第一周，师生一起上茶山，由茶农讲解采摘和炒制。每组写一页观察记录，回校后在实训室复做。"
    "学生张晓明整理了全班的记录，联系电话13812345678。",
    "result": "学生能说明每道工序的来由，返工明显减少。",
    "evidence": "观察记录存专业部。",
    "people": "张晓明",
}
SIGNERS = (("温编言", "编制人"), ("高审之", "审核人"), ("郑守正", "负责人"))
RESERVATION = "一所学校缺报，已在报告中说明。"


def play_school(play: Play) -> str:
    """The case from its first word to its offer, on a page without scripts; the address of the case."""
    context = play.browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, locale="zh-CN", java_script_enabled=False
    )
    head = context.new_page()
    head.goto(f"{play.address}/sign-in/")
    head.click("button.person:has-text('白路遥')")
    head.click("button:has-text('写报告') >> nth=0")
    head.click("a:has-text('写一个案例')")
    place = head.locator("select[name=place] option", has_text="教育教学").first.get_attribute("value")
    head.select_option("select[name=place]", place)
    for name, text in CASE.items():
        head.fill(f"[name={name}]", text)
    play.take(head, "form", "[name=background]")
    head.click("button:has-text('写进报告')")
    case = str(head.url)
    play.take(head, "to-settle")
    head.check("label.pick:has-text('手机号') input")
    play.take(head, "masking", "label.pick")
    head.click("button:has-text('遮盖勾选的')")
    assert "138****5678" in head.inner_text("article")
    head.fill("[name=agreed_on]", "2025-09-10")
    head.set_input_files("[name=paper]", {"name": "同意书.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 a"})
    play.take(head, "consent", "[name=paper]")
    head.click("button:text-is('登记')")
    head.click("button:text-is('推荐')")
    assert "已推荐" in head.inner_text("main")
    play.take(head, "offered")
    context.close()
    return case


def play_district(play: Play, case: str) -> str:
    """What the district reads, and the case in its own report; the address of the report's sheet."""
    editor = play.enter("温编言")
    editor.click("a:has-text('进度与审核') >> nth=0")
    editor.click("a:has-text('各校案例')")
    editor.fill("[name=q]", "茶山")
    editor.click("button:has-text('筛选')")
    play.take(editor, "library")
    editor.click(f"a:has-text('{TITLE}')")
    place = editor.locator("select[name=place] option", has_text="教育教学").first.get_attribute("value")
    editor.select_option("select[name=place]", place)
    editor.locator("form[action$='choose/'] [name=reason]").fill("一件具体的事，做法说得清楚。")
    play.take(editor, "choose", "select[name=place]")
    editor.click("button:text-is('选用')")
    editor.wait_for_selector("text=已选入")
    editor.goto(play.address)
    editor.locator("li:has(a:has-text('进度与审核')) button:has-text('写报告')").first.click()
    editor.click("a:has-text('打开核对单')")
    sheet = str(editor.url)
    play.take(editor, "sheet")
    phone = play.enter("温编言", PHONE)
    phone.goto(sheet)
    play.take(phone, "phone")
    return sheet


def play_sealing(play: Play, sheet: str, package: Path) -> None:
    """Three signatures, the seal beside the work, the package."""
    page: Any = None
    for name, role in SIGNERS:
        page = play.enter(name)
        page.goto(sheet)
        page.fill("[name=reservation]", RESERVATION)
        page.fill("[name=signed_name]", name)
        if role == "审核人":
            play.take(page, "sign", "[name=signed_name]")
        page.click(f"button:has-text('以{role}的身份签字')")
        page.wait_for_selector(f"text={role}已签字")
    page.click("button:text-is('封存')")
    page.wait_for_selector("#progress")
    play.take(page, "sealing")
    page.wait_for_selector("text=完好", timeout=240_000)
    play.take(page, "sealed")
    with page.expect_download() as downloading:
        page.click("a:has-text('下载报告包')")
    downloading.value.save_as(package)


def main() -> int:
    from playwright.sync_api import sync_playwright

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    package = folder / "report.zip"
    with demonstration() as address, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        play = Play(browser, address, folder)
        case = play_school(play)
        sheet = play_district(play, case)
        play_sealing(play, sheet, package)
        told = play.enter("白路遥")
        told.goto(case)
        assert "一件具体的事" in told.inner_text("main"), "the school reads why"
        play.take(told, "told", "text=区级的决定")
        browser.close()
    if folder == PICTURES:
        package.unlink()
    print(f"wrote {len(set(play.taken))} pictures to {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
