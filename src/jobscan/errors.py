"""One small tree of errors. Each message says what is wrong and how to mend it."""


class JobscanError(Exception):
    """Base of all errors that jobscan raises on purpose. `code` is stable; the message is for people."""

    code = "error"


class InputError(JobscanError):
    """The given text or file cannot be scored."""

    code = "input"


class EmptyTextError(InputError):
    code = "empty"

    def __init__(self) -> None:
        super().__init__("Teks kosong. Tempelkan isi iklan, paling sedikit satu kata.")


class TextTooLongError(InputError):
    code = "too_long"

    def __init__(self, length: int, limit: int) -> None:
        self.length, self.limit = length, limit
        super().__init__(
            f"Teks terlalu panjang: {length:,} karakter, batas {limit:,}. Potong menjadi satu iklan saja.".replace(
                ",", "."
            )
        )


class UnreadableTextError(InputError):
    """Not text: binary, a wrong encoding, lone surrogates, NUL."""

    code = "unreadable"


class KnowledgeError(JobscanError):
    """A knowledge file is wrong; the message names file, entry and mend."""

    code = "knowledge"


class ModelError(JobscanError):
    """No bundle, or one that may not be used."""

    code = "model"


class BundleNotFoundError(ModelError):
    code = "model_missing"


class BundleTamperedError(ModelError):
    """A file of the bundle is missing, unlisted, unreadable or does not match its sha256."""

    code = "model_tampered"


class CampaignError(JobscanError):
    """The campaign memory cannot be used."""

    code = "campaigns"
