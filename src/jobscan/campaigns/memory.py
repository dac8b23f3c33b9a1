"""What the scanner asks of a campaign memory."""

from typing import Protocol

from jobscan.campaigns.fingerprint import Trace
from jobscan.types import Campaign


class CampaignMemory(Protocol):
    """Read-only for the scanner: looking never changes what is remembered."""

    def look(self, trace: Trace) -> Campaign | None:
        """The campaign that the ad belongs to: first by near-copy, then by shared contact."""
        ...
