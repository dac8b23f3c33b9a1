"""Health, and what happens when more ads come than can be scored."""

import asyncio
import threading
from collections.abc import Awaitable, Callable

import httpx
import pytest
from service_fakes import HOST, Client, FakeScanner

from service.app import create_app
from service.pool import QueueFullError, ScanPool
from service.settings import Settings

AD = {"text": "iklan"}


def test_live_and_ready(client: Client) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}
    assert client.get("/health/ready").json() == {"status": "ready", "checks": {"model": "ok", "queue": "ok"}}


@pytest.fixture
def busy(scanner: FakeScanner) -> Client:
    """A service with one worker and room for three ads, whose scanner waits for its gate."""
    scanner.gate = threading.Event()
    settings = Settings(allowed_hosts=frozenset({HOST}), workers=1, queue_limit=3, batch_limit=3, retry_after=7)
    return Client(create_app(settings, scanner))


def while_held(
    client: Client, gate: threading.Event, body: dict[str, object], look: Callable[[httpx.AsyncClient], Awaitable[None]]
) -> httpx.Response:
    """Sends `body` to the batch route, looks around while its ads are held, then lets them go."""

    async def play() -> httpx.Response:
        async with client.session() as session:
            held = asyncio.create_task(session.post("/v1/score/batch", json=body))
            await asyncio.sleep(0.1)
            try:
                await look(session)
            finally:
                gate.set()
            return await held

    return asyncio.run(play())


def test_a_full_queue_refuses_with_503_while_health_answers(busy: Client, scanner: FakeScanner) -> None:
    async def look(session: httpx.AsyncClient) -> None:
        refused = await session.post("/v1/score", json=AD)
        assert refused.status_code == 503
        assert refused.headers["retry-after"] == "7"
        assert refused.json()["type"].endswith("/overloaded")
        assert (await session.get("/health/live")).status_code == 200
        ready = await session.get("/health/ready")
        assert ready.status_code == 503
        assert ready.json()["checks"] == {"model": "ok", "queue": "full"}
        page = await session.post("/", data={"text": "teks petugas"}, headers={"Accept": "text/html"})
        assert page.status_code == 503
        assert page.headers["retry-after"] == "7"
        assert "teks petugas" in page.text

    assert scanner.gate is not None
    held = while_held(busy, scanner.gate, {"items": [AD, AD, AD]}, look)
    assert held.json()["summary"] == {"ok": 3, "failed": 0}
    assert busy.get("/health/ready").status_code == 200


def test_a_batch_counts_its_items(busy: Client, scanner: FakeScanner) -> None:
    async def look(session: httpx.AsyncClient) -> None:
        too_many = await session.post("/v1/score/batch", json={"items": [AD, AD]})
        assert too_many.status_code == 503
        assert (await session.get("/health/ready")).status_code == 200

    assert scanner.gate is not None
    assert while_held(busy, scanner.gate, {"items": [AD, AD]}, look).status_code == 200


def test_one_ad_overtakes_a_large_batch() -> None:
    order: list[str] = []

    async def play() -> None:
        pool = ScanPool(workers=1, limit=20)
        large = asyncio.create_task(pool.run([lambda: order.append("batch")] * 10))
        await asyncio.sleep(0)
        await pool.run([lambda: order.append("single")])
        await large
        pool.close()

    asyncio.run(play())
    assert order.index("single") < 5


def test_the_pool_frees_its_places_after_errors() -> None:
    def fail() -> None:
        raise LookupError

    async def play() -> None:
        pool = ScanPool(workers=2, limit=2)
        assert [type(result) for result in await pool.run([fail, fail])] == [LookupError, LookupError]
        assert not pool.full
        with pytest.raises(QueueFullError):
            await pool.run([fail] * 3)
        assert await pool.run([]) == []
        pool.close()

    asyncio.run(play())


@pytest.mark.parametrize("wrong", [{"workers": 0}, {"queue_limit": 99}])
def test_settings_that_cannot_work_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="harus paling sedikit"):
        Settings(**wrong)  # type: ignore[arg-type]
