"""How much a reader takes on before it says that a file is too large.

A report of 300 pages stays below a tenth of every limit here; what is beyond them
is a mistake or an attack, and both end in a message and not in a full memory.
"""

from __future__ import annotations

from nianbao.documents.document import DocumentError

FILE_BYTES = 200_000_000
TEXT_CHARACTERS = 20_000_000
LINE_CHARACTERS = 200_000  # beyond it a line is cut into several paragraphs
UNPACKED_BYTES = 400_000_000  # of all parts of a zip that a reader opens
PART_BYTES = 120_000_000  # of one part
PACK_RATIO = 400  # honest XML packs 1:10 to 1:60
PACK_MEMBERS = 20_000
LINES = 100_000
TABLE_CELLS = 400_000  # of one document, empty ones that a span claims included
SHEET_AREA = 8_000_000  # cells of a sheet from corner to corner
TABLE_COLUMNS = 2_000
SPAN = 1_000  # rowspan, colspan and gridSpan claimed by one cell
NESTING = 64  # tables within tables, text boxes within text boxes
PAGES = 3_000
PAGE_CHARACTERS = 60_000
PAGE_OBJECTS = 40_000
OFFICE_SECONDS = 90


def too_large(code: str, what: str, what_en: str) -> DocumentError:
    """The message for a file beyond a limit; ``what`` names the part and the limit."""
    return DocumentError(
        code,
        f"文件过大，未读：{what}。请确认文件无误；确有必要时拆成几个文件再试。",
        f"The file is too large and was not read: {what_en}. "
        "Make sure that it is the right file, or split it and try again.",
    )
