// Parsers and a processor that aren't ours: citation-js and astrocite read our files, citeproc-js sets our items.
//   node citations.cjs ris                < [file, …]                      CSL-JSON of each, as astrocite understands it
//   node citations.cjs read @bibtex/text  < [file, …]                      CSL-JSON of each, as citation-js does
//   node citations.cjs cite               < {"sheet", "language", "items"} [{note, entry}] as citeproc-js sets them

const { Cite, plugins } = require("@citation-js/core")
require("@citation-js/plugin-bibtex")
require("@citation-js/plugin-ris")
require("@citation-js/plugin-csl")
const astrocite = require("astrocite-ris")
const { Engine } = require("citeproc")

const input = JSON.parse(require("fs").readFileSync(0, "utf8"))
const [job, type] = process.argv.slice(2)

function read() {
  return input.map(file => new Cite(file, { ...(type && { forceType: type }), generateGraph: false }).data)
}

function cite() {
  const { sheet, language, items } = input
  const locale = plugins.config.get("@csl").locales.get("en-US")
  const byId = new Map(items.map(item => [item.id, item]))
  const engine = new Engine({ retrieveLocale: () => locale, retrieveItem: id => byId.get(id) }, sheet, language, true)
  engine.setOutputFormat("text")
  return items.map(({ id }) => {
    engine.updateItems([id])
    const note = engine.previewCitationCluster({ citationItems: [{ id }], properties: { noteIndex: 1 } }, [], [], "text")
    const list = engine.makeBibliography()
    return { note, entry: list ? list[1].join("").trim() : "" }
  })
}

const jobs = { read, cite, ris: () => input.map(file => astrocite.parse(file)) }
process.stdout.write(JSON.stringify(jobs[job]()))
