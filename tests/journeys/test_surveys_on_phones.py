"""A survey as phones, posters and a failing server meet it: every answer counts, and counts once."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from live_workbench import ask, serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]
FIELDS = ("q-skills", "q-attitude", "q-learning", "q-cooperation", "q-whole")
QUESTIONS = len(FIELDS)


@dataclass
class Asked:
    """A survey of employers under way: sixty codes of one list, a poster, the clerk's window."""

    folder: Path
    port: int
    clerk: Any
    board: str
    poster: str
    codes: list[str]

    def answers(self) -> list[str]:
        found = ask(
            self.folder,
            "SELECT answers FROM surveys_answer WHERE survey_id = (SELECT id FROM surveys_survey WHERE instrument = ?)",
            "employers/1",
        )
        return sorted(str(text) for (text,) in found)

    def next(self) -> str:
        """The address of a slip that nobody has drawn."""
        return f"{self.poster}{self.codes.pop().replace('-', '')}/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def asked(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    folder = tmp_path_factory.mktemp("phones")
    with serving(folder) as (port, _process):
        clerk = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN").new_page()
        clerk.goto(f"http://localhost:{port}/sign-in/")
        clerk.click("button.person:has-text('邱明溪')")
        clerk.click("text=继续填报")
        clerk.click("text=满意度问卷")
        clerk.click("li:has-text('用人单位满意度调查') >> a.button")
        clerk.fill("[name=frame]", ",,合作单位,60")
        clerk.click("main button.primary")
        clerk.click("text=开始调查")
        board = str(clerk.url)
        clerk.goto(f"{board}posters/")
        poster = str(clerk.locator(".poster .address").inner_text()).strip()
        clerk.goto(board)
        clerk.click("a:has-text('答题码')")
        codes = clerk.locator(".slip .code").all_inner_texts()
        yield Asked(folder, port, clerk, board, poster, codes)


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    contexts = []

    def take_out(**how: Any) -> Any:
        contexts.append(
            browser.new_context(
                viewport={"width": 390, "height": 760}, locale="zh-CN", is_mobile=True, has_touch=True, **how
            )
        )
        return contexts[-1].new_page()

    yield take_out
    for one in contexts:
        one.close()


def tick(page: Any, code: str) -> None:
    for box in page.locator(f"input[value='{code}']").all():
        box.check()


def thanked(page: Any) -> None:
    page.wait_for_selector(".done", timeout=60_000)


def test_a_poster_on_the_screen_and_on_paper_leads_to_the_class(asked: Asked, tmp_path: Path) -> None:
    cv2 = pytest.importorskip("cv2")
    asked.clerk.goto(f"{asked.board}posters/")
    asked.clerk.locator(".poster img").screenshot(path=tmp_path / "screen.png")
    (tmp_path / "poster.pdf").write_bytes(asked.clerk.pdf(format="A4", prefer_css_page_size=True))
    pictures = [tmp_path / "screen.png"]
    if shutil.which("pdftoppm"):
        subprocess.run(["pdftoppm", "-r", "110", "-png", tmp_path / "poster.pdf", tmp_path / "paper"], check=True)
        papers = sorted(tmp_path.glob("paper*.png"))
        assert len(papers) == 1  # one class, one sheet
        pictures += papers

    for picture in pictures:
        text, _corners, _straight = cv2.QRCodeDetector().detectAndDecode(cv2.imread(str(picture)))
        assert text == asked.poster


def test_a_double_tap_and_the_way_back_count_once(asked: Asked, phone: Any) -> None:
    before, page = asked.answers(), phone()
    page.goto(asked.poster)
    page.goto(asked.next())
    tick(page, "4")
    page.locator("button:has-text('提交')").dblclick()
    thanked(page)
    page.go_back()
    page.go_forward()
    thanked(page)
    page.reload()
    thanked(page)

    assert asked.answers() == sorted([*before, "4" * QUESTIONS])


def test_two_tabs_of_one_slip_count_once(asked: Asked, phone: Any) -> None:
    before, first, address = asked.answers(), phone(), asked.next()
    second = first.context.new_page()
    first.goto(address)
    second.goto(address)
    tick(first, "5")
    tick(second, "1")
    first.click("button:has-text('提交')")
    thanked(first)
    second.click("button:has-text('提交')")
    thanked(second)

    assert asked.answers() == sorted([*before, "5" * QUESTIONS])


def test_a_slip_on_two_phones_counts_for_the_first(asked: Asked, phone: Any) -> None:
    before, mine, others, address = asked.answers(), phone(), phone(), asked.next()
    mine.goto(address)
    others.goto(address)
    tick(mine, "3")
    tick(others, "2")
    mine.click("button:has-text('提交')")
    thanked(mine)
    others.click("button:has-text('提交')")
    thanked(others)
    assert "这份答卷已经收到" in others.inner_text("main")
    late = phone()
    late.goto(address)
    assert "这份答卷已经收到" in late.inner_text("main")

    assert asked.answers() == sorted([*before, "3" * QUESTIONS])


def test_a_broken_network_loses_nothing_and_doubles_nothing(asked: Asked, phone: Any) -> None:
    before, page = asked.answers(), phone()
    page.goto(asked.next())
    tick(page, "4")
    page.reload()
    assert page.locator("input:checked").count() == QUESTIONS
    page.context.set_offline(True)
    page.click("button:has-text('提交')")
    page.locator("#told", has_text="网络不好").wait_for()
    page.context.set_offline(False)
    thanked(page)

    assert asked.answers() == sorted([*before, "4" * QUESTIONS])


def test_a_phone_that_went_away_while_sending_goes_on_where_it_was(asked: Asked, phone: Any) -> None:
    """The answer arrives, its acknowledgement does not; the page is opened again and sent again."""
    before, page, address = asked.answers(), phone(), asked.next()
    page.goto(address)
    tick(page, "2")
    page.route("**/s/**", lambda route: (route.fetch(), route.abort()) if route.request.method == "POST"
               else route.continue_())  # fmt: skip
    page.click("button:has-text('提交')")
    page.locator("#told", has_text="网络不好").wait_for()
    page.unroute_all()
    page.goto(address)
    thanked(page)

    assert asked.answers() == sorted([*before, "2" * QUESTIONS])


def test_an_old_phone_without_scripts_answers_by_a_form(asked: Asked, phone: Any) -> None:
    before, page = asked.answers(), phone(java_script_enabled=False)
    page.goto(asked.poster)
    page.fill("[name=code]", asked.codes.pop().lower())
    page.click("button:has-text('开始作答')")
    page.click("button:has-text('提交')")
    assert "还没有选任何答案" in page.inner_text("main")
    for label in page.locator("label:has(input[value='5'])").all():
        label.click()
    page.click("button:has-text('提交')")
    thanked(page)

    assert asked.answers() == sorted([*before, "5" * QUESTIONS])


def test_paper_is_typed_in_by_keys_alone(asked: Asked) -> None:
    before, page = asked.answers(), asked.clerk
    page.goto(f"{asked.board}paper/")
    page.locator("[name=group]").focus()
    page.keyboard.press("ArrowDown")
    for answers in ("54321", "1234-"):
        page.locator("[name=code]").focus()
        page.keyboard.type(asked.codes.pop())
        page.keyboard.press("Tab")
        page.keyboard.type(answers)
        page.keyboard.press("Enter")
        page.wait_for_selector("text=已录入")

    assert asked.answers() == sorted([*before, "54321", "1234-"])


@pytest.mark.skipif(os.name == "nt", reason="processes are killed the way that POSIX does it")
def test_a_server_that_is_killed_has_every_answer_that_it_acknowledged(asked: Asked) -> None:
    """Four phones send without pause until the plug is pulled; afterwards the rest is sent, all of it again."""
    before = asked.answers()
    addresses = [asked.next().partition(f":{asked.port}")[2] for _ in range(40)]
    texts = {
        address: f"{1 + place // 20}{1 + place % 20 // 5}{1 + place % 5}55" for place, address in enumerate(addresses)
    }
    acknowledged: list[str] = []

    def send(mine: list[str], port: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        with contextlib.suppress(OSError, http.client.HTTPException):
            for address in mine:
                body = urlencode(dict(zip(FIELDS, texts[address], strict=True)))
                connection.request("POST", address, body, {
                    "Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded",
                })  # fmt: skip
                answer = connection.getresponse()
                told = json.loads(answer.read())
                if answer.status == 200 and told["taken"] in ("thanks", "already"):
                    acknowledged.append(address)
        connection.close()

    with serving(asked.folder) as (port, process):
        threads = [threading.Thread(target=send, args=(addresses[first::4], port)) for first in range(4)]
        for thread in threads:
            thread.start()
        while len(acknowledged) < 12 and any(thread.is_alive() for thread in threads):
            time.sleep(0.002)
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
        for thread in threads:
            thread.join()
    kept = asked.answers()
    assert len(acknowledged) >= 12
    assert all(kept.count(texts[address]) == 1 for address in acknowledged)
    with serving(asked.folder) as (port, _process):
        send(addresses, port)

    assert asked.answers() == sorted([*before, *texts.values()])
