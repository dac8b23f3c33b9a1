"""The scoring API under `/v1`, health and `/openapi.json`."""
