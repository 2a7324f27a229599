"""The table of citation styles: one row a style, and the little that a style needs to be told beyond the entry."""

import re
from collections.abc import Callable
from itertools import pairwise

from msgspec import Struct

from sourcebook.vocabulary.citable import CslItem, Entry
from sourcebook.vocabulary.date_words import season_in_words
from sourcebook.wording import N_, capital, gettext


def _described(item: CslItem, entry: Entry) -> CslItem:
    """Return the item with what every style wants of it.

    A letter without a title of its own is described by “letter to …” and not by a title that an editor gave it. A news
    report that names no paper is described as a news report: without the name no style sets it as one. The place of a
    dateline is not the place of publication. Who published what they wrote is named once.
    """
    kept = dict(item)
    if entry.authors == entry.publishers:
        kept.pop("publisher", None)
    if entry.cited_as.is_news:
        kept.pop("publisher-place", None)
        if "container-title" in kept:
            kept.pop("genre", None)
        else:
            kept["type"] = "document"
    if entry.cited_as.is_letter and entry.title_is_ours and entry.recipients:
        del kept["title"]
        kept.setdefault("genre", gettext("letter"))
    if not (entry.archive or entry.url):  # or nobody else could read it, to the styles
        kept["archive"] = kept.pop("archive_location")
    return kept


class Style(Struct, frozen=True):
    """One style."""

    key: str
    label: str
    file: str
    """The name of its file in `cite/csl/`, without `.csl`."""
    language: str
    """Of the words that the style itself adds."""
    is_note: bool = False
    """Whether it cites in notes; else in the text."""
    adapt: Callable[[CslItem, Entry], CslItem] = _described
    """What the style is told, from the item and the entry it was made of."""
    has_bibliography: bool = True
    """Whether its list of works cited is offered."""
    says_archive: bool = True
    """Whether its file prints the archive (`archive`, `archive_location`); to the others it is given as a suffix."""
    names_kind: frozenset[str] = frozenset()
    """Types that its file says the kind of; to the others it is given with the archive, where that is a suffix."""
    paragraph: tuple[str, str] = (N_("para."), N_("paras."))
    """Its word for one paragraph that is cited, and for several."""
    instead: tuple[str, str] = ("", "")
    """A macro of its file, and the one of its own by which it is replaced."""


def _chicago(item: CslItem, entry: Entry) -> CslItem:
    """Name a season in words: for some types the file has the year alone."""
    item = _described(item, entry)
    if entry.issued and entry.issued.season:
        words = f"{season_in_words(entry.issued.season)} {entry.issued.year}"
        item |= {"issued": {"literal": f"[{words}?]" if entry.issued.is_uncertain else words}}
    return item


def _apa(item: CslItem, entry: Entry) -> CslItem:
    """Say “n.d.” and dates in words by `status`, which stands where the date would.

    The style prints a date in words twice, and “Retrieved” without a day before the address of an undated work; it asks
    for that only of pages that change, and a version doesn't. Of a report or a book it prints no season. Months over
    two years it would part from their years: “1860–1861, December–January”.
    """
    item = _described(item, entry)
    if not entry.archive and "archive" in item:
        item["archive"] = capital(item["archive"])
    if entry.issued and entry.issued.season and item["type"] in _YEAR_ALONE:
        item |= {"type": "document"}
    if entry.issued and entry.issued.is_over_years and item["type"] not in _YEAR_ALONE:
        item |= {"issued": {"literal": entry.issued.marked}}
    if "author" not in item and "title" not in item:  # in the text the style would call the addressees by another name
        item = _to_recipients(item, entry, " & ")
    if "author" in item:
        item |= {"author": [_without_initials(name) for name in item["author"]]}
    date = item.pop("issued", {})
    is_words = not date or "literal" in date
    return item | ({"status": date.get("literal", gettext("n.d."))} if is_words else {"issued": date})


def _without_initials(name: CslItem) -> CslItem:
    """Return a name whose given name isn't taken for an initial: where it has no capitals (“राम.”), or is in marks.

    What stands in its place is printed where the style has it: behind the family's name and a comma.
    """
    given = name.get("given", "")
    if not given or any(word[0].lower() != word[0].upper() for word in given.split()):
        return name
    return {"family": name["family"], "suffix": ", ".join(filter(None, (given, name.get("suffix", ""))))}


_YEAR_ALONE = {"manuscript", "pamphlet", "report"}
"""Types of whose dates APA's file has the year alone."""


def _mla(item: CslItem, entry: Entry) -> CslItem:
    """Name a letter's recipients and a speech's day, which the style asks for and its file leaves out."""
    item = _described(item, entry)
    if not (entry.archive or entry.issued):  # a full stop is in front of what finds it
        item |= {key: capital(item[key]) for key in ("archive", "archive_location") if key in item}
    if item["type"] == "speech":
        item |= {"type": "document"}
    return _to_recipients(item, entry) if "recipient" in item else item


def _oscola(item: CslItem, entry: Entry) -> CslItem:
    """Let it print a day or season for every type, an unsigned letter's title, and an uncertain date in brackets.

    It knows no “circa”, prints a day for some types only, and “Letter from” with nobody after it.
    """
    if entry.cited_as.is_letter and not entry.authors:
        item = {key: value for key, value in item.items() if key != "recipient"} | {"type": "article"}
    else:
        item = _described(item, entry)
    if item["type"] in {"document", "pamphlet"}:
        item |= {"type": "article"}
    if entry.issued and (entry.issued.is_uncertain or entry.issued.season):
        item |= {"issued": {"literal": entry.issued.marked}}
    names = {role: [*map(_with_initials_apart, item[role])] for role in ("author", "recipient") if role in item}
    return item | names


def _with_initials_apart(name: CslItem) -> CslItem:
    """Return a name whose initials aren't joined with a word behind them: “J Edgar”, not “JEdgar”."""
    words = name.get("given", "").split()
    for at, (one, other) in enumerate(pairwise(words)):
        if (_INITIALS.fullmatch(one) and not _INITIALS.fullmatch(other)) or (len(one) > 2 and one.endswith(".")):
            words[at] = one.replace(".", "") + MARK
    return name | {"given": " ".join(words)} if words else name


_INITIALS = re.compile(r"[^\W\d_]|(?:[^\W\d_]\.)+")
MARK = "\u200e"
"""A left-to-right mark, by which a processor takes part of a name as it is; it goes again with all such controls."""


def _to_recipients(item: CslItem, entry: Entry, conjunction: str = "") -> CslItem:
    """Return the item of a letter with its addressees as words of its kind."""
    *before, last = [name.natural for name in entry.recipients]
    conjunction = conjunction or f" {gettext('and')} "
    names = f"{', '.join(before)}{',' if len(before) > 1 else ''}{conjunction}{last}" if before else last
    return {key: value for key, value in item.items() if key != "recipient"} | {
        "genre": gettext("{genre} to {names}", genre=item.get("genre", gettext("letter")), names=names)
    }


_TITLE_WITH_KIND = ("author-title-substitute", "title-and-descriptions")
"""In APA: a title that stands in an author's place takes its description in brackets along, being one element with it
(Publication Manual, 9.12 and 9.21). The file leaves the description behind the date."""

# fmt: off
STYLES = (
    Style("chicago", "Chicago", "chicago-notes-bibliography", "en-US", is_note=True, adapt=_chicago),
    Style("apa", "APA", "apa", "en-US", is_note=False, adapt=_apa, instead=_TITLE_WITH_KIND),
    Style("mla", "MLA", "modern-language-association", "en-US", is_note=False, adapt=_mla,
          paragraph=(N_("par."), N_("pars."))),
    Style("oscola", "OSCOLA", "oscola", "en-GB", is_note=True, adapt=_oscola,
          has_bibliography=False, says_archive=False, paragraph=(N_("para"), N_("paras")),
          names_kind=frozenset({"personal_communication", "manuscript", "report", "article-newspaper"})),
)
# fmt: on
"""In the order of the page. OSCOLA is the legal style: it knows letters; the file for the Bluebook drops their day."""
