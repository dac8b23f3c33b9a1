"""Regencies and cities of Indonesia by name."""

from collections.abc import Iterator

import re2

from jobscan.entities.making import make_entity
from jobscan.entities.names import NameIndex, name_key
from jobscan.knowledge import Knowledge
from jobscan.text import TextViews
from jobscan.types import Entity

_BEFORE = re2.compile(
    r"\b(?:di|ke|dari|kab|kabupaten|kota|kodya|penempatan|ditempatkan|area|wilayah|lokasi|cabang|sekitar|daerah|domisili|ktp|asal"
    r"|warga|loker|lowongan|sekitaran|jalan raya|unit|rsud|disnaker|dinkes|pemkab|pemkot)\W{1,3}$"
)
_WINDOW = 24
_FIRST_CITY = 71  # in the last two figures of a BPS code
_TYPES = ("kabupaten", "kab", "kota", "kodya")


class PlaceFinder:
    """Knows the regencies and cities of `places.yaml`."""

    def __init__(self, knowledge: Knowledge) -> None:
        names: dict[str, tuple[str, bool]] = {}
        uncertain = {name_key(name) for name in knowledge.places.not_plain}
        for code, name in knowledge.places.named():
            key = name_key(name)
            plain = key.split(" ", 1)[1] if key.split(" ", 1)[0] in _TYPES[::2] and " " in key else key
            own_type = "kota" if int(code[2:]) >= _FIRST_CITY else "kabupaten"
            names.setdefault(key, (code, key in uncertain))
            names[f"{own_type} {plain}"] = (code, False)
            if own_type == "kabupaten":
                names[f"kab {plain}"] = (code, False)
        self._names = NameIndex(names)

    def find(self, views: TextViews) -> Iterator[Entity]:
        """Places with their BPS code; a name that is also a word or a person counts only after a word of place."""
        for match in self._names.finditer(views.words):
            code, uncertain = match.value
            if uncertain and not _BEFORE.search(views.lower[max(0, match.start - _WINDOW) : match.start]):
                continue
            yield make_entity(views, "place", code, match.start, match.end)
