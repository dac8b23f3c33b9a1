"""From probability and findings to a level. The probability is never changed here; a level is only ever raised.

The words follow one rule: a score is a priority for checking, never a verdict on a person or an ad.
"""

from dataclasses import dataclass

from jobscan.knowledge.schema import WEIGHTLESS, Combination
from jobscan.types import Assessment, Campaign, Finding, Kind, Level, Profile, Risk, Thresholds

CONFIRMED_CAMPAIGN = "confirmed_campaign"
LEVEL_LABELS: dict[Level, str] = {
    "low": "rendah",
    "review": "perlu diperiksa",
    "high": "tinggi",
    "not_an_ad": "bukan iklan",
    "insufficient": "belum cukup terbaca",
}
_PATTERN_FROM = 0.5
_REASONS: dict[Kind, str | None] = {
    "ad": None,
    "not_an_ad": "Teks ini tampaknya bukan tawaran kerja, melainkan berita, imbauan, pertanyaan atau percakapan lain.",
    "insufficient": "Tawaran, pemberi kerja, kontak dan syarat tidak terbaca. Minta teks atau foto yang lebih lengkap.",
}


@dataclass(frozen=True, slots=True)
class Scores:
    """What the classifier says of one ad, under the profile's prior."""

    fraud: float
    not_an_ad: float


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds and prior of one profile, from the manifest."""

    profile: Profile
    prior: float
    thresholds: Thresholds
    not_an_ad: float


def risk_findings(findings: tuple[Finding, ...]) -> list[Finding]:
    """The findings that speak of risk; protective and compliance ones do not."""
    return [finding for finding in findings if finding.category not in WEIGHTLESS]


def fired_combinations(rules: tuple[Combination, ...], findings: tuple[Finding, ...]) -> tuple[Combination, ...]:
    """The named combinations whose conditions the findings meet."""
    codes = {finding.code for finding in findings}
    return tuple(rule for rule in rules if _fires(rule, codes))


def decide(
    scores: Scores,
    findings: tuple[Finding, ...],
    fired: tuple[Combination, ...],
    settings: Settings,
    *,
    readable: bool,
    campaign: Campaign | None = None,
) -> Risk:
    """The risk of one ad. `readable` says whether an offer, employer, contact or condition can be read at all.

    A near-copy of a campaign that an officer confirmed is an ad, and `high`, whatever the classifier says.
    """
    kind = _kind(scores, findings, settings, readable=readable)
    level = _level(scores.fraud, kind, settings.thresholds)
    raised_by: tuple[str, ...] = ()
    if level != "high" and campaign and campaign.link == "text" and campaign.status == "confirmed":
        kind, level, raised_by = "ad", "high", (CONFIRMED_CAMPAIGN,)
    elif level == "low":
        raised_by = tuple(rule.code for rule in fired if rule.floor == "review")
        level = "review" if raised_by else "low"
    return Risk(
        probability=scores.fraud,
        level=level,
        label=LEVEL_LABELS[level],
        kind=kind,
        thresholds=settings.thresholds,
        prior=settings.prior,
        profile=settings.profile,
        raised_by=raised_by,
        reason=_REASONS[kind],
    )


def describe(assessment: Assessment) -> str:
    """One Indonesian sentence on what the level means and what to do with it."""
    risk, risky = assessment.risk, risk_findings(assessment.findings)
    if risk.reason:
        return risk.reason
    if risk.level == "high":
        return "Banyak kesamaan dengan iklan bermasalah. Dahulukan pemeriksaannya, jangan teruskan sebelum dicek."
    if risk.level == "review":
        return "Ada hal yang perlu diperiksa sebelum iklan ini diteruskan kepada pencari kerja."
    if risky:
        return "Ada tanda lemah. Cocokkan pemberi kerja dan kontaknya lewat sumber mandiri."
    return "Belum ada tanda yang ditemukan. Ini bukan jaminan; pemberi kerja tetap perlu dicocokkan."


def likely_patterns(patterns: dict[str, float]) -> list[str]:
    """The patterns worth naming, those more likely than not, the likeliest first."""
    likely = [code for code, share in patterns.items() if share >= _PATTERN_FROM]
    return sorted(likely, key=lambda code: (-patterns[code], code))


def _kind(scores: Scores, findings: tuple[Finding, ...], settings: Settings, *, readable: bool) -> Kind:
    if scores.not_an_ad >= settings.not_an_ad and scores.fraud < settings.thresholds.high:
        return "not_an_ad"
    if not readable and not risk_findings(findings) and scores.fraud < settings.thresholds.review:
        return "insufficient"
    return "ad"


def _level(fraud: float, kind: Kind, thresholds: Thresholds) -> Level:
    if kind != "ad":
        return kind
    if fraud >= thresholds.high:
        return "high"
    return "review" if fraud >= thresholds.review else "low"


def _fires(rule: Combination, codes: set[str]) -> bool:
    return (
        codes.issuperset(rule.all_of)
        and (not rule.any_of or not codes.isdisjoint(rule.any_of))
        and (rule.at_least is None or len(codes.intersection(rule.among)) >= rule.at_least)
    )
