"""Telephone numbers. Operator and prefix are never looked at: they carry no sign of risk."""

from collections.abc import Iterator

import phonenumbers
import re2

from jobscan.entities.places import make_entity
from jobscan.text import TextViews
from jobscan.types import Entity

# a run of digits with the separators people use; the library decides whether it is a number
_CANDIDATE = re2.compile(r"(?:^|[^\d+(])(\+?\(?\d[\d().\-–/_· ]{5,44}\d)")
_SERVICE = re2.compile(r"1500[-. ]?\d{3}|150\d{3}|0800[-. ]?\d[-. \d]{2,9}\d")


def find_phones(views: TextViews) -> Iterator[Entity]:
    """Numbers in E.164 with kind `mobile`, `landline`, `foreign` or `service`; service numbers as bare digits."""
    for match in _CANDIDATE.finditer(views.folded.text):
        for start, end, value, kind in _numbers(match[1]):
            yield make_entity(views, "phone", value, match.start(1) + start, match.start(1) + end, kind)


def _numbers(run: str) -> Iterator[tuple[int, int, str, str]]:
    """The number that a run of digits is, or else the numbers that the library finds within it."""
    if _SERVICE.fullmatch(run):
        yield 0, len(run), "".join(filter(str.isdigit, run)), "service"
    elif number := _parse(run):
        yield 0, len(run), _e164(number), _kind(number)
    else:
        for found in phonenumbers.PhoneNumberMatcher(run, "ID"):
            if _parse(found.raw_string):
                yield found.start, found.end, _e164(found.number), _kind(found.number)


def _parse(raw: str) -> phonenumbers.PhoneNumber | None:
    digits = "".join(filter(str.isdigit, raw))
    if not raw.startswith("+") and not digits.startswith(("0", "62")):
        return None  # a wage, a date or a code; numbers of Indonesia start with 0, 62 or +
    candidate = f"+{digits}" if raw.startswith("+") or digits.startswith("62") else digits
    candidate = candidate.replace("+620", "+62", 1)  # a usual slip
    try:
        number = phonenumbers.parse(candidate, "ID")
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _e164(number: phonenumbers.PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _kind(number: phonenumbers.PhoneNumber) -> str:
    if number.country_code != 62:
        return "foreign"
    mobile = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    return "mobile" if phonenumbers.number_type(number) in mobile else "landline"
