"""The `jobscan` command: thin, one module per command. Importing it loads no scanner."""
