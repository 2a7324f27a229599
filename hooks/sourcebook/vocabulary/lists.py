"""Short lists that a sidecar's values are taken from: key → how a page names it."""

from __future__ import annotations

OBTAINED = {"typed": "typed", "extracted": "extracted from a digital original or copy", "scanned": "scanned"}
"""How a text came into its file."""

COMPARED = {"compared": "compared with an original", "not compared": "not compared with an original"}
"""Whether somebody has held a text against an original; who and when is in the note."""

_VOCABULARY = "http://rightsstatements.org/vocab/{}/1.0/"
RIGHTS = {
    _VOCABULARY.format("InC"): "In copyright",
    _VOCABULARY.format("InC-OW-EU"): "In copyright: an orphan work of the European Union",
    _VOCABULARY.format("InC-EDU"): "In copyright: educational use permitted",
    _VOCABULARY.format("InC-NC"): "In copyright: non-commercial use permitted",
    _VOCABULARY.format("InC-RUU"): "In copyright: rights-holders unlocatable or unidentifiable",
    _VOCABULARY.format("NoC-CR"): "No copyright: contractual restrictions",
    _VOCABULARY.format("NoC-NC"): "No copyright: non-commercial use only",
    _VOCABULARY.format("NoC-OKLR"): "No copyright: other known legal restrictions",
    _VOCABULARY.format("NoC-US"): "No copyright: United States",
    _VOCABULARY.format("CNE"): "Copyright not evaluated",
    _VOCABULARY.format("UND"): "Copyright undetermined",
    _VOCABULARY.format("NKC"): "No known copyright",
}
"""The rights statements of rightsstatements.org by their addresses; other addresses are shown as they are."""
