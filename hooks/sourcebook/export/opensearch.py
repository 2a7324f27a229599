"""The OpenSearch description: by it a browser adds the archive to its search engines. It needs an absolute address."""

from xml.etree import ElementTree

from sourcebook import addresses
from sourcebook.export.as_xml import to_xml
from sourcebook.model import Archive
from sourcebook.wording import gettext, quoted

_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
_LONGEST_NAME, _LONGEST_DESCRIPTION = 16, 1024
"""Characters, as the specification (OpenSearch 1.1, draft 6) has them."""


def opensearch(archive: Archive) -> bytes:
    """Return the description of an archive that has an address."""
    root = ElementTree.Element("OpenSearchDescription", xmlns=_NAMESPACE)
    title = archive.about.title
    short = title if len(title) <= _LONGEST_NAME else title[: _LONGEST_NAME - 1] + "…"
    for name, text in (
        ("ShortName", short),
        ("Description", gettext("Search the texts of {title}.", title=quoted(title))[:_LONGEST_DESCRIPTION]),
        ("InputEncoding", "UTF-8"),
    ):
        ElementTree.SubElement(root, name).text = text
    template = addresses.absolute(archive.site_url, addresses.SEARCH) + "?q={searchTerms}"
    ElementTree.SubElement(root, "Url", type="text/html", method="get", template=template)
    return to_xml(root)
