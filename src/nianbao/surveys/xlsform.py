"""A questionnaire as an XLSForm, for asking it with tools that work without a network."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence

import xlsxwriter

from nianbao.framework.instrument import Instrument

Table = Sequence[Sequence[str]]


def xlsform_tables(instrument: Instrument) -> Mapping[str, Table]:
    """The three sheets: questions grouped by measure, options, settings."""
    survey: list[Sequence[str]] = [["type", "name", "label::中文 (zh)", "label::English (en)", "required"]]
    survey += [["start", "start", "", "", ""], ["end", "end", "", "", ""]]
    survey.append(["note", "introduction", instrument.introduction, instrument.introduction_en, ""])
    survey += [["text", "major", "专业", "Major", ""], ["text", "grade", "年级", "Grade", ""]]
    for measure in instrument.measures:
        survey.append(["begin_group", f"part_{measure.id}", measure.label, measure.label_en, ""])
        survey += [
            [f"select_one {instrument.scale.id}", question.id, question.text, question.text_en, ""]
            for question in measure.questions
        ]
        survey.append(["end_group", "", "", "", ""])
    choices: list[Sequence[str]] = [["list_name", "name", "label::中文 (zh)", "label::English (en)"]]
    choices += [[instrument.scale.id, one.code, one.label, one.label_en] for one in instrument.scale.options]
    name = instrument.id.replace("/", "_")
    settings = [["form_title", "form_id", "version", "default_language"],
                [instrument.label, name, instrument.issued.replace("-", ""), "中文 (zh)"]]  # fmt: skip
    return {"survey": survey, "choices": choices, "settings": settings}


def xlsform(instrument: Instrument) -> bytes:
    """The workbook, the same bytes every time."""
    return workbook(xlsform_tables(instrument))


def workbook(tables: Mapping[str, Table]) -> bytes:
    """Texts in sheets; nothing in them becomes a formula or a link."""

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                        "strings_to_numbers": False})  # fmt: skip
    book.set_properties({"created": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)})
    bold = book.add_format({"bold": True})
    for name, rows in tables.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row, bold if number == 0 else None)
        sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()
