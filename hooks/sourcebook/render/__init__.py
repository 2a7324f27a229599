"""Render: the archive → pages, as HTML that is put into the theme's shell. The one place that escapes."""

from sourcebook.render.catalogue import catalogue_pages, catalogue_start
from sourcebook.render.contact import contact
from sourcebook.render.documents import document_pages
from sourcebook.render.home import home
from sourcebook.render.page import Page
from sourcebook.render.policy import content_policy
from sourcebook.render.shell import Shell

__all__ = [
    "Page",
    "Shell",
    "catalogue_pages",
    "catalogue_start",
    "contact",
    "content_policy",
    "document_pages",
    "home",
]
