"""feed.xml: what was added, corrected, renamed, withdrawn or restored, and on which day, as an Atom feed.

It holds what the ledger records: a document that isn't recorded has no day on which it was added.
"""

import io
import re
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from feedgenerator import Atom1Feed
from markupsafe import escape
from msgspec import Struct

from sourcebook import addresses
from sourcebook.direction import without_controls
from sourcebook.model import Archive
from sourcebook.vocabulary.sentence import facts_in_words
from sourcebook.wording import N_, gettext

NEWEST = 100
"""Events that the feed holds; the ledger has them all."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Item(Struct, frozen=True, order=True):
    """Something that happened to a document's text or address."""

    day: str
    id: str
    turn: int
    """Its place among those that withdrew or restored a text; 0 for others."""
    number: int
    """Of the version."""
    what: str
    """“Added”, “Corrected” …"""
    reason: str = ""


def feed(archive: Archive) -> bytes:
    """Return the newest events, the newest first; addresses are relative where the archive has no public one."""
    title = _in_xml(without_controls(archive.about.title))
    events = sorted(_events(archive), reverse=True)[:NEWEST]
    atom = _Feed(
        title,
        archive.site_url or ".",
        gettext("What was added to the archive, and what was corrected."),
        author_name=title,
        feed_url=addresses.absolute(archive.site_url, addresses.FEED),
        feed_guid=_urn("feed", archive.about.title),
        updated=_at(date.fromisoformat(events[0].day) if events else archive.day),
    )
    for event in events:
        document = archive.by_id[event.id]
        summary = ". ".join(filter(None, (facts_in_words(document), event.reason)))
        atom.add_item(
            f"{gettext(event.what)}: {_in_xml(without_controls(document.title))}",
            addresses.absolute(archive.site_url, addresses.document(event.id)),
            str(escape(_in_xml(summary))),
            updateddate=_at(date.fromisoformat(event.day)),
            unique_id=_urn(event.id, str(event.number), event.what, event.day),
        )
    text = io.StringIO()
    atom.write(text, "utf-8")
    return text.getvalue().encode()


def _events(archive: Archive) -> Iterator[Item]:
    for id in archive.by_id.keys() & archive.holdings.keys():
        holding = archive.holdings[id]
        for version in holding.versions:
            if version.day:
                what = N_("Corrected") if version.number > 1 else N_("Added")
                yield Item(version.day, id, 0, version.number, what, version.reason)
        for former in holding.former:
            yield Item(former.day, id, 0, former.versions, N_("Moved"), gettext("Its id was {id} before", id=former.id))
        for at, turn in enumerate(holding.turns, start=1):
            yield Item(turn.day, id, at, turn.version, _TURNS[turn.status], turn.reason)


_TURNS = {"withdrawn": N_("Withdrawn"), "restored": N_("Restored")}


def _at(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _urn(*parts: str) -> str:
    """Return an identifier that doesn't depend on the host: RFC 9562's version 5."""
    return uuid.uuid5(uuid.NAMESPACE_OID, "\0".join(("sourcebook", *parts))).urn


def _in_xml(text: str) -> str:
    """Return a text without the characters that XML can't carry."""
    return _NOT_IN_XML.sub("\ufffd", text)


class _Feed(Atom1Feed):  # type: ignore[misc]  # feedgenerator is not typed
    """A feed that doesn't look at the clock: one without any event is of the day on which the archive was read."""

    def latest_post_date(self) -> datetime:
        return self.feed["updated"]  # type: ignore[no-any-return]
