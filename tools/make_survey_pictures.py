"""The pictures of the guide to surveys, taken while its story is played in a browser.

Usage: python tools/make_survey_pictures.py [FOLDER]

Plays a clerk who asks parents, a student who answers on a phone whose network fails, the results of the staff that
go into table 2, and a district that has schools ask at once; writes a .jpg for each step to FOLDER
(docs/guide/survey-pictures). A step that no longer works stops it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from make_guide_pictures import PHONE, ROOT, Play, demonstration, find_browser

PICTURES = ROOT / "docs" / "guide" / "survey-pictures"


def play_preparing(play: Play) -> tuple[Any, str]:
    """Parents are asked like their children, class by class; the window and the address of the list."""
    clerk = play.enter("邱明溪")
    clerk.click("text=继续填报")
    clerk.click("text=满意度问卷")
    surveys = str(clerk.url)
    play.take(clerk, "surveys")
    clerk.click("li:has-text('家长满意度调查') >> a.button")
    play.take(clerk, "prepare")
    clerk.click("button.primary:has-text('保存')")
    clerk.click("text=开始调查")
    clerk.wait_for_selector("text=问卷已经开始")
    clerk.click("text=班级海报")
    play.take(clerk, "poster", ".poster", alone=True)
    return clerk, surveys


def play_answering(play: Play, clerk: Any, surveys: str) -> None:
    """A student draws a slip; the phone loses its network in the middle and nothing is lost or counted twice."""
    clerk.goto(surveys)
    clerk.click("li:has-text('在校生满意度调查') >> a.button")
    board = str(clerk.url)
    play.take(clerk, "board")
    clerk.locator("a:has-text('答题码')").last.click()
    play.take(clerk, "slips")
    codes = clerk.locator(".slip .code").all_inner_texts()
    clerk.goto(f"{board}posters/")
    poster = clerk.locator(".poster .address").last.inner_text().strip()
    context = play.browser.new_context(
        viewport={"width": PHONE, "height": 760}, locale="zh-CN", is_mobile=True, has_touch=True
    )
    phone = context.new_page()
    for code in codes:  # of the made-up answers some slips were used already, and nobody knows which
        phone.goto(poster)
        phone.fill("[name=code]", code)
        play.take(phone, "phone-code")
        phone.click("text=开始作答")
        phone.wait_for_selector(".done, #answer")
        if phone.locator("#answer").count():
            break
    for box in phone.locator("input[value='4']").all()[:9]:
        box.check()
    play.take(phone, "phone-questions")
    phone.reload()
    assert phone.locator("#count").inner_text() == "已答 9/14", "what was ticked is still there"
    for box in phone.locator("input[value='5']").all()[9:]:
        box.check()
    context.set_offline(True)
    phone.click("button:has-text('提交')")
    phone.locator("#told", has_text="网络不好").wait_for()
    play.take(phone, "phone-offline", "#told")
    context.set_offline(False)
    phone.wait_for_selector("text=已经收到", timeout=60_000)
    play.take(phone, "phone-thanks")


def play_results(play: Play, clerk: Any, surveys: str) -> None:
    """What the staff said, and table 2 filled in with one click."""
    clerk.goto(surveys)
    clerk.click("li:has-text('教职工满意度调查') >> a.button")
    play.take(clerk, "results")
    rate = clerk.locator("td strong").first.inner_text()
    clerk.click("button:has-text('填入表 2')")
    clerk.wait_for_selector("text=已填入表 2")
    value = clerk.locator('[data-indicator="satisfaction_staff"]')
    assert value.input_value() == rate, "table 2 says what the results say"
    play.take(clerk, "table", '[data-indicator="satisfaction_staff"]')


def play_district(play: Play) -> None:
    """A district has two of its schools ask employers at once."""
    district = play.enter("高审之")
    district.click("text=进度与审核 >> nth=0")
    district.click("text=各校问卷")
    district.click("li:has-text('用人单位满意度调查') >> a.button")
    first, second = district.locator("label:has(input[name=school]) span").all_inner_texts()[:2]
    district.fill("[name=frames]", f"学校,专业,年级,班级,人数\n{first},,,合作单位,40\n{second},,,合作单位,65")
    play.take(district, "launch")
    district.click("main button.primary:has-text('发起')")
    district.click("button:has-text('全部开始')")
    district.wait_for_selector("text=2 所学校已开始")
    play.take(district, "round")


def main() -> int:
    from playwright.sync_api import sync_playwright

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    with demonstration() as address, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        play = Play(browser, address, folder)
        clerk, surveys = play_preparing(play)
        play_answering(play, clerk, surveys)
        play_results(play, clerk, surveys)
        play_district(play)
        browser.close()
    print(f"wrote {len(set(play.taken))} pictures to {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
