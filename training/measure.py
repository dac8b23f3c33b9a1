"""Score the real texts beside the checkout and print the share flagged by label and kind; never a text.

usage: python -m training.measure DATA_FOLDER [--model FOLDER]

White space is flattened, as the data's protocol asks. ROC AUC of the fakes against (a) all honest ads, (b) the informal
ones, (c) ads matched in length, (d) leaving one source out; each beside a probe that sees style only.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from jobscan.scanner import Scanner
from jobscan.types import Level
from training.corpus import load_corpus
from training.diversity import distinct_2, gzip_ratio
from training.evaluation import FLAGGED
from training.metrics import interval
from training.report.comparisons import nearest_in_length
from training.seen import row_digest, seen_rows
from training.stats import IMPERSONATION
from training.style import style_scores

FILES = ("real/fraud", "real/legit", "real/not_ads", "rewritten_cases")
INFORMAL = ("poster", "social", "facebook", "whatsapp")
_DIGITS = re.compile(r"\d+")
FEWEST = 10  # fakes, below which an area under a curve says nothing


@dataclass(frozen=True)
class Scored:
    """One text of the shared sets with its figures; the text itself serves only the style probe."""

    file: str
    label: str
    kind: str
    use: str
    group: str
    source: str
    text: str
    probability: float
    level: Level


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 0 when every text was scored and every span fits, 3 when the data is not there."""
    parser = argparse.ArgumentParser(description="Score the shared real texts; prints figures only.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path)
    options = parser.parse_args(arguments)
    if not (options.data / f"{FILES[0]}.jsonl").is_file():
        print(f"{options.data}: the shared data is not here; nothing measured.", file=sys.stderr)  # noqa: T201
        return 3
    scanner = Scanner.load(options.model)
    rows = score_all(options.data, scanner)
    console = Console(width=120)
    seen = seen_rows(scanner.bundle, allow_unknown=True)
    if count := sum(row_digest(row.text) in seen for row in rows):
        console.print(
            f"{count} of {len(rows)} texts were seen by this bundle while it was trained: figures here flatter it. "
            "Those from models that did not see them are in its MODEL_CARD.md."
        )
    console.print(flag_table(rows))
    console.print(ranking_table(rows))
    console.print(variety_table(rows))
    console.print(likeness_table(rows))
    return 0


def score_all(folder: Path, scanner: Scanner) -> list[Scored]:
    """Score every text; fails on a span that does not slice to its evidence."""
    rows = []
    for name in FILES:
        with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
            rows += [_score(name, json.loads(line), scanner) for line in lines]
    return rows


def _score(name: str, row: dict[str, str], scanner: Scanner) -> Scored:
    text = " ".join(row["text"].split())
    assessment = scanner.scan(text)
    for finding in assessment.findings:
        for span in finding.spans:
            if text[span.start : span.end] != span.text:
                raise AssertionError(f"{row['id']}: {finding.code}: span does not fit")
    return Scored(
        file=name,
        label=row["label"],
        kind=row.get("kind", ""),
        use=row["use"],
        group=str(row.get("group") or row["id"]),
        source=row.get("source", ""),
        text=text,
        probability=assessment.risk.probability,
        level=assessment.risk.level,
    )


def flag_table(rows: list[Scored]) -> Table:
    """Share flagged and each level's share, by set, label, kind and use."""
    cells: defaultdict[tuple[str, str, str, str], list[Scored]] = defaultdict(list)
    for row in rows:
        for use in (row.use, "all"):
            cells[row.file, row.label, row.kind, use].append(row)
    table = Table("set", "label", "kind", "use", "n", "flagged %", "high %", "not an ad %", "insufficient %")
    for key, members in sorted(cells.items()):
        shares = [
            100 * float(np.mean([row.level in levels for row in members]))
            for levels in (FLAGGED, ("high",), ("not_an_ad",), ("insufficient",))
        ]
        table.add_row(*key, str(len(members)), *(f"{share:.1f}" for share in shares))
    return table


def ranking_table(rows: list[Scored]) -> Table:
    """ROC AUC of jobscan and of style alone on each comparison of the protocol."""
    fakes = [row for row in rows if row.file == "real/fraud"]
    honest = [row for row in rows if row.file == "real/legit"]
    table = Table("comparison", "use", "fraud", "legit", "ROC AUC", "style only", "margin")
    for use in ("all", "read", "score"):
        part = [row for row in fakes if use in ("all", row.use)]
        others = [row for row in honest if use in ("all", row.use)]
        informal = [row for row in others if row.kind == "informal"]
        _add(table, "(a) fakes, all honest ads", use, part, others)
        _add(table, "(b) fakes, informal ads", use, part, informal)
        _add(table, "(c) fakes, ads of like length", use, part, _matched(part, others))
        cases = [row for row in rows if row.file == "rewritten_cases" and use in ("all", row.use)]
        _add(table, "rewritten cases", use, _labelled(cases, "fraud"), _labelled(cases, "legit"))
    for source in sorted({row.source for row in fakes}):
        part = [row for row in fakes if row.source != source]
        _add(table, f"(d) informal, without {source}", "all", part, [r for r in honest if r.kind == "informal"])
    return table


def variety_table(rows: list[Scored]) -> Table:
    """Variety of the corpus's informal honest ads against real ones, on texts of the same total length."""
    real = [row.text for row in rows if row.kind == "informal"]
    ours = [row.text for row in load_corpus() if row.label == "legit" and row.register_ in INFORMAL]
    size = min(sum(map(len, real)), sum(map(len, ours)))
    table = Table("measure", "corpus", "real informal", "ratio (bound 0.85 to 1.15)")
    for name, measure in (("distinct-2", distinct_2), ("gzip ratio", gzip_ratio)):
        own, other = measure(_cut(ours, size)), measure(_cut(real, size))
        table.add_row(name, f"{own:.3f}", f"{other:.3f}", f"{own / other:.2f}")
    return table


def likeness_table(rows: list[Scored]) -> Table:
    """How well corpus texts can be told from real ones, per label; the label that is told better looks more synthetic.

    Words and word pairs with numbers masked, logistic regression, out of fold by group; fraud rows that impersonate
    against the real fakes, informal honest rows against the real informal ones.
    """
    corpus = load_corpus()
    pairs = {
        "fraud": (
            [r for r in corpus if r.label == "fraud" and IMPERSONATION.intersection(r.patterns)],
            [row for row in rows if row.file == "real/fraud"],
        ),
        "legit": (
            [r for r in corpus if r.label == "legit" and r.register_ in INFORMAL],
            [row for row in rows if row.kind == "informal"],
        ),
    }
    table = Table("label", "corpus texts", "real texts", "ROC AUC", "95 % interval")
    for label, (ours, theirs) in pairs.items():
        texts = [_masked(row.text) for row in ours] + [_masked(row.text) for row in theirs]
        groups = np.array([f"c{row.group}" for row in ours] + [f"r{row.group}" for row in theirs])
        real = np.array([False] * len(ours) + [True] * len(theirs))
        model = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), min_df=2), LogisticRegression(class_weight="balanced")
        )
        folds = StratifiedGroupKFold(5, shuffle=True, random_state=0)
        scores = cross_val_predict(model, texts, real, groups=groups, cv=folds, method="predict_proba")[:, 1]
        low, high = interval(scores, real, groups)
        table.add_row(label, str(len(ours)), str(len(theirs)), f"{_auc(real, scores):.3f}", f"{low:.3f}-{high:.3f}")
    return table


def _masked(text: str) -> str:
    return _DIGITS.sub("0", " ".join(text.lower().split()))


def _cut(texts: list[str], size: int) -> list[str]:
    """Texts in a fixed random order until `size` characters are reached."""
    order = np.random.default_rng(0).permutation(len(texts))
    before = np.cumsum([0, *(len(texts[index]) for index in order)])[:-1]
    return [texts[index] for index in order[before < size]]


def _labelled(rows: list[Scored], label: str) -> list[Scored]:
    return [row for row in rows if row.label == label]


def _matched(fakes: list[Scored], honest: list[Scored]) -> list[Scored]:
    """For each fake the five honest ads nearest in length that are still free."""
    ordered = sorted(honest, key=lambda row: len(row.text))
    near = nearest_in_length([len(row.text) for row in ordered], [len(fake.text) for fake in fakes])
    return [ordered[place] for place in near]


def _add(table: Table, name: str, use: str, fraud: list[Scored], legit: list[Scored]) -> None:
    if len(fraud) < FEWEST:
        return
    rows = fraud + legit
    truth = np.array([True] * len(fraud) + [False] * len(legit))
    own = _auc(truth, np.array([row.probability for row in rows]))
    style = _auc(truth, style_scores([row.text for row in rows], truth, [row.group for row in rows]))
    table.add_row(name, use, str(len(fraud)), str(len(legit)), f"{own:.3f}", f"{style:.3f}", f"{own - style:+.3f}")


def _auc(truth: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    return float(roc_auc_score(truth, scores))


if __name__ == "__main__":
    sys.exit(main())
