"""The table of kinds of links, and the table of reasons: the words by which pages name both."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of link."""

    name: str
    """As in links.json."""
    directed: bool
    from_target: str
    """What the target does, as its own page says it."""
    from_source: str
    """What happened to the source, as its page says it: the backlink."""
    passage: bool
    """Whether both ends are words that match."""


KINDS = {
    kind.name: kind
    for kind in (
        Kind("quotation", True, "Quotes", "Quoted in", passage=True),
        Kind(
            "reuse",
            True,
            "Uses words of, without quotation marks",
            "Words used, without quotation marks, in",
            passage=True,
        ),
        Kind("shared-passage", False, "Shares a passage with", "Shares a passage with", passage=True),
        Kind("reference", True, "Mentions", "Mentioned in", passage=False),
        Kind("editorial", True, "Discusses", "Discussed in", passage=False),
    )
}

REASONS = {
    "primary-quoted": "the source is a dated primary document, and the other text has the words in quotation marks",
    "primary-named": "the source is a dated primary document, and the other text names it or its author nearby",
    "later-quotes": "both texts state their dates, and the later one has the words in quotation marks and "
    "names the earlier one or its author, or has the same author",
    "few-words": "the other text quotes the same source elsewhere at greater length, names it or its author in this "
    "paragraph, and tells here what the source's paragraph tells",
    "undirected": "the texts alone don't tell which had the words first",
    "editorial": "a page of this archive points to it",
    "names-kind-author-addressee": "the words name the document's kind, its author and its addressee",
    "names-kind-author-date": "the words name the document's kind, its author and its date",
    "names-kind-addressee-date": "the words name the document's kind, its addressee and its date",
    "names-kind-author-addressee-date": "the words name the document's kind, its author, its addressee and its date",
    "names-title-author": "the words give the document's title and name its author",
    "names-title-publisher": "the words give the document's title and name its publisher",
    "names-title-date": "the words give the document's title and its date",
}
"""Why a link is there, and has its direction. A link that a curator added has `added: ` and the curator's reason."""


def reason(rule: str) -> str:
    """Return the words for a link's rule."""
    return REASONS.get(rule) or rule.removeprefix("added: ")
