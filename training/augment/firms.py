"""Firms that no list knows, in place of the listed employers that an ad names as the one who recruits."""

import random
import re

from jobscan.entities.brands import brand_words
from jobscan.entities.names import name_key
from jobscan.knowledge.schema import Employer
from jobscan.types import Entity
from training.augment.context import Context
from training.augment.swaps import Edit, apply_edits, cased
from training.corpus import Row

_FIRST = ("Nandika", "Sembrana", "Lokatara", "Wiradesa", "Gantari", "Pancawira", "Rasatama", "Merbauan")
_SECOND = ("Luhungjaya", "Adibraja", "Sentramas", "Bumilaras", "Cakrasena", "Handarupa", "Tirtakala")
_FORM_BEFORE = re.compile(r"\b(?:PT|CV|UD|PD)\.? ?$", re.IGNORECASE)
_FORM_AFTER = re.compile(r"(?:,? ?\(?\b(?:persero|tbk)\b\)?\.?)+", re.IGNORECASE)
_LONGEST_FORM = 5
_SHORTEST_WORD = 5


def unknown_employer(row: Row, dice: random.Random, context: Context) -> str | None:
    """Every listed employer that recruits gets an invented name, also in its own and in foreign addresses.

    Offices and classes of employers stay, since no firm does what they do; None where nothing else is named. A text
    whose only deceit is impersonation tells less of it afterwards, so a lower score for it is no failure of reading.
    """
    reading, _ = context.read(row.text)
    organisers = {str(entity.value) for entity in reading.of_type("employer") if entity.kind == "organiser"}
    replaced = [code for code in sorted(organisers) if _is_firm(context.knowledge.employers[code])]
    names = dice.sample([f"{first} {second}" for first in _FIRST for second in _SECOND], len(replaced))
    edits: list[Edit] = []
    for code, name in zip(replaced, names, strict=True):
        edits += [_renamed(row.text, e, name) for e in reading.of_type("employer") if e.value == code]
        edits += _readdressed(
            row.text, reading.of_type("link", "email", "handle"), context.knowledge.employers[code], name
        )
    return apply_edits(row.text, edits) if edits else None


def _is_firm(employer: Employer) -> bool:
    return employer.kind != "government" and not employer.id.startswith("class_")


def _renamed(text: str, mention: Entity, name: str) -> Edit:
    before = _FORM_BEFORE.search(text, max(0, mention.start - _LONGEST_FORM), mention.start)
    after = _FORM_AFTER.match(text, mention.end)
    start, end = before.start() if before else mention.start, after.end() if after else mention.end
    return start, end, cased(f"PT {name}", text[mention.start : mention.end])


def _readdressed(text: str, contacts: list[Entity], old: Employer, name: str) -> list[Edit]:
    """The old employer's domain, or else its brand or a word of its names, in each address that carries one."""
    brand = name.replace(" ", "").lower()
    swaps = dict.fromkeys(old.domains, f"{brand}.co.id")
    words = {word for known in old.names for word in name_key(known).split() if len(word) >= _SHORTEST_WORD}
    swaps |= dict.fromkeys(sorted(brand_words(old) | words, key=lambda word: (-len(word), word)), brand)
    edits = []
    for contact in contacts:
        written = text[contact.start : contact.end].lower()
        found = next((word for word in swaps if word in written), None)
        if found:
            start = contact.start + written.index(found)
            edits.append((start, start + len(found), swaps[found]))
    return edits
