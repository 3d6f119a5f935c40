"""Older office files, turned into .docx by LibreOffice and read as such."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from nianbao.documents import limits
from nianbao.documents.archive import encrypted
from nianbao.documents.document import Document, DocumentError, Note
from nianbao.documents.word.package import read_word

LABEL = "doc"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")


def read_older(data: bytes, name: str) -> Document:
    """The document in an older office file; places are those of the converted file."""
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise encrypted(LABEL, name)
    program = office_program()
    if program is None:
        raise DocumentError(
            "doc-needs-office",
            f"“{name}”是旧格式（doc/wps/rtf/odt），读取它需要 LibreOffice。请安装 LibreOffice，"
            "或用 Word/WPS 打开后另存为 docx 再试。",
            f"“{name}” is in an older format (doc, wps, rtf, odt) that needs LibreOffice to be read. "
            "Install LibreOffice, or save the file as docx in Word or WPS and try again.",
        )
    converted = _converted(program, data, name)
    document = read_word(converted, name)
    note = Note(
        "本文件先由 LibreOffice 转换为 docx 再读取，段落位置以转换后的文件为准。",
        "LibreOffice turned this file into .docx before it was read; paragraphs are those of the converted file.",
    )
    return replace(document, format=LABEL, notes=(note, *document.notes))


def office_program() -> str | None:
    """The LibreOffice on this machine, or None."""
    for candidate in _PROGRAMS:
        found = shutil.which(candidate)
        if found:
            return found
    return None


def _converted(program: str, data: bytes, name: str) -> bytes:
    """The file as .docx; a profile of its own, a time limit, and no way out to the network."""
    suffix = ".rtf" if data.startswith(b"{\\rtf") else ".odt" if data.startswith(b"PK") else ".doc"
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        source = Path(folder) / f"source{suffix}"
        source.write_bytes(data)
        nowhere = "http://127.0.0.1:9"
        environment = {**os.environ, "http_proxy": nowhere, "https_proxy": nowhere, "HOME": folder}
        process = subprocess.Popen(
            [program, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless", "--norestore",
             "--nologo", "--convert-to", "docx", "--outdir", folder, str(source)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, start_new_session=True,
        )  # fmt: skip
        try:
            process.wait(limits.OFFICE_SECONDS)
        except subprocess.TimeoutExpired as trouble:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise DocumentError(
                "doc-conversion-slow",
                f"LibreOffice 转换“{name}”超过 {limits.OFFICE_SECONDS} 秒，已停止。请用 Word/WPS 另存为 docx 再试。",
                f"LibreOffice took more than {limits.OFFICE_SECONDS} seconds to convert “{name}” and was stopped. "
                "Save the file as docx in Word or WPS and try again.",
            ) from trouble
        result = source.with_suffix(".docx")
        if not result.exists() or result.stat().st_size > limits.FILE_BYTES:
            raise DocumentError(
                "doc-conversion-failed",
                f"LibreOffice 无法转换“{name}”，文件可能已损坏。请用 Word/WPS 打开，另存为 docx 再试。",
                f"LibreOffice cannot convert “{name}”; it may be damaged. "
                "Open it in Word or WPS, save it as docx and try again.",
            )
        return result.read_bytes()
