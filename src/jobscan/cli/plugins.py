"""Commands of other packages, by the entry points `jobscan.commands`. A broken one never breaks the rest."""

from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points

import typer

GROUP = "jobscan.commands"


@dataclass(frozen=True)
class Plugin:
    """One entry point: what it adds, or why it could not be added."""

    name: str
    commands: typer.Typer | None
    problem: str | None = None


def find_plugins() -> list[Plugin]:
    """All entry points of the group, tried out on an app of their own."""
    return [_try(point) for point in sorted(entry_points(group=GROUP), key=lambda point: point.name)]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of every plugin that works; `jobscan doctor` reports the others."""
    for plugin in find_plugins():
        if plugin.commands is not None:
            app.registered_commands += plugin.commands.registered_commands
            app.registered_groups += plugin.commands.registered_groups


def _try(point: EntryPoint) -> Plugin:
    scratch = typer.Typer()
    try:
        point.load()(scratch)
        typer.main.get_command(scratch)  # fails here, not later, when a parameter cannot be understood
    except Exception as error:  # whatever another package does wrong must not stop ours
        return Plugin(point.name, None, f"{type(error).__name__}: {error}")
    return Plugin(point.name, scratch)
