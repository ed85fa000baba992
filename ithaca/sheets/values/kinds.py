"""The kinds of value that need nothing but the cell, each with its reader."""

from collections.abc import Callable, Mapping

from ithaca.sheets.model import Value
from ithaca.sheets.values.answers import parse_bool
from ithaca.sheets.values.contacts import parse_email, parse_phone, parse_postcode
from ithaca.sheets.values.durations import parse_number
from ithaca.sheets.values.names import parse_name

SIMPLE: Mapping[str, Callable[[Value], object]] = {
    "name": parse_name,
    "email": parse_email,
    "phone": parse_phone,
    "bool": parse_bool,
    "number": parse_number,
    "postcode": parse_postcode,
}
