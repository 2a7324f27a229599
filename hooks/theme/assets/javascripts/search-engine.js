// The search itself: a query in, the keys of documents out, best first. Pagefind finds; this says what to find, and in
// which order it is shown.

"use strict"

;(() => {
  const { parse, term, both, Phrases, openIndex } = window.sourcebook
  const FEW = 10 // texts whose words are counted here rather than by the index
  const MOST_FORMS = 12 // cousins of a word
  const DEAR = 2e6 // what ranking may cost: texts times lists of places that Pagefind goes through

  /** The engine, its index opened. */
  const open = async () => new Engine(await openIndex())

  class Engine {
    constructor(index) {
      this.index = index
      this.phrases = new Phrases(index)
    }

    /**
     * Looks a query up.
     *
     * Gives `levels` (lists of keys, best level first, each ordered by relevance), `query`, `nowhere` (words that stand
     * in no text), `instead` (for such words, what was looked for in their place), `passed` (words too frequent to tell
     * texts apart, which count in phrases only), `partly` (no text has all the words: these have some), and `apart` (each
     * part of the query stands in some text, and no text has them all).
     */
    async ask(typed) {
      const query = parse(typed)
      const answer = { query, typed, levels: [], nowhere: [], instead: [], passed: [], partly: false, apart: false, phrase: null }
      if (!query.phrases.length && !query.whole.length) return answer
      const looked = await Promise.all(query.words.map(word => this.index.look(word)))
      const needs = await this.needs(query, looked, answer)
      let within = null
      for (const words of [...query.phrases].sort((a, b) => b.length - a.length)) {
        const writings = await this.phrases.writings(words, { isQuoted: true })
        const found = await this.phrases.oneOf(writings, within)
        const isSomewhere = found.size || (within?.size && (await this.phrases.oneOf(writings)).size)
        if (!isSomewhere) answer.nowhere.push({ phrase: words })
        within = both(within, found)
      }
      const without = await this.phrases.oneOf(query.without)
      if (answer.nowhere.some(({ phrase }) => phrase)) return answer
      const levels = []
      if (query.whole.length > 1) {
        levels.push(await this.phrases.oneOf(await this.phrases.writings(query.whole), within))
        answer.phrase = query.whole
      }
      levels.push(...(await this.byWords(needs, within, answer)))
      if (!needs.length && within) levels.push(within)
      if (query.phrases.length) answer.phrase = query.phrases[0]
      answer.apart = !answer.nowhere.length && !answer.instead.length && levels.every(({ size }) => !size)
      const order = await this.order(query, looked, levels)
      const seen = new Set(without)
      answer.levels = levels.map(level => {
        const fresh = [...level].filter(key => !seen.has(key))
        fresh.forEach(key => seen.add(key))
        return fresh.sort((a, b) => (order.get(b) ?? 0) - (order.get(a) ?? 0) || (a < b ? -1 : 1))
      })
      return answer
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
          if (!loose.length && found === last && word.length > 1) loose = this.index.beginnings(found)
          if (loose.length) answer.instead.push({ word, forms: loose.map(([form]) => form) })
          else answer.nowhere.push({ word })
        }
        const forms = [...exact, ...loose.filter(([form]) => !this.index.frequent.has(form)).map(([form]) => [form])]
        if (forms.length) needs.push({ word, count: count || Math.min(...loose.map(([, n]) => n)), exact, forms })
      }
      for (const words of query.joined) {
        const exact = await this.phrases.writings(words)
        const counts = await Promise.all(words.map(async word => (await this.index.look(word)).count))
        if (Math.min(...counts) === 0 && exact.length === 1) answer.nowhere.push({ word: words.join(" ") })
        else needs.push({ word: words.join(" "), count: Math.min(...counts) / 4, exact, forms: exact })
      }
      const telling = needs.filter(({ word }) => !this.index.frequent.has(word))
      if (!telling.length && needs.length === 1) return needs
      answer.passed = needs.filter(({ word }) => this.index.frequent.has(word)).map(({ word }) => word)
      return telling
    }

    /** The texts that have all words as they are typed; then those that have them in any form; else those with some. */
    async byWords(needs, within, answer) {
      if (!needs.length) return []
      const sorted = [...needs].sort((a, b) => a.count - b.count)
      let exact = within
      let loose = within
      for (const { exact: typed, forms } of sorted) {
        exact = exact && !exact.size ? exact : typed.length ? await this.phrases.oneOf(typed, exact) : new Set()
        if (forms.length === typed.length && loose === exact) continue
        loose = loose && !loose.size ? loose : await this.phrases.oneOf(forms, loose)
      }
      if (exact.size || loose.size || within || needs.length === 1) return [exact, loose]
      answer.partly = true
      const some = await Promise.all(sorted.map(({ exact: typed, forms }) => this.phrases.oneOf(typed.length ? typed : forms)))
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
        return sum + Math.log(1 + this.index.manifest.documents / count) * (n / (n + 0.5 + length))
      }, 0)
    }

    /** How much of the query each text is about, as Pagefind scores it; nothing where that would take too long. */
    async order(query, looked, levels) {
      const scores = new Map()
      const keys = new Set(levels.flatMap(level => [...level]))
      let telling = looked.filter(({ word, count }) => count && !this.index.frequent.has(word))
      if (keys.size <= FEW) {
        const documents = await Promise.all([...keys].map(key => this.index.document(key)))
        for (const document of documents) scores.set(document.key, this.score(document, telling))
        return scores
      }
      const rare = telling.filter(({ word }) => !this.index.common.has(word))
      if (rare.length) telling = rare
      const counts = telling.map(found => this.index.beginnings(found).reduce((sum, [, count]) => sum + count, found.count))
      if (!telling.length || Math.min(...counts) * counts.reduce((a, b) => a + b, 0) > DEAR) return scores
      for (const { id, score } of await this.index.find(telling.map(({ word }) => term(word)).join(" "))) {
        scores.set(id.slice(id.indexOf("_") + 1), score)
      }
      return scores
    }
  }

  window.sourcebook = Object.assign(window.sourcebook, { search: { open } })
})()
