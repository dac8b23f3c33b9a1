"""Known employers and offices, and the role each mention plays.

A name counts as the recruiting employer (`organiser`) unless the words around it give it another role (`incidental`):
a client, a benefit, a platform, a landmark, a former job. Roles follow `employers.yaml` and `language.yaml`.
"""

from collections.abc import Iterator
from typing import NamedTuple

import re2

from jobscan.entities.brands import brand_words, imitations
from jobscan.entities.making import make_entity
from jobscan.entities.names import NameIndex, NameMatch, name_key
from jobscan.knowledge import Knowledge, compile_phrases
from jobscan.text import TextViews
from jobscan.text.forms import FIRM
from jobscan.types import Entity

_BEFORE = 28
_AFTER = 24
_RECRUIT_WINDOW = 90
_ONLY_AND = re2.compile(r"^(?:\W|\b(?:dan|dn|atau|sm|sama|maupun|serta|lan|and|or)\b){1,8}$")
_FEW_MORE = r"(?:[^\w.!?;]{1,4}\w+){0,4}[^\w.!?;]{0,4}$"
_AT_OR_FROM = re2.compile(r"\b(?:di|ke|dr|buat|atau|oleh|untuk|sama|utk|pada|depan|surat)\W{1,3}$")
_FEW_WORDS = r"^(?:[^\w.!?]{1,4}(?:(?:kab|prov|kec|dr|h|hj|st)\.|\w+)){0,6}?[^\w.!?]{1,4}"
# where the subject of a sentence stands
_SUBJECT = re2.compile(
    r"(?:^|[.!?:;\n•|–]|\b(?:info|informasi|dari|dr|pengumuman|kabar|buhan|habar))\W{0,8}(?:pt |uptd |upt )?$"
)
_ANY = r"\W"
_CLOSE = r"[^\w,;\n]"  # a comma or a new line ends what stands before it


class _Name(NamedTuple):
    employer: str
    ambiguous: bool


class EmployerFinder:
    """Knows the names of `employers.yaml`."""

    def __init__(self, knowledge: Knowledge) -> None:
        language = knowledge.language
        names: dict[str, _Name] = {}
        for employer in knowledge.employers.values():
            for name in employer.ambiguous:
                names.setdefault(name_key(name), _Name(employer.id, ambiguous=True))
        for employer in knowledge.employers.values():
            for name in set(employer.names) - set(employer.ambiguous):
                names[name_key(name)] = _Name(employer.id, ambiguous=False)
        self._names = NameIndex(names)
        self._telling = {e.id for e in knowledge.employers.values() if e.weight != "weak"}
        self._offices = {e.id for e in knowledge.employers.values() if e.kind == "government"}
        self._incidental = {
            employer.id: compile_phrases(employer.incidental, f"employers.yaml: {employer.id}")
            for employer in knowledge.employers.values()
            if employer.incidental
        }
        self._brands = {employer.id: brand_words(employer) for employer in knowledge.employers.values()}
        self._recruit_before = _ending(language.recruit_before, "recruit_before")
        nouns = "|".join(language.recruit_before)
        self._recruit_near = compile_phrases((rf"\b(?:{nouns})" + _FEW_MORE,), "language.yaml: recruit_before")
        verbs = "|".join(language.recruit_after)
        self._recruit_after = compile_phrases((_FEW_WORDS + rf"(?:{verbs})\b",), "language.yaml: recruit_after")
        self._placement_before = _ending(language.placement_before, "placement_before", _CLOSE)
        self._not_before = _ending(language.not_employer_before, "not_employer_before", _CLOSE)
        self._not_after = _starting(language.not_employer_after, "not_employer_after")

    def find(self, views: TextViews, taken: list[Entity]) -> Iterator[Entity]:
        """Mentions with kind `organiser` or `incidental`; an ambiguous name needs a word of recruitment before it."""
        lower = views.lower
        matches = [m for m in self._names.finditer(views.words) if not _inside(views, m.start, m.end, taken)]
        certain = {m.value.employer for m in matches if not m.value.ambiguous}
        names_a_firm = any(
            not any(m.start < firm.end() and firm.start() < m.end for m in matches)
            for firm in FIRM.finditer(views.folded.text)
        )
        incidental_until = -1
        for match in matches:
            unsure = match.value.ambiguous and match.value.employer not in certain
            if unsure and not self._recruits(lower, match):
                continue
            chained = incidental_until >= 0 and _ONLY_AND.match(lower[incidental_until : match.start]) is not None
            other = (chained or self._has_other_role(lower, match, names_a_firm=names_a_firm)) and not imitations(
                taken, self._brands[match.value.employer]
            )
            kind = "incidental" if other else "organiser"
            incidental_until = match.end if other else -1
            yield make_entity(views, "employer", match.value.employer, match.start, match.end, kind)

    def _recruits(self, lower: str, match: NameMatch[_Name]) -> bool:
        """Whether the words around an ambiguous name make it the one that recruits.

        Weak names need a word of recruitment before them. A public office may also have one a few words off, unless a
        word of place or origin stands right before its name.
        """
        before = lower[max(0, match.start - _RECRUIT_WINDOW) : match.start]
        after = lower[match.end : match.end + _RECRUIT_WINDOW]
        if self._recruit_before.search(before):
            return True
        if match.value.employer not in self._telling:
            return False
        is_subject = _SUBJECT.search(before) is not None
        if match.value.employer in self._offices:
            if self._placement_before.search(before) or self._recruit_near.search(before):
                return True
            is_subject = is_subject or not _AT_OR_FROM.search(before)
        return is_subject and self._recruit_after.search(after) is not None

    def _has_other_role(self, lower: str, match: NameMatch[_Name], *, names_a_firm: bool) -> bool:
        before = lower[max(0, match.start - _BEFORE) : match.start]
        if self._not_before.search(before) or self._not_after.match(lower[match.end : match.end + _AFTER]):
            return True
        if self._placement_before.search(before):
            # an office has no outsourcing firm that leaves its own name out
            return names_a_firm or match.value.employer not in self._offices
        return self._is_incidental(match.value.employer, lower, match.start, match.end)

    def _is_incidental(self, employer: str, lower: str, start: int, end: int) -> bool:
        phrases = self._incidental.get(employer)
        if phrases is None:
            return False
        offset = max(0, start - _BEFORE)
        around = lower[offset : end + _AFTER]
        return any(m.start() + offset <= start and end <= m.end() + offset for m in phrases.finditer(around))


def _ending(phrases: tuple[str, ...], field: str, sign: str = _ANY) -> "re2._Regexp":
    """The phrases right before the end of a text, with at most one word and some signs after them."""
    joined = "|".join(f"(?:{p})" for p in phrases)
    return compile_phrases(
        (f"(?:{joined})(?:{sign}{{1,3}}(?:pt|cv|di|oleh|bersama|resmi|tetap))?{sign}{{0,4}}$",), field
    )


def _starting(phrases: tuple[str, ...], field: str) -> "re2._Regexp":
    return compile_phrases((f"\\W{{0,3}}(?:{'|'.join(phrases)})",), field)


def _inside(views: TextViews, start: int, end: int, taken: list[Entity]) -> bool:
    first, last = views.folded.original(start, end)
    return any(entity.start <= first and last <= entity.end for entity in taken)
