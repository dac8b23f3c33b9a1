"""The labelled corpus: one schema, one loader, and the checks that every row must pass."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError, model_validator

from jobscan.entities.phones import find_phones
from jobscan.errors import JobscanError
from jobscan.knowledge import Knowledge
from jobscan.text import make_views
from jobscan.types import MAX_TEXT, Frozen
from training import CORPUS

_IDENTITY_NUMBER = re.compile(r"(?<!\d)\d{16}(?!\d)")
Label = Literal["fraud", "legit", "not_an_ad", "insufficient"]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]


class CorpusError(JobscanError):
    """A corpus file cannot be used; the message names file, line and mend."""

    code = "corpus"


class Evidence(Frozen):
    """Words that show an indicator: `text[start:end]`."""

    code: str
    start: int = Field(ge=0)
    end: int


class Row(Frozen):
    """One labelled text.

    `group` ties texts of one source, twins of a pair, and variants of one idea: a split never cuts it. `basis` is the
    page whose facts the text follows, or `composed`. `region` is a two-digit BPS province code, `nasional` or `luar`.
    """

    id: Slug
    text: Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT)]
    label: Label
    patterns: tuple[str, ...] = ()
    family: Slug
    register_: Literal[
        "portal", "poster", "whatsapp", "facebook", "letter", "chat", "sms", "news", "official", "forum", "social",
        "website",
    ] = Field(alias="register")  # fmt: skip
    region: Annotated[str, StringConstraints(pattern=r"^(\d\d|nasional|luar)$")]
    group: Slug
    writer: Slug
    basis: Annotated[str, StringConstraints(pattern=r"^(composed|https?://\S+)$")]
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> "Row":
        if (self.label == "fraud") != bool(self.patterns):
            raise ValueError("patterns belong to fraud rows, and each fraud row has at least one")
        for span in self.evidence:
            if not span.start < span.end <= len(self.text):
                raise ValueError(f"evidence {span.code} lies outside the text")
        return self


def json_schema() -> dict[str, object]:
    """JSON Schema of one row, as published in `data/corpus.schema.json`."""
    return Row.model_json_schema()


def read_rows(files: Iterable[Path]) -> Iterator[Row]:
    """Rows of JSONL files in the order given.

    Raises:
        CorpusError: a file cannot be read, or a line is not a valid row.
    """
    for file in files:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise CorpusError(f"{file}: cannot be read as UTF-8 ({error}). Check the path and the encoding.") from error
        for number, line in enumerate(lines, 1):
            try:
                yield Row.model_validate_json(line)
            except ValidationError as error:
                problem = error.errors()[0]
                place = ".".join(map(str, problem["loc"]))
                raise CorpusError(f"{file}:{number}: {place}: {problem['msg']}. Mend that line.") from error


def load_corpus(folder: Path = CORPUS) -> list[Row]:
    """All rows of the folder's `*.jsonl`, in a stable order.

    Raises:
        CorpusError: there is no file, a row is invalid, or an id is used twice.
    """
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise CorpusError(f"{folder}: no *.jsonl file. Name the corpus folder with --data.")
    rows = list(read_rows(files))
    repeated = [id_ for id_, count in Counter(row.id for row in rows).items() if count > 1]
    if repeated:
        raise CorpusError(f"{folder}: id used more than once: {', '.join(repeated[:5])}. Rename.")
    return rows


def check_codes(rows: Iterable[Row], knowledge: Knowledge) -> list[str]:
    """What the schema alone cannot see: unknown pattern or indicator codes."""
    problems = []
    for row in rows:
        problems += [f"{row.id}: unknown pattern {code}" for code in row.patterns if code not in knowledge.patterns]
        problems += [
            f"{row.id}: unknown indicator {span.code}" for span in row.evidence if span.code not in knowledge.indicators
        ]
    return problems


def check_contacts(rows: Iterable[Row]) -> list[str]:
    """Numbers that could be someone's: mobiles without the subscriber part `0000xxxx`, and identity card numbers."""
    problems = []
    for row in rows:
        problems += [
            f"{row.id}: mobile number without 0000 after its prefix"
            for entity in find_phones(make_views(row.text))
            if entity.kind == "mobile" and str(entity.value)[6:10] != "0000"
        ]
        problems += [f"{row.id}: 16 digits, like an identity card" for _ in _IDENTITY_NUMBER.findall(row.text)]
    return problems


def schema_text() -> str:
    """`json_schema()` as the file holds it."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
