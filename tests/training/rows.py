"""Small corpus rows for tests."""

from training.corpus import Row


def row(
    number: int,
    text: str,
    *,
    label: str = "legit",
    writer: str = "a",
    group: str | None = None,
    family: str = "f",
    register: str = "chat",
) -> Row:
    return Row.model_validate(
        {
            "id": f"t-{number:04d}",
            "text": text,
            "label": label,
            "patterns": ["task_scam"] if label == "fraud" else [],
            "family": family,
            "register": register,
            "region": "63",
            "group": group or f"g{number}",
            "writer": writer,
            "basis": "composed",
        }
    )
