import pytest

from nianbao.packages.member_path import DEEPEST, LONGEST_PATH, collisions, why_unsafe


@pytest.mark.parametrize(
    "path", ["facts.csv", "attachments/证明 1/名单（终稿）.pdf", "renderings/annex.docx", "a/.keep"]
)
def test_ordinary_names_are_welcome(path: str) -> None:
    assert why_unsafe(path) is None


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("a\\b", "backslash"),
        ("/a", "absolute"),
        ("d:a", "absolute"),
        ("a/../b", "leads out"),
        ("./a", "level"),
        ("a" * (LONGEST_PATH + 1), "too long"),
        ("a/" * DEEPEST + "a", "too deep"),
        ("a\x00b", "invisible"),
        ("a\u200bb", "invisible"),
        ("a?", "holds one of"),
        ("a .", "full stop"),
        ("CON", "Windows"),
        ("aux.txt", "Windows"),
        ("e\u0301", "NFC"),
        ("", "empty"),
    ],
)
def test_each_refusal_says_why(path: str, words: str) -> None:
    why = why_unsafe(path)

    assert why is not None
    assert words in why[1]


def test_names_that_differ_for_every_system_do_not_collide() -> None:
    assert collisions(["名单1.pdf", "名单2.pdf", "A/b", "A/c"]) == []
