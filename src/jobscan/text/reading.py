"""From bytes to text, and what a text must be before it is scored."""

import codecs

from jobscan.errors import EmptyTextError, TextTooLongError, UnreadableTextError
from jobscan.types import MAX_TEXT

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str:
    """Text of a file: UTF-8 with or without BOM, or UTF-16 with BOM.

    Raises:
        UnreadableTextError: another encoding, or not text at all.
    """
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableTextError(
            "Berkas bukan teks UTF-8. Simpan ulang sebagai «teks, UTF-8», atau salin isinya sebagai teks."
        ) from error


def check(text: str) -> None:
    """Refuse what cannot be scored.

    Raises:
        EmptyTextError, TextTooLongError: outside 1 to 20,000 code points after trimming.
        UnreadableTextError: contains NUL or a lone surrogate.
    """
    if "\0" in text:
        raise UnreadableTextError("Teks memuat karakter NUL; tampaknya berkas biner. Salin isi iklan sebagai teks.")
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise UnreadableTextError("Teks memuat karakter rusak (surrogate). Salin ulang isi iklan dari sumbernya.")
    trimmed = text.strip()
    if not trimmed:
        raise EmptyTextError
    if len(trimmed) > MAX_TEXT:
        raise TextTooLongError(len(trimmed), MAX_TEXT)
