"""The table of roles: what spans of a text can be, one row a role."""

from msgspec import Struct

from sourcebook.wording import N_


class RoleRow(Struct, frozen=True):
    """One role."""

    name: str
    """In a sidecar and in record.json."""
    means: str
    margin: str
    """The margin label."""
    where: str
    """Where a name stands that stands in it: “in a heading”."""
    named_by: str = ""
    """The key that names whose it is or what it is of."""
    margin_named: str = ""
    """The margin label with that name in it."""
    is_always_named: bool = False
    makes_links: bool = True
    """Whether its words are compared with those of other texts."""
    speaks: bool = True
    """Whether its words may speak for the document: be its title, say."""


# fmt: off
ROLES = {row.name: row for row in (
    RoleRow("heading", "a title or a heading within the text", N_("heading"), N_("in a heading")),
    RoleRow("caption", "words that belong to a picture or a film", N_("caption"), N_("in a caption"), speaks=False),
    RoleRow("excerpt", "words of another work, which is named", N_("excerpt"), N_("in an excerpt"),
            named_by="of", margin_named=N_("excerpt of {}"), is_always_named=True, speaks=False),
    RoleRow("comment", "words about the text, by a reader or an editor", N_("comment"), N_("in a comment"),
            named_by="by", margin_named=N_("comment by {}"), speaks=False),
    RoleRow("notice", "a notice: of copyright, of sources, of what happened to the page", N_("notice"),
            N_("in a notice"), makes_links=False, speaks=False),
    RoleRow("advertisement", "an advertisement", N_("advertisement"), N_("in an advertisement"),
            makes_links=False, speaks=False),
    RoleRow("salutation", "how a letter begins", N_("salutation"), N_("in the salutation")),
    RoleRow("signature", "how a letter ends, and who signed", N_("signature"), N_("in the signature")),
    RoleRow("furniture", "what the web page put around the text: menus, buttons, links", N_("website boilerplate"),
            N_("in website boilerplate"), makes_links=False, speaks=False),
)}
# fmt: on
"""The table of roles."""

SILENT = frozenset(row.name for row in ROLES.values() if not row.makes_links)
"""Roles whose words make no links."""
NOT_A_TITLE = frozenset(row.name for row in ROLES.values() if not row.speaks)
"""Roles whose words don't speak for the document."""
