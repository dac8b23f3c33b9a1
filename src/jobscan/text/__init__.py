"""Views of one text with exact offset maps, and the checks a text must pass."""

from jobscan.text.reading import check, decode
from jobscan.text.views import TextViews, View, Words, fold, make_views, replace

__all__ = ["TextViews", "View", "Words", "check", "decode", "fold", "make_views", "replace"]
