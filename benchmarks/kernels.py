"""The encoder on other kernels and session options: how fast, and how far its answers move.

ONNX Runtime picks its kernels by the CPU and has no switch for it on x86, so `hide_vnni.c` hides AVX-512 and VNNI from
a process of its own.
"""

import json
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
from tokenizers import Tokenizer

from benchmarks.paths import opened
from benchmarks.shared import ROOT, middle, times
from jobscan import Scanner
from jobscan.classifier.bundle import ENCODER, TOKENIZER, Bundle
from jobscan.classifier.classifier import Logits
from jobscan.classifier.encoder import Pieces

VARIANTS = {
    "native": "this CPU's own kernels",
    "avx2": "AVX2, no VNNI",
    "avx2_precise": "AVX2, no VNNI, session.x64quantprecision",
    "two_threads": "own kernels, two threads",
    "unoptimised": "own kernels, no graph optimisation",
}
_ROUNDS = 3


class HidingError(Exception):
    """The kernel path cannot be switched on this machine."""


@dataclass(frozen=True)
class Drift:
    """How far the answers of one variant lie from those of the native kernels."""

    logits: float
    probability: float
    levels: int


class Switched:
    """The encoder with the session options of a variant; `last` is its last answer."""

    def __init__(self, bundle: Bundle, variant: str) -> None:
        options = SessionOptions()
        options.intra_op_num_threads = 2 if variant == "two_threads" else 1
        options.add_session_config_entry("session.use_deterministic_compute", "1")
        if variant == "unoptimised":
            options.graph_optimization_level = GraphOptimizationLevel.ORT_DISABLE_ALL
        if variant == "avx2_precise":
            options.add_session_config_entry("session.x64quantprecision", "1")
        self._session = InferenceSession(bundle.path / ENCODER, options, providers=["CPUExecutionProvider"])
        self._name = self._session.get_inputs()[0].name
        assert bundle.manifest.encoder is not None
        self._pieces = Pieces(Tokenizer.from_file(str(bundle.path / TOKENIZER)), bundle.manifest.encoder)
        self.last: Logits = np.zeros(0)

    def lines(self, text: str) -> list[list[int]]:
        return self._pieces.lines(text)

    def of_lines(self, lines: Sequence[Sequence[int]]) -> Logits:
        windows = [np.array([window], dtype=np.int64) for window in self._pieces.windows(lines)]
        rows = [self._session.run(None, {self._name: window})[0][0] for window in windows]
        self.last = np.mean(np.array(rows, dtype=np.float64), axis=0)
        return self.last

    def logits(self, text: str) -> Logits:
        return self.of_lines(self.lines(text))


def outcome(variant: str, model: Path, ads: Sequence[str]) -> dict[str, object]:
    """The answers of the full path in this process, and the encoder's p50 in milliseconds."""
    scanner = Scanner.load(model)
    encoder = Switched(scanner.bundle, variant)
    scanner = opened(scanner, encoder)
    answers = []
    for ad in ads:
        risk = scanner.scan(ad).risk
        answers.append({"logits": encoder.last.tolist(), "probability": risk.probability, "level": risk.level})
    texts = [scanner.features(ad).view.text for ad in ads]
    return {"answers": answers, "p50": middle([times(texts, encoder.logits) for _ in range(_ROUNDS)], 0.5)}


def run_variant(variant: str, model: Path, ads: Sequence[str]) -> tuple[list[dict], float]:
    """Answers and p50 of a variant, from a process of its own.

    Raises:
        HidingError: the variant needs kernels that cannot be chosen here.
    """
    with tempfile.TemporaryDirectory() as folder:
        shim = _built(Path(folder)) if variant.startswith("avx2") else Path()
        command = [sys.executable, str(ROOT / "benchmarks" / "kernel_child.py"), variant, str(model), str(shim)]
        done = subprocess.run(command, cwd=ROOT, input=json.dumps(list(ads)), capture_output=True, text=True)
    if done.returncode:
        raise HidingError(done.stderr.strip().rpartition("\n")[2])
    found = json.loads(done.stdout)
    return found["answers"], found["p50"]


def drift(answers: Sequence[dict], native: Sequence[dict]) -> Drift:
    """The largest differences over all ads, and how many levels changed."""
    pairs = list(zip(answers, native, strict=True))
    return Drift(
        max(float(np.abs(np.subtract(a["logits"], b["logits"])).max()) for a, b in pairs),
        max(abs(a["probability"] - b["probability"]) for a, b in pairs),
        sum(a["level"] != b["level"] for a, b in pairs),
    )


def _built(folder: Path) -> Path:
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        raise HidingError("the CPU's features can be hidden on x86-64 Linux only")
    compiler = shutil.which("cc")
    if compiler is None:
        raise HidingError("no C compiler (apt install gcc)")
    shim = folder / "hide_vnni.so"
    source = ROOT / "benchmarks" / "hide_vnni.c"
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", shim, source], check=True, capture_output=True)
    return shim


def has_vnni() -> bool:
    """Whether this CPU multiplies 8-bit integers in one step (Linux)."""
    info = Path("/proc/cpuinfo")
    return info.is_file() and bool({"avx512_vnni", "avx_vnni"} & set(info.read_text().split()))
