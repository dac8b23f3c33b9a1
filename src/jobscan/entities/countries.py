"""Countries and reported scam cities, by name or flag."""

from collections.abc import Iterator

import re2

from jobscan.entities.making import make_entity
from jobscan.entities.names import NameIndex
from jobscan.knowledge import Knowledge
from jobscan.text import TextViews
from jobscan.types import Entity

_FLAG = re2.compile("[\U0001f1e6-\U0001f1ff]{2}")
_TOWARDS = re2.compile(
    r"\b(ke|di|tujuan|negara|penempatan|berangkat|kerja|krj|kerjo|loker|lowongan|job|jobs|area|lokasi|via|lewat"
    r"|dari|to|in)(\W{1,3}\w+)?\W{0,3}$"
)
# streets and flowers (kamboja is frangipani) carry the names of countries too
_NOT_A_COUNTRY = re2.compile(
    r"\b(jl|jln|jalan|gang|gg|komplek|perumahan|bunga|pohon|masakan|restoran|resto|bahasa)\W{1,3}$"
)
_WINDOW = 32


class CountryFinder:
    """Knows the countries of `references.yaml`."""

    def __init__(self, knowledge: Knowledge) -> None:
        countries = knowledge.references.countries
        names = {name: (country.code, False) for country in countries for name in country.names}
        cities = {name: (country.code, True) for country in countries for name in country.cities}
        self._names = NameIndex({**names, **cities})
        self._codes = {country.code for country in countries}

    def find(self, views: TextViews) -> Iterator[Entity]:
        """ISO 3166 codes with kind `destination`, `city` (a reported scam city) or `mention`."""
        for match in self._names.finditer(views.words):
            code, is_city = match.value
            if _NOT_A_COUNTRY.search(views.lower[max(0, match.start - _WINDOW) : match.start]):
                continue
            kind = "city" if is_city else _role(views.lower, match.start)
            yield make_entity(views, "country", code, match.start, match.end, kind)
        for flag in _FLAG.finditer(views.folded.text):
            code = "".join(chr(ord(c) - 0x1F1E6 + ord("A")) for c in flag[0])
            if code in self._codes:
                yield make_entity(views, "country", code, flag.start(), flag.end(), "destination")


def _role(text: str, start: int) -> str:
    return "destination" if _TOWARDS.search(text[max(0, start - _WINDOW) : start]) else "mention"
