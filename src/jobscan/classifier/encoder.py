"""The encoder: a small transformer in ONNX that reads the placeholder view, one text at a time.

A text longer than a window is read in overlapping windows that begin at lines where they can; the logits of a text are
the mean of those of its windows. Texts are never batched, so that neighbours cannot change an answer.
"""

from collections.abc import Sequence

import numpy as np
from onnxruntime import ExecutionMode, InferenceSession, SessionOptions
from tokenizers import Tokenizer

from jobscan.classifier.classifier import Logits
from jobscan.classifier.manifest import EncoderSettings

_FIRST, _LAST = "<s>", "</s>"


class Pieces:
    """Word pieces of a text, line by line; the same code for training and serving."""

    def __init__(self, tokenizer: Tokenizer, settings: EncoderSettings) -> None:
        self._tokenizer = tokenizer
        self._settings = settings
        first, last = tokenizer.token_to_id(_FIRST), tokenizer.token_to_id(_LAST)
        if first is None or last is None:
            raise ValueError(f"the tokenizer lacks {_FIRST} or {_LAST}")
        self._first, self._last = first, last

    def lines(self, text: str) -> list[list[int]]:
        """The pieces of each line of `text`; a border sign that the text itself spells out is dropped."""
        encodings = self._tokenizer.encode_batch(text.split("\n"), add_special_tokens=False)
        borders = (self._first, self._last)
        return [[piece for piece in encoding.ids if piece not in borders] for encoding in encodings]

    def windows(self, lines: Sequence[Sequence[int]]) -> list[list[int]]:
        """At most `most_windows` runs of pieces, each within its two border signs; at least one, however empty."""
        pieces = [piece for line in lines for piece in line]
        starts = _starts(lines, self._settings)
        room = self._settings.window - 2
        return [[self._first, *pieces[start : start + room], self._last] for start in starts]


class Encoder:
    """Logits of every head for one text. Safe to share between threads.

    Raises:
        ValueError, RuntimeError: tokenizer or model cannot be read, or they do not fit each other, the windows or the
            number of outputs.
    """

    def __init__(self, model: bytes, tokenizer: str, settings: EncoderSettings, outputs: int) -> None:
        words = Tokenizer.from_str(tokenizer)
        self._pieces = Pieces(words, settings)
        options = SessionOptions()
        options.intra_op_num_threads = 1  # callers run one text a core
        options.inter_op_num_threads = 1
        options.execution_mode = ExecutionMode.ORT_SEQUENTIAL
        options.add_session_config_entry("session.use_deterministic_compute", "1")
        options.add_session_config_entry("session.disable_quant_qdq", "1")  # weights become floats once, when loading
        self._session = InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        last = words.get_vocab_size() - 1
        for pieces in ([], [last] * (settings.window - 2)):  # what fails on an ad must fail here
            logits = self.of_lines([pieces])
            if logits.shape != (outputs,) or not np.isfinite(logits).all():
                raise ValueError("the encoder's outputs differ from the heads, or are not numbers")

    def logits(self, text: str) -> Logits:
        """One logit a head, in the order of the manifest."""
        return self.of_lines(self.lines(text))

    def lines(self, text: str) -> list[list[int]]:
        """The word pieces of each line."""
        return self._pieces.lines(text)

    def of_lines(self, lines: Sequence[Sequence[int]]) -> Logits:
        """The same for a text given as the pieces of its lines."""
        rows = [
            self._session.run(None, {self._input: np.array([window], dtype=np.int64)})[0][0]
            for window in self._pieces.windows(lines)
        ]
        mean: Logits = np.mean(np.array(rows, dtype=np.float64), axis=0)
        return mean


def _starts(lines: Sequence[Sequence[int]], settings: EncoderSettings) -> list[int]:
    """Where windows begin: every `stride` pieces, or at the last line start within half a stride before that."""
    room = settings.window - 2
    borders = np.cumsum([0, *(len(line) for line in lines)])
    total = int(borders[-1])
    starts = [0]
    while starts[-1] + room < total and len(starts) < settings.most_windows:
        latest = starts[-1] + settings.stride
        line_starts = borders[(borders > latest - settings.stride // 2) & (borders <= latest)]
        starts.append(int(line_starts[-1]) if len(line_starts) else latest)
    return starts
