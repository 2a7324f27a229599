"""Which passages are believed, which way they point, and the links that come of them."""
