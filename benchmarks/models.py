"""Speed of the model paths on ads of about 1,000 characters, each beside its baselines in the same run.

usage: python benchmarks/models.py [--model DIR] [--ads 200]

(a) is a torch model of the encoder's shape in a transformers pipeline on two threads, (b) an encoder of BERT-base's
size in ONNX int8, (c) TF-IDF with logistic regression. Cascade is the bundle as shipped, full the same with the encoder
always asked; both use one thread for one ad.
"""

import argparse
import statistics
import sys
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from rich.console import Console
from sklearn.pipeline import Pipeline

from benchmarks import kernels, rivals, throughput
from benchmarks.board import NO_ENCODER, Board, Target
from benchmarks.one_ad import OneAd
from benchmarks.paths import is_asked, load_full
from benchmarks.shared import about_1000, idle_python, run_time, times
from jobscan import Scanner
from jobscan.classifier.bundle import find_bundle
from jobscan.cli.loading import load_scanner
from training.corpus import load_corpus

ROUNDS = 3
WORKERS = 2
CSV_ROWS = 1_000
PLAIN_ADS = 4_000
KERNEL_ADS = 60
MB = 1.048576  # in one MiB


def main() -> None:
    """Run all measurements and print a table for each kind."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path, help="folder of the bundle; without it the usual look-up")
    parser.add_argument("--ads", type=int, default=200, help="how many ads (default 200)")
    options = parser.parse_args()
    model, rows, console = find_bundle(options.model).resolve(), load_corpus(), Console(width=130)
    scanner, plain = Scanner.load(model), rivals.fit_plain(rows)
    ads = about_1000([row.text for row in rows], options.ads)
    asked = [ad for ad in ads if is_asked(scanner, ad)]
    name = f"{scanner.model.name} {scanner.model.version}, {scanner.model.mode}"
    console.print(f"{name}; {len(ads)} ads; the encoder is spared {1 - len(asked) / len(ads):.0%} of them")
    has_encoder = scanner.bundle.classifier.stage is not None
    one_ad = Board("One ad, ms")
    OneAd(scanner, plain, ads).run(one_ad)
    console.print(one_ad.table)
    console.print(_batch(model, ads, plain, has_encoder).table)
    console.print(_commands(model, ads, (asked or ads)[0], plain).table)
    console.print(_kernels(model, ads[:KERNEL_ADS], has_encoder).table)


def _batch(model: Path, ads: list[str], plain: Pipeline, has_encoder: bool) -> Board:
    """Ads a second in two processes, medians of rounds."""
    board = Board(f"Batch, ads a second in {WORKERS} processes")
    many = list(islice(cycle(ads), PLAIN_ADS))
    loads = {"cascade" if has_encoder else "linear bundle": partial(load_scanner, model)}
    if has_encoder:
        loads["full"] = partial(load_full, model)
    rates: dict[str, list[float]] = {name: [] for name in (*loads, "one", "chunk")}
    for _ in range(ROUNDS):
        for name, load in loads.items():
            rates[name].append(throughput.pool_rate(ads, load, WORKERS))
        rates["one"].append(rivals.plain_rate(plain, many, WORKERS, together=1))
        rates["chunk"].append(rivals.plain_rate(plain, many, WORKERS, together=rivals.CHUNK))
    found = {name: statistics.median(values) for name, values in rates.items()}
    for name in loads:
        target = Target("≥", 0.25) if name == "cascade" else None
        board.rate(f"{name} / (c), one text a call", found[name], found["one"], target)
        board.rate(f"{name} / (c), {rivals.CHUNK} texts a call", found[name], found["chunk"])
    if not has_encoder:
        board.note("cascade", NO_ENCODER)
        board.note("full", NO_ENCODER)
    return board


def _commands(model: Path, ads: list[str], ad: str, plain: Pipeline) -> Board:
    """`jobscan serve` and `jobscan batch` from their start. `ad` is one that the encoder is asked about."""
    board = Board("Commands, start-up included")
    first, later = throughput.served_memory(model, ads)
    idle = idle_python()
    board.limit("serve, MB after one answer / idle python", first * MB, idle * MB, Target("≤", 700))
    board.limit(f"serve, MB after {len(ads)} more / idle python", later * MB, idle * MB, Target("≤", 700))
    core = throughput.one_core()
    answer = statistics.median(throughput.first_answer(model, ad) for _ in range(ROUNDS))
    nothing = statistics.median(run_time([sys.executable, "-c", "pass"], core) for _ in range(ROUNDS))
    board.limit("serve, s to first answer, one core / python -c pass", answer, nothing, Target("≤", 2))
    rows = throughput.csv_seconds(model, ads, CSV_ROWS)
    calls = sum(times(list(islice(cycle(ads), CSV_ROWS)), lambda text: plain.predict_proba([text]))) / 1000
    board.limit(f"batch, s for {CSV_ROWS} CSV rows / (c) alone, one process", rows, calls, Target("<", 60))
    return board


def _kernels(model: Path, ads: list[str], has_encoder: bool) -> Board:
    """The encoder alone on other kernels, and how far the answers of the full path move."""
    board = Board(f"Kernel paths: encoder alone, ms (p50 of {len(ads)} ads), against this CPU's own kernels")
    if not has_encoder:
        board.note("kernel paths", NO_ENCODER)
        return board
    native, baseline = kernels.run_variant("native", model, ads)
    if not kernels.has_vnni():
        board.note("this CPU", "has no VNNI: the other tables are of its AVX2 path")
    for variant, name in kernels.VARIANTS.items():
        if variant == "native":
            continue
        try:
            answers, p50 = kernels.run_variant(variant, model, ads)
        except kernels.HidingError as error:
            board.note(name, f"kernel path could not be switched on this machine: {error}")
            continue
        board.cost(name, p50, baseline)
        moved = kernels.drift(answers, native)
        board.alone(f"{name}: most that a probability moves", moved.probability, Target("≤", 0.005))
        board.note(f"{name}: most that a logit moves", f"{moved.logits:.2g}; levels changed: {moved.levels}")
    return board


if __name__ == "__main__":
    main()
