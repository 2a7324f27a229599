"""Which words make no links, by their role; what interrupts a sentence; and which don't count: ignored phrases."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sourcebook.link.find.blocks import INITIALS
from sourcebook.link.find.pages import interrupts, page_breaks
from sourcebook.model import Document
from sourcebook.text.lexicon import Lexicon
from sourcebook.text.stop_words import STOCK_PHRASES
from sourcebook.text.tokens import Tokens, words_of
from sourcebook.vocabulary.roles import SILENT

Spans = list[tuple[int, int]]
_FIELD = (
    r"[ \t>|]*(?:From|To|Cc|Bcc|Date|Sent|Subject|Sender|Reply-To|In-Reply-To|References|Message-ID"
    r"|Von|An|Datum|Gesendet|Betreff|De|À|Objet|Envoyé|Para|Asunto|Enviado|Da|A|Oggetto|Inviato):[ \t][^\r\n]*"
)
_HEAD_OF_MAIL = re.compile(rf"\n{_FIELD}(?:\r?\n{_FIELD})+$", re.MULTILINE | re.IGNORECASE)
"""Two such lines or more, and the end of the line before them: looking for one is quick."""
_DATELINE = re.compile(
    r"^[ \t>|]*(?P<place>[^\W\d_]+(?:[ .'’-]+[^\W\d_]+){0,3})\.?(?P<day>,[^\r\n(—–|:]{1,40})?[ \t]*"
    r"(?:\((?P<by>[^()\r\n]{2,40})\)[ \t]*)?(?:[—–]|(?<=[ \t])-(?=[ \t])|--)[ \t]*(?=[\"“‘«(\[]?(?P<begins>\w\w?))",
    re.MULTILINE,
)
"""Where and when a report was sent, and by whom, before it begins: `BOSTON, March 5 (AP) —`. Each paper has its own."""
_INITIALS = re.compile(rf"(?:^|(?<=>))[ \t|]*(?P<who>{INITIALS})(?=>)", re.MULTILINE)


def silent_spans(document: Document) -> tuple[Spans, Spans]:
    """Return the spans of a document that make no links: those inside a sentence, and those that stand for themselves.

    For themselves stand the heads of mail, too: from whom, to whom, when.

    Inside a sentence stand a page's number and running head, and whatever a role calls silent there: the words go on
    after it.
    """
    text = document.source.text
    silent = sorted((role.start, role.end) for role in document.roles if role.role in SILENT)
    inside = [span for span in silent if interrupts(text, *span)]
    apart = [span for span in silent if not interrupts(text, *span)]
    apart += ((match.start(), match.end() - 1) for match in _HEAD_OF_MAIL.finditer(f"\n{text}"))
    return sorted({*page_breaks(text), *inside}), apart


def datelines(text: str) -> Spans:
    """Return where a text says where and when a report was sent: its words follow, and a passage may go on over it."""
    hyphens = "-" in text and (" - " in text or "--" in text)  # to look for one sign first takes a tenth of the time
    if not (hyphens or "—" in text or "–" in text):
        return []
    return [match.span() for match in _DATELINE.finditer(text) if _is_dateline(match)]


def initials(text: str) -> Spans:
    """Return where lines of quoted mail begin with who wrote them, `JH> `: their words go on in the next line."""
    found = list(_INITIALS.finditer(text)) if ">" in text else []
    lines = Counter(match["who"] for match in found)
    return [match.span("who") for match in found if lines[match["who"]] > 1]


def _is_dateline(match: re.Match[str]) -> bool:
    """Tell whether a sentence begins behind a place in capitals, or behind any with a day or who sent it."""
    place, begins = match["place"], match["begins"]
    told = re.search(r"\d", match["day"] or "") or (match["by"] or "")[:1].isupper()
    is_place = (place.isupper() and len(place) > len("DC")) or (place.istitle() and told)
    return bool(is_place) and not begins[0].islower() and not begins[1:].isupper()


class Phrases:
    """The phrases that don't count, and which of them were met."""

    def __init__(self, ignored: Sequence[str], words: Lexicon) -> None:
        """Look up the curator's phrases and the stock ones."""
        self.met: set[str] = set()
        self._by_word: dict[int, list[tuple[int, list[int], str]]] = defaultdict(list)
        phrases = [(phrase, words_of(phrase)) for phrase in (*ignored, *STOCK_PHRASES)]
        sought = {word for _, folded in phrases for word in folded}
        number_of = {word: number for number, word in enumerate(words.words) if word in sought}
        for phrase, folded in phrases:
            if folded and all(word in number_of for word in folded):
                numbers = [number_of[word] for word in folded]
                # The longest word is likely the rarest: the others are looked at only where it stands.
                place = max(range(len(folded)), key=lambda place: len(folded[place]))
                self._by_word[numbers[place]].append((place, numbers, phrase))
        self._sought = np.zeros(len(words.words) + 1, dtype=np.bool_)
        self._sought[list(self._by_word)] = True

    def flags(self, tokens: Tokens) -> NDArray[np.bool_]:
        """Mark the words of a text that belong to one of the phrases."""
        flags = np.zeros(len(tokens), dtype=np.bool_)
        for word in np.nonzero(self._sought[tokens.numbers])[0].tolist():
            for place, numbers, phrase in self._by_word[int(tokens.numbers[word])]:
                span = slice(max(0, word - place), word - place + len(numbers))
                if tokens.numbers[span].tolist() == numbers:
                    flags[span] = True
                    self.met.add(phrase)
        return flags
