"""Campaigns: ads linked by near-duplicate text or a shared contact, and what an officer decided about them."""

from jobscan.campaigns.fingerprint import Trace, trace
from jobscan.campaigns.memory import CampaignMemory
from jobscan.campaigns.sqlite import SqliteCampaigns

__all__ = ["CampaignMemory", "SqliteCampaigns", "Trace", "trace"]
