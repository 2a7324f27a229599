"""Documents to links: who quotes whom, found, and with the evidence.

The steps, in order: words (`tokens`), marks (`marks`), what makes no links (`excluded`), runs of shared words
(`candidates`), their alignment (`align`), passages (`segments`), belief (`accept`, `forms`, `choose`), direction
(`direction`), short quotations of the same source (`few_words`), links (`build`); beside them, texts that name one
another (`references`) and what a curator decided (`curated`).
Every threshold is in `rules`.
"""
