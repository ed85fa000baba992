"""Which digits somebody in the United Kingdom can dial."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

from ithaca.screening.allow import national

MOBILE = re.compile(r"07[1-9]\d{8}\Z")
_SERVICE = re.compile(r"(?:03[0347]\d{8}|08[047]\d{7,8}|09\d{9}|05[56]\d{8})\Z")
# Ofcom sets these aside for drama; libphonenumber knows them only as possible.
DRAMA = re.compile(
    r"(?:01(?:13|14|15|16|17|18|21|31|41|51|61)4960\d{3}|01914980\d{3}|02079460\d{3}|02896496\d{3}|02920180\d{3}"
    r"|01632960\d{3}|08081570\d{3}|09098790\d{3}|03069990\d{3})\Z"
)


@lru_cache(maxsize=4096)
def dialled(digits: str, international: bool = False) -> bool:
    """Could somebody in the United Kingdom dial this? `international` if a plus stands before it."""
    if not 7 <= len(digits) <= 16:
        return False
    if international:
        return _valid("+" + digits)
    if digits.startswith("00"):
        return len(digits) >= 12 and _valid("+" + digits[2:])
    if digits.startswith("44") and 12 <= len(digits) <= 13:
        digits = national(digits)
    if digits.startswith("0"):
        strict = MOBILE.match(digits) or _SERVICE.match(digits) or DRAMA.match(digits)
        return strict is not None or (digits[1] in "12" and 10 <= len(digits) <= 11 and _valid(digits))
    return False


def _valid(number: str) -> bool:
    try:
        parsed = phonenumbers.parse(number, "GB")
    except phonenumbers.NumberParseException:
        return False
    if parsed.country_code == 44:
        home = "0" + str(parsed.national_number)
        if MOBILE.match(home) or DRAMA.match(home):
            return True
    elif number.startswith("+") and parsed.country_code in (1, 353):
        return phonenumbers.is_possible_number(parsed)
    return phonenumbers.is_valid_number(parsed)
