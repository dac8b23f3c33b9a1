"""One knowledge file: from bytes to validated values, with errors that name the entry and the mend."""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from jobscan.errors import KnowledgeError
from jobscan.types import Frozen

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Model = TypeVar("_Model", bound=Frozen)


def read(path: Path) -> bytes:
    """The bytes of a shipped file.

    Raises:
        KnowledgeError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"{path.name}: tidak dapat dibaca ({error.strerror}). Pasang ulang jobscan.") from error


def validate(name: str, data: bytes, model: type[_Model]) -> _Model:
    """The content of a YAML file as `model`.

    Raises:
        KnowledgeError: not UTF-8 YAML, or an entry breaks the schema.
    """
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


def by_key(name: str, entries: tuple[_Model, ...], key: str) -> dict[str, _Model]:
    """The entries by their own code.

    Raises:
        KnowledgeError: a code is used twice.
    """
    result: dict[str, _Model] = {}
    for entry in entries:
        code = getattr(entry, key)
        if code in result:
            raise KnowledgeError(f"{name}: {code}: kode dipakai dua kali. Ganti salah satunya.")
        result[code] = entry
    return result


def typed(value: Frozen, model: type[_Model]) -> _Model:
    """The value, known to be a `model`."""
    assert isinstance(value, model)
    return value


def _entry(content: object, loc: tuple[int | str, ...]) -> str:
    """The path of an error, with the entry's own code instead of its number where it has one."""
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
