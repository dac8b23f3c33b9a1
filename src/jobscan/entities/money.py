"""Wages offered and fees asked: amount, currency, period; told apart by the words around them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import re2

from jobscan.entities.making import make_entity, named_groups
from jobscan.entities.number_words import find_number_words
from jobscan.knowledge import Knowledge, compile_phrases
from jobscan.text import TextViews
from jobscan.text.ranges import without_overlaps
from jobscan.types import Amount, Entity, Period

_NUMBER = r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?"
_UNIT = r"juta(?:an)?|jt(?:an)?|ribu(?:an)?|rb(?:an)?|k|m"
_BEFORE = r"rp\.?|idr|usd|us\$|nt\$|hk\$|hkd|s\$|sgd|\$|rm|myr|sar|aed|jpy|¥|krw|₩|eur|€|twd|ntd|thb|baht"
_AFTER = (
    r"rupiah|dolar singapura|dolar hongkong|dolar taiwan|dolar|dollar|usd|ringgit|rm|riyal|real|dirham|yen|won|euro|eur"
    r"|ntd|nt|twd|sgd|hkd|sar|aed|baht|thb"
)
_PER_UNIT = r"(?: ?/ ?(?:bln|bulan|hr|hari|jam))?"
_DASH = r" ?(?:-|–|~|→|s/?d\.?|s\.d\.?|sampai dengan|sampai|hingga|to|dan) ?"
_SIDE = r"(?:,-)?"
_AMOUNT = re2.compile(
    rf"(?:^|[^\pL\pN.,/-])(?P<before>{_BEFORE})? ?(?P<low>{_NUMBER}){_SIDE}(?: ?(?P<lowunit>{_UNIT}))?\b{_SIDE}"
    rf"(?:{_PER_UNIT}{_DASH}(?:{_BEFORE})? ?(?P<high>{_NUMBER}){_SIDE}(?: ?\(?(?P<highunit>{_UNIT})\)?)?\b)?"
    rf"(?: ?(?P<after>{_AFTER})\b)?"
)
_GROUPS = dict(_AMOUNT.groupindex)
# 2jt500, 2 jt 800 rb
_COMPOUND = re2.compile(
    r"\b(\d{1,3}) ?(?:juta|jt) ?(\d{3})\b(?: ?(?:ribu|rb))?|\b(\d{1,3}) ?(?:juta|jt) (\d{2,3}) ?(?:ribu|rb)\b"
)
_GLUED = re2.compile(r"\b(?:gaji|gj|upah|salary)(\d)")
_SPACED = re2.compile(r"\b\d{1,3} \d{3} \d{3}\b")
# right after these words a number needs no unit: gaji 4.2 is millions, upah 120.000 is rupiah
_SAID_WAGE = re2.compile(
    r"(?:gaji|gapok|gj|upah|salary|honor|bayaran|gajinya|gaji pokok|borongan(?: \w+)?)"
    r"(?: (?:mulai dari|mulai|kisaran|sekitar|antara|harian|mingguan|bersih|pokok|bulanan|perbulan|per bulan))?\W{0,4}$"
)
_SAID_FEE = re2.compile(
    r"(?:biaya|bayar|deposit|seragam|id card|medical|admin|administrasi|pendaftaran|tiket(?: pesawat)?|berkas|saldo"
    r"|jaminan|atm|kartu(?: \w+)?|pelatihan|formulir|iuran(?: \w+)?)\W{0,4}$"
)
_MILLIONS = range(1, 30)
_SMALLEST = 1_000
_NOT_PAY = re2.compile(
    r"\b(?:omzet|omset|modal|harga|investasi|pinjaman|hadiah|diskon|seharga|plafon|senilai|jual|bungkus|paket|denda"
    r"|uang pertanggungan)\b"
)
_PERIODS: tuple[tuple[Period, str], ...] = (
    ("hour", r"jam|hour"),
    ("day", r"hari|hr|day|harian"),
    ("week", r"minggu|mgg|week|mingguan"),
    ("month", r"bulan|bln|month|bl"),
    ("year", r"tahun|thn|year"),
    (
        "piece",
        r"tugas|task|order|pcs|pak|bungkus|lusin|paket|trip|video|chat|potong|kilo|kg|lembar|artikel|dus|karung|biji",
    ),
)
_PERIOD = re2.compile(
    r"^[ ,.)]{0,2}(?:/|per|se|sebulan|tiap|setiap|a|an)? ?(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _PERIODS)
    + r")\b"
)
# the period said before the amount: sehari 200 ribu, gaji harian 100rb, per chat 5rb
_PERIOD_BEFORE = re2.compile(
    r"(?:\b(?:per|se|sa|setiap|tiap|gaji|upah|honor)?[ -]?)(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _PERIODS)
    + r")(?: (?:dapat|dibayar|dpt|rp))?\W{0,3}$"
)
_CURRENCIES = {
    "rp": "IDR", "rp.": "IDR", "idr": "IDR", "rupiah": "IDR", "usd": "USD", "us$": "USD", "$": "USD",
    "dolar": "USD", "dollar": "USD", "nt$": "TWD", "ntd": "TWD", "nt": "TWD", "twd": "TWD", "hk$": "HKD",
    "hkd": "HKD", "s$": "SGD", "sgd": "SGD", "rm": "MYR", "myr": "MYR", "ringgit": "MYR", "sar": "SAR",
    "riyal": "SAR", "real": "SAR", "aed": "AED", "dirham": "AED", "jpy": "JPY", "¥": "JPY", "yen": "JPY",
    "krw": "KRW", "₩": "KRW", "won": "KRW", "eur": "EUR", "€": "EUR", "euro": "EUR",
    "dolar singapura": "SGD", "dolar hongkong": "HKD", "dolar taiwan": "TWD", "baht": "THB", "thb": "THB",
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
    """Wages and fees; an amount with nothing beside it that tells pay from price is left out."""
    plain = _in_digits(views)
    text = plain.lower
    for match in _AMOUNT.finditer(text):
        parts = named_groups(match, _GROUPS)
        start, end = match.start(_GROUPS["before" if parts["before"] else "low"]), match.end()
        before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
        if not _is_money(parts, before, after):
            continue
        period = _period(after, before)
        type_ = _type(before, after, words, period is not None)
        if type_ is None and _speaks_for_itself(parts):
            type_ = "wage"
        if type_ == "wage" and _NOT_PAY.search(before) and _place(words.wage, before, last=True) is None:
            continue
        amount = _amount(parts, period or ("once" if type_ == "fee" else "month"), rates)
        if type_ and amount:
            yield make_entity(plain, type_, amount, start, end)


def _in_digits(views: TextViews) -> TextViews:
    """The same text with amounts in words, in two units, or glued to a word written as plain figures."""
    edits = [(start, end, str(value)) for start, end, value in find_number_words(views.lower)]
    for match in _COMPOUND.finditer(views.lower):
        millions, thousands = match[1] or match[3], match[2] or match[4]
        edits.append((match.start(), match.end(), f"rp {millions}.{thousands:0<3}.000"))
    edits += [(m.start(1), m.end(1), f" {m[1]}") for m in _GLUED.finditer(views.lower)]
    edits += [(m.start(), m.end(), m[0].replace(" ", ".")) for m in _SPACED.finditer(views.lower)]
    return views.edited(without_overlaps(sorted(edits))) if edits else views


def _is_money(parts: dict[str, str | None], before: str, after: str) -> bool:
    """Whether the figure is an amount: it has a currency or unit, or the word right before it says pay or fee."""
    if any(parts[name] for name in ("before", "after", "lowunit", "highunit")):
        return True
    number = parts["low"] or ""
    grouped = len(number.replace(",", ".").rpartition(".")[2]) == 3 and any(c in number for c in ".,")
    if _SAID_WAGE.search(before):
        return grouped or _value(number, None) >= _SMALLEST or int(_value(number, None)) in _MILLIONS
    return grouped and (_PERIOD.match(after) is not None or _SAID_FEE.search(before) is not None)


def _speaks_for_itself(parts: dict[str, str | None]) -> bool:
    """An amount in millions or thousands with a unit, in an ad without another word for it, is pay."""
    unit = parts["highunit"] or parts["lowunit"] or ""
    return unit.startswith(("j", "r")) or bool(parts["before"])


def _period(after: str, before: str = "") -> Period | None:
    match = _PERIOD.match(after) or _PERIOD_BEFORE.search(before)
    # the periods are the only groups, in their order
    return next((name for group, (name, _) in enumerate(_PERIODS, 1) if match[group]), None) if match else None


def _type(before: str, after: str, words: MoneyWords, periodic: bool) -> Literal["wage", "fee"] | None:
    """The nearest word decides; words before the amount go first, then those after it."""
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
    low_unit = parts["lowunit"] or (high_unit if parts["high"] else None)
    low, high = _value(parts["low"] or "", low_unit), _value(parts["high"] or parts["low"] or "", high_unit)
    if currency == "IDR" and not high_unit and int(high) in _MILLIONS:  # gaji 4.2
        low, high = low * 1e6, high * 1e6
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
