"""What a bundle was fitted on, by digests only: enough to know a text again, not to read it."""

import hashlib
import re
from collections.abc import Iterable, Sequence

from jobscan.classifier.bundle import Bundle
from jobscan.errors import BundleTamperedError, ModelError
from training.corpus import CorpusError
from training.examples import Example

TRAINING_ROWS = "training_rows.txt"
FEWEST = 50  # fraud or legit texts, below which two bundles cannot be told apart
_DIGEST = re.compile(r"[0-9a-f]{16}")


class UnknownTrainingError(ModelError):
    """A bundle does not say what it was trained on, so no text is known to be new to it."""

    code = "model_training_unknown"


def row_digest(text: str) -> str:
    """First 16 hex digits of the sha256 of the text, white space collapsed, in lower case."""
    return hashlib.sha256(" ".join(text.split()).lower().encode()).hexdigest()[:16]


def rows_file(texts: Iterable[str]) -> bytes:
    """The content of `training_rows.txt`: the digests of the texts, each once, sorted, one a line."""
    return "".join(f"{digest}\n" for digest in sorted({row_digest(text) for text in texts})).encode()


def knows_its_rows(bundle: Bundle) -> bool:
    """Whether the bundle lists what it was trained on."""
    return TRAINING_ROWS in bundle.manifest.files


def seen_rows(bundle: Bundle, *, allow_unknown: bool = False) -> frozenset[str]:
    """The digests of the texts that the bundle was trained on.

    With `allow_unknown`, none for a bundle that does not list them.

    Raises:
        UnknownTrainingError: the bundle does not list them.
        BundleTamperedError: the list changed since the bundle was loaded.
        ModelError: the list holds something else than digests.
    """
    if not knows_its_rows(bundle):
        if allow_unknown:
            return frozenset()
        raise UnknownTrainingError(
            f"{bundle.path}: paket model ini tidak mencatat teks latihnya ({TRAINING_ROWS} tidak ada), jadi tidak "
            "dapat diukur atau dibandingkan dengan adil. Latih ulang dengan jobscan train."
        )
    file = bundle.path / TRAINING_ROWS
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != bundle.manifest.files[TRAINING_ROWS]:
        raise BundleTamperedError(f"{file}: isi berkas berubah (sha256 tidak cocok). Pasang ulang paket model.")
    lines = content.decode("ascii", errors="replace").splitlines()
    if wrong := [number for number, line in enumerate(lines, 1) if not _DIGEST.fullmatch(line)]:
        raise ModelError(f"{file}:{wrong[0]}: bukan sidik teks. Latih ulang dengan jobscan train.")
    return frozenset(lines)


def without_seen(examples: Iterable[Example], seen: frozenset[str]) -> list[Example]:
    """The examples whose text is not among the digests."""
    return [example for example in examples if row_digest(example.text) not in seen]


def require_enough(examples: Sequence[Example], hint: str) -> None:
    """Stop where a measurement would rest on too few texts.

    Raises:
        CorpusError: fewer than 50 fraud or 50 legit texts; the message ends with `hint`, the mend.
    """
    fraud, legit = (sum(example.label == label for example in examples) for label in ("fraud", "legit"))
    if min(fraud, legit) < FEWEST:
        raise CorpusError(
            f"Terlalu sedikit teks yang belum pernah dilihat model: {fraud} fraud dan {legit} legit, "
            f"perlu masing-masing {FEWEST}. {hint}"
        )
