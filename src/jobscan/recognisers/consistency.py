"""The consistency recogniser: does the channel fit the employer or office that the ad names?

The rule (`rule_consistency`, `rule_no_contact`, `rule_role_guard` of the employer gazetteer): an employer named as the
recruiting party, with contacts of which none is its own, a known portal's or a government host's, does not fit.
Without any contact a call to click elsewhere is a weaker sign. A telephone of an office, or an account we do not know,
proves nothing.
"""

from collections.abc import Iterator

import re2

from jobscan.entities.brands import brand_words, imitations
from jobscan.entities.channels import is_own_address
from jobscan.entities.hosts import link_kind
from jobscan.entities.lookalikes import Lookalikes
from jobscan.knowledge import Knowledge, compile_phrases
from jobscan.knowledge.schema import Employer, Weight
from jobscan.recognisers.protocol import Reading, make_finding
from jobscan.recognisers.scope import Scope
from jobscan.types import Entity, Finding

_FITTING = frozenset({"own", "portal", "government_portal", "ats", "government"})
_FOREIGN = frozenset(
    {"mobile", "foreign", "free", "disposable", "other", "whatsapp", "whatsapp_group", "telegram", "form", "short",
     "bio", "free_site"}
)  # fmt: skip
_SEVERITY: dict[Weight, int] = {"strong": 3, "medium": 2, "weak": 1}
_CONTACTS = ("phone", "email", "link", "handle")
_AGENCY = "individual_sponsor_recruiter"
_MASS = "mass_recruitment_in_known_name"
_FEWEST_LURES = 2
_HOST_END = re2.compile(r"[/?#:]")


class ConsistencyRecogniser:
    """Compares the recruiting employers that the ad names with its contacts."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._outward = compile_phrases(knowledge.language.outward_call, "language.yaml: outward_call")
        language = knowledge.language
        self._agency_claim = compile_phrases(language.agency_claim, "language.yaml: agency_claim")
        self._field_officer = compile_phrases(language.field_officer, "language.yaml: field_officer")
        self._scope = Scope(knowledge.language)
        self._lookalikes = Lookalikes(knowledge)
        lures = knowledge.indicators[_MASS].phrases
        self._lures = [compile_phrases((lure,), f"indicators: {_MASS}") for lure in lures]

    def find(self, reading: Reading) -> Iterator[Finding]:
        """At most one finding each on the channel, on mass recruitment and on imitated addresses."""
        named = [entity for entity in reading.of_type("employer") if self._recruits(reading, entity)]
        employers = [self._knowledge.employers[str(entity.value)] for entity in named]
        yield from self._agency(reading)
        contacts = reading.of_type(*_CONTACTS)
        if self._posted_on_fitting_page(reading, employers):
            employers = []
        if employers and not any(contact.kind in _FITTING for contact in contacts):
            yield from self._mismatch(reading, employers, contacts)
            yield from self._mass_recruitment(reading, employers)
        yield from self._imitation(reading, employers, contacts)

    def _recruits(self, reading: Reading, entity: Entity) -> bool:
        """Whether the ad itself, not a report about others, names the employer as the one that recruits."""
        return entity.kind == "organiser" and not self._is_reported(reading, entity)

    def _posted_on_fitting_page(self, reading: Reading, employers: list[Employer]) -> bool:
        """An ad found on a known portal or on the employer's own page needs no other channel."""
        if not reading.ad.url:
            return False
        address = reading.ad.url.split("://", 1)[-1].lower()
        host, slash, path = address.partition("/")
        kind = link_kind(host, slash + path, self._knowledge.channels)
        return kind in _FITTING or any(is_own_address(address, employer) for employer in employers)

    def _mismatch(self, reading: Reading, employers: list[Employer], contacts: list[Entity]) -> Iterator[Finding]:
        strongest = max(employers, key=lambda employer: _SEVERITY[employer.weight])
        severity = _SEVERITY[strongest.weight]
        foreign = [contact for contact in contacts if contact.kind in _FOREIGN]
        if foreign:
            spans = [reading.span_of(contact) for contact in foreign[:5]]
            reason = f"Memakai nama {strongest.names[0]}, tetapi tidak satu pun kontak yang tertulis miliknya."
        elif all(contact.kind == "social" for contact in contacts) and strongest.weight == "strong":
            spans = [reading.views.span(m.start(), m.end()) for m in self._outward.finditer(reading.views.lower)][:3]
            severity = min(severity, 2)
            reason = f"Memakai nama {strongest.names[0]}, kontak tidak tertulis, pembaca diarahkan ke tautan lain."
        else:
            return
        if spans:
            code = _code(strongest)
            yield make_finding(self._knowledge.indicators[code], "consistency", spans, severity=severity, reason=reason)

    def _agency(self, reading: Reading) -> Iterator[Finding]:
        """A licensed placement firm whose applicants are to deal with one person's telephone only.

        Law 18/2017 art. 49 to 52: the firm places, and registration goes through its office and the labour office.
        """
        lower = reading.views.lower
        phones = [phone for phone in reading.of_type("phone") if phone.kind == "mobile"]
        if not phones or not (claim := self._agency_claim.search(lower)):
            return
        if not (field := self._field_officer.search(lower)):
            return
        if any(self._scope.is_reported(lower, m.start(), m.end()) for m in (claim, field)):
            return
        spans = [reading.views.span(field.start(), field.end()), *map(reading.span_of, phones[:2])]
        reason = "Mengaku P3MI berizin, tetapi pelamar hanya berurusan dengan nomor pribadi seseorang."
        yield make_finding(self._knowledge.indicators[_AGENCY], "consistency", spans, reason=reason)

    def _mass_recruitment(self, reading: Reading, employers: list[Employer]) -> Iterator[Finding]:
        """A great name that takes nearly everyone; the phrases of the catalogue entry are one lure each."""
        needed = _FEWEST_LURES + (1 if all(employer.weight == "weak" for employer in employers) else 0)
        found = [match for lure in self._lures if (match := lure.search(reading.views.lower))]
        if len(found) >= needed:
            spans = [reading.views.span(match.start(), match.end()) for match in found]
            yield make_finding(self._knowledge.indicators[_MASS], "consistency", spans)

    def _imitation(self, reading: Reading, employers: list[Employer], contacts: list[Entity]) -> Iterator[Finding]:
        """Addresses that carry the name of an employer of this ad, or resemble the domain of any listed one."""
        words = {word for employer in employers for word in brand_words(employer)}
        carrying = set(imitations(contacts, words))
        alike = self._alike(reading, contacts)
        found = [contact for contact in contacts if contact in alike or contact in carrying]
        if found:
            reason = f"Alamat meniru pemberi kerja: {'; '.join(dict.fromkeys(alike.values()))}." if alike else None
            spans = [reading.span_of(contact) for contact in found[:5]]
            yield make_finding(
                self._knowledge.indicators["lookalike_email_domain"], "consistency", spans, reason=reason
            )

    def _alike(self, reading: Reading, contacts: list[Entity]) -> dict[Entity, str]:
        """Links and mails whose host imitates another, and what it imitates; a warning may name such a host."""
        hosts = {contact: _host(contact) for contact in contacts if contact.kind in ("other", "free_site")}
        known = {host: self._lookalikes.find(host) for host in set(hosts.values())}
        return {
            contact: how
            for contact, host in hosts.items()
            if (how := known[host]) and not self._is_reported(reading, contact)
        }

    def _is_reported(self, reading: Reading, entity: Entity) -> bool:
        start, end = reading.place_of(entity)
        return self._scope.is_reported(reading.views.lower, start, end)


def _host(contact: Entity) -> str:
    """The host of a link or mail address."""
    address = str(contact.value).lower()
    return address.partition("@")[2] if contact.type == "email" else _HOST_END.split(address)[0]


def _code(employer: Employer) -> str:
    return "personal_channel_for_public_office" if employer.kind == "government" else "fake_known_company"
