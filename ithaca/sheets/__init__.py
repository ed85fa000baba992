"""People's own spreadsheets: read, understood, cleaned, and written back safely. See README.md beside this file."""

from ithaca.sheets.cleaning import Cleaned, CleanRow, RowError, clean_rows
from ithaca.sheets.duplicates import Duplicate, find_duplicates, plain_name
from ithaca.sheets.escaping import escape_cell, unescape_text
from ithaca.sheets.fields import Choice, Field, load_fields, targets_for, vocabulary_names
from ithaca.sheets.guessing import guess_mapping, guess_vocabulary
from ithaca.sheets.limits import LIMITS, Limits
from ithaca.sheets.mapping import ColumnGuess, Mapping, remembered_mapping
from ithaca.sheets.model import FIX_COLUMN, LeftOut, Row, Table, Value, Workbook, as_typed
from ithaca.sheets.reading import read_workbook
from ithaca.sheets.sentences import Sentence, SheetError
from ithaca.sheets.values.answers import parse_bool, parse_choice
from ithaca.sheets.values.contacts import Phone, parse_email, parse_phone, parse_postcode
from ithaca.sheets.values.dates import DateOrder, date_order, parse_date
from ithaca.sheets.values.durations import parse_minutes, parse_number
from ithaca.sheets.values.lists import ListReading, learn_list, parse_list
from ithaca.sheets.values.names import Name, mend_capitals, parse_name
from ithaca.sheets.writing import errors_workbook, write_csv, write_xlsx

__all__ = [
    "FIX_COLUMN",
    "LIMITS",
    "Choice",
    "CleanRow",
    "Cleaned",
    "ColumnGuess",
    "DateOrder",
    "Duplicate",
    "Field",
    "LeftOut",
    "Limits",
    "ListReading",
    "Mapping",
    "Name",
    "Phone",
    "Row",
    "RowError",
    "Sentence",
    "SheetError",
    "Table",
    "Value",
    "Workbook",
    "as_typed",
    "clean_rows",
    "date_order",
    "errors_workbook",
    "escape_cell",
    "find_duplicates",
    "guess_mapping",
    "guess_vocabulary",
    "learn_list",
    "load_fields",
    "mend_capitals",
    "parse_bool",
    "parse_choice",
    "parse_date",
    "parse_email",
    "parse_list",
    "parse_minutes",
    "parse_name",
    "parse_number",
    "parse_phone",
    "parse_postcode",
    "plain_name",
    "read_workbook",
    "remembered_mapping",
    "targets_for",
    "unescape_text",
    "vocabulary_names",
    "write_csv",
    "write_xlsx",
]
