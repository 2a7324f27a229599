"""Check: the built site against its sources, before it takes the old one's place."""

from sourcebook.check.site import check_site

__all__ = ["check_site"]
