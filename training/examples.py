"""What a model is fitted on: corpus rows and extra labelled texts in one shape."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from jobscan.types import MAX_TEXT
from training.corpus import CorpusError, Label, Row

CORPUS_SOURCE = "corpus"
PART_SIZE, LIGHTEST, HEAVIEST = 500, 0.25, 4.0


@dataclass(frozen=True)
class Example:
    """One labelled text.

    `patterns` is None where the text shows risk but nobody said which patterns. `source` names the set it came from,
    `kind` a part of that set; `weight` is how often it counts.
    """

    id: str
    text: str
    label: Label
    patterns: frozenset[str] | None
    group: str
    source: str
    kind: str
    use: Literal["", "read", "score"] = ""
    weight: float = 1.0


class _Extra(BaseModel):
    """A line of an extra file: exported feedback, or a labelled set of someone else's. Unknown fields are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str = Field(min_length=1, max_length=MAX_TEXT)
    label: Label
    id: str | None = None
    group: str | None = None
    kind: str = ""
    use: Literal["", "read", "score"] = ""
    pattern: str | None = None
    patterns: tuple[str, ...] | None = None

    def known_patterns(self) -> frozenset[str] | None:
        if self.label != "fraud":
            return frozenset()
        named = self.patterns or ((self.pattern,) if self.pattern else None)
        return frozenset(named) if named else None


def from_corpus(rows: Iterable[Row]) -> list[Example]:
    """The corpus as examples of weight one."""
    return [
        Example(row.id, row.text, row.label, frozenset(row.patterns), row.group, CORPUS_SOURCE, row.register_)
        for row in rows
    ]


def read_extra(file: Path) -> list[Example]:
    """The examples of a JSONL file, white space flattened, exact repeats left out.

    The archives such texts come from lose line breaks for some labels and keep them for others; flattened, form says
    nothing about the label.

    Raises:
        CorpusError: the file cannot be read, or a line is not a labelled text.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{file}: cannot be read as UTF-8 ({error}). Check the path and the encoding.") from error
    found: dict[str, Example] = {}
    for number, line in enumerate(lines, 1):
        try:
            extra = _Extra.model_validate(json.loads(line))
        except (ValidationError, ValueError) as error:
            problem = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            raise CorpusError(f"{file}:{number}: not a labelled text ({problem}). Mend that line.") from error
        text = " ".join(extra.text.split())
        name = f"{file.stem}:{extra.id or number}"
        group = f"{file.stem}:{extra.group}" if extra.group else name
        example = Example(
            name, text, extra.label, extra.known_patterns(), group, file.stem, extra.kind or extra.label, use=extra.use
        )
        found.setdefault(text, example)
    return list(found.values())


def without_repeats(examples: Sequence[Example], extra: Sequence[Example]) -> list[Example]:
    """`examples` and those of `extra` whose text is not among them."""
    known = {" ".join(example.text.split()) for example in examples}
    return [*examples, *(example for example in extra if example.text not in known)]


def balanced(examples: Sequence[Example]) -> list[Example]:
    """The examples with the weight of each part of an extra source set so that no part drowns the others.

    A part (source, kind, label) counts as about 500 texts, but no text less than a quarter nor more than four times;
    texts of the corpus, which was written in proportion, count once.
    """
    sizes = Counter((e.source, e.kind, e.label) for e in examples)
    return [
        e
        if e.source == CORPUS_SOURCE
        else replace(e, weight=min(HEAVIEST, max(LIGHTEST, PART_SIZE / sizes[e.source, e.kind, e.label])))
        for e in examples
    ]
