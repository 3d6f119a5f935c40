"""The same thing done twice at the same moment, over two connections, happens once."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

import pytest
from live_workbench import Visitor, ask, serving

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))
from edited_word import EditedWord

pytestmark = pytest.mark.slow
HANDED_IN, FAULTY = "9901020003", "9901020002"


@pytest.fixture(scope="module")
def workbench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, int]]:
    folder = tmp_path_factory.mktemp("two")
    with serving(folder) as (port, _):
        yield folder, port


def at_once(*acts: Callable[[], object]) -> None:
    """All acts from one starting line; what one raises fails the test."""
    line = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        line.wait()
        act()

    with ThreadPoolExecutor(len(acts)) as pool:
        for done in [pool.submit(run, act) for act in acts]:
            done.result()


def submission_of(folder: Path, code: str) -> tuple[int, str]:
    ((number, state),) = ask(
        folder,
        "SELECT s.id, s.state FROM submissions_submission s"
        " JOIN organisations_organisation o ON o.id = s.organisation_id WHERE o.code = ? ORDER BY s.id DESC LIMIT 1",
        code,
    )
    return int(str(number)), str(state)


def decisions(folder: Path, submission: int, kind: str) -> int:
    ((count,),) = ask(
        folder, "SELECT COUNT(*) FROM reviews_decision WHERE submission_id = ? AND kind = ?", submission, kind
    )
    return int(str(count))


def test_two_corrections_of_one_figure_at_once_are_one(workbench: tuple[Path, int]) -> None:
    folder, port = workbench
    first, second = (Visitor(folder, port, "district_reviewer") for _ in range(2))
    ((campaign,),) = ask(folder, "SELECT MAX(id) FROM campaigns_campaign")
    address = f"/campaigns/{campaign}/figures/graduates/"
    page = first.send("GET", address).decode()
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    bodies = [urlencode({"seen": seen, "after": after, "reason": "有重复"}).encode() for after in ("7", "8")]
    at_once(*(lambda who=who, body=body: who.send("POST", f"{address}correct/", body)
              for who, body in zip((first, second), bodies, strict=True)))  # fmt: skip
    standing = "SELECT id FROM reviews_correction WHERE withdrawn_at IS NULL"
    ((made,),) = ask(folder, standing)
    reason = urlencode({"reason": "查明没有重复"}).encode()
    withdraw = f"/campaigns/{campaign}/corrections/{made}/withdraw/"
    at_once(lambda: first.send("POST", withdraw, reason), lambda: second.send("POST", withdraw, reason))
    assert ask(folder, standing) == []
    kinds = "SELECT COUNT(*) FROM audit_event WHERE kind = ?"
    assert ask(folder, kinds, "publications.correction.made") == [(1,)]
    assert ask(folder, kinds, "publications.correction.withdrawn") == [(1,)]


def test_each_decision_of_two_reviewers_is_taken_once(workbench: tuple[Path, int]) -> None:
    folder, port = workbench
    first, second = (Visitor(folder, port, "district_head") for _ in range(2))
    submission, state = submission_of(folder, HANDED_IN)
    assert state == "handed_in"
    reason = urlencode({"reason": "请核对后重新报送"}).encode()
    for action, kind, expected, body in (
        ("receive", "received", "received", b""),
        ("accept", "accepted", "accepted", b""),
        ("reopen", "reopened", "returned", reason),
    ):
        before = decisions(folder, submission, kind)
        address = f"/reviews/{submission}/{action}/"
        at_once(
            lambda: first.send("POST", address, body),  # noqa: B023
            lambda: second.send("POST", address, body),  # noqa: B023
        )
        assert submission_of(folder, HANDED_IN) == (submission, expected)
        assert decisions(folder, submission, kind) == before + 1
        # And once more, late: nothing changes.
        first.send("POST", address, body)
        assert decisions(folder, submission, kind) == before + 1


def test_of_two_saves_of_one_cell_one_is_told_of_the_other(workbench: tuple[Path, int]) -> None:
    folder, port = workbench
    first, second = (Visitor(folder, port, code=FAULTY) for _ in range(2))
    ((indicator, version),) = ask(
        folder, "SELECT indicator, version FROM submissions_entry WHERE submission_id = ? ORDER BY indicator LIMIT 1",
        first.submission,
    )  # fmt: skip
    answers: list[dict[str, object]] = []

    def save(visitor: Visitor, raw: str) -> None:
        body = json.dumps({"cells": [{"indicator": indicator, "raw": raw, "version": version}]}).encode()
        answers.append(json.loads(visitor.send("POST", visitor.at("save/"), body, "application/json")))

    at_once(lambda: save(first, "4111"), lambda: save(second, "4222"))

    assert sorted(len(answer["conflicts"]) for answer in answers) == [0, 1]  # type: ignore[arg-type]
    ((after, raw),) = ask(
        folder, "SELECT version, raw FROM submissions_entry WHERE submission_id = ? AND indicator = ?",
        first.submission, indicator,
    )  # fmt: skip
    assert int(str(after)) == int(str(version)) + 1
    (conflict,) = next(answer["conflicts"] for answer in answers if answer["conflicts"])  # type: ignore[misc]
    assert conflict["raw"] == raw


def test_two_passes_at_once_are_one(workbench: tuple[Path, int]) -> None:
    folder, port = workbench
    first, second = (Visitor(folder, port, code=FAULTY) for _ in range(2))
    before = ask(folder, "SELECT COUNT(*) FROM audit_event WHERE kind LIKE '%passed%'")
    at_once(lambda: first.send("POST", first.at("pass/")), lambda: second.send("POST", second.at("pass/")))
    ((count,),) = ask(folder, "SELECT COUNT(*) FROM audit_event WHERE kind LIKE '%passed%'")

    assert int(str(count)) - int(str(before[0][0])) in (0, 1)


def test_the_record_of_events_is_one_chain_after_all_this(workbench: tuple[Path, int]) -> None:
    folder, _ = workbench
    rows = ask(folder, "SELECT sequence, previous_digest, digest FROM audit_event ORDER BY sequence")
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert all(after[1] == before[2] for before, after in pairwise(rows))


def test_of_two_saves_of_one_chapter_one_is_kept_and_the_other_told(workbench: tuple[Path, int]) -> None:
    folder, port = workbench
    authors = [Visitor(folder, port, code=FAULTY) for _ in range(2)]
    ((chapter, kept, version),) = ask(
        folder,
        "SELECT c.id, c.blocks, c.version FROM manuscripts_chapter c JOIN manuscripts_manuscript m"
        " ON m.id = c.manuscript_id JOIN organisations_organisation o ON o.id = m.organisation_id"
        " WHERE o.code = ? AND c.node = 'culture'",
        FAULTY,
    )
    blocks = json.loads(str(kept))
    for turn in range(5):
        seen, answers = int(str(version)) + turn, []

        def save(author: Visitor, text: str, seen: int = seen, answers: list[int] = answers) -> None:
            said = {"kind": "paragraph", "id": "p-two", "parts": [{"kind": "text", "text": text}]}
            body = json.dumps({"version": seen, "blocks": [*blocks, said]}).encode()
            author.send("POST", f"/chapters/{chapter}/save/", body, "application/json")
            answers.append(author.status)

        at_once(*(partial(save, author, f"{name}{turn}") for author, name in zip(authors, "甲乙", strict=True)))
        assert sorted(answers) == [200, 409]
        ((now,),) = ask(folder, "SELECT version FROM manuscripts_chapter WHERE id = ?", chapter)
        assert now == seen + 1


def test_a_returned_file_is_kept_once_and_each_of_its_changes_taken_once(workbench: tuple[Path, int]) -> None:
    folder, port = workbench
    first, second = (Visitor(folder, port, code=FAULTY) for _ in range(2))
    ((report,),) = ask(
        folder,
        "SELECT m.id FROM manuscripts_manuscript m JOIN organisations_organisation o ON o.id = m.organisation_id"
        " WHERE o.code = ?", FAULTY,
    )  # fmt: skip
    address = f"/manuscripts/{report}/"
    word = EditedWord(first.send("GET", f"{address}report.docx"))
    data = word.retype("教师把农时写进课表", "老师把农时排进课表").insert("老师把农时", "新写的一段。").saved()
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\n' + data + b"\r\n--x--\r\n"
    at_once(*(lambda who=who: who.send("POST", f"{address}word/", part, "multipart/form-data; boundary=x")
              for who in (first, second)))  # fmt: skip
    ((file,),) = ask(folder, "SELECT id FROM manuscripts_returnedfile")
    chapter = "SELECT version FROM manuscripts_chapter WHERE manuscript_id = ? AND node = 'teaching'"
    ((before,),) = ask(folder, chapter, report)
    at_once(
        *(lambda who=who: who.send("POST", f"{address}word/{file}/decide/", b"take=all") for who in (first, second))
    )
    assert ask(folder, chapter, report) == [(int(str(before)) + 1,)]
    assert ask(folder, "SELECT COUNT(*) FROM manuscripts_returnedchange WHERE state = 'taken'") == [(2,)]
    assert ask(folder, "SELECT COUNT(*) FROM audit_event WHERE kind = 'manuscripts.return.taken'") == [(1,)]
    at_once(
        lambda: first.send("POST", f"{address}word/{file}/decide/", b"refuse=1"),
        lambda: second.send("POST", f"{address}word/{file}/decide/", b"take=1"),
    )
    assert ask(folder, "SELECT COUNT(*) FROM manuscripts_returnedchange WHERE state = 'taken'") == [(2,)]
