"""The script of the entry pages says nothing that does not come with the page, and finds all that it says."""

from __future__ import annotations

import json
import re
from pathlib import Path

from django.utils.translation import override

from nianbao.web.config.settings import WEB
from nianbao.web.presentation.entry_words import entry_words

SCRIPT = Path(WEB) / "static" / "nianbao" / "entry.js"


def test_the_script_finds_every_word_and_no_other_is_sent() -> None:
    script = SCRIPT.read_text(encoding="utf-8")
    asked = set(re.findall(r'tell\("(\w+)"', script)) | set(re.findall(r'\["(use_\w+)", ', script))
    assert asked == set(json.loads(entry_words()))


def test_each_place_to_fill_is_filled_by_the_script() -> None:
    script = SCRIPT.read_text(encoding="utf-8")
    for name, sentence in json.loads(entry_words()).items():
        for place in re.findall(r"\{(\w+)\}", sentence):
            assert re.search(rf'tell\("{name}", \{{[^}}]*\b{place}\b', script), (name, place)


def test_in_english_every_word_is_english_with_the_same_places() -> None:
    chinese = json.loads(entry_words())
    with override("en"):
        english = json.loads(entry_words())
    for name, sentence in english.items():
        assert sorted(re.findall(r"\{\w+\}", sentence)) == sorted(re.findall(r"\{\w+\}", chinese[name]))
        assert not re.search(r"[\u4e00-\u9fff]", sentence), sentence
