"""A document as a page: source header, text, links with their evidence, versions, citations."""
