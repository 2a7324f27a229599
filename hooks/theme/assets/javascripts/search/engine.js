// The search itself: a query in, the keys of documents out, best first. Pagefind finds; this says what to find, and in
// which order it is shown.

import "./query.js"
import "./phrases.js"
import "./needs.js"
import "./index.js"

;(() => {
  const { parse, term, both, Phrases, Needs, openIndex } = window.sourcebook
  const FEW = 10 // texts whose words are counted here rather than by the index
  const DEAR = 2e6 // what ranking may cost: texts times lists of places that Pagefind goes through

  /** The engine, its index opened. */
  const open = async () => new Engine(await openIndex())

  class Engine {
    constructor(index) {
      this.index = index
      this.phrases = new Phrases(index)
      this.needs = new Needs(index, this.phrases)
    }

    /**
     * Looks a query up.
     *
     * Gives `levels` (lists of keys, best level first, each ordered by relevance), `query`, `wanted` (all that is looked
     * for: phrases with their rank, 0 for exact phrases, 1 as typed, 2 for cousins), `phrase` (whose texts come first),
     * `having` (how many texts have that phrase, whatever else is asked of them), `nowhere` (words and phrases that stand
     * in no text), `instead` (for such words, what was looked for in their place), `passed` (words too frequent to tell
     * texts apart, beside others), `partly` (no text has all the words: these have some), and `apart` (each part of the
     * query stands in some text, and no text has them all).
     */
    async ask(typed) {
      const query = parse(typed)
      const answer = { query, levels: [], wanted: [], nowhere: [], instead: [], passed: [], partly: false, apart: false, phrase: null, having: 0 }
      if (!query.phrases.length && !query.whole.length) return answer
      const writings = (words, isQuoted) => this.phrases.writings(words, { isQuoted, typed: query.typed.get(words.join(" ")) })
      const looked = await Promise.all(query.words.map(word => this.index.vocabulary.look(word)))
      const needs = await this.needs.of(query, looked, answer)
      let within = null
      for (const words of [...query.phrases].sort((a, b) => b.length - a.length)) {
        const forms = await writings(words, true)
        answer.wanted.push(...forms.map(phrase => ({ rank: 0, phrase })))
        const found = await this.phrases.oneOf(forms, within)
        if (!answer.phrase) Object.assign(answer, { phrase: words, having: found.size }) // the longest, alone so far
        const isSomewhere = found.size || (within?.size && (await this.phrases.oneOf(forms)).size)
        if (!isSomewhere) answer.nowhere.push({ phrase: words })
        within = both(within, found)
      }
      const without = await this.phrases.oneOf((await Promise.all(query.without.map(words => writings(words, true)))).flat())
      if (answer.nowhere.some(({ phrase }) => phrase)) return answer
      const levels = []
      if (query.whole.length > 1) {
        const forms = await writings(query.whole, false)
        answer.wanted.push(...forms.map(phrase => ({ rank: 0, phrase })))
        levels.push(await this.phrases.oneOf(forms, within))
        if (!answer.phrase) Object.assign(answer, { phrase: query.whole, having: levels[0].size })
      }
      levels.push(...(await this.byWords(needs, within, answer)))
      if (!needs.length && within) levels.push(within)
      const all = new Set(levels.flatMap(level => [...level]))
      if ((await this.having(answer.passed, all)).size === all.size) answer.passed = []
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

    /**
     * The texts that have all words as they are typed, those first that have the words passed over too; then those that
     * have them in any form; else those with some.
     */
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
      if (exact.size || loose.size || within || needs.length === 1) return [await this.having(answer.passed, exact), exact, loose]
      answer.partly = true
      const some = await Promise.all(sorted.map(({ exact: typed, forms }) => this.phrases.oneOf(typed.length ? typed : forms)))
      const counts = new Map()
      for (const keys of some) for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
      const most = Math.max(0, ...counts.values())
      return Array.from({ length: most }, (_, i) => new Set([...counts].filter(([, n]) => n === most - i).map(([key]) => key)))
    }

    /** Those of these texts that have all of these frequent words. */
    async having(words, keys) {
      for (const word of words) keys = keys.size ? both(keys, await this.index.having(word)) : keys
      return keys
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
      const counts = telling.map(found => this.index.vocabulary.beginnings(found).reduce((sum, [, count]) => sum + count, found.count))
      if (!telling.length || Math.min(...counts) * counts.reduce((a, b) => a + b, 0) > DEAR) return scores
      for (const { id, score } of await this.index.find(telling.map(({ word }) => term(word)).join(" "))) {
        scores.set(id.slice(id.indexOf("_") + 1), score)
      }
      return scores
    }
  }

  window.sourcebook = Object.assign(window.sourcebook, { search: { open } })
})()
