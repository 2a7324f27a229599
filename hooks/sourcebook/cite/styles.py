"""Citation styles applied: what the processor is given of an entry, and the file of a style.

The styles are those of the Citation Style Language project: csl/NOTICE.md says whose they are.
"""

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from sourcebook.page_language import spoken
from sourcebook.vocabulary.citable import CitedName, CslItem, Entry, csl_item, csl_name
from sourcebook.vocabulary.styles import MARK, Style
from sourcebook.vocabulary.values import is_elided, name_scripts
from sourcebook.wording import gettext


def suffix_for(style: Style, entry: Entry, item: CslItem) -> str:
    """Return what follows in a citation whose style leaves out the archive: the kind too, where it leaves that out."""
    if style.says_archive:
        return ""
    is_told = entry.genre and item["type"] not in style.names_kind
    archive = entry.archive or (entry.genre if is_told else "")
    if is_told and entry.archive:
        archive = gettext("{kind} in {archive}", kind=entry.genre, archive=entry.archive)
    return "".join(f", {part}" for part in (archive, entry.location) if part)


def language_of_style(style: Style) -> str:
    """Return the language of the words that a style adds: the pages', or of English the kind that the style is from."""
    return style.language if spoken().catalogue is None else spoken().tag


def item_for(style: Style, entry: Entry) -> CslItem:
    """Return an entry as the item of CSL-JSON that a style is given.

    The full stop of a title that is a sentence goes: the styles set marks of their own there, and the processor keeps
    the title's instead; so does the comma of a salutation. That of an abbreviation stays.
    """
    item = csl_item(entry) | ({"language": entry.title_language} if entry.title_language else {})
    for role, names in (("author", entry.authors), ("recipient", entry.recipients)):
        if names:
            item[role] = [{"literal": name.natural} if _is_of_one_piece(name) else _in_parts(name) for name in names]
    return style.adapt(item | {"title": END_OF_SENTENCE.sub("", item["title"])}, entry)


def _is_of_one_piece(name: CitedName) -> bool:
    """Say whether a name is in Chinese characters, kana or Hangul: no style can make initials of a part (“遷.”)."""
    return bool(name.given) and bool(name_scripts(name.family + name.given))


def _in_parts(name: CitedName) -> CslItem:
    """Return a name in parts that the processor joins in their order, with spaces between them.

    Without the mark, names of scripts that it doesn't know (“शर्माराम”), and those that end in a sign (“Rabi’Brandt”),
    would be joined as if they were Chinese or had a particle, and quotation marks around one would go.
    """
    parts: CslItem = dict(csl_name(name))
    if name.family and not _ASCII_LETTER.search(name.family):
        parts["family"] += MARK
    if name.given and not is_elided(name.given) and _TAKEN_FOR_ANOTHER.search(name.given):
        parts["given"] += MARK
    return parts


_ASCII_LETTER = re.compile("[A-Za-z]")
_TAKEN_FOR_ANOTHER = re.compile(r"[^\w.]$|(?:^|\s)[^\W\d_A-Z]$")
"""What ends a given name that isn't read as one: a sign, or a single letter that is no initial."""
END_OF_SENTENCE = re.compile(
    r"(?:(?<=\w\w\w)(?<!\betc)(?<!\b[A-Z]\w\w)(?<!\b[A-Z]\w\w\w)\.|(?<=[^\s。।॥։።۔။།])\s*[。।॥։።۔။།])(?=[“»」』]?$)"
    r"|(?<=[^\s,;:،؛，、；：])\s*(?:[,:،؛，、；：]|(?<![\u0370-\u03ff\u1f00-\u1fff]);)$"
)
"""After a word of three letters or more: neither “etc.” nor such as “Inc.” and “Corp.”; the full stops of other
scripts; and what ends a salutation, but for `;`, which asks in Greek."""


def style_sheet(style: Style) -> bytes:
    """Return the style's own file with the options off that tell works of one list apart.

    Each document is cited by itself: there is no other “2020a” beside it, and no line above whose author a dash could
    repeat. A family name stands in the record as one, and is sorted as one: “de Blasio, Bill”. A letter goes “to”
    somebody in our own word: the processor's Arabic has a noun for it.
    """
    is_english = spoken().catalogue is None
    return _sheet(style, "" if is_english else gettext("{words} to {names}", words="", names="").strip())


@cache
def _sheet(style: Style, to: str) -> bytes:
    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.fromstring((_FILES / f"{style.file}.csl").read_bytes())  # noqa: S314  a file of ours
    root.set("demote-non-dropping-particle", "never")
    if to:
        root.insert(1, ElementTree.fromstring(_TO.format(escape(to))))  # noqa: S314  ours
    macro, other = style.instead
    for element in root.iter():
        element.tail, element.text = None, None if len(element) else element.text  # a third of Chicago's is margins
        if macro and element.get("macro") == macro:
            element.set("macro", other)
        for name in [name for name in element.attrib if name.startswith(_COMPARES)]:
            del element.attrib[name]
        if element.attrib.pop("disambiguate", "") or (element.tag == _ELSE_IF and element.attrib.pop(_UNCERTAIN, "")):
            element.set("variable", NEVER)
    for bibliography in root.findall(f"{{{_NAMESPACE}}}bibliography"):
        for sort in bibliography.findall(f"{{{_NAMESPACE}}}sort"):
            bibliography.remove(sort)
        if not style.has_bibliography:
            root.remove(bibliography)
    sheet: bytes = ElementTree.tostring(root, encoding="utf-8")
    return sheet


_FILES = Path(__file__).parent / "csl"
NEVER = "sourcebook-never"
"""A variable that no item has: what a style does only to tell two works apart, or only around an uncertain date."""
_NAMESPACE = "http://purl.org/net/xbiblio/csl"
_TO = f'<locale xmlns="{_NAMESPACE}"><terms><term name="recipient" form="verb">{{}}</term></terms></locale>'
_ELSE_IF, _UNCERTAIN = f"{{{_NAMESPACE}}}else-if", "is-uncertain-date"
"""Where Chicago's file leaves out the comma before what is published on such a date: “law Parliament, [1921?]”."""
_COMPARES = ("disambiguate-add-", "givenname-disambiguation-rule", "subsequent-author-substitute")
