"""How long work takes, for tests that a hostile text takes time in proportion to its length."""

import time
import timeit
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """Processor time, the least of several runs: what else the machine does is no work of this function."""
    return min(timeit.repeat(work, timer=time.process_time, number=1, repeat=3))
