"""What an archive is made of: frozen records that each step makes from those of the step before.

Offsets count Unicode code points of the decoded seed with nothing changed (byte order mark and carriage returns
counted); a start is inclusive, an end exclusive.
"""

from sourcebook.model.archive import About, Archive, GuidePage, OwnField
from sourcebook.model.citation import Citation, Run, moved
from sourcebook.model.document import Basis, Document, Fact, Role
from sourcebook.model.link import (
    AlsoQuoted,
    Difference,
    Extent,
    Link,
    LinkEnd,
    Marks,
    Occurrence,
    Passage,
    Related,
    UnsourcedQuotation,
    Witness,
    WordCount,
)
from sourcebook.model.name import Authority, Mention, Name
from sourcebook.model.settings import Added, LinkSettings, NamesFile, Phrase, Publication, Veto
from sourcebook.model.source import Measures, Original, Paragraph, Sidecar, Source, touched

# fmt: off
__all__ = [
    "About", "Added", "AlsoQuoted", "Archive", "Authority", "Basis", "Citation", "Difference", "Document", "Extent",
    "Fact", "GuidePage", "Link", "LinkEnd", "LinkSettings", "Marks", "Measures", "Mention", "Name", "NamesFile",
    "Occurrence", "Original", "OwnField", "Paragraph", "Passage", "Phrase", "Publication", "Related", "Role", "Run",
    "Sidecar", "Source", "UnsourcedQuotation", "Veto", "Witness", "WordCount", "moved",
    "touched",
]
# fmt: on
