"""Tables as files: one sheet each for a spreadsheet, or one after the other as comma-separated values."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter import Workbook

NAME_MAX = 31
NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True, slots=True)
class Sheet:
    """Shape  rows: as wide as the heading; None leaves a cell blank"""

    name: str
    heading: Sequence[str]
    rows: Sequence[Sequence[Any]]
    widths: Sequence[int] = ()


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """An XLSX file. What begins like a formula is text all the same."""
    made = BytesIO()
    with Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name.translate(NOT_IN_NAMES)[:NAME_MAX])
            page.write_row(0, 0, sheet.heading, bold)
            for n, row in enumerate(sheet.rows, 1):
                page.write_row(n, 0, row, wrapped)
            for n, width in enumerate(sheet.widths):
                page.set_column(n, n, width)
            page.freeze_panes(1, 0)
    return made.getvalue()


def comma_separated(heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The same rows as CSV, UTF-8 with a mark at the beginning by which spreadsheets know it."""
    made = StringIO()
    writer = csv.writer(made)
    writer.writerow(heading)
    writer.writerows(rows)
    return "\ufeff" + made.getvalue()
