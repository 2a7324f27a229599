"""Render: the archive → pages, as HTML that is put into the theme's shell. The one place that escapes."""

from sourcebook.render.base.environment import keep_compiled
from sourcebook.render.base.navigation import empty_sections
from sourcebook.render.base.shell import Shell
from sourcebook.render.base.trans import Translated
from sourcebook.render.browse.catalogue import catalogue_start
from sourcebook.render.browse.facet_pages import facets_start
from sourcebook.render.browse.home import home
from sourcebook.render.browse.names import names_start
from sourcebook.render.browse.passages import passages_start
from sourcebook.render.head.policy import content_policy
from sourcebook.render.prose.about import contact, copies, in_english, link_rules, made_from
from sourcebook.render.prose.guide import guide_content, guide_file, guide_nav
from sourcebook.render.prose.search import check_page, search_page
from sourcebook.render.time.timeline import timeline_start

# fmt: off
__all__ = [  # what `hooks/publish.py` asks for by name
    "Shell", "Translated", "catalogue_start", "check_page", "contact", "content_policy", "copies", "empty_sections",
    "facets_start", "guide_content", "guide_file", "guide_nav", "home", "in_english", "keep_compiled", "link_rules",
    "made_from", "names_start", "passages_start", "search_page", "timeline_start",
]
# fmt: on
