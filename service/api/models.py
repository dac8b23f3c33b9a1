"""Requests and answers of the API. Unknown fields are refused: `stroe` must not mean "kept"."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, WithJsonSchema

from jobscan.knowledge.schema import Confidence
from jobscan.types import MAX_ID, MAX_TEXT, Assessment, Explain, JobAd, ModelInfo, Profile, Source
from service.scoring import DEFAULT_ALIAS, Options

_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _moment(value: object) -> object:
    if not isinstance(value, str) or not _RFC3339.fullmatch(value):
        raise ValueError("bukan RFC 3339")
    return value


def _day(value: object) -> object:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise ValueError("bukan tanggal")
    return value


Moment = Annotated[AwareDatetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]


class Closed(BaseModel):
    """Base of everything a caller sends."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(Closed):
    """One advertisement."""

    id: str | None = Field(
        None, min_length=1, max_length=MAX_ID, description="Penanda milik pemanggil, dikembalikan apa adanya."
    )
    text: str = Field(
        description=(
            f"Isi iklan apa adanya. 1 sampai {MAX_TEXT} titik kode Unicode setelah spasi di kedua ujung "
            "dibuang; posisi dalam jawaban mengacu pada teks ini persis seperti dikirim."
        ),
        json_schema_extra={"minLength": 1, "pattern": r"\S"},
    )
    source: Source | None = Field(None, description="Tempat iklan ditemukan.")
    url: str | None = Field(
        None,
        max_length=2048,
        pattern=r"^https?://[^\s]+$",
        description="Alamat iklan; tidak pernah dibuka oleh layanan.",
    )
    published_at: Moment | None = Field(None, description="Waktu iklan terbit, RFC 3339 dengan zona waktu.")
    locale: str | None = Field(
        None,
        max_length=35,
        pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
        description="Bahasa iklan (BCP 47), misalnya `id`. Dicatat saja, belum mengubah hasil.",
    )

    def ad(self) -> JobAd:
        """The advertisement as the scanner takes it."""
        return JobAd(text=self.text, source=self.source, url=self.url, published_at=self.published_at, id=self.id)


class ScoreOptions(Closed):
    """How to score. In a batch these sit beside `items` and hold for all of them."""

    explain: Explain = Field("none", description="Seberapa rinci sumbangan tiap unsur dijelaskan.")
    store: StrictBool = Field(
        False,
        description="Belum ada penyimpanan: hanya `false` yang diterima.",
        json_schema_extra={"const": False},
    )
    profile: Profile = Field("counter", description="Ambang untuk loket (`counter`) atau perayap (`crawler`).")
    as_of: Day | None = Field(None, description="Tanggal acuan; bawaan: hari ini.")
    model: str = Field(DEFAULT_ALIAS, max_length=64, description="Alias `default` atau versi persis dari `/v1/models`.")

    def options(self) -> Options:
        """The options as the scoring service takes them."""
        return Options(profile=self.profile, as_of=self.as_of, explain=self.explain)


class ScoreRequest(Item, ScoreOptions):
    """One advertisement and how to score it."""


class BatchRequest(ScoreOptions):
    """Up to 100 advertisements. Each item is checked on its own: a bad one fails alone."""

    items: list[Any] = Field(min_length=1, json_schema_extra={"maxItems": 100})


class ScoreAnswer(Assessment):
    """The assessment of one advertisement. A priority for checking, never a verdict."""

    request_id: str


class FailedItem(BaseModel):
    """An item of a batch that could not be scored."""

    id: str | None
    error: dict[str, Any]


class Summary(BaseModel):
    """How many items were scored and how many failed."""

    ok: int
    failed: int


class BatchAnswer(BaseModel):
    """Results in the order and number of the items sent."""

    results: list[ScoreAnswer | FailedItem]
    summary: Summary


class Live(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Ready(BaseModel):
    """The bundle is verified and there is room in the queue."""

    status: Literal["ready"] = "ready"
    checks: dict[str, str]


class LoadedModel(ModelInfo):
    """A model that can be asked for by `version` or by one of `aliases`."""

    aliases: tuple[str, ...]


class ModelsAnswer(BaseModel):
    """The models loaded."""

    models: list[LoadedModel]


class KnownIndicator(BaseModel):
    """An indicator that a finding can carry."""

    code: str
    title: str
    category: str
    severity: int
    polarity: str
    description: str
    law: tuple[str, ...]
    verify: tuple[str, ...]
    confidence: Confidence


class KnownPattern(BaseModel):
    """A modus and what officers call it."""

    label: str
    category: str


class KnownLaw(BaseModel):
    """An article, with its state at the review date and what to beware of."""

    title: str
    cite: str
    status: str
    caveat: str | None
    confidence: Confidence


class KnownStep(BaseModel):
    """A check or a report channel."""

    kind: Literal["check", "report"]
    title: str
    purpose: str
    actions: tuple[str, ...]
    url: str | None
    phone: str | None
    limits: str | None


class KnowledgeAnswer(BaseModel):
    """The knowledge loaded: what the codes in assessments mean."""

    version: str
    digest: str
    reviewed: str
    disclaimer: str
    categories: dict[str, str]
    patterns: dict[str, KnownPattern]
    indicators: list[KnownIndicator]
    laws: dict[str, KnownLaw]
    steps: dict[str, KnownStep]
