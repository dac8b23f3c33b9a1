"""Ages asked for: ranges, lower and upper limits."""

from collections.abc import Iterator

import re2

from jobscan.entities.making import make_entity, named_groups, overlaps
from jobscan.text import TextViews
from jobscan.types import AgeRange, Entity

_YOUNGEST, _OLDEST = 10, 75
_YEARS = r"(?:tahun|taun|thn|th|t|yo|y\.o|years? old|years?|ta[hu]n)"
_TAIL = rf"\b(?: ?{_YEARS}\b)?"
_DASH = r" ?(?:-|–|s/?d\.?|sampai(?: dengan)?|hingga|to|till) ?"
_LEAST = r"min(?:imal|imum)?\.?|paling (?:sedikit|rendah|muda)|di ?atas|lebih dari|mulai|from|above|over"
_MOST = (
    r"ma(?:ks|x)(?:imal|imum|\.)?|paling (?:banyak|tinggi|tua)|di ?bawah|kurang dari|tidak lebih dari|under|below|up to"
)
_AGE = r"(?:usia|umur|umr|age|aged|ages)"
_LOW, _HIGH, _ONE = r"(?P<low>\d{2})", r"(?P<high>\d{2})", r"(?P<age>\d{2})"
_PATTERNS = tuple(
    (pattern, dict(pattern.groupindex))
    for pattern in map(
        re2.compile,
        (
            # usia 18-35 tahun; 18 s/d 35 th
            rf"{_AGE}\W{{0,12}}(?:antara )?{_LOW}(?: ?{_YEARS}\.?)?{_DASH}{_HIGH}{_TAIL}",
            rf"\b{_LOW}(?: ?{_YEARS}\.?)?{_DASH}{_HIGH} ?{_YEARS}\b",
            # usia maks 30; min. umur 18; max 27 th
            rf"(?:{_AGE}\W{{0,3}}(?P<most>{_MOST})|(?P<most2>{_MOST}) {_AGE})\W{{0,3}}{_ONE}{_TAIL}",
            rf"(?:{_AGE}\W{{0,3}}(?P<least>{_LEAST})|(?P<least2>{_LEAST}) {_AGE})\W{{0,3}}{_ONE}{_TAIL}",
            rf"\b(?P<most>{_MOST})\W{{0,2}}{_ONE} ?{_YEARS}\b",
            rf"\b(?P<least>{_LEAST})\W{{0,2}}{_ONE} ?{_YEARS}\b",
            # 17 tahun ke atas; 18+
            rf"\b{_ONE} ?{_YEARS}? ?(?P<least>ke ?atas|up|plus|\+)(?: ?{_YEARS}\b)?",
            rf"\b{_ONE} ?{_YEARS}? ?(?P<most>ke ?bawah)\b",
            # usia 21 tahun
            rf"{_AGE}\W{{0,3}}{_ONE}{_TAIL}",
        ),
    )
)
_NOT_AN_AGE = re2.compile(
    r"(?:pengalaman|berpengalaman|kontrak|masa kerja|berdiri|garansi|cicilan|tenor|lulus|bekerja)\W+(?:\w+\W+){0,3}$"
)
_EXPERIENCE = re2.compile(r"^\W{0,3}(?:pengalaman|experience|di bidang|kerja|kontrak)")
_WINDOW = 40


def find_ages(views: TextViews) -> Iterator[Entity]:
    """Age ranges in years; years of experience or of a contract are left out."""
    found: list[Entity] = []
    for pattern, groups in _PATTERNS:
        for match in pattern.finditer(views.lower):
            before = views.lower[max(0, match.start() - _WINDOW) : match.start()]
            if _NOT_AN_AGE.search(before) or _EXPERIENCE.search(views.lower[match.end() : match.end() + _WINDOW]):
                continue
            ages = _range(named_groups(match, groups))
            entity = make_entity(views, "age", ages, match.start(), match.end()) if ages else None
            if entity and not overlaps(entity, found):
                found.append(entity)
    yield from found


def _range(parts: dict[str, str | None]) -> AgeRange | None:
    low, high, age = (int(value) if (value := parts.get(name)) else None for name in ("low", "high", "age"))
    if age is not None:
        at_most = any(parts.get(name) for name in ("most", "most2"))
        at_least = any(parts.get(name) for name in ("least", "least2"))
        low, high = (None if at_most else age), (None if at_least else age)
    if any(value is not None and not _YOUNGEST <= value <= _OLDEST for value in (low, high)):
        return None
    return AgeRange(min=low, max=high) if low is None or high is None or low <= high else None
