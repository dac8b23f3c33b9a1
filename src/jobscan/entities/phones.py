"""Telephone numbers. Operator and prefix are never looked at: they carry no sign of risk."""

from collections.abc import Iterator

import phonenumbers
import re2

from jobscan.entities.making import make_entity, overlaps
from jobscan.text import TextViews
from jobscan.types import Entity

# a run of digits with the separators people use, emoji among them; the library decides whether it is a number
_CANDIDATE = re2.compile(r"(?:^|[^\d+(])(\(?\[?\+?\(?\d[\d()\[\].\-–/_·•*,~|#=\n\p{So} ]{5,44}\d)")
# letters that look like digits: O812-OOOO-l234
_LETTERED = re2.compile(
    r"(?:^|[^\pL\d+])((?:[0Oo][8B]|(?:\+62|62) ?[8B])(?:[ .\-]{0,2}[\dOoIlSB]){7,12})(?:$|[^\pL\d])"
)
# without its leading 0, after a word that announces a number
_BARE = re2.compile(
    r"\b(?:wa|whatsapp|hp|telp|telepon|hub|hubungi|nomor|no)(?: \w{1,8})?[ :.\-]{1,3}"
    r"(8\d{2}[ .\-]?\d{3,4}[ .\-]?\d{3,5})\b"
)
_BETWEEN = re2.compile(r"[ /,·•*\-\n]+")
_LOOKS_LIKE = str.maketrans("OoIlSB", "001158")
_DIGITS = {
    "nol": "0", "kosong": "0", "satu": "1", "dua": "2", "tiga": "3", "empat": "4", "lima": "5", "enam": "6",
    "tujuh": "7", "pitu": "7", "delapan": "8", "lapan": "8", "wolu": "8", "sembilan": "9", "songo": "9",
}  # fmt: skip
_TOKEN = rf"(?:{'|'.join(_DIGITS)}|\d{{1,6}})"
_SPOKEN = re2.compile(rf"\b{_TOKEN}(?:[ ,.\-]{{0,3}}{_TOKEN}){{3,16}}\b")
_FEWEST_SPOKEN = 2
# letters right before a number that only announce it; after others it is an order or a part number
_ANNOUNCING = re2.compile(
    r"(?:^|[^\pL])(?:wa|w\.?a|hp|telp?|tlp|hub|hubungi|cp|call|sms|no|nomor|whatsapp|kontak|chat|me|phone|mobile"
    r"|[a-z]:)[-/.: ]?$"
)
_LABEL = re2.compile(r"\pL+-?$")
_SPOKEN_PART = re2.compile(r"[a-z]+|\d+")
_SERVICE = re2.compile(r"1500[-. ]?\d{3}|150\d{3}|0800[-. ]?\d[-. \d]{2,9}\d")


def find_phones(views: TextViews) -> Iterator[Entity]:
    """Numbers in E.164 with kind `mobile`, `landline`, `foreign` or `service`; service numbers as bare digits."""
    found: list[Entity] = []
    for finder in (_figures, _lettered, _bare, _spoken):
        found += [entity for entity in finder(views) if not overlaps(entity, found)]
    yield from found


def _figures(views: TextViews) -> Iterator[Entity]:
    for match in _CANDIDATE.finditer(views.folded.text):
        before = views.lower[max(0, match.start(1) - 12) : match.start(1)]
        if _LABEL.search(before) and not _ANNOUNCING.search(before):
            continue
        for start, end, value, kind in _numbers(match[1]):
            yield make_entity(views, "phone", value, match.start(1) + start, match.start(1) + end, kind)


def _lettered(views: TextViews) -> Iterator[Entity]:
    for match in _LETTERED.finditer(views.folded.text):
        if any(c.isalpha() for c in match[1]):
            yield from _written(views, match[1].translate(_LOOKS_LIKE), match.start(1), match.end(1))


def _bare(views: TextViews) -> Iterator[Entity]:
    for match in _BARE.finditer(views.lower):
        yield from _written(views, f"0{match[1]}", match.start(1), match.end(1))


def _spoken(views: TextViews) -> Iterator[Entity]:
    for match in _SPOKEN.finditer(views.lower):
        parts = _SPOKEN_PART.findall(match[0])
        if sum(part in _DIGITS for part in parts) >= _FEWEST_SPOKEN:
            digits = "".join(_DIGITS.get(part, part) for part in parts)
            yield from _written(views, digits, match.start(), match.end())


def _written(views: TextViews, digits: str, start: int, end: int) -> Iterator[Entity]:
    """The number that `digits` are, if any."""
    if number := _parse(digits):
        yield make_entity(views, "phone", _e164(number), start, end, _kind(number))


def _numbers(run: str) -> Iterator[tuple[int, int, str, str]]:
    """The number that a run of digits is, or else the numbers that the library finds within it."""
    if _SERVICE.fullmatch(run):
        yield 0, len(run), "".join(filter(str.isdigit, run)), "service"
    elif number := _parse(run):
        yield 0, len(run), _e164(number), _kind(number)
    elif found := [m for m in phonenumbers.PhoneNumberMatcher(run, "ID") if _parse(m.raw_string)]:
        yield from ((m.start, m.end, _e164(m.number), _kind(m.number)) for m in found)
    else:
        yield from _neighbours(run)


def _neighbours(run: str) -> Iterator[tuple[int, int, str, str]]:
    """Two numbers side by side, each a part between separators that starts anew with 08, 62, + or (0."""
    starts = [0, *(m.end() for m in _BETWEEN.finditer(run) if run[m.end() :].startswith(("08", "62", "+", "(0")))]
    for start, end in zip(starts, [*starts[1:], len(run)], strict=True):
        part = run[start:end].rstrip(" /,·•*.-–_")
        if len(starts) > 1 and (number := _parse(part)):
            yield start, start + len(part), _e164(number), _kind(number)


def _parse(raw: str) -> phonenumbers.PhoneNumber | None:
    digits = "".join(filter(str.isdigit, raw))
    if digits.startswith("00"):  # the international prefix
        raw, digits = f"+{digits[2:]}", digits[2:]
    if not raw.lstrip("([").startswith("+") and not digits.startswith(("0", "62")):
        return None  # a wage, a date or a code; numbers of Indonesia start with 0, 62 or +
    candidate = f"+{digits}" if raw.lstrip("([").startswith("+") or digits.startswith("62") else digits
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
