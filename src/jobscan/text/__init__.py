"""Views of one text with exact offset maps, and the checks a text must pass."""

from jobscan.text.reading import check, decode
from jobscan.text.views import TextViews, View, fold, make_views, replace

__all__ = ["TextViews", "View", "check", "decode", "fold", "make_views", "replace"]
