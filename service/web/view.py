"""From an assessment to what the result page shows, in its order and in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from jobscan.advice import notice_lines, raising_titles
from jobscan.decision import describe, risk_findings
from jobscan.knowledge import Knowledge
from jobscan.knowledge.schema import Law
from jobscan.types import Assessment, Finding, Step
from service.web import words
from service.web.marks import Mark, Piece, cut

_FIRST_REASONS = 5
_FIRST_PATTERNS = 3
_GROUP_WORDS = {"risk": "Tanda risiko", "protective": "Klaim yang perlu dicek", "compliance": "Kepatuhan"}


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with its number on the page, its evidence, and the law it touches."""

    number: int
    group: str
    title: str
    reason: str
    severity: str
    evidence: tuple[str, ...]
    law: tuple[Law, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A check or a report channel with links, and the situation it is for."""

    when: str
    title: str
    purpose: str
    actions: tuple[str, ...]
    url: str | None
    phones: tuple[words.Phone, ...]
    limits: str | None


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A piece of the text with the group of its weightiest finding and a title that names all of them."""

    text: str
    group: str
    title: str
    ending: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that the result page shows."""

    level: str
    headline: str
    label: str
    description: str
    score: str
    probability: float
    review: float
    high: float
    scale: str
    urgent: bool
    raised_by: tuple[str, ...]
    pieces: tuple[ShownPiece, ...]
    reasons: tuple[ShownFinding, ...]
    more_reasons: tuple[ShownFinding, ...]
    protective: tuple[ShownFinding, ...]
    compliance: tuple[ShownFinding, ...]
    checks: tuple[ShownStep, ...]
    reports: tuple[ShownStep, ...]
    patterns: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]


def result(text: str, assessment: Assessment, knowledge: Knowledge) -> Result:
    """The page of one assessment; `text` is exactly the text that was scored."""
    ordered = _ordered(assessment)
    findings = [_finding(number, found, knowledge) for number, found in enumerate(ordered, start=1)]
    reasons = tuple(finding for finding in findings if finding.group == "risk")
    risk = assessment.risk
    return Result(
        level=risk.level,
        headline=words.headline(assessment),
        label=risk.label,
        description=describe(assessment),
        score=words.percent(risk.probability),
        probability=risk.probability,
        review=risk.thresholds.review,
        high=risk.thresholds.high,
        scale=_scale(assessment),
        urgent=assessment.advice.urgent,
        raised_by=raising_titles(risk, knowledge),
        pieces=_pieces(text, ordered, findings),
        reasons=reasons[:_FIRST_REASONS],
        more_reasons=reasons[_FIRST_REASONS:],
        protective=tuple(finding for finding in findings if finding.group == "protective"),
        compliance=tuple(finding for finding in findings if finding.group == "compliance"),
        checks=_steps(assessment.advice.steps, "check"),
        reports=_steps(assessment.advice.steps, "report"),
        patterns=_patterns(assessment, knowledge),
        notices=notice_lines(assessment, knowledge),
    )


def _ordered(assessment: Assessment) -> list[Finding]:
    """Findings in the order of their numbers: risk by weight, then claims, then compliance."""
    risky = sorted(risk_findings(assessment.findings), key=lambda finding: -finding.severity)
    others = sorted((f for f in assessment.findings if f not in risky), key=lambda f: f.category, reverse=True)
    return [*risky, *others]


def _finding(number: int, found: Finding, knowledge: Knowledge) -> ShownFinding:
    indicator = knowledge.indicators.get(found.code)
    laws = knowledge.legal.laws
    group = found.category if found.category in _GROUP_WORDS else "risk"
    return ShownFinding(
        number=number,
        group=group,
        title=found.title,
        reason=found.reason,
        severity=words.SEVERITIES[found.severity] if group == "risk" else "",
        evidence=tuple(dict.fromkeys(span.text for span in found.spans)),
        law=tuple(laws[code] for code in found.law if code in laws),
        counter_examples=indicator.counter_examples if indicator else (),
    )


def _pieces(text: str, ordered: Iterable[Finding], shown: list[ShownFinding]) -> tuple[ShownPiece, ...]:
    marks = [
        Mark(span.start, span.end, number) for number, found in enumerate(ordered, start=1) for span in found.spans
    ]
    return tuple(_piece(piece, shown) for piece in cut(text, marks))


def _piece(piece: Piece, shown: list[ShownFinding]) -> ShownPiece:
    covering = [shown[number - 1] for number in piece.numbers]
    title = "; ".join(f"{_GROUP_WORDS[f.group]} {f.number}: {f.title}" for f in covering)
    return ShownPiece(piece.text, covering[0].group if covering else "", title, piece.ending)


def _steps(steps: Iterable[Step], kind: str) -> tuple[ShownStep, ...]:
    return tuple(
        ShownStep(
            when=step.when or "",
            title=step.title,
            purpose=step.purpose,
            actions=step.actions,
            url=words.link(step.url),
            phones=tuple(words.phones(step.phone)),
            limits=step.limits,
        )
        for step in steps
        if step.kind == kind
    )


def _patterns(assessment: Assessment, knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    likeliest = sorted(assessment.patterns.items(), key=lambda item: -item[1])[:_FIRST_PATTERNS]
    known = knowledge.patterns
    return tuple((known[code].label, words.percent(share)) for code, share in likeliest if code in known)


def _scale(assessment: Assessment) -> str:
    risk = assessment.risk
    prior, review, high = map(words.percent, (risk.prior, risk.thresholds.review, risk.thresholds.high))
    return (
        f"Perkiraan peluang bahwa iklan seperti ini bermasalah, dengan anggapan {prior} dari "
        f"iklan yang diperiksa memang bermasalah. Perlu diperiksa mulai {review}, "
        f"tinggi mulai {high} (ambang {words.PROFILES[risk.profile]})."
    )
