"""An office's own knowledge: YAML files in a folder of its own, laid over the shipped ones entry by entry.

An entry with a code that is shipped too replaces it whole; a new code adds one. `switched_off.yaml` silences
indicators, each with a reason that every answer then shows.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from jobscan.errors import KnowledgeError
from jobscan.knowledge import schema
from jobscan.knowledge.files import by_key, typed, validate
from jobscan.knowledge.references import Country, OwnCountries
from jobscan.types import Frozen, SwitchedOff

if TYPE_CHECKING:
    import hashlib

_MODELS: dict[str, type[Frozen]] = {
    "indicators.yaml": schema.Indicators,
    "employers.yaml": schema.OwnEmployers,
    "countries.yaml": OwnCountries,
    "switched_off.yaml": schema.SwitchedOffs,
}
_Entry = TypeVar("_Entry", bound=Frozen)


@dataclass(frozen=True)
class Overlay:
    """Entries that replace shipped ones or are new, and indicators switched off."""

    indicators: dict[str, schema.Indicator] = field(default_factory=dict)
    employers: dict[str, schema.Employer] = field(default_factory=dict)
    countries: dict[str, Country] = field(default_factory=dict)
    switched_off: dict[str, SwitchedOff] = field(default_factory=dict)


def read_overlay(folder: Path, digest: "hashlib._Hash") -> Overlay:
    """Read the files that are there, and add their bytes to `digest`.

    Raises:
        KnowledgeError: there is no such folder, a file has another name than the four, or its content is wrong.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml"))
        data = {path.name: path.read_bytes() for path in files}
    except OSError as error:
        raise KnowledgeError(
            f"{folder}: tidak dapat dibaca ({error.strerror}). "
            "Sebut folder lain dengan --knowledge atau JOBSCAN_KNOWLEDGE."
        ) from error
    if unknown := [name for name in data if name not in _MODELS]:
        raise KnowledgeError(
            f"{folder / unknown[0]}: nama berkas tidak dikenal. Yang dibaca hanya {', '.join(_MODELS)}."
        )
    for name, content in data.items():
        digest.update(f"overlay/{name}\0{len(content)}\0".encode() + content)

    found = {name: validate(str(folder / name), data[name], model) for name, model in _MODELS.items() if name in data}
    return Overlay(
        indicators=_entries(found, "indicators.yaml", schema.Indicator, "code"),
        employers=_entries(found, "employers.yaml", schema.Employer, "id"),
        countries=_entries(found, "countries.yaml", Country, "code"),
        switched_off=_entries(found, "switched_off.yaml", SwitchedOff, "code"),
    )


def _entries(found: dict[str, Frozen], name: str, model: type[_Entry], key: str) -> dict[str, _Entry]:
    """The list that the file holds under its own name, by code."""
    if name not in found:
        return {}
    return by_key(name, tuple(typed(entry, model) for entry in getattr(found[name], name.removesuffix(".yaml"))), key)
