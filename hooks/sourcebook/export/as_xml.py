"""One way to write XML: readable, and the same bytes every time."""

from xml.etree import ElementTree


def to_xml(root: ElementTree.Element) -> bytes:
    """Return a document as UTF-8 XML with its declaration and a line end; its elements are indented."""
    ElementTree.indent(root, " ")
    xml: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"
