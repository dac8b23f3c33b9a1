"""Wages offered and fees asked: amount, currency, period; told apart by the words around them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import re2

from jobscan.entities.making import make_entity
from jobscan.knowledge import Knowledge, compile_phrases
from jobscan.text import TextViews
from jobscan.types import Amount, Entity, Period

_NUMBER = r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?"
_UNIT = r"juta(?:an)?|jt(?:an)?|ribu(?:an)?|rb(?:an)?|k|m"
_BEFORE = r"rp\.?|idr|usd|us\$|nt\$|hk\$|hkd|s\$|sgd|\$|rm|myr|sar|aed|jpy|¥|krw|₩|eur|€|twd|ntd"
_AFTER = r"rupiah|dolar|dollar|usd|ringgit|rm|riyal|real|dirham|yen|won|euro|ntd|nt"
_DASH = r" ?(?:-|–|s/?d\.?|sampai|hingga|to) ?"
_AMOUNT = re2.compile(
    rf"(?:\b|^)(?P<before>{_BEFORE})? ?(?P<low>{_NUMBER})(?: ?(?P<lowunit>{_UNIT}))?\b"
    rf"(?:{_DASH}(?:{_BEFORE})? ?(?P<high>{_NUMBER})(?: ?(?P<highunit>{_UNIT}))?\b)?"
    rf"(?: ?(?P<after>{_AFTER})\b)?"
)
_PERIODS: tuple[tuple[Period, str], ...] = (
    ("hour", r"jam|hour"),
    ("day", r"hari|hr|day"),
    ("week", r"minggu|mgg|week"),
    ("month", r"bulan|bln|month|bl"),
    ("year", r"tahun|thn|year"),
    ("piece", r"tugas|task|order|pcs|pak|bungkus|lusin|paket|trip|orang|org|video|chat"),
)
_PERIOD = re2.compile(
    r"^[ ,.)]{0,2}(?:/|per|se|sebulan|tiap|setiap|a|an)? ?(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _PERIODS)
    + r")\b"
)
_CURRENCIES = {
    "rp": "IDR", "rp.": "IDR", "idr": "IDR", "rupiah": "IDR", "usd": "USD", "us$": "USD", "$": "USD",
    "dolar": "USD", "dollar": "USD", "nt$": "TWD", "ntd": "TWD", "nt": "TWD", "twd": "TWD", "hk$": "HKD",
    "hkd": "HKD", "s$": "SGD", "sgd": "SGD", "rm": "MYR", "myr": "MYR", "ringgit": "MYR", "sar": "SAR",
    "riyal": "SAR", "real": "SAR", "aed": "AED", "dirham": "AED", "jpy": "JPY", "¥": "JPY", "yen": "JPY",
    "krw": "KRW", "₩": "KRW", "won": "KRW", "eur": "EUR", "€": "EUR", "euro": "EUR",
}  # fmt: skip
_UNITS = {"j": 1e6, "r": 1e3, "k": 1e3, "m": 1e6}
# times a month: PP 36/2021 art. 17 (25 working days of a six-day week), Kepmenaker 102/2004 art. 8 (1/173 an hour)
_MONTHLY: dict[Period, float] = {"hour": 173, "day": 25, "week": 52 / 12, "month": 1, "year": 1 / 12}
_WINDOW = 45


@dataclass(frozen=True)
class MoneyWords:
    """The compiled word lists that tell a fee from a wage."""

    fee: "re2._Regexp"
    wage: "re2._Regexp"

    @classmethod
    def of(cls, knowledge: Knowledge) -> "MoneyWords":
        return cls(
            fee=compile_phrases(knowledge.language.fee_words, "language.yaml: fee_words"),
            wage=compile_phrases(knowledge.language.wage_words, "language.yaml: wage_words"),
        )


def find_money(views: TextViews, words: MoneyWords, rates: dict[str, float]) -> Iterator[Entity]:
    """Wages and fees; an amount with neither wage nor fee words nor a period beside it is left out."""
    for match in _AMOUNT.finditer(views.lower):
        parts = match.groupdict()
        if not (parts["before"] or parts["after"] or parts["lowunit"] or parts["highunit"]):
            continue
        period = _period(views.lower[match.end() : match.end() + 16])
        type_ = _type(views.lower, match.start(), match.end(), words, period is not None)
        amount = _amount(parts, period or ("once" if type_ == "fee" else "month"), rates)
        if type_ and amount:
            yield make_entity(views, type_, amount, match.start() + _leading(match[0]), match.end())


def _leading(text: str) -> int:
    return len(text) - len(text.lstrip())


def _period(after: str) -> Period | None:
    match = _PERIOD.match(after)
    return next((name for name, _ in _PERIODS if match[name]), None) if match else None


def _type(text: str, start: int, end: int, words: MoneyWords, periodic: bool) -> Literal["wage", "fee"] | None:
    """The nearest word decides; words before the amount go first, then those after it."""
    before = text[max(0, start - _WINDOW) : start]
    after = text[end : end + _WINDOW]
    for part, last in ((before, True), (after, False)):
        fee, wage = _place(words.fee, part, last), _place(words.wage, part, last)
        if fee is not None or wage is not None:
            if fee is None or wage is None:
                return "fee" if wage is None else "wage"
            return "fee" if (fee > wage) == last else "wage"
    return "wage" if periodic else None


def _place(words: "re2._Regexp", part: str, last: bool) -> int | None:
    places = [match.start() for match in words.finditer(part)]
    return (places[-1] if last else places[0]) if places else None


def _amount(parts: dict[str, str | None], period: Period, rates: dict[str, float]) -> Amount | None:
    currency = _CURRENCIES.get(parts["before"] or parts["after"] or "rp", "IDR")
    high_unit = parts["highunit"] or parts["lowunit"]
    low = _value(parts["low"] or "", parts["lowunit"] or (high_unit if parts["high"] else None))
    high = _value(parts["high"], high_unit) if parts["high"] else low
    if low > high:  # "500rb - 2 juta" is fine, "3 juta - 500" is two things
        high = low
    if high <= 0 or high > 1e12:
        return None
    factor = _MONTHLY.get(period, 0) * (1 if currency == "IDR" else rates.get(currency, 0))
    monthly = (round(low * factor), round(high * factor)) if factor else None
    return Amount(min=low, max=high, currency=currency, period=period, monthly_idr=monthly)


def _value(number: str, unit: str | None) -> float:
    """`3.500.000` and `1,200` are thousands; `3,5` and `3.5` are decimals."""
    digits = number.replace(",", ".")
    head, _, tail = digits.rpartition(".")
    thousands = bool(head) and (len(tail) == 3 or head.count(".") > 0)
    if thousands and len(tail) == 3:
        value = float(digits.replace(".", ""))
    elif thousands:
        value = float(head.replace(".", "") + "." + tail)
    else:
        value = float(digits)
    return value * _UNITS.get((unit or " ")[0], 1)
