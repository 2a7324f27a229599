"""Render: the archive → pages, as HTML that is put into the theme's shell. The one place that escapes."""

from sourcebook.render.base.context import Context
from sourcebook.render.base.environment import keep_compiled
from sourcebook.render.base.navigation import empty_sections
from sourcebook.render.base.page import Page
from sourcebook.render.base.shell import Shell
from sourcebook.render.browse.catalogue import catalogue_pages, catalogue_start
from sourcebook.render.browse.facet_pages import facet_pages, facets_start
from sourcebook.render.browse.home import home
from sourcebook.render.browse.names import names_pages, names_start
from sourcebook.render.browse.passages import passages_pages, passages_start
from sourcebook.render.compare.compare import compare_pages
from sourcebook.render.document.documents import document_pages
from sourcebook.render.document.versions import former_pages, version_pages
from sourcebook.render.head.policy import content_policy
from sourcebook.render.head.robots import unlisted
from sourcebook.render.prose.about import copies, made_from
from sourcebook.render.prose.contact import contact
from sourcebook.render.prose.guide import guide_content, guide_file, guide_nav
from sourcebook.render.prose.rules_table import link_rules
from sourcebook.render.prose.search import check_page, search_page
from sourcebook.render.time.timeline import timeline_pages, timeline_start

__all__ = [
    "Context",
    "Page",
    "Shell",
    "catalogue_pages",
    "catalogue_start",
    "check_page",
    "compare_pages",
    "contact",
    "content_policy",
    "copies",
    "document_pages",
    "empty_sections",
    "facet_pages",
    "facets_start",
    "former_pages",
    "guide_content",
    "guide_file",
    "guide_nav",
    "home",
    "keep_compiled",
    "link_rules",
    "made_from",
    "names_pages",
    "names_start",
    "passages_pages",
    "passages_start",
    "search_page",
    "timeline_pages",
    "timeline_start",
    "unlisted",
    "version_pages",
]
