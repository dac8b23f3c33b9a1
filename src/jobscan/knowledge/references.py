"""Schema of the dated reference facts: regencies and cities, minimum wages, exchange rates, destination countries."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from jobscan.knowledge.schema import Confidence, Source
from jobscan.types import Frozen


class Region(Frozen):
    """A regency or city with its BPS code and minimum wage in rupiah a month."""

    bps: Annotated[str, StringConstraints(pattern=r"^\d{4}$")]
    name: str
    type: Literal["kabupaten", "kota"]
    minimum_wage_idr: int
    year: int
    confidence: Confidence


class Province(Frozen):
    """Names in the order of their BPS numbers; `NN Name` where a number is out of order."""

    kabupaten: tuple[str, ...] = ()
    kota: tuple[str, ...] = ()


class Places(Frozen):
    """`places.yaml`: regencies and cities by BPS code."""

    reviewed: str
    provinces: dict[str, Province]
    aliases: dict[str, tuple[str, ...]]
    not_plain: tuple[str, ...]

    def named(self) -> list[tuple[str, str]]:
        """Every four-figure code with each of its names."""
        codes = []
        for province, names in self.provinces.items():
            for first, listed in ((1, names.kabupaten), (71, names.kota)):
                number = first
                for entry in listed:
                    figures, _, name = entry.partition(" ")
                    number, name = (int(figures), name) if figures.isdigit() else (number, entry)
                    codes.append((f"{province}{number:02d}", name))
                    number += 1
        return codes + [(code, alias) for code, aliases in self.aliases.items() for alias in aliases]


class Rate(Frozen):
    """Rupiah for one unit of a currency, a rough figure for plausibility only."""

    idr: float = Field(gt=0)
    as_of: str
    confidence: Confidence
    basis: str | None = None


class Country(Frozen):
    """A destination and its status for migrant workers. `cities` are places reported as scam compounds."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    names: tuple[str, ...] = Field(min_length=1)
    status: Literal["open", "restricted", "prohibited", "not_listed"]
    middle_east: bool = False
    note: str | None = None
    cities: tuple[str, ...] = ()
    confidence: Confidence
    as_of: str
    sources: tuple[Source, ...] = ()


class OwnCountries(Frozen):
    """`countries.yaml` of an office's own folder."""

    countries: tuple[Country, ...]


class References(Frozen):
    """`references.yaml`: dated figures for plausibility checks, never absolute rules."""

    reviewed: str
    wage_ratio_high: float
    regions: tuple[Region, ...]
    minimum_wage_note: str
    rates: dict[str, Rate]
    countries: tuple[Country, ...]
    wage_sources: tuple[Source, ...] = ()
