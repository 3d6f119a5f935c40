"""What the auditor's reader takes from an older report, read in a process of its own that is bounded.

Headings, tables and the figures whose labels it knows. Nothing here is data that anybody signed: every place
that shows it says that a program read it from the file.
"""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import islice
from typing import Any

from nianbao.documents.document import BlockKind, Document
from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.names.known_facts import known_facts
from nianbao.facts.own_folder import cache_folder
from nianbao.facts.pattern import patterns_kept_in
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.proofreading.proofread import proofread
from nianbao.web.releases.scan import scan_text

MOST_SECONDS, MOST_MEMORY = 90, 2 * 1024**3
MOST_HEADINGS, MOST_FIGURES, MOST_TEXT = 200, 400, 200_000
_PROBLEM = 3


def extracted_from(data: bytes, name: str) -> dict[str, Any]:
    """What a report says, as plain data with its text; raises Problem where it cannot be read."""
    command = [sys.executable, "-m", "nianbao.web.releases.extracting", name or "report"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Problem(
            "archive-too-slow",
            f"{MOST_SECONDS} 秒内没有读完，已停止。请把文件拆小或换一种格式再传。",
            f"It was not read within {MOST_SECONDS} seconds and was stopped. Send it smaller or in another format.",
        ) from None
    if done.returncode == _PROBLEM:
        told = json.loads(done.stdout)
        raise Problem(told["code"], told["message"], told["message_en"])
    if done.returncode:
        raise Problem(
            "archive-unreadable",
            "这份文件没能读完，可能已损坏或太复杂。请另存一份再传。",
            "The file could not be read to its end; it may be damaged or too intricate. Save it anew and send that.",
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def taken_from(document: Document) -> dict[str, Any]:
    """The same within this process."""
    manuscript = Manuscript.of(document)
    report = proofread(document, catalogue=load_catalogue())
    labels = load_catalogue().indicators
    text = "\n".join(passage.plain for passage in manuscript.passages)[:MOST_TEXT]
    figures = [
        {
            "indicator": name,
            "label": labels[name].label if name in labels else fact.label,
            "printed": fact.label[:120],
            "text": str(fact.operand.cell)[:60],
            "period": fact.period,
            "place": str(fact.place)[:120],
            "is_table": fact.is_table,
        }
        for name, facts in sorted(known_facts(manuscript).items())
        for fact in facts
        if fact.has_number
    ]
    return {
        "format": document.format,
        "headings": [
            {"level": block.level, "text": block.text.text[:120]}
            for block in islice(document.of_kind(BlockKind.HEADING), MOST_HEADINGS)
        ],
        "tables": sum(1 for _ in document.of_kind(BlockKind.TABLE)),
        "cases": [block.text.text[:120] for block in islice(document.of_kind(BlockKind.CASE), MOST_HEADINGS)],
        "notes": [note.message for note in document.notes][:20],
        "characters": len(text),
        "recognised_pages": list(document.recognised_pages),
        "figures": figures[:MOST_FIGURES],
        "period": manuscript.data_period,
        "numbers": report.numbers,
        "personal": [
            {"code": one.code, "is_blocking": one.is_blocking, "excerpt": one.excerpt}
            for one in dict.fromkeys(scan_text(text, "正文"))
        ],
        "text": text,
    }


def answer(data: bytes, name: str) -> tuple[int, bytes]:
    """What the process says and ends with."""
    try:
        found: dict[str, Any] = taken_from(read_document(data, name=name))
        return 0, json.dumps(found, ensure_ascii=False).encode()
    except Problem as problem:
        told = {"code": problem.code, "message": problem.message, "message_en": problem.message_en}
        return _PROBLEM, json.dumps(told, ensure_ascii=False).encode()


def main() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    # The process lives for one file: without what earlier ones kept, half of its time would be compiling patterns.
    with patterns_kept_in(cache_folder()):
        code, said = answer(sys.stdin.buffer.read(), sys.argv[1])
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()
    raise SystemExit(code)


if __name__ == "__main__":
    main()
