"""Pages that lead to documents: home, catalogue, facets, names, passages."""
