"""Other names and numbers in the same ad; read again after each swap, its consistency findings must be the same."""

import random
import re

from jobscan.knowledge.schema import Employer
from jobscan.types import Amount, Entity
from training.augment.context import Context, Rewriter
from training.cards import PREFIXES, TOWNS
from training.corpus import Row

Edit = tuple[int, int, str]
_PLAIN_TOWNS = tuple(town for town in TOWNS if "(" not in town)
_TOWN = re.compile(rf"\b(?:{'|'.join(map(re.escape, _PLAIN_TOWNS))})\b", re.IGNORECASE)
_LOCAL = re.compile(r"[a-z0-9._%+-]+", re.IGNORECASE)
_NAMES = ("lamaran", "hrd.kerja", "rekrut", "info.kerja", "sdm.unit", "personalia", "loker.cabang", "tim.seleksi")
_CHANGES = (0.85, 0.9, 1.1, 1.2)


def _town(row: Row, dice: random.Random, context: Context) -> str | None:
    towns = {match[0].lower() for match in _TOWN.finditer(row.text)}
    new = {town: dice.choice(_PLAIN_TOWNS) for town in sorted(towns)}
    return _checked(row.text, _TOWN.sub(lambda m: cased(new[m[0].lower()], m[0]), row.text), context)


def _contact(row: Row, dice: random.Random, context: Context) -> str | None:
    """Other personal numbers and other names before the @; hosts decide the label and stay."""
    reading, _ = context.read(row.text)
    edits: list[Edit] = []
    for entity in reading.of_type("phone", "email"):
        written = row.text[entity.start : entity.end]
        if entity.kind == "mobile":
            edits.append((entity.start, entity.end, f"{dice.choice(PREFIXES)}0000{dice.randrange(10_000):04d}"))
        elif entity.kind == "free" and (local := _LOCAL.match(written)):
            name = f"{dice.choice(_NAMES)}{dice.randrange(1000)}"
            edits.append((entity.start, entity.start + local.end(), name))
    return _checked(row.text, apply_edits(row.text, edits), context)


def _wage(row: Row, dice: random.Random, context: Context) -> str | None:
    """Plain monthly rupiah wages by a tenth or two up or down, written out."""
    reading, _ = context.read(row.text)
    change = dice.choice(_CHANGES)
    edits = [
        (entity.start, entity.end, f"Rp{_dotted(entity.value.min * change)}")
        for entity in reading.of_type("wage")
        if isinstance(entity.value, Amount) and _is_plain(entity.value)
    ]
    return _checked(row.text, apply_edits(row.text, edits), context)


def _employer(row: Row, dice: random.Random, context: Context) -> str | None:
    """Another employer of the same kind and weight, its own domain in place of the old one's."""
    reading, _ = context.read(row.text)
    named = reading.of_type("employer")
    ids = {str(entity.value) for entity in named}
    if len(ids) != 1 or any(entity.kind != "organiser" for entity in named):
        return None
    old = context.knowledge.employers[ids.pop()]
    alike = [employer for employer in context.knowledge.employers.values() if _alike(employer, old)]
    if old.kind == "government" or not alike:
        return None
    new = dice.choice(alike)
    edits: list[Edit] = [(entity.start, entity.end, new.names[0]) for entity in named]
    edits += _own_addresses(row.text, reading.of_type("link", "email"), old, new)
    return _checked(row.text, apply_edits(row.text, edits), context)


def _own_addresses(text: str, contacts: list[Entity], old: Employer, new: Employer) -> list[Edit]:
    edits = []
    for contact in contacts:
        written = text[contact.start : contact.end].lower()
        domain = next((d for d in old.domains if d in written), None)
        if contact.kind == "own" and domain:
            start = contact.start + written.index(domain)
            edits.append((start, start + len(domain), new.domains[0]))
    return edits


def _alike(new: Employer, old: Employer) -> bool:
    same = (new.kind, new.weight, new.sector) == (old.kind, old.weight, old.sector)
    return same and new.id != old.id and bool(new.domains) and not new.id.startswith("class_")


def _is_plain(amount: Amount) -> bool:
    return amount.currency == "IDR" and amount.period == "month" and amount.min == amount.max


def _dotted(amount: float) -> str:
    return f"{round(amount, -4):,.0f}".replace(",", ".")


def cased(new: str, old: str) -> str:
    """`new` in capitals or small letters where `old` is wholly so."""
    return new.upper() if old.isupper() else new.lower() if old.islower() else new


def apply_edits(text: str, edits: list[Edit]) -> str:
    """The text with each `[start, end)` replaced; edits may come in any order but never overlap."""
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _checked(old: str, new: str, context: Context) -> str | None:
    return new if context.read(old)[1] == context.read(new)[1] else None


SWAPS: dict[str, Rewriter] = {
    "other_town": _town,
    "other_contact": _contact,
    "other_wage": _wage,
    "other_employer": _employer,
}
