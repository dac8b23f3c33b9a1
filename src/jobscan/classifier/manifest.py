"""The manifest of a bundle: what it is made of, what its figures mean, and how it was measured."""

from typing import Annotated, Literal, Self, get_args

from pydantic import Field, FiniteFloat, StringConstraints, model_validator

from jobscan.types import Frozen, Profile, Thresholds

SHORTEST_REASON = 10
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Calibration(Frozen):
    """Affine in log-odds (Platt 1999): calibrated = slope · raw + intercept."""

    slope: float = Field(gt=0)
    intercept: float


class ProfileSettings(Frozen):
    """Prior and thresholds go together; `basis` says on what the thresholds rest."""

    prior: float = Field(gt=0, lt=1)
    thresholds: Thresholds
    basis: str


class KnowledgeRecord(Frozen):
    """The knowledge that the model was trained with; codes outside `indicators` carry no weight."""

    version: str
    digest: str
    indicators: tuple[str, ...]


class EncoderSettings(Frozen):
    """How the encoder reads a long text: windows of `window` pieces, `stride` apart, at most `most_windows`."""

    window: int = Field(ge=8, le=512)
    stride: int = Field(ge=4, le=512)
    most_windows: int = Field(ge=1, le=64)

    @model_validator(mode="after")
    def _without_gaps(self) -> Self:
        if self.stride > self.window - 2:  # two pieces of a window are border signs
            raise ValueError("stride leaves pieces between windows unread")
        return self


class Fusion(Frozen):
    """How a head joins its calibrated linear logit and its encoder logit where the encoder ran.

    Linear in log-odds and fitted on out-of-fold scores, so it calibrates as it joins.
    """

    linear: FiniteFloat = Field(ge=0)
    encoder: FiniteFloat = Field(ge=0)
    intercept: FiniteFloat


class Band(Frozen):
    """Linear log-odds of fraud between which the encoder is asked; outside them the linear model is certain."""

    low: float
    high: float

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.low <= self.high:  # NaN is neither
            raise ValueError("low does not lie below high")
        return self


class TrainingRecord(Frozen):
    """What the model was fitted on. `fraud_share` is the prior inside the training data.

    `sources` counts the rows of each set; only `corpus` is in the repository.
    """

    data_sha256: Sha256
    rows: dict[str, int]
    sources: dict[str, int] = Field(default_factory=dict)
    groups: int
    fraud_share: float = Field(gt=0, lt=1)
    seed: int
    regularisation: float
    folds: int


class Overruled(Frozen):
    """Why a bundle was released although it was worse than the one before it.

    `gates` names those it failed; none where nothing could be compared. `date` is ISO 8601.
    """

    reason: str = Field(min_length=SHORTEST_REASON)
    date: str
    gates: tuple[str, ...]


class Manifest(Frozen):
    """`manifest.json`. `files` lists every other file of the bundle with its sha256."""

    format: Literal[1, 2]
    name: str
    version: str
    created: str
    mode: Literal["linear", "cascade"]
    files: dict[str, Sha256]
    heads: tuple[str, ...]
    calibration: dict[str, Calibration]
    encoder: EncoderSettings | None = None
    fusion: dict[str, Fusion] = Field(default_factory=dict)
    cascade: Band | None = None
    not_an_ad: float = Field(gt=0, lt=1)
    profiles: dict[Profile, ProfileSettings]
    knowledge: KnowledgeRecord
    training: TrainingRecord
    metrics: dict[str, float | int | str]
    overruled: Overruled | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if missing := set(get_args(Profile)) - set(self.profiles):
            raise ValueError(f"profiles missing: {', '.join(sorted(missing))}")
        if missing := {"fraud", "not_an_ad"} - set(self.heads):
            raise ValueError(f"heads missing: {', '.join(sorted(missing))}")
        if self.mode == "cascade" and (not self.encoder or not self.cascade or set(self.fusion) != set(self.heads)):
            raise ValueError("mode cascade needs encoder, cascade and the fusion of every head")
        if (self.mode == "linear" or self.format == 1) and (self.encoder or self.cascade or self.fusion):
            raise ValueError("an encoder needs format 2 and mode cascade")
        return self
