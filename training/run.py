"""One training run: a folder with its configuration and what each stage made, so that a run cut short goes on."""

import json
import logging
import resource
import time
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import joblib

from training.files import write_whole

log = logging.getLogger(__name__)
Made = TypeVar("Made")
CONFIG, TIMES = "config.json", "stages.jsonl"


class Run:
    """A folder named by its configuration: the same configuration finds its stages again, another begins anew."""

    def __init__(self, root: Path, config: Mapping[str, object]) -> None:
        text = json.dumps(config, indent=2, sort_keys=True)
        self.folder = root / sha256(text.encode()).hexdigest()[:12]
        write_whole(self.folder / CONFIG, text.encode())

    def stage(self, name: str, make: Callable[[], Made]) -> Made:
        """What `make` gives, computed once; its seconds and the memory in use by then stand in `stages.jsonl`."""
        file = self.folder / f"{name}.joblib"
        if file.is_file():
            log.info("%s: kept from before", name)
            kept: Made = joblib.load(file)
            return kept
        log.info("%s …", name)
        started = time.monotonic()
        made = make()
        fresh = file.with_suffix(".new")
        joblib.dump(made, fresh)
        fresh.replace(file)
        self._note(name, time.monotonic() - started)
        return made

    def _note(self, name: str, seconds: float) -> None:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        log.info("%s: %.0f s, peak memory %d MiB", name, seconds, most)
        with (self.folder / TIMES).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"stage": name, "seconds": round(seconds, 1), "peak_mib": most}) + "\n")
