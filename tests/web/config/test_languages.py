"""Chinese first, English complete: what is shown is marked, what is marked has its English, and people choose."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation.template import templatize

import nianbao.web
from nianbao.framework.model import AggregationMethod
from nianbao.rendering.annex import METHOD_LABELS, METHOD_LABELS_EN
from nianbao.web.accounts.models import Person
from nianbao.web.campaigns.models import Notice
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.actions import receive
from nianbao.web.submissions.models import Submission

WEB = Path(next(iter(nianbao.web.__path__)))
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
LOCALE = WEB / "locale" / "en" / "LC_MESSAGES"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
MARKED = re.compile(r"\{% (?:blocktrans|blocktranslate)\b.*?\{% end(?:blocktrans|blocktranslate) %\}", re.DOTALL)
TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}|\{\{.*?\}\}", re.DOTALL)
NAMES = ("_", "gettext", "gettext_lazy", "gettext_noop")
# Answers of the form that are typed as they are, in every language; the seal; a language's own name for itself.
AS_THEY_ARE = {"无", "不适用", "缺报", "年", "中文"}
ARRIVED, FILLER = "9901020003", "汪青禾"


def english() -> gettext.GNUTranslations:
    with (LOCALE / "django.mo").open("rb") as stream:
        return gettext.GNUTranslations(stream)


def calls(source: str) -> Iterator[str]:
    """Every literal text that is handed to gettext."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMES and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def of_a_template(text: str) -> Iterator[str]:
    for found in re.finditer(r"gettext\(u?(\"\"\".*?\"\"\"|\"[^\"]*\"|'[^']*')\)", templatize(text), re.DOTALL):
        yield ast.literal_eval(found[1])
    for found in re.finditer(r"_\((\"[^\"]*\"|'[^']*')\)", templatize(text)):
        yield ast.literal_eval(found[1])


def unmarked(text: str) -> list[str]:
    """Chinese of a template that stands outside every mark."""
    rest = TAG.sub("\n", MARKED.sub("\n", text))
    found = re.findall(r"[^<>\n\"']*[\u4e00-\u9fff][^<>\n\"']*", rest)
    return sorted({one.strip() for one in found} - AS_THEY_ARE)


def asked_for() -> dict[str, str]:
    found = {}
    for path in TEMPLATES:
        for text in of_a_template(path.read_text(encoding="utf-8")):
            found[text] = path.name
    for path in sorted(WEB.rglob("*.py")):
        for text in calls(path.read_text(encoding="utf-8")):
            found[text] = path.name
    return {text: where for text, where in found.items() if CHINESE.search(text)}


def test_every_marked_text_has_its_english() -> None:
    texts, catalogue = asked_for(), english()
    assert len(texts) > 300
    missing = {text: where for text, where in texts.items() if catalogue.gettext(text) == text}
    assert not missing


def test_how_figures_add_up_has_its_english() -> None:
    """It is kept with a release in Chinese and translated where it is shown."""
    catalogue = english()
    assert all(catalogue.gettext(METHOD_LABELS[one]) == METHOD_LABELS_EN[one] for one in AggregationMethod)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_chinese_in_a_template_is_marked(path: Path) -> None:
    if path.name == "500.html":  # answered where nothing works any more, translations among it
        pytest.skip("says itself in both languages")
    assert unmarked(path.read_text(encoding="utf-8")) == []


def test_chinese_that_is_not_marked_is_noticed() -> None:
    assert unmarked('<p>你好</p>{% translate "再见" %}') == ["你好"]
    assert unmarked("{% blocktranslate %}第 {{ n }} 页{% endblocktranslate %}") == []


def test_what_views_say_is_marked() -> None:
    found = {}
    for path in sorted((WEB / "pages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func).startswith("messages.")):
                continue
            for one in node.args:
                text = ast.unparse(one)
                if isinstance(one, ast.Constant | ast.JoinedStr) and CHINESE.search(text):
                    found[text] = path.name
    assert not found


def test_the_compiled_catalogue_is_that_of_the_written_one() -> None:
    written = (LOCALE / "django.po").read_text(encoding="utf-8")
    pairs = re.findall(r'^(?:msgctxt "(.*)"\n)?msgid "(.+)"\nmsgstr "(.*)"$', written, re.MULTILINE)
    catalogue = english()
    assert len(pairs) > 300
    for context, key, value in pairs:
        text, plain = (ast.literal_eval(f'"{one}"') for one in (key, value))
        assert (catalogue.pgettext(context, text) if context else catalogue.gettext(text)) == plain


def test_the_choice_stays_with_the_person(enter: Callable[[str], Client], person: Callable[[str], Person]) -> None:
    client = enter(FILLER)
    assert 'lang="zh-CN"' in client.get("/").content.decode()
    assert client.post("/language/", {"language": "en", "back": "/account/"}).headers["Location"] == "/account/"
    assert person(FILLER).language == "en"
    page = client.get("/").content.decode()
    assert '<html lang="en">' in page
    assert "My filings" in page
    other = enter(FILLER).get("/")  # another browser of the same person
    assert "My filings" in other.content.decode()
    client.post("/language/", {"language": "zh"})
    assert "我的填报" in client.get("/").content.decode()


def test_a_stranger_s_choice_is_kept_in_a_cookie_and_the_browser_s_preference_does_not_count() -> None:
    client = Client(headers={"accept-language": "en"})
    assert "登录" in client.get("/sign-in/").content.decode()
    client.post("/language/", {"language": "en"})
    assert "Sign in" in client.get("/sign-in/").content.decode()


def test_the_way_back_stays_on_the_site(enter: Callable[[str], Client]) -> None:
    answer = enter(FILLER).post("/language/", {"language": "en", "back": "https://example.org/"})
    assert answer.headers["Location"] == "/"


def test_a_reader_of_english_is_told_in_english(
    standing: Callable[[str], Standing], submission: Callable[..., Submission]
) -> None:
    Notice.objects.all().delete()
    Person.objects.filter(name=FILLER).update(language="en")
    receive(submission(ARRIVED), standing=standing("高审之"))
    assert "Received by the district" in Notice.objects.get(person__name=FILLER).title
