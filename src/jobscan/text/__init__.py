"""Views of one text with exact offset maps, and the checks a text must pass."""

from jobscan.text.reading import check, decode
from jobscan.text.views import TextViews, View, edit_view, fold, lowered, make_views, replace

__all__ = ["TextViews", "View", "check", "decode", "edit_view", "fold", "lowered", "make_views", "replace"]
