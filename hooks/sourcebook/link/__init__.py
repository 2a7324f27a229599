"""Documents to links: who quotes whom, found, and with the evidence.

The steps, in order: parts of the archive cut into words (`parts`), with what is set off as quoted (`marks`,
`single_marks`, `blocks`), page breaks (`pages`) and what makes no links (`excluded`, `furniture`); runs of shared words
(`candidates`), their alignment (`align`), passages (`segments`, `between`), belief (`evidence`, `set_off`, `gaps`,
`accept`, `forms`, `choose`), a second look for quotations (`near`), direction (`direction`, `naming`), short quotations
of the same source (`short_quotations`), ends at the quotation's marks (`quoted`, `edges`), links (`build`); beside
them, texts that name one another (`references`) and what a curator decided (`curated`). Every threshold is in `rules`.
"""
