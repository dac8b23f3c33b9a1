"""A small scanner for the tests of batch and CLI: quick, deterministic, picklable, with the real knowledge."""

import hashlib
import secrets
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from jobscan.decision import LEVEL_LABELS
from jobscan.errors import ModelError
from jobscan.knowledge import Knowledge, load_knowledge
from jobscan.text.reading import check
from jobscan.types import (
    Advice,
    Assessment,
    Finding,
    JobAd,
    KnowledgeInfo,
    Level,
    ModelInfo,
    Profile,
    Risk,
    Span,
    Thresholds,
)

THRESHOLDS = Thresholds(review=0.3, high=0.7)
CLUE = "biaya"


class FakeScanner:
    """Scores by the hash of the text; finds `CLUE`. "MELEDAK" in a text is a defect, "LAMBAT" takes a while."""

    def __init__(self, digest: str = "sha256:m1") -> None:
        self.model = ModelInfo(name="palsu", version="1.0.0", digest=digest, mode="linear")

    @property
    def knowledge(self) -> Knowledge:
        return load_knowledge()

    def scan(self, ad: str | JobAd, *, profile: Profile = "counter", as_of: date | None = None) -> Assessment:
        ad = JobAd(text=ad) if isinstance(ad, str) else ad
        check(ad.text)
        if "MELEDAK" in ad.text:
            raise RuntimeError(ad.text)
        if "LAMBAT" in ad.text:
            time.sleep(0.02)
        return self._assessment(ad, _probability(f"{self.model.digest} {ad.text}"), profile, as_of)

    def _assessment(self, ad: JobAd, value: float, profile: Profile, as_of: date | None) -> Assessment:
        level: Level = "high" if value >= THRESHOLDS.high else "review" if value >= THRESHOLDS.review else "low"
        meta = self.knowledge.meta
        return Assessment(
            id=ad.id,
            assessment_id=f"a_{secrets.token_hex(13)}",
            model=self.model,
            knowledge=KnowledgeInfo(version=meta.version, digest=self.knowledge.digest, reviewed=meta.reviewed),
            risk=Risk(
                probability=value,
                level=level,
                label=LEVEL_LABELS[level],
                kind="ad",
                thresholds=THRESHOLDS,
                prior=0.05,
                profile=profile,
            ),
            patterns={"employer_fee": value, "task_scam": 0.6, "data_harvest": 0.1},
            findings=tuple(find_clues(ad.text, self.knowledge)),
            entities=(),
            advice=Advice(urgent=False, verify=("Cek rekening.",), report=("Lapor Disnaker.",), steps=()),
            notices=("knowledge_review_due",) if as_of and as_of.year > 2026 else (),
        )


def find_clues(text: str, knowledge: Knowledge) -> Iterable[Finding]:
    """A finding of the real catalogue for every `CLUE` in the text."""
    entry = knowledge.indicators["registration_fee"]
    starts = [place for place in range(len(text)) if text.startswith(CLUE, place)]
    if starts:
        yield Finding(
            code=entry.code,
            category=entry.category,
            severity=entry.severity,
            origin="phrase",
            title=entry.title,
            reason=entry.reason,
            law=entry.law,
            verify=entry.verify,
            spans=tuple(Span(start=s, end=s + len(CLUE), text=CLUE) for s in starts),
        )


def load_fake(model: Path | None = None, *_: Path | None) -> FakeScanner:
    """Stands in for `jobscan.cli.loading.load_scanner`; a bundle named `rusak` cannot be used."""
    if model is not None and model.name == "rusak":
        raise ModelError("rusak: paket model tidak utuh. Pasang ulang.")
    return FakeScanner() if model is None else FakeScanner(f"sha256:{model.name}")


def load_broken() -> FakeScanner:
    """A loader that fails, as in a worker whose bundle has just been removed."""
    raise ModelError("paket model hilang. Pasang ulang.")


def _probability(seed: str) -> float:
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4]) / 2**32
