"""People, organisations and the district's own pages in a browser, on a desk and on a phone.

With ``NIANBAO_PICTURES`` set to a folder, every page that is looked at is photographed there.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from live_workbench import ask, serving

from nianbao.framework.loader import load_catalogue
from nianbao.packages.package import make_package
from nianbao.sample.district import LATEST, make_sample
from nianbao.web.accounts.second_factor import totp

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
WIDTHS = (1280, 390)
PASSWORD = "望川 7 月的雨-long"
DRAFT = (
    "2023年毕业生 120 人，其中就业 80 人、升学 30 人，合计 120 人，就业率 66.67%。\n"
    "教职工 84 人，其中专任教师 90 人。\n"
)
Enter = Callable[[str], Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workbench")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(folder) as (port, _process):
        yield f"http://localhost:{port}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def opened(browser: Any) -> Iterator[Callable[[], Any]]:
    """A fresh window; whatever a page complains of fails the test."""
    complaints: list[str] = []

    def window() -> Any:
        page = browser.new_context(viewport={"width": WIDTHS[0], "height": 900}, locale="zh-CN").new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield window
    assert not complaints


@pytest.fixture(scope="module")
def enter(address: str, opened: Callable[[], Any]) -> Enter:
    def sign_in(name: str) -> Any:
        page = opened()
        page.goto(f"{address}/sign-in/")
        page.click(f"button.person:has-text('{name}')")
        return page

    return sign_in


def look(page: Any, name: str) -> None:
    """The page fits a desk and a phone; its picture is kept where somebody asks for it."""
    pictures = os.environ.get("NIANBAO_PICTURES")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} at {width}"
        if pictures:
            page.screenshot(path=str(Path(pictures) / f"{name}-{width}.png"), full_page=True)
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})


def campaign_of(folder: Path) -> int:
    ((number,),) = ask(folder, "SELECT MAX(id) FROM campaigns_campaign")
    return int(str(number))


def review_of(folder: Path, code: str) -> int:
    asked = (
        "SELECT MAX(s.id) FROM submissions_submission s"
        " JOIN organisations_organisation o ON o.id = s.organisation_id WHERE o.code = ?"
    )
    ((number,),) = ask(folder, asked, code)
    return int(str(number))


def test_a_cell_says_what_is_wrong_with_it_where_somebody_is_in_it(enter: Enter) -> None:
    clerk = enter("邱明溪")
    clerk.click("text=继续填报")
    clerk.goto(f"{clerk.url}tables/scorecard/")
    clerk.wait_for_selector("form[data-ready]")
    wrong = clerk.locator("[data-indicator][aria-invalid=true]").first
    wrong.focus()
    told = clerk.locator(f"#{wrong.get_attribute('aria-describedby')}")
    assert told.is_visible()
    assert told.inner_text() in clerk.inner_text("#findings")
    look(clerk, "message-on-a-cell")


def test_a_draft_is_read_and_what_contradicts_itself_stands_beside_the_text(enter: Enter, tmp_path: Path) -> None:
    page = enter("温编言")
    page.click("nav.who >> text=核稿")
    look(page, "draft")
    draft = tmp_path / "稿子.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    page.set_input_files("[name=draft]", draft)
    with page.context.expect_page() as coming:
        page.click("text=看核对结果")
    result = coming.value
    result.wait_for_load_state()
    assert "专任教师" in result.inner_text("body")
    look(result, "draft-result")


def test_a_figure_is_corrected_and_the_correction_withdrawn(enter: Enter, folder: Path, address: str) -> None:
    page = enter("高审之")
    page.goto(f"{address}/campaigns/{campaign_of(folder)}/aggregate/")
    figure = page.locator("details.trace").first
    figure.locator("summary").click()
    look(page, "trace-of-a-figure")
    figure.locator("text=逐校数据与更正").click()
    look(page, "figure")
    page.click("td >> text=更正")
    page.fill("#school [name=after]", "9")
    page.fill("#school [name=reason]", "与学籍系统核对，多报了")
    page.set_input_files(
        "#school [name=file]", {"name": "名册.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    )
    look(page, "correcting")
    page.click("#school >> text=记下更正")
    page.wait_for_selector("text=采用中")
    look(page, "corrected")
    page.goto(f"{address}/campaigns/{campaign_of(folder)}/aggregate/")
    assert "与学籍系统核对，多报了" in page.locator("main").evaluate("one => one.textContent")
    page.click("text=区级更正")
    look(page, "corrections")
    page.click("summary:has-text('撤回')")
    page.fill("[name=reason]", "核对有误")
    page.click("button.danger:has-text('撤回更正')")
    page.wait_for_selector("text=已撤回")


def test_a_package_is_previewed_filed_returned_and_comes_back(
    enter: Enter, folder: Path, address: str, tmp_path: Path
) -> None:
    page = enter("高审之")
    record = make_sample().true_records[LATEST][3]
    sent = tmp_path / "校.zip"
    sent.write_bytes(make_package(record, load_catalogue(), attachments={"classes/001-名册.pdf": b"%PDF-1.4"}))
    page.goto(f"{address}/campaigns/{campaign_of(folder)}/packages/")
    look(page, "packages")
    page.set_input_files("[name=package]", sent)
    page.click("text=上传，先看内容")
    page.wait_for_selector("text=随包的佐证")
    look(page, "package-preview")
    page.fill("[name=signed_name]", "谢长风")
    page.click("text=收下，记为学校已报送")
    page.wait_for_selector("text=报送包已收下")
    page.fill("form[action$='remarks/'] textarea", "请核对班级数")
    page.click("text=记下意见")
    page.click("summary:has-text('退回')")
    page.fill("[name=reason]", "请核对班级数后再报")
    page.click("button.danger")
    page.wait_for_selector("text=已退回")
    look(page, "review-returned")
    with page.expect_download() as coming:
        page.click("text=下载退回包")
    back = tmp_path / "退回.zip"
    coming.value.save_as(back)
    page.goto(f"{address}/campaigns/{campaign_of(folder)}/packages/")
    page.set_input_files("[name=package]", back)
    page.click("text=上传，先看内容")
    assert "改动 0 项" in page.inner_text("main")


def test_schools_are_compared_with_peers_and_beside_each_other(enter: Enter, folder: Path, address: str) -> None:
    page = enter("高审之")
    page.goto(f"{address}/reviews/{review_of(folder, '9901020003')}/peers/")
    look(page, "peers")
    page.goto(f"{address}/campaigns/{campaign_of(folder)}/compare/")
    page.wait_for_selector("form[data-ready]")
    page.click("summary:has-text('选学校')")
    for box in page.locator("[name=submission]").all()[:2]:
        box.check()
    assert "已选 2 所" in page.inner_text("form#choice")
    page.click("#choice button.primary")
    page.wait_for_url("**submission=**")
    assert page.locator("table.beside thead a").count() == 2
    look(page, "compare")


def test_a_school_is_renamed_and_its_past_keeps_its_name(enter: Enter, folder: Path, address: str) -> None:
    page = enter("郑守正")
    page.click("nav.who >> text=单位")
    look(page, "organisations")
    page.click("table.tree a:has-text('岚溪区职业技术学校')")
    look(page, "organisation")
    page.fill("form:has(button[value=rename]) [name=name]", "岚溪区第一职业学院")
    page.fill("form:has(button[value=rename]) [name=day]", "2099-01-01")
    page.click("button[value=rename]")
    assert "岚溪区第一职业学院" in page.inner_text("h1")
    page.goto(f"{address}/campaigns/{campaign_of(folder)}/")
    assert "岚溪区职业技术学校" in page.inner_text("main")
    assert "岚溪区第一职业学院" not in page.inner_text("main")


def test_somebody_is_invited_chooses_a_password_and_signs_in_with_a_code(
    enter: Enter, opened: Callable[[], Any], folder: Path
) -> None:
    head = enter("白路遥")
    head.click("nav.who >> text=人员")
    look(head, "people")
    for name, text in (("name", "周某"), ("login_name", "zhou")):
        head.fill(f"form[action$='invite/'] [name={name}]", text)
    head.click("text=生成邀请链接")
    look(head, "invitation")
    link = head.input_value("textarea.address")
    head.click("text=回到名单")
    head.click("li:has-text('周某') >> text=管理")
    look(head, "person")
    with serving(folder, is_demo=False) as (port, _process):
        here = f"http://localhost:{port}"
        page = opened()
        page.goto(re.sub(r"http://localhost:\d+", here, link))
        look(page, "welcome")
        page.fill("[name=password]", PASSWORD)
        page.fill("[name=again]", PASSWORD)
        page.click("text=设好密码")
        look(page, "sign-in")
        sign_in(page)
        page.click("nav.who >> text=周某")
        page.click("text=启用两步验证")
        look(page, "second-factor")
        secret = page.inner_text("ol code")
        page.fill("[name=code]", code_now(secret))
        page.click("button:has-text('启用')")
        codes = page.locator(".codes code").all_inner_texts()
        assert len(codes) == 8
        look(page, "recovery-codes")
        for code in (codes[0], codes[1]):
            page.goto(f"{here}/account/")
            page.click("text=退出 >> nth=0")
            page.goto(f"{here}/sign-in/")
            sign_in(page)
            page.wait_for_selector("text=还差一步")
            look(page, "sign-in-code")
            page.fill("[name=code]", codes[0])
            page.click("button:has-text('登录')")
            if code != codes[0]:  # used up by the first round
                page.wait_for_selector("text=还差一步")
                page.fill("[name=code]", code)
                page.click("button:has-text('登录')")
            page.wait_for_selector("text=您好")


def sign_in(page: Any) -> None:
    page.fill("[name=login_name]", "zhou")
    page.fill("[name=password]", PASSWORD)
    page.click("button:has-text('登录')")


def code_now(secret: str) -> str:
    return totp(base64.b32decode("".join(secret.split())), int(time.time()))
