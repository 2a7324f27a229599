"""Short lists that a sidecar's values are taken from: key → how a page names it."""

from sourcebook.wording import N_

OBTAINED = {
    "typed": N_("typed"),
    "extracted": N_("extracted from a digital original or copy"),
    "scanned": N_("scanned"),
}
"""How a text came into its file."""

COMPARED = {"compared": N_("compared with an original"), "not compared": N_("not compared with an original")}
"""Whether somebody has held a text against an original; who and when is in the note."""

_VOCABULARY = "http://rightsstatements.org/vocab/{}/1.0/"
RIGHTS = {
    _VOCABULARY.format("InC"): N_("In copyright"),
    _VOCABULARY.format("InC-OW-EU"): N_("In copyright: an orphan work of the European Union"),
    _VOCABULARY.format("InC-EDU"): N_("In copyright: educational use permitted"),
    _VOCABULARY.format("InC-NC"): N_("In copyright: non-commercial use permitted"),
    _VOCABULARY.format("InC-RUU"): N_("In copyright: rights-holders unlocatable or unidentifiable"),
    _VOCABULARY.format("NoC-CR"): N_("No copyright: contractual restrictions"),
    _VOCABULARY.format("NoC-NC"): N_("No copyright: non-commercial use only"),
    _VOCABULARY.format("NoC-OKLR"): N_("No copyright: other known legal restrictions"),
    _VOCABULARY.format("NoC-US"): N_("No copyright: United States"),
    _VOCABULARY.format("CNE"): N_("Copyright not evaluated"),
    _VOCABULARY.format("UND"): N_("Copyright undetermined"),
    _VOCABULARY.format("NKC"): N_("No known copyright"),
}
"""The rights statements of rightsstatements.org by their addresses; other addresses are shown as they are."""
STATEMENTS = tuple(address.removesuffix("/1.0/").rpartition("/")[2] for address in RIGHTS)
"""Their names there: `InC`."""


def is_licence(rights: str) -> bool:
    """Say whether a value of `rights` leads to a licence, and not to a statement, which licenses nothing."""
    return rights.startswith(("http://", "https://")) and "://rightsstatements.org/" not in rights
