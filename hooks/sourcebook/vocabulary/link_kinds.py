"""The table of kinds of links, and the table of reasons: the words by which pages name both."""

from typing import Literal

from msgspec import Struct

from sourcebook.wording import N_, gettext, listed


class EndLabels(Struct, frozen=True):
    """What a kind of link is called where one of its ends stands."""

    brief: str
    """In a list or a picture: “Quoted in”."""
    margin: str
    """Within the margin's phrase, `{}` being the other text or, after “in”, how many there are: “quoted in {}”."""


class LinkKind(Struct, frozen=True):
    """One kind of link."""

    name: str
    """As in links.json."""
    source: EndLabels
    """What happened to the source, as its page says it: the backlink."""
    target: EndLabels
    """What the target does, as its own page says it; the same as `source` where nobody knows who was first."""
    verb: str
    """What the target does to the source: “quotes”."""
    pair: str = N_("{target} {verb} {source} {times}")
    """What two texts side by side are said to have in common; `{passages}` is how many passages, as `{times}`."""
    column: str = "In the other text"
    """Over the target's words beside the source's."""
    line: Literal["solid", "dashed", "dotted"] = "solid"
    """How the pictures draw it: two kinds with arcs are told apart by it."""
    is_passage: bool = False
    """Whether both ends are words that match."""
    in_marks: bool = False
    """Whether the target has the words in quotation marks."""
    is_editorial: bool = False
    """Whether its target is a page of the archive and no document."""

    @property
    def is_directed(self) -> bool:
        """Whether the words are known to come from the source, or point to it."""
        return self.source != self.target

    @property
    def has_arc(self) -> bool:
        """Whether the pictures draw it as an arc from the source to the target."""
        return self.is_directed and self.is_passage


_SHARED = EndLabels(N_("Shares passages with"), N_("shared with {}"))

# fmt: off
KINDS = {kind.name: kind for kind in (
    LinkKind("quotation", EndLabels(N_("Quoted in"), N_("quoted in {}")), EndLabels(N_("Quotes"), N_("from {}")),
         verb=N_("quotes"), column=N_("As quoted"), is_passage=True, in_marks=True),
    LinkKind("reuse", EndLabels(N_("Reused in"), N_("reused in {}")),
         EndLabels(N_("Reuses words of"), N_("words of {}")), verb=N_("uses words of"),
         pair=N_("{target} repeats {passages} of {source} without quotation marks"),
         column=N_("As repeated, without quotation marks"), line="dashed", is_passage=True),
    LinkKind("shared-passage", _SHARED, _SHARED, verb=N_("shares words with"),
         pair=N_("{source} and {target} share {passages}"), is_passage=True),
    LinkKind("reference", EndLabels(N_("Mentioned in"), N_("mentioned in {}")),
         EndLabels(N_("Mentions"), N_("mentions {}")), verb=N_("names")),
    LinkKind("editorial", EndLabels(N_("Discussed in"), N_("discussed in {}")),
         EndLabels(N_("Discusses"), N_("discusses {}")), verb=N_("discusses"), is_editorial=True),
)}
# fmt: on
"""In the order of the page."""

REASONS = {
    "primary-quoted": N_("the source is a dated primary document, and the other text has the words in quotation marks"),
    "primary-named": N_("the source is a dated primary document, and the other text names it or its author nearby"),
    "later-quotes": N_(
        "one text is earlier than the other, and the later one has the words in quotation marks and "
        "names the earlier one or its author, or has the same author"
    ),
    "letter-answers": N_(
        "the later text is addressed to the author of the earlier one and has the words in quotation marks"
    ),
    "source-named": N_("the text has the words in quotation marks and names the source, a primary document, nearby"),
    "few-words": N_(
        "the other text quotes the same source elsewhere at greater length, names it or its author in this "
        "paragraph, and tells here what the source's paragraph tells"
    ),
    "undirected": N_("the texts alone don't tell which had the words first"),
    "editorial": N_("a page of this archive points to it"),
    "names-kind-author-addressee": N_("the words name the document's kind, its author and its addressee"),
    "names-kind-author-date": N_("the words name the document's kind, its author and its date"),
    "names-kind-addressee-date": N_("the words name the document's kind, its addressee and its date"),
    "names-kind-author-addressee-date": N_(
        "the words name the document's kind, its author, its addressee and its date"
    ),
    "names-title-author": N_("the words give the document's title and name its author"),
    "names-title-publisher": N_("the words give the document's title and name its publisher"),
    "names-title-date": N_("the words give the document's title and its date"),
    "names-title": N_("the words give the document's title"),
}
"""Why a link is there, and has its direction. A link that a curator added has `added: ` and the curator's reason."""


def reason(rule: str) -> str:
    """Return the words for a link's rule.

    A rule that rests on a date of another basis than `stated` ends with that basis, `primary-quoted+external`: the
    words name it.
    """
    if rule.startswith("added: "):
        return rule.removeprefix("added: ")
    key, *bases = rule.split("+")
    told = listed([gettext(_DATED_BY[basis]) for basis in bases])
    words = gettext(REASONS[key]) if key in REASONS else key
    return f"{words} ({told})" if told else words


_DATED_BY = {
    "derived": N_("a date was worked out from other facts"),
    "inferred": N_("a date was inferred"),
    "external": N_("a date comes from elsewhere"),
    "editor": N_("a date was supplied by the archive"),
}
"""What a date rests on that the text doesn't state, by its basis."""
