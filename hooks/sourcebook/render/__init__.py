"""Render: the archive → pages, as HTML that is put into the theme's shell. The one place that escapes."""

from sourcebook.render.about import copies, made_from
from sourcebook.render.catalogue import catalogue_pages, catalogue_start
from sourcebook.render.compare import compare_pages
from sourcebook.render.contact import contact
from sourcebook.render.context import Context
from sourcebook.render.documents import document_pages
from sourcebook.render.environment import keep_compiled
from sourcebook.render.facet_pages import facet_pages, facets_start
from sourcebook.render.guide import guide_content, guide_file, guide_nav
from sourcebook.render.home import home
from sourcebook.render.names import names_pages, names_start
from sourcebook.render.page import Page
from sourcebook.render.passages import passages_pages, passages_start
from sourcebook.render.policy import content_policy
from sourcebook.render.robots import unlisted
from sourcebook.render.rules_table import link_rules
from sourcebook.render.search import check_page, search_page
from sourcebook.render.shell import Shell
from sourcebook.render.timeline import timeline_pages, timeline_start
from sourcebook.render.versions import former_pages, version_pages

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
