"""Milliseconds for one ad: the paths beside the baselines, and the parts of the full path."""

import re
import statistics
from collections.abc import Callable, Sequence

from sklearn.pipeline import Pipeline

from benchmarks import rivals
from benchmarks.board import NO_ENCODER, Board, Target
from benchmarks.paths import Clocked, opened, stage_of
from benchmarks.shared import in_turn, middle, times
from jobscan import Scanner
from jobscan.classifier.bundle import ENCODER
from jobscan.classifier.features import extract_features
from jobscan.entities import EntityExtractor
from jobscan.recognisers import Reading, Recognisers
from jobscan.text import make_views
from jobscan.types import JobAd

ROUNDS = 3
RIVAL_THREADS = 2
SLOW_ADS = 60  # for the baselines that take a tenth of a second
RIVALS = {"a": "(a) torch pipeline", "b": "(b) BERT-base int8", "c": "(c) TF-IDF"}
Work = Callable[[str], object]
Found = dict[str, list[list[float]]]


class OneAd:
    """The measurements of one scanner on some ads."""

    def __init__(self, scanner: Scanner, plain: Pipeline, ads: Sequence[str]) -> None:
        self._scanner, self._ads = scanner, ads
        self._missing: dict[str, str] = {}
        self._works: dict[str, Work] = {"c": lambda text: plain.predict_proba([text]), "shipped": scanner.scan}
        self._outside: list[float] = []
        self._has_encoder = scanner.bundle.classifier.stage is not None
        if self._has_encoder:
            self._add_encoder()

    def run(self, board: Board) -> None:
        """Measure all and add the rows."""
        slow = {"a", "b"}
        texts = {name: self._ads[:SLOW_ADS] if name in slow else self._ads for name in self._works}
        found = in_turn(self._works, texts, ROUNDS)
        if self._has_encoder:
            self._against_rivals(board, found, "cascade", "shipped")
            self._against_rivals(board, found, "full", "full")
            self._encoder_alone(board, found)
            self._parts(board, found)
        else:
            self._against_rivals(board, found, "linear bundle", "shipped")
            board.note("cascade", NO_ENCODER)
            board.note("full", NO_ENCODER)

    def _add_encoder(self) -> None:
        """The full path and the baselines that take the bundle's shape or pieces."""
        bundle, stage = self._scanner.bundle, stage_of(self._scanner)
        clocked = Clocked(stage.encoder)
        full = opened(self._scanner, clocked)

        def scan(text: str) -> None:
            before = clocked.milliseconds
            (total,) = times([text], full.scan)
            self._outside.append(total - (clocked.milliseconds - before))

        layers = len(set(re.findall(rb"layer\.(\d+)\.", (bundle.path / ENCODER).read_bytes())))
        self._works |= {"full": scan, "encoder": self._on_view(stage.encoder.logits)}
        self._try("a", lambda: rivals.torch_pipeline(bundle, layers, RIVAL_THREADS))
        self._try("b", lambda: self._on_view(rivals.base_encoder(bundle).logits))

    def _try(self, name: str, make: Callable[[], Work]) -> None:
        try:
            self._works[name] = make()
        except ImportError as error:
            self._missing[name] = f"{error.name} is not installed (make setup-train)"

    def _on_view(self, read: Work) -> Work:
        """`read` on the placeholder view of an ad, made beforehand."""
        views = {ad: self._scanner.features(ad).view.text for ad in self._ads}
        return lambda text: read(views[text])

    def _against_rivals(self, board: Board, found: Found, shown: str, path: str) -> None:
        for rival, name in RIVALS.items():
            if rival not in found:
                board.note(f"{shown} / {name}", self._missing.get(rival, NO_ENCODER))
                continue
            for label, share in (("p50", 0.5), ("p99", 0.99)):
                target = Target("≥", 5) if (path, rival, label) == ("full", "a", "p50") else None
                own, other = middle(found[path], share), middle(found[rival], share)
                board.latency(f"{shown} {label} / {name}", own, other, target)

    def _encoder_alone(self, board: Board, found: Found) -> None:
        if "b" in found:
            board.latency("encoder alone p50 / (b)", middle(found["encoder"], 0.5), middle(found["b"], 0.5))

    def _parts(self, board: Board, found: Found) -> None:
        """Medians of the parts, each in calls of (c)."""
        one_call = middle(found["c"], 0.5)
        encoder = stage_of(self._scanner).encoder
        read, score = self._before_encoder()
        views = [self._scanner.features(ad).view.text for ad in self._ads]
        lines = [encoder.lines(view) for view in views]
        parts = {
            "views, entities, recognisers": _p50(self._ads, read),
            "features, linear model": _p50([read(ad) for ad in self._ads], score),
            "word pieces": _p50(views, encoder.lines),
            "ONNX run": _p50(lines, encoder.of_lines),
        }
        outside = statistics.median(self._outside)
        before = sum(value for name, value in parts.items() if name != "ONNX run")
        parts["decision, advice, notices; no explanation"] = max(0.0, outside - before)
        for name, value in parts.items():
            board.cost(f"part of full: {name} / (c)", value, one_call)
        board.cost("full, all outside the ONNX run / (c)", outside, one_call, Target("≤", 2.5))

    def _before_encoder(self) -> tuple[Callable[[str], tuple], Callable[[tuple], object]]:
        """The path up to the findings, and from there to the linear logits."""
        knowledge, linear = self._scanner.knowledge, self._scanner.bundle.classifier.linear
        extractor, recognisers = EntityExtractor(knowledge), Recognisers(knowledge)

        def read(text: str) -> tuple:
            views = make_views(text, knowledge.lexicon)
            reading = Reading(JobAd(text=text), views, extractor.extract(views))
            return views, reading.entities, recognisers.find(reading)

        def score(read: tuple) -> object:
            vector = linear.vocabulary.vectorise(extract_features(*read, knowledge))
            return {name: head.logit(vector) for name, head in linear.heads.items()}

        return read, score


def _p50(inputs: Sequence, work: Callable) -> float:
    return middle([times(inputs, work) for _ in range(ROUNDS)], 0.5)
