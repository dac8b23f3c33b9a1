"""What an operator may change about the service. Passed into `create_app`; never created on import."""

import os
from dataclasses import dataclass, field

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits of one running service.

    Args:
        allowed_hosts: names accepted in the Host header, without port; IPv6 in brackets.
        workers: scoring threads; one per core keeps the machine busy and `/health` answering.
        queue_limit: ads admitted at the same time, waiting or being scored. More are refused with 503.
        batch_limit: ads in one batch request.
        body_limit: bytes of one API request.
        form_limit: bytes of one web form submission.
        retry_after: seconds a refused client is told to wait.
    """

    allowed_hosts: frozenset[str] = LOOPBACK_NAMES
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    queue_limit: int = 200
    batch_limit: int = 100
    body_limit: int = 2_621_440
    form_limit: int = 524_288
    retry_after: int = 2

    def __post_init__(self) -> None:
        if self.workers < 1:
            raise ValueError("workers harus paling sedikit 1.")
        if self.queue_limit < self.batch_limit:
            raise ValueError("queue_limit harus paling sedikit sebesar batch_limit.")
