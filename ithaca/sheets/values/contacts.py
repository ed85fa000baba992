"""Telephone numbers, e-mail addresses and postcodes."""

import re
from dataclasses import dataclass

import phonenumbers

from ithaca.sheets.model import Value, as_typed
from ithaca.sheets.sentences import Sentence, _
from ithaca.sheets.values.blanks import says_nothing, text_of

SHORTENED = re.compile(r"\d(\.\d+)?[eE]\+?\d+\Z")
SPLIT_NUMBERS = re.compile(r"\s*(?:/|;|,|\bor\b|\band\b|\n)\s*", re.IGNORECASE)
LONGEST_NUMBER = 120
ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]\\@]{1,64}@[^\s<>,;:\"()\[\]\\@]{1,255}")
ANGLE = re.compile(r"<([^<>]{1,320})>")
DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_](?:[\w-]{0,61}[^\W_])\Z")
LONGEST_EMAIL = 320
NO_ADDRESS = frozenset({"anonymous", "no email", "no e-mail", "none given", "does not have one", "no email address"})
POSTCODE = re.compile(r"(?:GIR0AA|BFPO\d{1,4}|[A-Z]{1,2}\d[A-Z\d]?\d[A-BD-HJLNP-UW-Z]{2})\Z")


@dataclass(frozen=True)
class Phone:
    """A telephone number. `valid` is False for one of the right length that is in nobody's number plan."""

    e164: str
    typed: str
    valid: bool = True


def parse_phone(value: Value, region: str = "GB") -> Phone | Sentence | None:
    """The telephone number in a cell, with the leading zero a spreadsheet took away put back. Words beside it
    ("mum") do no harm.

    A number of the right length counts even when the number plan does not know it (then `valid` is False): Ofcom's
    numbers for drama are such.
    """
    if says_nothing(value):
        return None
    typed = text_of(value)
    if (isinstance(value, float) and not value.is_integer()) or SHORTENED.match(typed):
        return _(
            "Excel has shortened this number to “{typed}”. Format the cell as text and type it again.", typed=typed
        )
    if len(typed) > LONGEST_NUMBER:
        return _no_number(typed)
    found = _number(typed, region)
    if found is not None:
        return Phone(_e164(found), typed, phonenumbers.is_valid_number(found))
    parts = [part for part in SPLIT_NUMBERS.split(as_typed(value)[:LONGEST_NUMBER]) if sum(map(str.isdigit, part)) >= 6]
    if len(parts) > 1 and all(_number(part, region) for part in parts):
        return _("There are two numbers here: “{typed}”. Keep one.", typed=typed)
    return _no_number(typed)


def _number(text: str, region: str) -> phonenumbers.PhoneNumber | None:
    digits = re.sub(r"^[^\d+(]*(?=[+(\d])|(?<=[\d)])\s*\(?[A-Za-z][^\d]*$", "", text)
    if re.search(r"\d\s*(?:/|;|,|\bor\b|\band\b)\s*[\d+(]", digits):
        return None
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    possible = phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
    if number.country_code == 44 and str(number.national_number).startswith("7"):
        possible = possible and len(str(number.national_number)) == 10
    return number if possible else None


def _e164(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _no_number(typed: str) -> Sentence:
    digits = sum(map(str.isdigit, typed))
    if 5 <= digits <= 10:
        return _("“{typed}” is too short for a telephone number. A figure may be missing.", typed=typed)
    if 12 < digits < 20:
        return _("“{typed}” is too long for a telephone number. Is there one figure too many?", typed=typed)
    return _("“{typed}” is not a telephone number we know.", typed=typed)


def parse_email(value: Value) -> str | Sentence | None:
    """The one e-mail address in a cell, its domain in lower case. "Jane <jane@…>", "mailto:" and a dot at the end
    do no harm.
    """
    if says_nothing(value):
        return None
    typed = text_of(value)
    if typed.casefold() in NO_ADDRESS:
        return None
    if len(typed) > LONGEST_EMAIL * 2:
        return _no_address(typed)
    text = re.sub(r"^mailto:", "", typed, flags=re.IGNORECASE).strip(" .,;:'\"()[]<>\u200b\ufeff")
    if text.count("@") > 1:
        addresses = {found.casefold() for found in ADDRESS.findall(text)}
        if len(addresses) > 1:
            return _("There are two e-mail addresses here: “{typed}”. Keep one.", typed=typed)
        text = addresses.pop() if addresses else text
    if inside := ANGLE.search(typed):
        text = re.sub(r"^mailto:", "", inside.group(1).strip(), flags=re.IGNORECASE).strip(" .")
    return _checked(text, typed)


def _checked(text: str, typed: str) -> str | Sentence:
    local, at, domain = text.rpartition("@")
    if not at:
        return _("“{typed}” has no @, so it is not an e-mail address.", typed=typed)
    if re.search(r"\s", text):
        return _("There is a space inside the e-mail address “{typed}”.", typed=typed)
    if "," in text:
        return _("There is a comma in the e-mail address “{typed}”. Should it be a dot?", typed=typed)
    if "." not in domain:
        return _("The e-mail address “{typed}” lacks its ending, like .co.uk.", typed=typed)
    if not ADDRESS.fullmatch(text) or len(text) > LONGEST_EMAIL or not DOMAIN.match(domain) or _dotty(local):
        return _no_address(typed)
    return f"{local}@{domain.lower()}"


def _dotty(local: str) -> bool:
    return not local or ".." in local or local.startswith(".") or local.endswith(".")


def _no_address(typed: str) -> Sentence:
    return _("“{typed}” is not an e-mail address.", typed=typed)


def parse_postcode(value: Value) -> str | Sentence | None:
    """A UK postcode in capitals with its space. A letter O typed for nought is pointed out, not changed."""
    if says_nothing(value):
        return None
    typed = text_of(value)
    code = typed.upper().replace(" ", "").replace("-", "").strip(".,")
    if len(code) <= 8 and POSTCODE.match(code):
        return _spaced(code)
    if len(code) <= 8:
        for guess in (_noughts(code, -3), _noughts(code, 1), _noughts(_noughts(code, -3), 1)):
            if POSTCODE.match(guess):
                return _("“{typed}” is not a postcode. Did you mean {guess}?", typed=typed, guess=_spaced(guess))
    return _("“{typed}” is not a UK postcode.", typed=typed)


def _spaced(code: str) -> str:
    return f"BFPO {code[4:]}" if code.startswith("BFPO") else f"{code[:-3]} {code[-3:]}"


def _noughts(code: str, at: int) -> str:
    if len(code) < 5 or code[at] not in "OIL":
        return code
    at %= len(code)
    return code[:at] + ("0" if code[at] == "O" else "1") + code[at + 1 :]
