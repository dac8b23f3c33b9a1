"""jobscan reads one Indonesian job advertisement and says what an officer should check.

Importing this package is fast and opens nothing; the scanner is loaded on first use.
"""

from typing import TYPE_CHECKING

from jobscan.types import Assessment, JobAd

if TYPE_CHECKING:
    from jobscan.scanner import Scanner

__version__ = "0.1.0"
__all__ = ["Assessment", "JobAd", "Scanner", "__version__"]


def __getattr__(name: str) -> object:
    if name == "Scanner":
        from jobscan.scanner import Scanner

        return Scanner
    raise AttributeError(f"module 'jobscan' has no attribute {name!r}")
