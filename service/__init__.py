"""The HTTP side of jobscan: scoring API and web form. Importing this package loads nothing heavy."""
