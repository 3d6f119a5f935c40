"""A draft read by the auditor in a process of its own: bounded in size, time and memory, and kept nowhere.

The draft goes in by the process's input and the page or the Word file comes back by its output,
so that nothing of it touches a disk, and a file made to exhaust a reader ends that process alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Sequence

from nianbao.documents.document import Document
from nianbao.documents.reading import read_document
from nianbao.facts.own_folder import cache_folder
from nianbao.facts.pattern import patterns_kept_in
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.proofreading.annotation import annotated
from nianbao.proofreading.finding import ProofReport
from nianbao.proofreading.page import as_page
from nianbao.proofreading.proofread import proofread

PAGE, WORD = "page", "word"
MOST_BYTES = 12 * 1024 * 1024
MOST_SECONDS = 60
MOST_MEMORY = 2 * 1024**3
AT_ONCE = 2
_PROBLEM = 3
_places = threading.BoundedSemaphore(AT_ONCE)


def proof_of(
    data: bytes, *, name: str, form: str = PAGE, english: bool = False, seconds: float = MOST_SECONDS
) -> bytes:
    """The findings beside the text as a page, or the same .docx back with a comment at each finding.

    Raises Problem where the draft is too large, cannot be read, or takes too long.
    """
    if len(data) > MOST_BYTES:
        raise Problem(
            "draft-too-large",
            f"文件超过 {MOST_BYTES // 1024 // 1024} MB。请压缩其中的图片后再传。",
            f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. Compress its pictures, then send it again.",
        )
    if not _places.acquire(timeout=seconds):
        raise Problem(
            "draft-others-first", "正在核别的稿子，请稍后再传。", "Other drafts are being read; send yours again later."
        )
    try:
        command = [sys.executable, "-m", "nianbao.web.publications.proof", form, name or "draft", "en" * english]
        done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise Problem(
            "draft-too-slow",
            f"{seconds:.0f} 秒内没有核完，已停止。请分章另存后再传，或在电脑上用 nianbao check。",
            f"It was not read within {seconds:.0f} seconds and was stopped. Send it chapter by chapter, "
            "or use nianbao check on your computer.",
        ) from None
    finally:
        _places.release()
    if done.returncode == _PROBLEM:
        told = json.loads(done.stdout)
        raise Problem(told["code"], told["message"], told["message_en"])
    if done.returncode:
        raise Problem(
            "draft-unreadable",
            "这份文件没能读完，可能已损坏或太复杂。请另存一份再传。",
            "The file could not be read to its end; it may be damaged or too intricate. Save it anew and send that.",
        )
    return done.stdout


def read_draft(data: bytes, name: str) -> tuple[Document, ProofReport]:
    """The draft as read, with all that it says against itself."""
    document = read_document(data, name=name)
    return document, proofread(document, catalogue=load_catalogue())


def answer(data: bytes, arguments: Sequence[str]) -> tuple[int, bytes]:
    """What the process says and ends with."""
    form, name, language = arguments
    try:
        document, report = read_draft(data, name)
        if form == WORD:
            return 0, annotated(data, report, english=language == "en")
        return 0, as_page([(document, report)], english=language == "en").encode()
    except Problem as problem:
        told = {"code": problem.code, "message": problem.message, "message_en": problem.message_en}
        return _PROBLEM, json.dumps(told).encode()


def main() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    # The process lives for one file: without what earlier ones kept, half of its time would be compiling patterns.
    with patterns_kept_in(cache_folder()):
        code, said = answer(sys.stdin.buffer.read(), sys.argv[1:])
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()
    raise SystemExit(code)


if __name__ == "__main__":
    main()
