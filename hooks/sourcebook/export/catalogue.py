"""The list of all documents, as JSON and as a table."""

import csv
import io

from sourcebook import __version__, addresses
from sourcebook.cells import guarded
from sourcebook.export.as_json import to_json
from sourcebook.export.record import facts_as_json
from sourcebook.model import Archive, Document
from sourcebook.vocabulary.fields import fields_of

SEPARATOR = "; "
"""Between the values of a field that has several."""


def catalogue_json(archive: Archive) -> bytes:
    """Return every document with its facts, their bases, and its measures."""
    documents = (_entry(archive, document) | {"facts": facts_as_json(document)} for document in archive.documents)
    made = {"sourcebook": __version__, "rules": archive.rules.version, "commit": archive.commit}
    return to_json({"title": archive.about.title, "url": archive.site_url, **made, "documents": documents})


def catalogue_csv(archive: Archive) -> bytes:
    """Return one row a document: its measures, and each field with a column for its values and one for their bases.

    The last column names the fields whose value is the archive's default. What a spreadsheet would take for a formula
    has `'` before it; the JSON has every value as it is.
    """
    fields = list(fields_of(archive.about))
    columns = [column for name in fields for column in (name, f"{name}_basis")]
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow([*_MEASURES, *columns, "archive_defaults"])
    for document in archive.documents:
        told = dict.fromkeys(columns, "")
        for name, found in document.facts.items():
            told[name] = SEPARATOR.join(fact.value for fact in found)
            told[f"{name}_basis"] = SEPARATOR.join(fact.basis.value for fact in found)
        defaults = SEPARATOR.join(name for name in fields if any(f.is_default for f in document.facts.get(name, ())))
        cells = (*_entry(archive, document).values(), *told.values(), defaults)
        writer.writerow([guarded(str(cell)) for cell in cells])
    return table.getvalue().encode()


_MEASURES = ("id", "url", "version", "status", "file", "sha256", "bytes", "characters", "words")


def _entry(archive: Archive, document: Document) -> dict[str, str | int]:
    source = document.source
    url = addresses.absolute(archive.site_url, addresses.document(document.id))
    measures = (source.sha256, source.bytes, source.characters, source.words)
    values = (document.id, url, document.version, document.status, source.name, *measures)
    return dict(zip(_MEASURES, values, strict=True))
