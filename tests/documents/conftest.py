"""Lets the tests of this folder import the sample report that stands beside them, and makes its PDF once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def to_pdf(tmp_path_factory: pytest.TempPathFactory):
    """Turns the bytes of a .docx or .html into those of a PDF as an office program prints it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    made: dict[bytes, bytes] = {}

    def convert(data: bytes, suffix: str = ".docx") -> bytes:
        if data not in made:
            source = folder / f"report{len(made)}{suffix}"
            source.write_bytes(data)
            subprocess.run(
                [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
                 "--outdir", str(folder), str(source)],
                check=True, capture_output=True, timeout=180,
            )  # fmt: skip
            made[data] = source.with_suffix(".pdf").read_bytes()
        return made[data]

    return convert
