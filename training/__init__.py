"""Fitting, measuring and releasing models. Depends on jobscan; jobscan never depends on it."""
