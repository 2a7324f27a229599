"""Every threshold of the link engine, in one table, each with the corpus it was set on (see `CORPORA`).

`tests/bench/README.md` says where the real ones are read from, and what was read by hand.
"""

import hashlib
from collections.abc import Iterable

from msgspec import Struct

from sourcebook.model.rules import RuleTables, Threshold, thresholds
from sourcebook.text.stop_words import NUMBER_WORDS, STOCK_PHRASES, STOP_WORDS, TIME_WORDS
from sourcebook.vocabulary.kinds import KINDS
from sourcebook.vocabulary.roles import SILENT

CORPORA = {
    "five": "the five texts of the first archive, links read by hand",
    "planted": "generated texts with quotations put into them at known places (`make bench`)",
    "wire": "generated reports written after one form, which have nothing from one another",
    "kjv": "parallel chapters of the King James Bible",
    "addresses": "the presidents’ annual messages to Congress since 1790",
    "sites": "the pages of four firms’ blogs",
    "hostile": "texts made to mislead (`tests/test_link_hostile.py`)",
}
"""The texts on which values were set, by the word that names them in brackets."""


class Rules(Struct, frozen=True):
    """The thresholds. Lengths count words as `tokens` cuts them; a character of a script without spaces is half."""

    shingle: int = 4
    """Words in a row that make two texts candidates (planted: five lose short quotations that were edited)."""
    common: int = 20
    """A shingle in more documents pairs each of them with one only: the primary or earliest (addresses)."""
    occurrences: int = 8
    """Of one shingle in one document that are looked at (hostile: a text of one word)."""
    places: int = 200
    """Places in one text that a link tells of at most, besides the first (hostile)."""
    seed: int = 5
    """Words in a row that start an alignment outside quotation marks (planted: speed; five: nothing lost)."""
    common_seed: int = 10
    """The same for shingles that are `common`: formulas are shorter (planted)."""
    own_content: int = 3
    own_words: int = 8
    beside_gap: int = 4
    """Content words of a run that stand in no formula (no common shingle), or words of any sort (planted). A run that
    is so many words apart from it, and as much shifted, adds its own (planted in prose)."""
    chain_gap: int = 24
    """Words between two runs of one passage, before they are aligned (planted at 15 % edits)."""
    chain_shift: int = 6
    """Words that one text may have more than the other in such a gap (planted)."""
    extend_gap: int = 4
    """Words that may differ in one place while a passage is followed outwards (five, planted)."""
    extend_drop: int = 6
    """So far may the count of matching less differing words fall below its best meanwhile (five)."""
    extend_words: int = 200
    """So many words are followed beyond the last run: further, only repetition goes (hostile)."""
    sentence_rest: int = 3
    """So few words beyond the end of a sentence are left out, outside quotation marks (five)."""
    at_mark: int = 2
    """Words that may differ between a quotation's first or last word and the rest (five)."""
    respaced: int = 6
    """Words, of both texts, among which a lost or added space is looked for (hostile)."""
    unmatched: int = 12
    """Words in a row without a match end a passage (five: a reporting clause has up to eight)."""
    cutting_quotation: int = 4
    """Words a quotation needs for its marks to cut a passage: scare quotes don't (five)."""

    plain_words: int = 8
    """Matched words outside quotation marks (kjv, addresses)."""
    plain_content: int = 5
    """Different content words among them (addresses: names and titles alone are no passage)."""
    plain_ratio: float = 0.7
    """Share of the words of both ends that match (planted at 15 % edits)."""
    short_words: int = 12
    short_ratio: float = 0.9
    """Below `short_words`, this share (five)."""
    telling_content: int = 3
    telling_bits: float = 11
    telling_documents: int = 2
    """So few content words are enough if they are so rare, in bits, and the words in a row stand in no third document
    (planted: in an archive of few texts no word is so rare); of `short_words` at `common_ratio`, `names_content`."""
    telling_much: float = 16
    telling_ratio: float = 0.8
    """At so many bits, the words in a row may stand in `frequent` documents (kjv: fulfilled prophecies); those that
    stand in no third may differ so much below `short_words` (planted in prose)."""
    row_words: int = 20
    row_bits: float = 8
    """So many words in a row, of which `few_words` carry content, are no formula where no more than `common` documents
    have them all; nor are `short_words` that no third document has, if those in no formula tell so many bits, or
    `marks_words` that fill a quotation and that no more than `frequent` documents have (planted, kjv)."""
    names_content: int = 2
    """Content words beside which names and numbers count half, in a passage of `short_words` (addresses)."""
    frequent: int = 4
    words_doubling: float = 2.0
    """A passage of `plain_words` may stand in so many documents; it needs so many words more for each doubling of
    their number: formulas are short (addresses, planted)."""
    copy: float = 0.8
    """A passage that is so much of a document is a copy of it, however many there are (hostile)."""
    common_ratio: float = 0.95
    """In more documents than `common`, in marks or from a primary source, words must be all but the same (planted)."""
    common_longer: float = 2.0
    """In so many times the words that it needs, a passage is told from a formula when `marks_ratio` of it is the same
    (planted: an anecdote told a little otherwise on each page)."""
    dates_words: int = 60
    """Where numbers, months or weekdays differ, a template is likely: so many words are needed (planted)."""
    dates_fewer: int = 25
    dates_ratio: float = 0.93
    """Or so many at this ratio."""
    usual_share: float = 0.25
    """Of very many documents that have a passage, the share that has one of two numbers or days which differ: then one
    was moved. Of seven weekdays that are filled in, none stands in as many (planted)."""
    dates_quoted: int = 12
    """Or so many that fill a quotation: there, another number is a changed one (hostile: forty, quoted as fifty)."""

    form_places: int = 2
    form_words: int = 20
    """Two texts share a form if names, numbers or days differ in so many places, and for each of them fewer words than
    so many are the same (wire: up to 19; kjv: 22 where two chapters count the same families)."""
    form_apart: int = 25
    """Words of a passage that is kept beside a form, apart from it (planted: both texts have the vote of a council)."""
    form_longest: int = 6
    """Words that one such place may have (wire)."""
    form_spelling: float = 60
    """Of two names, how alike their letters are, in a hundred, at which they are one name spelled otherwise (kjv)."""

    capitals: float = 0.9
    """Share of capitalised words at which a passage all in capitals has no names that could be told (addresses)."""
    nouns_capital: float = 0.45
    nouns_least: int = 20
    """Share of the content words of a text, at least so many, that have capitals where it writes its nouns so: then
    capitals tell no names."""
    nouns_apart: int = 5
    nouns_mostly: float = 0.6
    """Different capitalised words that stand alone between small ones, and their share of all capitalised ones, in a
    passage whose nouns are written so."""

    marks_fill_words: int = 6
    marks_fill_content: int = 3
    """Inside quotation marks that the words fill (five, addresses)."""
    marks_words: int = 8
    marks_content: int = 4
    """Inside quotation marks that they don't fill."""
    marks_ratio: float = 0.8
    marks_filled: float = 0.8
    """Share of the quotation's words that counts as filling it."""
    quotation_straight: int = 120
    quotation_curly: int = 400
    """Words after which a quotation is not believed: a mark was lost (addresses)."""

    companion_words: int = 8
    companion_content: int = 3
    companion_ratio: float = 0.9
    """For words in the same paragraph as an accepted passage from the same document (five)."""
    kin_words: int = 24
    """Matched words of a passage that makes two texts kin: then shorter ones of names are believed too (kjv)."""
    between_words: int = 6
    between_most: int = 150
    between_beyond: int = 30
    between_content: int = 2
    between_ratio: float = 0.75
    """Between two passages of kin, no more than so many words apart, or so near to the outermost, so many are believed
    with so many content words, names among them, at this ratio (kjv)."""
    part: int = 512
    """Documents of an archive that are read together."""
    part_words: int = 3
    """For the other part of a quotation interrupted by "she said" (five)."""

    few_words: int = 2
    """Content words of a quotation shorter than `marks_fill_words`, from a source quoted elsewhere too (five)."""
    few_words_beside: int = 5
    """Other content words that its paragraph has in common with the source's (five, addresses)."""

    foreign_words: int = 8
    """Words at the edge of a quotation that the source does not have: more are another text's (five)."""
    beside_words: int = 24
    """Words beside a passage in the source's sentence that the words at the edge of its quotation are compared with."""
    changed_longer: float = 1.5
    """Words of the source, for each word at a quotation's edge, that may stand where none of them is the same: they
    were changed. Where more stand there, the words were put in (five)."""
    left_out_words: int = 300
    """Words that may be left out at an ellipsis inside a quotation."""
    nearby: int = 2
    """Paragraphs before a passage in which the source or its author counts as named nearby (five)."""
    names_within: int = 3000
    """Words of a text without a date in which a dated source may be named anywhere, by two of its facts (five)."""
    explained: float = 0.8
    """Share of both ends that a third document explains: then the pair is "also quoted in" (five)."""
    overlap: float = 0.5
    """Share of a passage that a better one covers: then it goes (kjv: one best place)."""

    furniture_documents: int = 3
    furniture_words: int = 30
    """A line of at most so many words, in so many documents of one publisher, is furniture (planted)."""
    furniture_anywhere: int = 4
    furniture_edge_words: int = 90
    """Without a publisher, a line of at most so many words in so many documents is, if it stands at their edges."""
    furniture_above: int = 12
    """Words of a document's own that may stand between such a line and the document's edge: a title, a number."""
    furniture_mostly: float = 0.75
    """Share of the documents that have it at their edge."""
    furniture_share: float = 0.25
    """Share of a document that lines of others make up at which it may be their copy."""
    recurring_words: int = 12
    recurring_many: int = 8
    recurring_documents: int = 5
    recurring_share: float = 0.5
    """So many words in a row, in so many texts of one publisher and in no other, are furniture; in so many, where they
    are such a share of its texts (sites)."""
    recurring_most: float = 0.5
    """Share of a text that may be such: more is a copy."""
    repeated_documents: int = 20
    repeated_words: int = 4
    repeated_told: int = 5
    """A line of at least so many words, in so many documents, that is no furniture by these rules is told to the
    curator, but no more than so many lines."""
    near_words: int = 5
    near_alike: float = 70
    """A quotation of so many words whose letters are so much like something in another text, in a hundred, is not said
    to come from outside the archive."""
    near_certain: float = 84
    near_content: int = 3
    """So much like it, with so many content words the same, it is linked."""
    near_apart: int = 12
    """Words that have to match where nothing tells which of the two texts had them first (planted in prose)."""
    word_alike: float = 50
    """How alike the letters of two words are, in a hundred, that stand in the place of one another there."""
    near_letters: int = 4
    """Letters of a word that is looked for at a second look."""
    near_texts: int = 5
    near_hits: int = 64
    """Texts, and places in each of them, that are compared (hostile)."""
    near_common: int = 1000
    """Texts that may have two words by which a quotation is looked for: what more have tells nothing (hostile)."""
    loose_words: int = 3
    """Words a quotation needs to be listed as one whose source is not here (five)."""
    longest_sentence: int = 1000
    """Characters before and after a name in which its sentence is looked for (hostile: a text of one sentence)."""
    title_words: int = 5
    """Words a title needs to be recognised in another text whatever its capitals (addresses)."""
    title_letters: int = 4
    """Letters that the only word of a title needs to name it, inside a sentence, where its words are quoted."""
    note_digits: int = 3
    """Digits of a footnote's number, behind a word or in brackets."""
    spelled_words: int = 4
    spelled_alike: float = 75
    """Words, at most, that may be the same words spelled otherwise, and how alike their letters are, in a hundred."""
    same_passage: float = 0.66
    """Overlap, of the longer, at which two ends in one document are one passage (five)."""


RULES = Rules()

_PRIMARY = sorted(kind.key for kind in KINDS.values() if kind.is_primary)
_TABLE = (RULES, sorted(SILENT), _PRIMARY, sorted(STOP_WORDS), sorted(TIME_WORDS | NUMBER_WORDS), STOCK_PHRASES)
VERSION = "1." + hashlib.sha256(repr(_TABLE).encode()).hexdigest()[:8]
"""Names the rules a set of links was found by; changes with any value in this table."""


def rule_tables(related: Iterable[Threshold]) -> RuleTables:
    """Return the rules as the page that explains them has them, with those by which neighbours are found."""
    own = thresholds(Rules, RULES)
    return RuleTables(VERSION, tuple(CORPORA.items()), own, tuple(related), STOCK_PHRASES)
