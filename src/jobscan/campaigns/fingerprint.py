"""The trace that an ad leaves: a fingerprint of its wording, hashes of its contacts, and its template.

The fingerprint ignores what a campaign swaps: towns, employers, numbers, contacts, persons, and the order of its lines.
It is a MinHash (Broder 1997) of the words and word pairs within each line. Nothing of it leads back to the text, and
contacts are kept as salted hashes only.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rensa import RMinHash

from jobscan.text import TextViews
from jobscan.text.forms import FIRM, PERSON
from jobscan.text.ranges import without_overlaps
from jobscan.types import Entity

PERMUTATIONS = 96
_SEED = 20261125
_WORD = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"[\n.!?;•]+")
_SLOT = re.compile(r"\{[a-z ]+\}")
_FEWEST_WORDS = 8  # a shorter text is no template
# what an entity leaves in the template
_SLOTS = {
    "phone": "nomor", "email": "surel", "link": "tautan", "handle": "akun", "account": "rekening", "wage": "upah",
    "fee": "biaya", "age": "usia", "place": "tempat", "country": "negara", "employer": "pemberi kerja",
    "licence": "nomor izin",
}  # fmt: skip
# kinds of contact that many unrelated ads share: they never link two ads
_HUBS = frozenset({
    "own", "portal", "government_portal", "government", "ats", "social", "service", "landline", "video_call",
})  # fmt: skip
_CONTACTS = frozenset({"phone", "email", "link", "handle", "account"})


@dataclass(frozen=True, slots=True)
class Trace:
    """`signature`: 96 values of 32 bits, empty for a text too short to compare; `contacts` may link ads."""

    signature: tuple[int, ...]
    contacts: tuple[str, ...]
    template: str


def trace(views: TextViews, entities: tuple[Entity, ...]) -> Trace:
    """The trace of one ad; linear in its length."""
    masked = _masked(views, entities)
    pairs = list(_pairs(_SLOT.sub("\n", masked)))
    signature: tuple[int, ...] = ()
    if len(pairs) >= _FEWEST_WORDS:
        hasher = RMinHash(PERMUTATIONS, _SEED)
        hasher.update(pairs)
        signature = tuple(hasher.digest())
    contacts = {_contact(entity) for entity in entities if _links_ads(entity)}
    return Trace(signature, tuple(sorted(contacts)), masked)


def hashed(contact: str, salt: bytes) -> bytes:
    """A contact as 12 bytes that cannot be turned back without the salt."""
    return hashlib.blake2b(contact.encode(), digest_size=12, key=salt).digest()


def _masked(views: TextViews, entities: tuple[Entity, ...]) -> str:
    """The folded text with a slot for each entity, unlisted firm, person and number."""
    text = views.folded.text
    ranges = [(*views.folded.locate(e.start, e.end), _SLOTS[e.type]) for e in entities]
    ranges += [(*match.span(), "pemberi kerja") for match in FIRM.finditer(text)]
    ranges += [(*match.span(1), "nama") for match in PERSON.finditer(text)]
    parts, position = [], 0
    for start, end, slot in without_overlaps(sorted(ranges)):
        parts += [text[position:start], f"{{{slot}}}"]
        position = end
    return re.sub(r"\d+", "#", "".join([*parts, text[position:]]))


def _pairs(masked: str) -> Iterator[str]:
    """Word pairs within each line or sentence, and its single words, so that a line of one word counts too."""
    for line in _BREAK.split(masked.lower()):
        words = _WORD.findall(line)
        yield from words
        yield from (f"{one} {other}" for one, other in pairwise(words))


def _links_ads(entity: Entity) -> bool:
    if entity.type not in _CONTACTS or entity.kind in _HUBS:
        return False
    return entity.type != "link" or "/" in str(entity.value).strip("/") or entity.kind in ("other", "free_site")


def _contact(entity: Entity) -> str:
    """A key that is the same however the contact was written; a messaging link is its number."""
    value = str(entity.value)
    digits = "".join(filter(str.isdigit, value))
    if entity.kind == "whatsapp" and len(digits) >= 9:
        return f"phone:+{digits}"
    return f"{entity.type}:{value.lower() if entity.type != 'link' else value}"
