"""Every text of a run, assessed along the whole path by the bundle of the fold that did not see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from joblib import Parallel, delayed

from jobscan.decision import risk_findings
from jobscan.scanner import Scanner
from jobscan.types import Level
from training.examples import Example
from training.matrix import Rows

_CHUNK = 400


@dataclass(frozen=True)
class Assessed:
    """What the path said of one text; `rules` is the sum of the severities of its risk findings."""

    probability: float
    level: Level
    raised_by: tuple[str, ...]
    patterns: dict[str, float]
    rules: int


def assess(bundles: Sequence[Path], splits: Sequence[tuple[Rows, Rows]], examples: Sequence[Example]) -> list[Assessed]:
    """One answer an example, in their order; each from the bundle of the fold in which it was held out."""
    jobs = [
        (bundle, test[start : start + _CHUNK])
        for bundle, (_, test) in zip(bundles, splits, strict=True)
        for start in range(0, len(test), _CHUNK)
    ]
    done = Parallel(n_jobs=2)(delayed(_assess)(bundle, [examples[row].text for row in rows]) for bundle, rows in jobs)
    found: dict[int, Assessed] = {}
    for (_, rows), answers in zip(jobs, done, strict=True):
        found.update(zip(rows.tolist(), answers, strict=True))
    return [found[row] for row in range(len(examples))]


def _assess(bundle: Path, texts: Sequence[str]) -> list[Assessed]:
    scanner = Scanner.load(bundle)
    answers = []
    for text in texts:
        answer = scanner.scan(text)
        rules = sum(finding.severity for finding in risk_findings(answer.findings))
        risk = answer.risk
        answers.append(Assessed(risk.probability, risk.level, risk.raised_by, answer.patterns, rules))
    return answers
