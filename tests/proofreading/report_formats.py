"""One report in other formats: the same words and tables as .html and .md."""

from __future__ import annotations

import html


def as_html(text: str) -> str:
    """Paragraphs as <p>, runs of lines with tabs as <table>."""
    pieces: list[str] = []
    for kind, lines in _runs(text):
        if kind == "table":
            rows = _even(lines)
            cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
            pieces.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
        else:
            pieces += [f"<p>{html.escape(line)}</p>" for line in lines if line.strip()]
    return f"<html><body>{''.join(pieces)}</body></html>"


def as_markdown(text: str) -> str:
    """Runs of lines with tabs as pipe tables, everything else as it stands."""
    pieces: list[str] = []
    for kind, lines in _runs(text):
        if kind == "table":
            head, *rows = _even(lines)
            pieces += ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
            pieces += ["| " + " | ".join(row) + " |" for row in rows]
        else:
            pieces += lines
    return "\n".join(pieces)


def _even(lines: list[str]) -> list[list[str]]:
    rows = [line.split("\t") for line in lines]
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _runs(text: str) -> list[tuple[str, list[str]]]:
    runs: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        kind = "table" if "\t" in line else "words"
        if not runs or runs[-1][0] != kind:
            runs.append((kind, []))
        runs[-1][1].append(line)
    return runs
