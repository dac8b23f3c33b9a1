"""Schema of the knowledge files. Every class forbids unknown fields, so that a misspelt one is named and refused."""

from collections import defaultdict
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from jobscan.types import Frozen, SwitchedOff

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Confidence = Literal["confirmed_2plus", "single_source", "general_knowledge", "derived", "rough"]
Weight = Literal["strong", "medium", "weak"]
Context = Literal["overseas", "domestic"]
# categories whose findings never add to the risk
WEIGHTLESS = frozenset({"protective", "compliance"})


class Source(Frozen):
    """Where a fact was read. `url` is None where only a host or an archive is known; `locator` then tells the place."""

    url: str | None = None
    date: str
    note: str | None = None
    locator: str | None = None


class Meta(Frozen):
    """`meta.yaml`: version of the whole knowledge, and the month its facts were last reviewed."""

    version: str
    reviewed: str
    review_every_months: int = Field(ge=1)


class Pattern(Frozen):
    """A modus (`patterns.yaml`)."""

    category: Code
    label: str
    offer: Literal["work", "placement", "training", "money"]


class Patterns(Frozen):
    categories: dict[Code, str]
    patterns: dict[Code, Pattern]


class Examples(Frozen):
    """Short texts written for this catalogue: `hit` must give the finding, `miss` must not."""

    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()


class Indicator(Frozen):
    """One sign (`indicators/*.yaml`). `phrases` are in the phrase language of `jobscan.knowledge.phrases`.

    `context` keeps the phrases silent unless the ad is about work abroad (or at home). `negatable: false` is for signs
    whose own words contain a negation ("tanpa ijazah"). `unless`: phrases that make a match in the same clause
    harmless. `recogniser: none` marks entries that an officer can look up but that no recogniser detects yet.
    """

    code: Code
    title: str
    category: Code
    severity: int = Field(ge=0, le=3)
    polarity: Literal["raises_risk", "protective", "compliance"]
    scope: Literal["overseas", "domestic", "both"]
    recogniser: Literal["phrase", "consistency", "disguise", "none"]
    description: str
    reason: str
    phrases: tuple[str, ...] = ()
    context: Context | None = None
    negatable: bool = True
    unless: tuple[str, ...] = ()
    examples: Examples = Examples()
    counter_examples: tuple[str, ...] = ()
    law: tuple[Code, ...] = ()
    verify: tuple[Code, ...] = ()
    confidence: Confidence
    sources: tuple[Source, ...] = ()


class Indicators(Frozen):
    indicators: tuple[Indicator, ...]


class Combination(Frozen):
    """A named rule over findings (`combinations.yaml`). `floor` may raise `low` to `review`; nothing lowers a level."""

    code: Code
    title: str
    all_of: tuple[Code, ...] = ()
    any_of: tuple[Code, ...] = ()
    at_least: int | None = Field(default=None, ge=1)
    among: tuple[Code, ...] = ()
    floor: Literal["review", "none"]
    urgent: bool = False
    actions: tuple[Code, ...] = ()


class Combinations(Frozen):
    combinations: tuple[Combination, ...]


class Employer(Frozen):
    """A known employer, office or class of them (`employers.yaml`).

    `domains` are registrable domains or public suffixes that are the employer's own; `hosts` are recruitment hosts it
    really uses elsewhere; `social` official accounts as `network:name`. `ambiguous` aliases count only after a word of
    recruitment. `weight` says how much a foreign channel means. `incidental`: phrases in which the name is not the
    employer.
    """

    id: Code
    names: tuple[str, ...] = Field(min_length=1)
    ambiguous: tuple[str, ...] = ()
    kind: Literal["government", "bumn", "private", "multinational", "p3mi_association"]
    sector: str
    domains: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    social: tuple[str, ...] = ()
    weight: Weight
    impersonated: bool = False
    incidental: tuple[str, ...] = ()
    recruitment: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    notes: str | None = None
    confidence: Confidence
    sources: tuple[Source, ...] = ()


class Employers(Frozen):
    reviewed: str
    employers: tuple[Employer, ...]


class OwnEmployers(Frozen):
    """`employers.yaml` of an office's own folder."""

    employers: tuple[Employer, ...]


class Host(Frozen):
    """A host and what it is. `domain` may carry a path prefix (`docs.google.com/forms`)."""

    domain: str
    kind: Literal["portal", "government_portal", "ats", "short", "bio", "form", "free_site"]
    confidence: Confidence
    note: str | None = None


class Messenger(Frozen):
    """A messaging or social link, matched by host and path prefix."""

    prefix: str
    channel: Literal["whatsapp", "whatsapp_group", "telegram", "social", "video_call"]


class Channels(Frozen):
    """`channels.yaml`: what kind of channel a host is. A free channel alone is no sign of fraud.

    `lure_words`: words of recruitment that imitators put beside an employer's name in a domain.
    """

    reviewed: str
    free_mail: tuple[str, ...]
    disposable_mail: tuple[str, ...]
    hosts: tuple[Host, ...]
    messengers: tuple[Messenger, ...]
    risky_tlds: tuple[str, ...]
    lure_words: tuple[str, ...]

    @cached_property
    def by_host(self) -> dict[str, list[tuple[int, str, str]]]:
        """Rank, path prefix and kind of every messenger and host, by host; the lowest rank goes first."""
        entries = [(messenger.prefix, str(messenger.channel)) for messenger in self.messengers]
        entries += [(host.domain, host.kind) for host in self.hosts]
        by_host: defaultdict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for rank, (address, kind) in enumerate(entries):
            host, _, path = address.partition("/")
            by_host[host].append((rank, path, kind))
        return dict(by_host)


class Law(Frozen):
    """One article (`legal.yaml`). An aid for officers, not a legal opinion; `caveat` is shown beside it."""

    title: str
    status: str
    summary: str
    cite: str
    caveat: str | None = None
    confidence: Confidence
    sources: tuple[Source, ...] = ()


class Laws(Frozen):
    reviewed: str
    disclaimer: str
    laws: dict[Code, Law]


class Verification(Frozen):
    """A check or a report channel (`verification.yaml`)."""

    kind: Literal["check", "report"]
    title: str
    purpose: str
    steps: tuple[str, ...]
    url: str | None = None
    phone: str | None = None
    if_ok: str | None = None
    if_not: str | None = None
    limits: str | None = None
    confidence: Confidence
    sources: tuple[Source, ...] = ()


class Verifications(Frozen):
    reviewed: str
    steps: dict[Code, Verification]


class Situation(Frozen):
    """A situation of an ad (`contexts.yaml`) that decides which steps come first; any one condition suffices.

    `entities` are types, or `type/kind`. Steps of a `first` situation precede those of combinations. `otherwise`
    situations hold for ads with risk findings in which `unless` does not. Steps in `only_here` are left out of the
    advice wherever the situation does not hold.
    """

    code: Code
    label: str
    first: bool = False
    categories: tuple[Code, ...] = ()
    codes: tuple[Code, ...] = ()
    entities: tuple[str, ...] = ()
    otherwise: bool = False
    unless: Code | None = None
    steps: tuple[Code, ...]
    only_here: tuple[Code, ...] = ()


class Situations(Frozen):
    reviewed: str
    contexts: tuple[Situation, ...]


class SwitchedOffs(Frozen):
    """`switched_off.yaml` of an office's own folder."""

    switched_off: tuple[SwitchedOff, ...]


class Language(Frozen):
    """`language.yaml`: small closed word lists of Indonesian that recognisers and decision share.

    All entries are in the phrase language and matched on the folded lower-case view.
    """

    negation: tuple[str, ...]
    negation_after: tuple[str, ...]
    reporting: tuple[str, ...]
    offer: tuple[str, ...]
    outward_call: tuple[str, ...]
    overseas: tuple[str, ...]
    recruit_before: tuple[str, ...]
    recruit_after: tuple[str, ...]
    placement_before: tuple[str, ...]
    not_employer_before: tuple[str, ...]
    not_employer_after: tuple[str, ...]
    fee_words: tuple[str, ...]
    wage_words: tuple[str, ...]
    unskilled: tuple[str, ...]
    agency_claim: tuple[str, ...]
    field_officer: tuple[str, ...]
    open_pay: tuple[str, ...]
    own_debt: tuple[str, ...]
    demand: tuple[str, ...]
    placement_identity: tuple[str, ...]
    closing: tuple[str, ...]
