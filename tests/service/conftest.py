"""Fixtures of the service tests."""

import pytest
from service_fakes import HOST, Client, FakeScanner

from jobscan.knowledge import Knowledge
from service.app import create_app
from service.settings import Settings


@pytest.fixture
def scanner(knowledge: Knowledge) -> FakeScanner:
    return FakeScanner(knowledge)


@pytest.fixture
def settings() -> Settings:
    return Settings(allowed_hosts=frozenset({HOST}), workers=2)


@pytest.fixture
def client(scanner: FakeScanner, settings: Settings) -> Client:
    return Client(create_app(settings, scanner))
