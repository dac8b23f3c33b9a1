"""The only loader of the knowledge files: reads, validates, cross-checks, and says exactly what to mend."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from jobscan.errors import KnowledgeError
from jobscan.knowledge import schema
from jobscan.knowledge.lexicon import Lexicon
from jobscan.knowledge.phrases import compile_phrases
from jobscan.types import Frozen

SHIPPED = Path(__file__).parent / "catalogue"

_FILES: dict[str, type[Frozen]] = {
    "meta": schema.Meta,
    "patterns": schema.Patterns,
    "indicators": schema.Indicators,
    "combinations": schema.Combinations,
    "employers": schema.Employers,
    "channels": schema.Channels,
    "legal": schema.Laws,
    "verification": schema.Verifications,
    "references": schema.References,
    "language": schema.Language,
}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LETTERS = re.compile(r"[a-z]{4,}")
_Model = TypeVar("_Model", bound=Frozen)


@dataclass(frozen=True)
class Knowledge:
    """All knowledge files, validated. `digest` is the sha256 of their bytes."""

    meta: schema.Meta
    categories: dict[str, str]
    patterns: dict[str, schema.Pattern]
    indicators: dict[str, schema.Indicator]
    combinations: tuple[schema.Combination, ...]
    employers: dict[str, schema.Employer]
    channels: schema.Channels
    legal: schema.Laws
    verification: schema.Verifications
    references: schema.References
    language: schema.Language
    lexicon: Lexicon
    digest: str


@lru_cache(maxsize=4)
def load_knowledge(folder: Path = SHIPPED) -> Knowledge:
    """Load and check the knowledge files of `folder`.

    Raises:
        KnowledgeError: a file is missing or not UTF-8 YAML, an entry breaks the schema, a code is unknown or used
            twice, or a phrase does not compile. The message names the file, the entry and the mend.
    """
    digest = hashlib.sha256()
    loaded: dict[str, Frozen] = {}
    for name, model in _FILES.items():
        data = _read(folder / f"{name}.yaml")
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
        loaded[name] = _validate(f"{name}.yaml", data, model)
    words = _read(folder / "words.txt")
    digest.update(f"words\0{len(words)}\0".encode() + words)
    return _assemble(loaded, Lexicon.parse(words), f"sha256:{digest.hexdigest()}")


def _assemble(loaded: dict[str, Frozen], lexicon: Lexicon, digest: str) -> Knowledge:
    patterns = _typed(loaded["patterns"], schema.Patterns)
    employers = _typed(loaded["employers"], schema.Employers).employers
    references = _typed(loaded["references"], schema.References)
    names = [name for employer in employers for name in employer.names]
    names += [name for country in references.countries for name in (*country.names, *country.cities)]
    knowledge = Knowledge(
        meta=_typed(loaded["meta"], schema.Meta),
        categories=dict(patterns.categories),
        patterns=dict(patterns.patterns),
        indicators=_by_key("indicators.yaml", _typed(loaded["indicators"], schema.Indicators).indicators, "code"),
        combinations=_typed(loaded["combinations"], schema.Combinations).combinations,
        employers=_by_key("employers.yaml", employers, "id"),
        channels=_typed(loaded["channels"], schema.Channels),
        legal=_typed(loaded["legal"], schema.Laws),
        verification=_typed(loaded["verification"], schema.Verifications),
        references=references,
        language=_typed(loaded["language"], schema.Language),
        lexicon=lexicon.with_words(word for name in names for word in _LETTERS.findall(name.lower())),
        digest=digest,
    )
    _cross_check(knowledge)
    return knowledge


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"{path.name}: tidak dapat dibaca ({error.strerror}). Pasang ulang jobscan.") from error


def _validate(name: str, data: bytes, model: type[_Model]) -> _Model:
    try:
        content = yaml.load(data.decode("utf-8"), _Loader)  # a safe loader, in C where available
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{name}: bukan YAML UTF-8 yang sah ({error}). Perbaiki baris itu.") from error
    try:
        return model.model_validate(content)
    except ValidationError as error:
        # a misspelt field also leaves its true name missing; the misspelling is the thing to mend
        problem = min(error.errors(), key=lambda found: found["type"] != "extra_forbidden")
        raise KnowledgeError(
            f"{name}: {_entry(content, problem['loc'])}: {problem['msg']}. Perbaiki isian itu."
        ) from error


def _entry(content: object, loc: tuple[int | str, ...]) -> str:
    """The place of an error, with the entry's own code instead of its number where it has one."""
    words: list[str] = []
    for key in loc:
        content = _child(content, key)
        named = content.get("code") or content.get("id") if isinstance(content, dict) else None
        words.append(str(named or key))
    return " > ".join(words) or "berkas"


def _child(content: object, key: int | str) -> object:
    if isinstance(content, dict):
        return content.get(key)
    if isinstance(content, list) and isinstance(key, int) and key < len(content):
        return content[key]
    return None


def _by_key(name: str, entries: tuple[_Model, ...], key: str) -> dict[str, _Model]:
    result: dict[str, _Model] = {}
    for entry in entries:
        code = getattr(entry, key)
        if code in result:
            raise KnowledgeError(f"{name}: {code}: kode dipakai dua kali. Ganti salah satunya.")
        result[code] = entry
    return result


def _typed(value: Frozen, model: type[_Model]) -> _Model:
    assert isinstance(value, model)
    return value


def _cross_check(knowledge: Knowledge) -> None:
    for code, pattern in knowledge.patterns.items():
        _known("patterns.yaml", code, [pattern.category], knowledge.categories, "kategori")
    for code, indicator in knowledge.indicators.items():
        _known("indicators.yaml", code, [indicator.category], knowledge.categories, "kategori")
        _known("indicators.yaml", code, indicator.law, knowledge.legal.laws, "pasal")
        _known("indicators.yaml", code, indicator.verify, knowledge.verification.steps, "langkah")
        compile_phrases(indicator.phrases, f"indicators.yaml: {code}")
    for code, employer in knowledge.employers.items():
        compile_phrases(employer.incidental, f"employers.yaml: {code}")
    for rule in knowledge.combinations:
        used = (*rule.all_of, *rule.any_of, *rule.among)
        if not used:
            raise KnowledgeError(f"combinations.yaml: {rule.code}: tanpa indikator. Isi all_of, any_of atau among.")
        _known("combinations.yaml", rule.code, used, knowledge.indicators, "indikator")
        _known("combinations.yaml", rule.code, rule.actions, knowledge.verification.steps, "langkah")
    for field, phrases in knowledge.language:
        compile_phrases(phrases, f"language.yaml: {field}")


def _known(
    name: str,
    code: str,
    used: tuple[str, ...] | list[str],
    known: dict[str, _Model] | dict[str, str],
    what: str,
) -> None:
    for reference in used:
        if reference not in known:
            raise KnowledgeError(f"{name}: {code}: {what} «{reference}» tidak dikenal. Perbaiki ejaan atau tambahkan.")
