"""An empty workbench becomes a district that collects its first year: passwords, no scripts, and once no mouse.

The operator makes the tree, the district's head the schools and the campaign, each school signs, the district accepts.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from keyboard import tab_to, tab_to_text
from live_workbench import ENVIRONMENT, NIANBAO, serving

from nianbao.framework.loader import load_catalogue
from nianbao.sample.district import LATEST, make_sample
from nianbao.workbooks.template import write_filled

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
PASSWORD = "望川 7 月的雨-long"
OPERATOR, DISTRICT_HEAD = "admin", "zheng"
DISTRICT = "岚溪区"


class School(NamedTuple):
    code: str
    name: str
    head: str
    reviewer: str


SCHOOLS = (
    School("9901020001", "第一职业学校", "head1", "check1"),
    School("9901020002", "农业职业学校", "head2", "check2"),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("workbench")
    subprocess.run(
        [*NIANBAO, "createoperator", OPERATOR, "--name", "管理员", "--password", PASSWORD, "--data", str(made)],
        env=ENVIRONMENT, check=True, capture_output=True,
    )  # fmt: skip
    return made


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(folder, is_demo=False) as (port, _process):
        yield f"http://localhost:{port}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def told(page: Any) -> str:
    return str(page.inner_text("main"))


def sign_in(browser: Any, address: str, login_name: str) -> Any:
    """A window without scripts, signed in by name and password."""
    context = browser.new_context(java_script_enabled=False, locale="zh-CN", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/sign-in/")
    page.fill("[name=login_name]", login_name)
    page.fill("[name=password]", PASSWORD)
    page.click("button:has-text('登录')")
    assert "您好" in told(page)
    return page


def invite(page: Any, name: str, login_name: str, role: str) -> str:
    """The link for somebody who is invited on the page of people that is open."""
    page.fill("form[action$='invite/'] [name=name]", name)
    page.fill("form[action$='invite/'] [name=login_name]", login_name)
    page.select_option("form[action$='invite/'] [name=role]", label=role)
    page.click("text=生成邀请链接")
    return str(page.input_value("textarea.address"))


def accept_invitation(browser: Any, link: str) -> None:
    """Whoever has the link chooses a password; one that is too short is told."""
    page = browser.new_context(java_script_enabled=False, locale="zh-CN").new_page()
    page.goto(link)
    for password in ("1234567890", PASSWORD):
        page.fill("[name=password]", password)
        page.fill("[name=again]", password)
        page.click("text=设好密码")
        if password != PASSWORD:
            assert page.locator("[role=alert]").count() == 1
    page.context.close()


def filled_workbook(place: int, folder: Path) -> Path:
    """A school's workbook as somebody filled it in without a network."""
    record = make_sample().true_records[LATEST][place]
    path = folder / f"{record.organisation.code}.xlsx"
    write_filled(record, load_catalogue(), target=path)
    return path


@pytest.fixture(scope="module")
def district(browser: Any, address: str) -> str:
    """The tree, its people and a campaign; all by forms, without scripts. The address of the district's board."""
    operator = sign_in(browser, address, OPERATOR)
    operator.click("nav >> text=单位")
    operator.fill("form[action$='add/'] [name=name]", "望川市")
    operator.fill("form[action$='add/'] [name=code]", "990100")
    operator.click("form[action$='add/'] button")
    operator.click("nav >> text=单位")
    operator.click("table.tree a:has-text('望川市')")
    operator.fill("form[action$='add/'] [name=name]", DISTRICT)
    operator.fill("form[action$='add/'] [name=code]", "990102")
    operator.click("form[action$='add/'] button")
    operator.click("nav >> text=人员")
    operator.click(f"li:has-text('{DISTRICT}') >> text=人员")
    link = invite(operator, "郑守正", DISTRICT_HEAD, "区级负责人")
    accept_invitation(browser, link)

    head = sign_in(browser, address, DISTRICT_HEAD)
    for school in SCHOOLS:
        head.click("nav >> text=单位")
        head.click(f"table.tree a:has-text('{DISTRICT}')")
        head.fill("form[action$='add/'] [name=name]", school.name)
        head.fill("form[action$='add/'] [name=code]", school.code)
        head.click("form[action$='add/'] button")
    links = []
    for school in SCHOOLS:
        for name, login_name, role in (("白路遥", school.head, "负责人"), ("孟晚照", school.reviewer, "审核人")):
            head.click("nav >> text=人员")
            head.click(f"li:has-text('{school.name}') >> text=人员")
            links.append(invite(head, name, login_name, role))
    for link in links:
        accept_invitation(browser, link)
    head.goto(f"{address}/")
    head.click(f"text=为{DISTRICT}开启新的填报")
    head.select_option("[name=edition]", LATEST)
    head.click("button:has-text('开启')")
    head.goto(f"{address}/")
    head.click("text=进度与审核")
    return str(head.url)


def test_a_wrong_password_is_told_without_saying_what_is_wrong(browser: Any, address: str) -> None:
    said = []
    for login_name in (OPERATOR, "nobody"):
        page = browser.new_context(java_script_enabled=False, locale="zh-CN").new_page()
        page.goto(f"{address}/sign-in/")
        page.fill("[name=login_name]", login_name)
        page.fill("[name=password]", "not the password")
        page.click("button:has-text('登录')")
        said.append(page.inner_text(".messages .error"))
        page.context.close()
    assert said[0] == said[1] != ""


def test_a_school_signs_by_password_without_scripts_and_is_accepted(
    browser: Any, address: str, district: str, tmp_path: Path
) -> None:
    school = SCHOOLS[0]
    head = sign_in(browser, address, school.head)
    head.click("text=开始填报")
    desk = str(head.url)
    head.set_input_files("[name=workbook]", filled_workbook(0, tmp_path))
    head.click("text=上传，先看会改什么")
    assert "还没有保存任何东西" in told(head)
    head.click("text=确认导入")
    reviewer = sign_in(browser, address, school.reviewer)
    reviewer.goto(desk)
    reviewer.click("button:has-text('审核通过')")
    head.goto(f"{desk}hand-in/")
    head.fill("[name=signed_name]", "白路遥")
    head.fill("[name=password]", "not the password")
    head.click("text=签署并报送")
    assert "已报送" not in told(head)
    head.goto(f"{desk}hand-in/")
    head.fill("[name=signed_name]", "白路遥")
    head.fill("[name=password]", PASSWORD)
    head.click("text=签署并报送")
    assert "已报送" in told(head)
    leader = sign_in(browser, address, DISTRICT_HEAD)
    leader.goto(district)
    leader.click(f"table.board a:has-text('{school.name}')")
    leader.click("text=接收（冻结数据）")
    leader.click("form[action$='accept/'] button")
    assert "已通过" in told(leader)
    leader.goto(f"{district}aggregate/")
    assert "1/2" in told(leader)


def test_a_school_goes_from_the_door_to_its_signature_by_keys_alone(
    browser: Any, address: str, district: str, tmp_path: Path
) -> None:
    assert district
    school = SCHOOLS[1]
    page = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{address}/sign-in/")
    page.keyboard.type(school.head)  # the name is asked for first
    tab_to(page, "[name=password]", 1)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=您好")
    tab_to_text(page, "开始填报")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/submissions/\d+/"))
    desk = str(page.url)

    # A file is chosen in the system's own window; everything around it is reached by Tab.
    tab_to(page, "[name=workbook]")
    page.set_input_files("[name=workbook]", filled_workbook(1, tmp_path))
    tab_to_text(page, "上传，先看会改什么", 2)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=还没有保存任何东西")
    tab_to_text(page, "确认导入")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=已导入")

    # One cell is typed again, and saved on the way to the next.
    tab_to(page, "a[href*='/tables/base_items/']")
    page.keyboard.press("Enter")
    page.wait_for_selector("form[data-ready]")
    tab_to(page, "[data-row][data-column]")
    typed = page.evaluate("document.activeElement.value")
    page.keyboard.type(typed or "0")
    page.keyboard.press("Enter")

    reviewer = sign_in(browser, address, school.reviewer)
    reviewer.goto(desk)
    reviewer.click("button:has-text('审核通过')")
    page.goto(desk)
    tab_to_text(page, "去报送")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/hand-in/"))
    tab_to(page, "[name=signed_name]")
    page.keyboard.type("白路遥")
    tab_to(page, "[name=password]", 1)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=已报送")
