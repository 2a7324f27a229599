"""What a curator decided about links: `links.yml`, applied.

A veto drops every link between the two documents whose words, at either end, hold the veto's. An entry that matches
nothing is an error: it would go on being believed. Where a text isn't shown, what was decided about it rests, and holds
again once the text is back.
"""

import re
from collections.abc import Container, Iterable, Sequence, Set

from sourcebook.gathered import gathered
from sourcebook.link.find.texts import Text
from sourcebook.link.judge.build import end_of
from sourcebook.model import Added, Link, LinkEnd, LinkSettings, WordCount
from sourcebook.problems import Findings
from sourcebook.vocabulary.link_kinds import KINDS


def decide(
    links: Iterable[Link],
    texts: Sequence[Text],
    settings: LinkSettings,
    met: Container[str],
    withheld: Set[str],
    findings: Findings,
) -> list[Link]:
    """Drop what is vetoed and add what is added."""
    found = list(links)
    pairs = {veto.documents for veto in settings.vetoes}
    of_pair = gathered((pair, (at, _ends(link))) for at, link in enumerate(found) if (pair := _pair(link)) in pairs)
    dropped: set[int] = set()
    for veto in settings.vetoes:
        vetoed = {at for at, ends in of_pair.get(veto.documents, ()) if any(veto.words in end for end in ends)}
        if not vetoed and withheld.isdisjoint(veto.documents):
            between = " and ".join(veto.documents)
            what = f"no link between {between} has the words “{veto.words}”"
            findings.error(settings.file, veto.line, what, "Correct the veto, or remove it")
        dropped |= vetoed
    kept = [link for at, link in enumerate(found) if at not in dropped]
    for phrase in settings.ignored:
        if phrase.words not in met and not withheld:
            what = f"no text has the ignored phrase “{phrase.words}”"
            findings.error(settings.file, phrase.line, what, "Correct the phrase, or remove it")
    by_id = {text.id: text for text in texts}
    for added in settings.added:
        if {added.source[0], added.target[0]} & withheld:
            continue
        ends = [_find_end(end, by_id, settings.file, added.line, findings) for end in (added.source, added.target)]
        if ends[0] is not None and ends[1] is not None:
            kept.append(_new_link(added, ends[0], ends[1]))
    return kept


def _pair(link: Link) -> tuple[str, str]:
    one, other = link.source.document, link.target.document
    return min(one, other), max(one, other)


def _ends(link: Link) -> tuple[str, str]:
    """Return the words at both ends, with single spaces."""
    return " ".join(link.source.exact.split()), " ".join(link.target.exact.split())


def _find_end(end: tuple[str, str], by_id: dict[str, Text], file: str, line: int, findings: Findings) -> LinkEnd | None:
    identifier, words = end
    text = by_id.get(identifier)
    if text is None:
        findings.error(file, line, f"there is no document {identifier}", "Correct the id of the document")
        return None
    pattern = r"\s+".join(map(re.escape, words.split()))
    match = re.search(pattern, text.letters)
    if match is None:
        findings.error(file, line, f"“{words}” is not in {identifier}", "Copy the words from the text")
        return None
    return end_of(text, *match.span())


def _new_link(added: Added, source: LinkEnd, target: LinkEnd) -> Link:
    if not KINDS[added.kind].is_directed and target.document < source.document:
        source, target = target, source
    return Link(
        source=source,
        target=target,
        kind=added.kind,
        directed=KINDS[added.kind].is_directed,
        rule=f"added: {added.reason}",
        words=WordCount(0, len(source.exact.split()), len(target.exact.split())),
        target_in_marks=KINDS[added.kind].in_marks,
    )
