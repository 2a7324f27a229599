// What the build made for the search, read: Pagefind's index, the table of facets, and the texts as they are shown. Files
// come when they are needed, and each once.

import "./files.js"
import "./fold.js"
import "./vocabulary.js"

;(() => {
  const { text, bytes, unpacked, run, fold, Vocabulary, Unreachable } = window.sourcebook
  let opening = null

  /** The index; opened at the first call, and again after one that failed. */
  function openIndex() {
    opening ??= Index.open().catch(error => {
      opening = null
      throw error
    })
    return opening
  }

  class Index {
    static async open() {
      const manifest = JSON.parse(await text("search/index/manifest.packed", "no-cache"))
      const index = new Index()
      index.folder = manifest.folder && `search/index/${manifest.folder}/` // nothing where no text has a word
      index.manifest = manifest
      index.frequent = new Set(manifest.frequent)
      index.common = new Map(manifest.common.map((word, number) => [word, number]))
      index.kept = new Map()
      index.vocabulary = new Vocabulary(index)
      if (index.folder) await index.start()
      return index
    }

    async start() {
      if (!window.sourcebookPagefind) await run(new URL(`${this.folder}pagefind.js`, window.sourcebook.root))
      this.failed = new Promise((_, reject) => (this.fail = reject))
      this.failed.catch(() => {})
      // Pagefind passes over a file that it can't have, and would answer as if it held nothing. It unpacks what is packed,
      // but a browser does that much faster.
      const give = async address => {
        try {
          const answer = await unpacked(String(address).replace(/^.*?(?=search\/index\/)/, "").split("?")[0])
          if (String(address).endsWith(".pf_meta")) this.listed = await answer.clone().arrayBuffer()
          return answer
        } catch (error) {
          opening = null
          this.fail(error)
          return new Promise(() => {})
        }
      }
      const base = new URL(this.folder, window.sourcebook.root).pathname
      this.pagefind = window.sourcebookPagefind(give)({ basePath: base, baseUrl: "/", noWorker: true, language: "zxx" })
      // Its `init` waits for nothing where there is no worker; to load what an empty query needs does.
      await Promise.race([this.pagefind.preload(""), this.failed])
      const listed = [...new TextDecoder("latin1").decode(this.listed).matchAll(/zxx_([0-9a-f]+)/g)]
      this.keys = listed.slice(0, this.manifest.rows).map(([, key]) => key) // by row; what follows are parts of the index
    }

    async find(query) {
      const { results } = await Promise.race([this.pagefind.search(query), this.failed])
      return results
    }

    /** Keep what `make` promises under a name; what fails isn't kept. */
    keep(name, make) {
      if (!this.kept.has(name)) {
        const made = make()
        this.kept.set(name, made)
        made.catch(() => this.kept.delete(name))
      }
      return this.kept.get(name)
    }

    facets() {
      return this.keep("facets", async () => {
        if (!this.folder) return { facets: [], lent: {}, rowOf: new Map() }
        const table = JSON.parse(await text(`${this.folder}facets.packed`))
        table.rowOf = new Map(this.keys.map((key, row) => [key, row]))
        return table
      })
    }

    days() {
      return this.keep("days", async () => JSON.parse(await text(`${this.folder}days.packed`)))
    }

    /** A document as it is shown, with the folded words of its paragraphs and title. */
    document(key) {
      return this.keep(`text ${key}`, async () => {
        const document = JSON.parse(await text(`${this.folder}texts/${key}.packed`))
        document.key = key
        document.words = []
        document.paragraphs.forEach(([anchor, shown], paragraph) => {
          for (const { word, start, end } of fold(shown)) document.words.push({ word, start, end, paragraph, anchor })
        })
        document.titleWords = fold(document.title)
        return document
      })
    }

    /** The keys of the texts that have a common word. */
    having(word) {
      return this.keep(`common ${word}`, async () => {
        const bits = await bytes(`${this.folder}common/${this.common.get(word)}.packed`)
        return new Set(this.keys.filter((_, row) => (bits[row >> 3] >> (row & 7)) & 1))
      })
    }

    /** How many of these documents are not here yet. */
    missing(keys) {
      return [...keys].filter(key => !this.kept.has(`text ${key}`)).length
    }

    /** The keys of the texts in which the index has these terms, one right after the other. */
    async run(terms) {
      return this.keep(`run ${terms.join(" ")}`, async () => {
        const results = await this.find(`"${terms.join(" ")}"`)
        return new Set(results.map(({ id }) => id.slice(id.indexOf("_") + 1)))
      })
    }
  }

  window.sourcebook = Object.assign(window.sourcebook, { openIndex, Unreachable })
})()
