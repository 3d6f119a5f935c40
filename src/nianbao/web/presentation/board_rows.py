"""The rows of a board: written out in one go; a template takes twenty times as long for three hundred schools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nianbao.web.presentation.templatetags.nianbao import state_label
from nianbao.web.publications.board import BoardRow
from nianbao.web.submissions.findings import Progress
from nianbao.web.submissions.models import State


def board_rows(rows: Iterable[BoardRow], *, may_review: bool) -> SafeString:
    """A ``tr`` for each school; whoever may review picks schools for the form ``many``."""
    words = _Words()
    return SafeString("".join(text for row in rows for text in _row(row, words, may_review=may_review)))


class _Words:
    """What is the same in every row, in the reader's language."""

    def __init__(self) -> None:
        self.review = reverse("review", args=[0]).removesuffix("0/")
        self.states = {one.value: escape(state_label(one)) for one in State}
        self.none, self.late = escape(_("未开始")), escape(_("逾期"))
        self.choose, self.until = escape(_("选择 %(name)s")), escape(_("延至 %(until)s"))
        self.absent = escape(_("不参加：%(reason)s"))
        self.errors, self.warnings = escape(_("%(errors)s 错")), escape(_("%(warnings)s 提醒"))
        self.empty = f'<td class="cell empty"><span>{escape(_("空"))}</span></td>'
        self.full = f'<td class="cell full"><span>✓<span class="unseen">{escape(_("齐"))}</span></span></td>'


def _row(row: BoardRow, words: _Words, *, may_review: bool) -> Iterator[str]:
    part, submission, name = row.participation, row.submission, escape(row.organisation.name)
    yield '<tr>\n<th scope="row">'
    if submission is None:
        yield name
    else:
        if may_review and part.takes_part:
            yield (
                f'<input type="checkbox" form="many" name="submission" value="{submission.pk}" '
                f'aria-label="{words.choose % {"name": name}}"> '
            )
        yield f'<a href="{words.review}{submission.pk}/">{name}</a>'
    if row.is_late:
        yield f' <span class="late">{words.late}</span>'
    if part.extended_until:
        yield f' <span class="soft">{words.until % {"until": f"{part.extended_until:%m-%d}"}}</span>'
    yield "</th>\n"
    if not part.takes_part:
        reason = words.absent % {"reason": escape(part.reason)}
        yield f'<td colspan="{len(row.cells) + 4}" class="soft">{reason}</td>\n</tr>'
        return
    state, said = (str(submission.state), words.states[submission.state]) if submission else ("none", words.none)
    yield f'<td><span class="state {state}">{said}</span></td>\n'
    for cell in row.cells:
        yield _cell(cell, words)
    errors, warnings = row.total.get("errors") or "", row.total.get("warnings") or ""
    yield (
        f'\n<td class="figure">{row.share}%<span class="soft"> {row.filled}/{row.asked}</span></td>'
        f'<td class="figure">{errors}</td><td class="figure">{warnings}</td>\n</tr>'
    )


def _cell(cell: Progress, words: _Words) -> str:
    if cell.is_empty:
        return words.empty
    if cell.errors:
        return f'<td class="cell error"><span>{words.errors % {"errors": cell.errors}}</span></td>'
    if cell.warnings:
        return f'<td class="cell warning"><span>{words.warnings % {"warnings": cell.warnings}}</span></td>'
    if not cell.is_full:
        return f'<td class="cell part"><span>{cell.share}%</span></td>'
    return words.full
