// The search itself: a query in, the keys of documents out, best first. Pagefind holds the index and finds words and
// phrases; this asks it little, since what is frequent is slow and heavy there: it goes from the rarest part of a
// query to the next, and looks the rest up in the texts as soon as few of them are left.

"use strict"

;(() => {
  const { text, unpacked, run, fold, parse, Unreachable } = window.sourcebook
  const FEW = 10 // texts whose words are counted here rather than by the index
  const LONGEST_PHRASE = 32 // words of a phrase that the index is asked for; the texts are asked for the rest
  const MOST_FORMS = 12 // cousins of a word, or words that begin with it
  const DEAR = 2e6 // what ranking may cost: as everywhere here, texts times lists of places that Pagefind goes through
  const OF_A_TEXT = 1e6 // what it costs to get a text and look through it
  const MOST_TEXTS = 150 // that are looked through at once
  const OF_A_LIST = 5e6 // what it costs to get the places of a frequent word, beside going through them
  const PARTICLE = 3 // letters of a word that may be run together with the next (`de Blasio`)
  const ENDING = 2 // letters of a word that may be run together with the one before (`don’t`)
  const PAIR = "ʞ"

  let opening = null

  /** The engine; opened at the first call, and again after one that failed. */
  function open() {
    opening ??= Engine.open().catch(error => {
      opening = null
      throw error
    })
    return opening
  }

  class Engine {
    static async open() {
      const manifest = JSON.parse(await text("search/index/manifest.packed", "no-cache"))
      const engine = new Engine()
      engine.folder = manifest.folder && `search/index/${manifest.folder}/` // nothing where no text has a word
      engine.manifest = manifest
      engine.frequent = new Set(manifest.frequent)
      engine.files = new Set(manifest.files)
      engine.kept = new Map()
      if (engine.folder) await engine.start()
      return engine
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
      await Promise.race([this.pagefind.init(), this.failed])
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
        const keys = new TextDecoder("latin1").decode(this.listed).matchAll(/zxx_([0-9a-f]+)/g)
        table.rowOf = new Map()
        for (const [, key] of keys) {
          if (table.rowOf.size === table.facets[0].rows.length) break
          table.rowOf.set(key, table.rowOf.size)
        }
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

    /** What the vocabulary says of a word: in how many texts it stands, its cousins, and what it may be in two. */
    look(word) {
      return this.keep(`word ${word}`, async () => {
        const part = await this.part(this.fileOf(word))
        const family = part.of.get(word)
        const cousins = family ? [...family].filter(([form]) => form !== word) : []
        return { word, count: family?.get(word) ?? 0, cousins, together: part.together.get(word), part }
      })
    }

    /** The file of the vocabulary that a word would be in: the one named by most of its first letters. */
    fileOf(word) {
      let name = ""
      let best = "all"
      for (const letter of word) {
        const code = letter.codePointAt(0)
        const bytes = code < 0x80 ? [code] : new TextEncoder().encode(letter)
        for (const byte of bytes) name += byte.toString(16).padStart(2, "0")
        if (this.files.has(name)) best = name
        else if (name.length > 24) break
      }
      return best
    }

    part(name) {
      return this.keep(`words ${name}`, async () => {
        const part = { of: new Map(), together: new Map() }
        if (!this.files.has(name)) return part
        for (const line of (await text(`${this.folder}words/${name}.packed`)).split("\n")) {
          const [joined, parts] = line.split("=")
          if (parts) {
            part.together.set(joined, parts.split(" "))
            continue
          }
          const family = new Map()
          const words = line.split(" ")
          for (let i = 0; i + 1 < words.length; i += 2) {
            family.set(words[i], Number(words[i + 1]))
            part.of.set(words[i], family)
          }
        }
        return part
      })
    }

    /** Words that begin with these letters, the most frequent first. */
    beginnings({ part, word }) {
      const found = [...part.of].filter(([form]) => form.startsWith(word) && form !== word)
      const counted = found.map(([form, family]) => [form, family.get(form)])
      return counted.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_FORMS)
    }

    /** The keys of the texts in which the index has these terms, one right after the other. */
    async run(terms) {
      return this.keep(`run ${terms.join(" ")}`, async () => {
        const results = await this.find(`"${terms.join(" ")}"`)
        return new Set(results.map(({ id }) => id.slice(id.indexOf("_") + 1)))
      })
    }

    /** The texts among `keys` in whose words or title a phrase stands. */
    async among(keys, phrase) {
      const documents = await Promise.all([...keys].map(key => this.document(key)))
      return new Set(documents.filter(document => stands(document, phrase)).map(({ key }) => key))
    }

    /**
     * The texts in which a phrase stands, all of them and no others; of `within` alone, if that is given.
     *
     * Of the ways to go on (ask the index for the next part of the phrase, ask it for the whole phrase, look through the
     * texts that are left) the one that costs least is taken each time.
     */
    async phrase(phrase, within) {
      const asked = phrase.slice(0, LONGEST_PHRASE)
      const looked = await Promise.all(asked.map(word => this.look(word)))
      if (looked.some(({ count }) => !count)) return new Set()
      const { runs, isWhole } = await this.runs(looked)
      const isAll = phrase.length === asked.length
      const sum = looked.reduce((total, { count }) => total + count, 0)
      const least = Math.min(...looked.map(({ count }) => count))
      const lists = looked.filter(({ word }) => this.frequent.has(word) && !this.kept.has(`list ${word}`)).length
      let keys = within
      for (;;) {
        if (keys && !keys.size) return keys
        if (!runs.length && isWhole && isAll) return keys
        const [next] = runs
        const texts = keys && keys.size <= MOST_TEXTS ? keys.size * OF_A_TEXT : Infinity
        const all = isAll ? Math.min(keys?.size ?? least, least) * sum + lists * OF_A_LIST : Infinity
        const part = next ? next.count * next.sum : Infinity
        if (texts <= part && texts <= all) return this.among(keys, phrase)
        if (next && part <= all) {
          keys = both(keys, await this.run(next.terms))
          runs.shift()
        } else if (all < Infinity) {
          looked.forEach(({ word }) => this.kept.set(`list ${word}`, Promise.resolve()))
          return both(keys, await this.run(asked.map(term)))
        } else {
          return this.among(keys ?? (await this.run(asked.map(term))), phrase)
        }
      }
    }

    /** The parts of a phrase that the index is asked for, the cheapest first, and whether there is nothing beside one. */
    async runs(looked) {
      const runs = []
      let isSkipped = false
      let at = 0
      while (at < looked.length) {
        const frequent = this.frequent.has(looked[at].word)
        let to = at + 1
        while (to < looked.length && this.frequent.has(looked[to].word) === frequent) to++
        const part = looked.slice(at, to)
        if (!frequent) {
          runs.push({ terms: part.map(({ word }) => term(word)), counts: part.map(({ count }) => count) })
        } else if (part.length > 1) {
          const terms = part.slice(1).map(({ word }, i) => `${PAIR}${term(part[i].word)}${PAIR}${term(word)}`)
          const counted = await Promise.all(terms.map(pair => this.look(pair)))
          runs.push({ terms, counts: counted.map(({ count }) => count) })
        } else {
          isSkipped = true
        }
        at = to
      }
      const isWhole = runs.length === 1 && !isSkipped
      for (const run of runs) {
        run.count = Math.min(...run.counts)
        run.sum = run.counts.reduce((total, count) => total + count, 0)
      }
      runs.sort((a, b) => a.count * a.sum - b.count * b.sum)
      return { runs, isWhole }
    }

    /** The texts in which one of these forms stands. */
    async oneOf(forms, within) {
      const found = await Promise.all(forms.map(form => this.phrase(form, within)))
      return new Set(found.flatMap(keys => [...keys]))
    }

    /**
     * Looks a query up.
     *
     * Gives `levels` (lists of keys, best level first, each ordered by relevance), `query`, `nowhere` (words that stand
     * in no text), `instead` (for such words, what was looked for in their place), `passed` (words too frequent to tell
     * texts apart, which count in phrases only), and `partly` (no text has all the words: these have some).
     */
    async ask(typed) {
      const query = parse(typed)
      const answer = { query, typed, levels: [], nowhere: [], instead: [], passed: [], partly: false, phrase: null }
      if (!query.phrases.length && !query.whole.length) return answer
      const looked = await Promise.all(query.words.map(word => this.look(word)))
      const needs = await this.needs(query, looked, answer)
      let within = null
      for (const words of [...query.phrases].sort((a, b) => b.length - a.length)) {
        const found = await this.oneOf(await this.writings(words), within)
        if (!found.size) answer.nowhere.push({ phrase: words })
        within = within ? both(within, found) : found
      }
      const without = await this.oneOf(query.without)
      const kept = keys => new Set([...keys].filter(key => !without.has(key)))
      if (answer.nowhere.some(({ phrase }) => phrase)) return answer
      const levels = []
      if (query.whole.length > 1) {
        levels.push(await this.oneOf(await this.writings(query.whole), within))
        answer.phrase = query.whole
      }
      levels.push(...(await this.byWords(needs, within, answer)))
      if (!needs.length && within) levels.push(within)
      if (query.phrases.length) answer.phrase = query.phrases[0]
      const order = await this.order(query, looked, levels)
      const seen = new Set()
      answer.levels = levels.map(level => {
        const fresh = [...kept(level)].filter(key => !seen.has(key))
        fresh.forEach(key => seen.add(key))
        return fresh.sort((a, b) => (order.get(b) ?? 0) - (order.get(a) ?? 0) || (a < b ? -1 : 1))
      })
      return answer
    }

    /** The ways in which a phrase may be written: as it is, and with a word of it run together or taken apart. */
    async writings(words) {
      const looked = await Promise.all(words.slice(0, LONGEST_PHRASE).map(word => this.look(word)))
      const ways = [words]
      looked.forEach(({ together }, at) => {
        if (together) ways.push([...words.slice(0, at), ...together, ...words.slice(at + 1)])
      })
      for (let at = 0; at + 1 < Math.min(words.length, LONGEST_PHRASE) && ways.length < 6; at++) {
        if (words[at].length > PARTICLE && words[at + 1].length > ENDING) continue
        const joined = words[at] + words[at + 1]
        const { together, count } = await this.look(joined)
        if (together && count) ways.push([...words.slice(0, at), joined, ...words.slice(at + 2)])
      }
      return ways
    }

    /** What a text needs to have of a query's words: for each, its exact forms and all its forms. */
    async needs(query, looked, answer) {
      const needs = []
      const last = looked.at(-1)
      for (const found of looked) {
        const { word, count, cousins, together } = found
        const exact = [...(count ? [[word]] : []), ...(together ? [together] : [])]
        let loose = cousins.sort((a, b) => b[1] - a[1]).slice(0, MOST_FORMS)
        if (!exact.length) {
          if (!loose.length && found === last && word.length > 1) loose = this.beginnings(found)
          if (loose.length) answer.instead.push({ word, forms: loose.map(([form]) => form) })
          else answer.nowhere.push({ word })
        }
        const forms = [...exact, ...loose.filter(([form]) => !this.frequent.has(form)).map(([form]) => [form])]
        if (forms.length) needs.push({ word, count: count || Math.min(...loose.map(([, n]) => n)), exact, forms })
      }
      for (const words of query.joined) {
        const exact = await this.writings(words)
        const counts = await Promise.all(words.map(async word => (await this.look(word)).count))
        if (Math.min(...counts) === 0 && exact.length === 1) answer.nowhere.push({ word: words.join(" ") })
        else needs.push({ word: words.join(" "), count: Math.min(...counts) / 4, exact, forms: exact })
      }
      const telling = needs.filter(({ word }) => !this.frequent.has(word))
      if (!telling.length && needs.length === 1) return needs
      answer.passed = needs.filter(({ word }) => this.frequent.has(word)).map(({ word }) => word)
      return telling
    }

    /** The texts that have all words as they are typed; then those that have them in any form; else those with some. */
    async byWords(needs, within, answer) {
      if (!needs.length) return []
      const sorted = [...needs].sort((a, b) => a.count - b.count)
      let exact = within
      let loose = within
      for (const { exact: typed, forms } of sorted) {
        exact = exact && !exact.size ? exact : typed.length ? await this.oneOf(typed, exact) : new Set()
        if (forms.length === typed.length && loose === exact) continue
        loose = loose && !loose.size ? loose : await this.oneOf(forms, loose)
      }
      if (exact.size || loose.size || within || needs.length === 1) return [exact, loose]
      answer.partly = true
      const some = await Promise.all(sorted.map(({ exact: typed, forms }) => this.oneOf(typed.length ? typed : forms)))
      const counts = new Map()
      for (const keys of some) for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
      const most = Math.max(0, ...counts.values())
      return Array.from({ length: most }, (_, i) => new Set([...counts].filter(([, n]) => n === most - i).map(([key]) => key)))
    }

    /** How much of the query a text is about: BM25 without the average length, its title being part of it. */
    score(document, telling) {
      const times = new Map(telling.map(({ word }) => [word, 0]))
      for (const words of [document.words, document.titleWords]) {
        for (const { word } of words) if (times.has(word)) times.set(word, times.get(word) + 1)
      }
      const length = (document.words.length + document.titleWords.length) / 800
      return telling.reduce((sum, { word, count }) => {
        const n = times.get(word)
        return sum + Math.log(1 + this.manifest.documents / count) * (n / (n + 0.5 + length))
      }, 0)
    }

    /** How much of the query each text is about, as Pagefind scores it; nothing where that would take too long. */
    async order(query, looked, levels) {
      const scores = new Map()
      const keys = new Set(levels.flatMap(level => [...level]))
      const telling = looked.filter(({ word, count }) => count && !this.frequent.has(word))
      if (keys.size <= FEW) {
        const documents = await Promise.all([...keys].map(key => this.document(key)))
        for (const document of documents) scores.set(document.key, this.score(document, telling))
        return scores
      }
      const counts = telling.map(found => this.beginnings(found).reduce((sum, [, count]) => sum + count, found.count))
      if (!telling.length || Math.min(...counts) * counts.reduce((a, b) => a + b, 0) > DEAR) return scores
      for (const { id, score } of await this.find(telling.map(({ word }) => term(word)).join(" "))) {
        scores.set(id.slice(id.indexOf("_") + 1), score)
      }
      return scores
    }
  }

  /** A folded word as it is in the index. */
  const term = word => (Array.from(word).length > 1 ? word : `${word}${PAIR}`)

  const both = (one, other) => (one ? new Set([...one].filter(key => other.has(key))) : other)

  /** Where a phrase stands in a list of words: the number of its first word each time. */
  function places(words, phrase) {
    const found = []
    for (let at = 0; at + phrase.length <= words.length; at++) {
      if (phrase.every((word, i) => words[at + i].word === word)) found.push(at)
    }
    return found
  }

  const stands = (document, phrase) =>
    places(document.words, phrase).length > 0 || places(document.titleWords, phrase).length > 0

  window.sourcebook = Object.assign(window.sourcebook, { search: { open, places, Unreachable } })
})()
