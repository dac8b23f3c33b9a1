"""Stand-ins for service tests: a scanner that answers what the text asks for, a client, and a reader of pages."""

import asyncio
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Any

import httpx
from fastapi import FastAPI

from jobscan.classifier.manifest import Manifest, ProfileSettings
from jobscan.decision import LEVEL_LABELS
from jobscan.knowledge import Knowledge
from jobscan.text import check
from jobscan.types import (
    Advice,
    Assessment,
    Explain,
    Finding,
    JobAd,
    KnowledgeInfo,
    Level,
    ModelInfo,
    Profile,
    Risk,
    Span,
    Step,
    Thresholds,
)

HOST = "testserver"
MODEL = ModelInfo(name="jobscan-id", version="9.9.9", digest="sha256:abc", mode="linear")
THRESHOLDS = Thresholds(review=0.31, high=0.72)


@dataclass(frozen=True)
class FakeBundle:
    manifest: Manifest


# Only what pages show; the bundle's own rules are tested with the bundle.
MANIFEST = Manifest.model_construct(
    name=MODEL.name,
    version=MODEL.version,
    created="2026-11-20",
    profiles={
        "counter": ProfileSettings(prior=0.05, thresholds=THRESHOLDS, basis="recall 0,9"),
        "crawler": ProfileSettings(prior=0.01, thresholds=Thresholds(review=0.2, high=0.6), basis="presisi 0,9"),
    },
)


class FakeScanner:
    """Finds what `words` names and says the level asked for; `gate` holds every scan until it is set."""

    model = MODEL
    bundle = FakeBundle(MANIFEST)

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.level: Level = "high"
        self.probability = 0.87
        self.words: Mapping[str, str] = {}
        self.absent: tuple[str, ...] = ()
        self.raised_by: tuple[str, ...] = ()
        self.notices: tuple[str, ...] = ()
        self.urgent = False
        self.steps: tuple[str, ...] = ("verif_hubungi_perusahaan", "report_kp2mi", "report_polri110")
        self.gate: threading.Event | None = None
        self.seen: list[tuple[JobAd, Profile, date | None, Explain]] = []

    def scan(
        self,
        ad: str | JobAd,
        *,
        profile: Profile = "counter",
        as_of: date | None = None,
        explain: Explain = "none",
    ) -> Assessment:
        ad = JobAd(text=ad) if isinstance(ad, str) else ad
        self.seen.append((ad, profile, as_of, explain))
        if self.gate is not None:
            self.gate.wait(10)
        check(ad.text)
        if "MELEDAK" in ad.text:
            raise RuntimeError(ad.text)
        return self._assessment(ad, profile)

    def _assessment(self, ad: JobAd, profile: Profile) -> Assessment:
        meta = self.knowledge.meta
        return Assessment(
            id=ad.id,
            assessment_id="a_fake",
            model=MODEL,
            knowledge=KnowledgeInfo(version=meta.version, digest=self.knowledge.digest, reviewed=meta.reviewed),
            risk=Risk(
                probability=self.probability,
                level=self.level,
                label=LEVEL_LABELS[self.level],
                kind="ad" if self.level in ("low", "review", "high") else self.level,
                thresholds=THRESHOLDS,
                prior=0.05,
                profile=profile,
                raised_by=self.raised_by,
            ),
            patterns={"employer_fee": 0.44, "government_impersonation": 0.91},
            findings=tuple(self._findings(ad.text)),
            entities=(),
            advice=Advice(urgent=self.urgent, verify=(), report=(), steps=tuple(map(self._step, self.steps))),
            notices=self.notices,
        )

    def _findings(self, text: str) -> list[Finding]:
        found = [self._finding(code, _spans(text, word)) for word, code in self.words.items() if word in text]
        return found + [self._finding(code, ()) for code in self.absent]

    def _finding(self, code: str, spans: tuple[Span, ...]) -> Finding:
        known = self.knowledge.indicators[code]
        return Finding(
            code=code,
            category=known.category,
            severity=known.severity,
            origin="phrase",
            title=known.title,
            reason=known.reason,
            law=known.law,
            verify=known.verify,
            spans=spans,
        )

    def _step(self, code: str) -> Step:
        entry = self.knowledge.verification.steps[code]
        fields = entry.model_dump(include={"kind", "title", "purpose", "url", "phone", "limits"})
        return Step(code=code, actions=entry.steps, **fields)


class Client:
    """A blocking client of an application, without a network. Errors that leave the application are raised."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    def session(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url=f"http://{HOST}")

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        async def send() -> httpx.Response:
            async with self.session() as session:
                return await session.request(method, path, **options)

        return asyncio.run(send())

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        return self.request("POST", path, **options)


class Page(HTMLParser):
    """A page as tests look at it: its tags with attributes, its visible text, and whether tags are balanced."""

    VOID = frozenset({"meta", "link", "br", "input", "img", "hr"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes another tag"

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]

    def ids(self) -> list[str]:
        return [str(attrs["id"]) for _, attrs in self.tags if "id" in attrs]


def _spans(text: str, word: str) -> tuple[Span, ...]:
    spans, start = [], text.find(word)
    while start >= 0:
        spans.append(Span(start=start, end=start + len(word), text=word))
        start = text.find(word, start + 1)
    return tuple(spans)
