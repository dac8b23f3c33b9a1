"""What a training run may be told, and what it was told."""

from hashlib import sha256
from pathlib import Path
from typing import Self

import yaml
from pydantic import Field, ValidationError

from jobscan.types import Frozen, Profile
from training import CORPUS
from training.corpus import CorpusError


class OperatingPoint(Frozen):
    """A profile's prior, and the share of texts without fraud that may reach each level.

    `hard` is the share for the corpus, whose honest texts are written to look like fraud; `real` that for every other
    part.
    """

    prior: float = Field(gt=0, lt=1)
    review_hard: float = Field(gt=0, lt=1)
    review_real: float = Field(gt=0, lt=1)
    high_hard: float = Field(gt=0, lt=1)
    high_real: float = Field(gt=0, lt=1)


PROFILES: dict[Profile, OperatingPoint] = {
    "counter": OperatingPoint(prior=0.05, review_hard=0.07, review_real=0.03, high_hard=0.01, high_real=0.005),
    "crawler": OperatingPoint(prior=0.01, review_hard=0.03, review_real=0.01, high_hard=0.005, high_real=0.002),
}


class EncoderConfig(Frozen):
    """Which encoder to fine-tune, and how long."""

    layers: int = Field(6, ge=1, le=24)
    epochs: float = Field(3.0, gt=0, le=20)


class Config(Frozen):
    """One training. `base` is a folder or hub name of a Hugging Face model; without it a bundle has no encoder. With
    `held_out` one more model, fitted on the corpus without its held-out families, is measured on these.
    """

    name: str = "jobscan-id"
    version: str
    corpus: Path = CORPUS
    extra: tuple[Path, ...] = ()
    base: str | None = None
    encoder: EncoderConfig = EncoderConfig()
    seed: int = 0
    held_out: bool = False
    profiles: dict[Profile, OperatingPoint] = Field(default_factory=lambda: dict(PROFILES))

    @classmethod
    def read(cls, file: Path | None, **given: object) -> Self:
        """The configuration in a YAML file, with what is given on the command line laid over it.

        Raises:
            CorpusError: the file cannot be read, or names something unknown.
        """
        try:
            values = yaml.safe_load(file.read_text(encoding="utf-8")) if file else {}
            return cls.model_validate({**(values or {}), **{k: v for k, v in given.items() if v is not None}})
        except (OSError, UnicodeDecodeError, yaml.YAMLError, TypeError) as error:
            raise CorpusError(
                f"{file}: cannot be read ({error}). It needs YAML like docs/development/model.md."
            ) from error
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            raise CorpusError(f"configuration: {place}: {first['msg']}. Mend that entry.") from error

    def fingerprint(self) -> dict[str, object]:
        """What the stages of a run depend on: the sha256 of every file named, the encoder's settings, the seed."""
        files = {file.name: _sha256(file) for file in [*sorted(self.corpus.glob("*.jsonl")), *self.extra]}
        base = [_sha256(file) for file in sorted(Path(self.base).glob("*.*"))] if self.base else None
        return {
            **self.model_dump(
                mode="json", exclude={"corpus", "extra", "base", "name", "version", "profiles", "held_out"}
            ),
            "data": files,
            "base": base or self.base,
        }


def _sha256(file: Path) -> str:
    try:
        with file.open("rb") as content:
            digest = sha256()
            while block := content.read(1 << 20):
                digest.update(block)
    except OSError as error:
        raise CorpusError(f"{file}: cannot be read ({error.strerror}). Check the path.") from error
    return digest.hexdigest()
