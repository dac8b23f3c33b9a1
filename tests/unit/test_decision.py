"""Levels: the probability decides, rules only raise, nothing lowers."""

import pytest

from jobscan.decision import LEVEL_LABELS, Scores, Settings, decide, fired_combinations, likely_patterns
from jobscan.knowledge.schema import Combination
from jobscan.types import Finding, Risk, Thresholds

SETTINGS = Settings("counter", prior=0.05, thresholds=Thresholds(review=0.2, high=0.6), not_an_ad=0.5)
FLOOR = Combination(code="r1", title="t", all_of=("a", "b"), floor="review", urgent=True)
NO_FLOOR = Combination(code="r2", title="t", any_of=("a",), floor="none")


def finding(code: str, category: str = "fee_scam") -> Finding:
    return Finding(code=code, category=category, severity=2, origin="phrase", title=code, reason=code)


def level(
    fraud: float,
    *,
    not_an_ad: float = 0.0,
    findings: tuple[Finding, ...] = (),
    fired: tuple[Combination, ...] = (),
    readable: bool = True,
) -> Risk:
    return decide(Scores(fraud, not_an_ad), findings, fired, SETTINGS, readable=readable)


@pytest.mark.parametrize(
    ("fraud", "expected"), [(0.0, "low"), (0.19, "low"), (0.2, "review"), (0.59, "review"), (0.6, "high")]
)
def test_thresholds_are_inclusive(fraud: float, expected: str) -> None:
    assert level(fraud).level == expected


def test_a_combination_raises_low_to_review_and_says_so() -> None:
    risk = level(0.01, findings=(finding("a"), finding("b")), fired=(FLOOR, NO_FLOOR))
    assert (risk.level, risk.raised_by, risk.probability) == ("review", ("r1",), 0.01)


def test_a_combination_changes_no_other_level() -> None:
    assert level(0.9, fired=(FLOOR,)).raised_by == ()
    assert level(0.3, fired=(FLOOR,)).level == "review"
    assert level(0.01, not_an_ad=0.9, fired=(FLOOR,)).level == "not_an_ad"


def test_not_an_ad_never_hides_a_high_score() -> None:
    assert level(0.1, not_an_ad=0.9).level == "not_an_ad"
    assert level(0.7, not_an_ad=0.9).level == "high"


def test_insufficient_only_without_any_risk_finding() -> None:
    assert level(0.01, readable=False).level == "insufficient"
    assert level(0.01, readable=False, findings=(finding("a"),)).level == "low"
    assert level(0.01, readable=False, findings=(finding("x", "protective"),)).level == "insufficient"
    assert level(0.5, readable=False).level == "review"


def test_reasons_are_given_where_the_text_is_no_readable_ad() -> None:
    assert level(0.01).reason is None
    assert "bukan tawaran kerja" in str(level(0.01, not_an_ad=0.9).reason)
    assert "tidak terbaca" in str(level(0.01, readable=False).reason)


@pytest.mark.parametrize(
    ("codes", "fires"), [(("a", "b"), True), (("a",), False), (("b", "c"), False), (("a", "b", "c"), True)]
)
def test_all_of(codes: tuple[str, ...], fires: bool) -> None:
    assert bool(fired_combinations((FLOOR,), tuple(map(finding, codes)))) is fires


def test_at_least_counts_among() -> None:
    rule = Combination(code="r", title="t", among=("a", "b", "c"), at_least=2, floor="none")
    assert not fired_combinations((rule,), (finding("a"),))
    assert fired_combinations((rule,), (finding("a"), finding("c")))


def test_no_label_speaks_a_verdict() -> None:
    assert not {"aman", "penipu", "penipuan", "korban"} & set(" ".join(LEVEL_LABELS.values()).split())


def test_patterns_more_likely_than_not_are_named() -> None:
    assert likely_patterns({"b": 0.5, "c": 0.49, "a": 0.5, "d": 0.9}) == ["d", "a", "b"]
