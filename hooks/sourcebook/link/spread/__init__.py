"""The link engine's steps on parts of an archive that no machine holds whole: each reads files and writes files.

A part is some documents, in order of their ids. Every step is a function of a part's number that uses what `find` and
`judge` use on one machine: what the steps before have written goes in, what the steps after will read comes out, and no
step holds more than a part and what belongs to it. Steps, in the order of `run`: `words` (texts cut into words, words
numbered, furniture), `shared` (shingles grouped, pairs compared), `second` (quotations looked for again), `links`
(passages of a target judged together, and made links), `unsourced` (quotations from elsewhere).
"""
