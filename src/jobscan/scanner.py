"""The one path: text → views → entities → findings → features → classifier → decision → assessment."""

import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import re2

from jobscan import explain as explaining
from jobscan.advice import advise, date_notices, is_review_due
from jobscan.campaigns import CampaignMemory, SqliteCampaigns, trace
from jobscan.classifier.bundle import Bundle, find_bundle, load_bundle
from jobscan.classifier.classifier import Scored
from jobscan.classifier.features import Features, extract_features
from jobscan.classifier.linear import logit, sigmoid
from jobscan.decision import Scores, Settings, decide, fired_combinations, risk_findings
from jobscan.entities import EntityExtractor
from jobscan.entities.closing import ClosingDates
from jobscan.knowledge import Knowledge, compile_phrases, load_knowledge
from jobscan.knowledge.loader import find_overlay
from jobscan.messages import Messages
from jobscan.recognisers import Reading, Recognisers
from jobscan.text import check, make_views
from jobscan.text.forms import FIRM
from jobscan.types import Assessment, Explain, Explanation, Finding, JobAd, KnowledgeInfo, ModelInfo, Profile

_WORD = re2.compile(r"\pL{2,}")
_FEWEST_WORDS = 6
_ENOUGH_WORDS = 30  # so long a text says something, whatever it is


class Reader:
    """The part of the path before the classifier; needs knowledge but no bundle, so training walks it too."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._entities = EntityExtractor(knowledge)
        self._recognisers = Recognisers(knowledge)
        self._offer = compile_phrases(knowledge.language.offer, "language.yaml: offer")

    def read(self, ad: JobAd) -> tuple[Reading, tuple[Finding, ...], Features]:
        """Views and entities, findings, features of one ad.

        Raises:
            InputError: the text is empty, too long, or not text.
        """
        check(ad.text)
        views = make_views(ad.text, self.knowledge.lexicon)
        reading = Reading(ad, views, self._entities.extract(views))
        findings = self._recognisers.find(reading)
        return reading, findings, extract_features(views, reading.entities, findings, self.knowledge)

    def is_readable(self, reading: Reading) -> bool:
        """Whether an offer, employer, contact or condition can be read."""
        if reading.entities or FIRM.search(reading.views.folded.text):
            return True
        words = len(_WORD.findall(reading.views.lower))
        has_offer = self._offer.search(reading.views.lower) is not None
        return words >= _ENOUGH_WORDS or (has_offer and words >= _FEWEST_WORDS)


@dataclass(frozen=True, slots=True)
class _Heard:
    """The ad that the score speaks of: the whole text, or a part of it that begins at `start`."""

    reading: Reading
    features: Features
    scored: Scored
    start: int


class Scanner:
    """Scores ads with one verified bundle and one knowledge. Safe to share between threads."""

    def __init__(self, bundle: Bundle, knowledge: Knowledge, memory: CampaignMemory | None = None) -> None:
        self.bundle = bundle
        self.knowledge = knowledge
        self._memory = memory
        self._reader = Reader(knowledge)
        self._closing = ClosingDates(knowledge)
        self._messages = Messages(knowledge)
        manifest = bundle.manifest
        self.model = ModelInfo(name=manifest.name, version=manifest.version, digest=bundle.digest, mode=manifest.mode)
        self._known = frozenset(manifest.knowledge.indicators)
        self._knowledge_info = KnowledgeInfo(
            version=knowledge.meta.version,
            digest=knowledge.digest,
            reviewed=knowledge.meta.reviewed,
            switched_off=knowledge.switched_off,
        )

    @classmethod
    def load(cls, model: Path | None = None, knowledge: Path | None = None, campaigns: Path | None = None) -> "Scanner":
        """A scanner with the bundle found by the usual look-up or in `model`, and the shipped knowledge.

        An office's own knowledge (`knowledge`, else `JOBSCAN_KNOWLEDGE`) is laid over the shipped one. `campaigns` is a
        memory of campaigns that every scan looks into.

        Raises:
            ModelError: there is no bundle, or it does not match its manifest.
            KnowledgeError: a knowledge file is wrong.
            CampaignError: the campaign memory cannot be used.
        """
        memory = SqliteCampaigns(campaigns) if campaigns else None
        return cls(load_bundle(find_bundle(model)), load_knowledge(overlay=find_overlay(knowledge)), memory)

    def features(self, ad: str | JobAd) -> Features:
        """The features that training uses: the same code, never a copy."""
        return self._reader.read(_as_ad(ad))[2]

    def scan(
        self,
        ad: str | JobAd,
        *,
        memory: CampaignMemory | None = None,
        profile: Profile = "counter",
        as_of: date | None = None,
        explain: Explain = "none",
    ) -> Assessment:
        """Assess one ad. The same ad, options, bundle, knowledge and `as_of` give the same answer, ids apart.

        Raises:
            InputError: the text is empty, longer than 20,000 code points, or not text.
        """
        ad = _as_ad(ad)
        reading, findings, features = self._reader.read(ad)
        ads = self._messages.ads(reading)
        heard = self._highest(reading, features, ads)
        scored = heard.scored
        settings = self._settings(profile)
        shift = logit(settings.prior) - logit(self.bundle.manifest.training.fraud_share)
        scores = Scores(
            fraud=sigmoid(scored.logits["fraud"] + shift),
            not_an_ad=sigmoid(scored.logits["not_an_ad"]),
        )
        fired = fired_combinations(self.knowledge.combinations, findings)
        memory = memory or self._memory
        campaign = memory.look(trace(reading.views, reading.entities)) if memory else None
        readable = self._reader.is_readable(reading)
        risk = decide(scores, findings, fired, settings, readable=readable, campaign=campaign)
        return Assessment(
            id=ad.id,
            assessment_id=f"a_{secrets.token_hex(13)}",
            model=self.model,
            knowledge=self._knowledge_info,
            risk=risk,
            patterns=self._patterns(scored),
            findings=findings,
            entities=reading.entities,
            campaign=campaign,
            advice=advise(risk.level, findings, fired, self.knowledge, reading.entities),
            explanation=self._explanation(heard, shift, explain),
            notices=self._notices(reading, findings, ads, as_of or date.today()),
        )

    def _settings(self, profile: Profile) -> Settings:
        manifest = self.bundle.manifest
        chosen = manifest.profiles[profile]
        return Settings(profile, chosen.prior, chosen.thresholds, manifest.not_an_ad)

    def _patterns(self, scored: Scored) -> dict[str, float]:
        """P(pattern) by code, the likeliest first."""
        heads = ((code, scored.logits.get(f"pattern:{code}")) for code in self.knowledge.patterns)
        scores = {code: sigmoid(value) for code, value in heads if value is not None}
        return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))

    def _highest(self, reading: Reading, features: Features, ads: list[tuple[int, int]]) -> _Heard:
        """The whole text, or the one ad of its several that scores higher."""
        classifier = self.bundle.classifier
        heard = [_Heard(reading, features, classifier.score(features), 0)]
        for start, end in ads:
            part, _, own = self._reader.read(reading.ad.model_copy(update={"text": reading.ad.text[start:end]}))
            heard.append(_Heard(part, own, classifier.score(own), start))
        return max(heard, key=lambda one: one.scored.logits["fraud"])

    def _explanation(self, heard: _Heard, shift: float, explain: Explain) -> Explanation | None:
        if explain == "none":
            return None
        text, classifier, full = heard.reading.views.original, self.bundle.classifier, explain == "full"
        found = explaining.explain_logit(text, heard.features, heard.scored, classifier, shift=shift, full=full)
        return explaining.moved(found, heard.start)

    def _notices(
        self, reading: Reading, findings: tuple[Finding, ...], ads: list[tuple[int, int]], as_of: date
    ) -> tuple[str, ...]:
        notices = list(reading.views.notices)
        if ads:
            notices.append("several_ads")
        if any(finding.code not in self._known for finding in risk_findings(findings)):
            notices.append("findings_without_weight")
        if self.knowledge.digest != self.bundle.manifest.knowledge.digest:
            notices.append("knowledge_differs_from_model")
        published = reading.ad.published_at.date() if reading.ad.published_at else None
        notices += date_notices(self._closing.find(reading.views, published), published, as_of)
        if is_review_due(self.knowledge, as_of):
            notices.append("knowledge_review_due")
        return tuple(notices)


def _as_ad(ad: str | JobAd) -> JobAd:
    return JobAd(text=ad) if isinstance(ad, str) else ad
