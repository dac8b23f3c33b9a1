"""The words of the house: what goes in, what is found, what comes out. Frozen, serialisable, no behaviour.

Offsets are half-open, in Unicode code points of the text as received: `text[start:end]` is the evidence.
"""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

MAX_TEXT = 20_000
MAX_ID = 128

Source = Literal["facebook", "whatsapp", "telegram", "website", "poster", "other"]
Level = Literal["low", "review", "high", "not_an_ad", "insufficient"]
Kind = Literal["ad", "not_an_ad", "insufficient"]
Profile = Literal["counter", "crawler"]
Explain = Literal["none", "summary", "full"]
Period = Literal["hour", "day", "week", "month", "year", "piece", "once"]
EntityType = Literal[
    "phone",
    "email",
    "link",
    "handle",
    "account",
    "wage",
    "fee",
    "age",
    "place",
    "country",
    "employer",
    "licence",
]
Origin = Literal["phrase", "consistency", "disguise"]


class Frozen(BaseModel):
    """Base of every value: immutable, and no unknown field ever slips in."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class JobAd(Frozen):
    """One advertisement as it was received."""

    text: str
    source: Source | None = None
    url: str | None = None
    published_at: datetime | None = None
    id: str | None = Field(default=None, max_length=MAX_ID)


class Span(Frozen):
    """A piece of the original text."""

    start: int
    end: int
    text: str


class Amount(Frozen):
    """Money asked or offered, in `currency` (ISO 4217) for one `period`; `monthly_idr` in rupiah where computable."""

    min: float
    max: float
    currency: str
    period: Period
    monthly_idr: tuple[int, int] | None = None


class AgeRange(Frozen):
    """Ages in years; an open end is None."""

    min: int | None
    max: int | None


class Entity(Frozen):
    """Something named in the ad. `kind` refines the type, e.g. a link's `own`, `form`, `short`, `whatsapp`."""

    type: EntityType
    value: str | Amount | AgeRange
    start: int
    end: int
    kind: str | None = None


class Finding(Frozen):
    """An indicator of the catalogue seen in this ad. Without spans it reports an absence."""

    code: str
    category: str
    severity: int = Field(ge=0, le=3)
    origin: Origin
    title: str
    reason: str
    law: tuple[str, ...] = ()
    verify: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


class Thresholds(Frozen):
    review: float
    high: float


class Risk(Frozen):
    """P(fraud) under `prior`, and the level it makes with `thresholds`; `raised_by` names the rules that raised it."""

    probability: float = Field(ge=0, le=1)
    level: Level
    label: str
    kind: Kind
    thresholds: Thresholds
    prior: float
    profile: Profile
    raised_by: tuple[str, ...] = ()
    reason: str | None = None


class Step(Frozen):
    """A check to make or an office to tell, from the knowledge files; `when` names the situation it is for."""

    code: str
    kind: Literal["check", "report"]
    title: str
    purpose: str
    actions: tuple[str, ...]
    url: str | None = None
    phone: str | None = None
    limits: str | None = None
    when: str | None = None


class Advice(Frozen):
    """What to verify and where to report, in the order to do it. `verify` and `report` say each step in one line."""

    urgent: bool
    verify: tuple[str, ...]
    report: tuple[str, ...]
    steps: tuple[Step, ...]


class ExplanationItem(Frozen):
    """One additive part of the logit. Without offsets it belongs to no single place in the text."""

    source: Literal["word", "indicator", "entity", "line", "context"]
    text: str
    logit: float
    start: int | None = None
    end: int | None = None


class Explanation(Frozen):
    """`base` + the items' logits = `logit`; `probability` is its logistic."""

    base: float
    items: tuple[ExplanationItem, ...]
    logit: float
    probability: float


class ModelInfo(Frozen):
    name: str
    version: str
    digest: str
    mode: str


class SwitchedOff(Frozen):
    """An indicator that an office silenced, and why."""

    code: str
    reason: str = Field(min_length=3)


class KnowledgeInfo(Frozen):
    version: str
    digest: str
    reviewed: str
    switched_off: tuple[SwitchedOff, ...] = ()


CampaignStatus = Literal["seen", "confirmed", "retracted"]


class Campaign(Frozen):
    """The campaign that an ad belongs to. `link`: near-copy of its text, or a shared contact; `likeness` of the texts.

    `status` and `reason` are an officer's decision; only a near-copy of a confirmed campaign raises a level.
    """

    id: str
    size: int
    first_seen: str
    status: CampaignStatus
    link: Literal["text", "contact"]
    likeness: float | None = None
    reason: str | None = None


class Assessment(Frozen):
    """The whole answer for one ad. A priority for checking, never a verdict."""

    id: str | None
    assessment_id: str
    model: ModelInfo
    knowledge: KnowledgeInfo
    risk: Risk
    patterns: dict[str, float]
    findings: tuple[Finding, ...]
    entities: tuple[Entity, ...]
    campaign: Campaign | None = None
    advice: Advice
    explanation: Explanation | None = None
    notices: tuple[str, ...] = ()
