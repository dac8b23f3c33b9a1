"""`python -m jobscan` is the `jobscan` command."""

from jobscan.cli.main import run

run()
