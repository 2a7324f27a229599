// What a text needs to have of a query's words: each as it is typed, or in another form.

"use strict"

;(() => {
  const MOST_FORMS = 12 // cousins of a word
  const HYPHENATED = /^[\p{L}\p{N}]+(?:[-‐‑][\p{L}\p{N}]+)+$/u
  const ENDING = 2 // letters of what follows an apostrophe

  class Needs {
    constructor(index, phrases) {
      this.vocabulary = index.vocabulary
      this.frequent = index.frequent
      this.phrases = phrases
    }

    /**
     * What a text needs to have of a query's words: for each, its exact forms and all its forms. Words that most texts
     * have are passed over, where there are others.
     */
    async of(query, looked, answer) {
      const pieces = [...looked.map(found => this.word(found, query)), ...query.joined.map(words => this.joined(words, query))]
      const needs = []
      for (const { word, count, exact, loose, isKnown } of await Promise.all(pieces)) {
        if (!isKnown && loose.length) answer.instead.push({ word, forms: await this.written(loose) })
        if (!isKnown && !loose.length) answer.nowhere.push({ word })
        const cousins = loose.map(([form]) => form)
        answer.wanted.push(...exact.map(phrase => ({ rank: 1, phrase })), ...cousins.map(phrase => ({ rank: 2, phrase })))
        const forms = [...(isKnown ? exact : []), ...cousins]
        if (forms.length) needs.push({ word, count, exact: isKnown ? exact : [], forms })
      }
      const telling = needs.filter(({ word }) => !this.frequent.has(word))
      if (!telling.length) return needs
      answer.passed = needs.filter(({ word }) => this.frequent.has(word)).map(({ word }) => word)
      return telling
    }

    /** A word as it is looked for: exact forms, and `loose` ones, `[words, count]` each. */
    async word(found, query) {
      const { word, cousins } = found
      const exact = await this.vocabulary.spellings(word)
      let others = cousins
      if (!exact.length && !others.length) others = await this.vocabulary.related(query.typed.get(word) ?? word)
      if (!exact.length && !others.length && word === query.words.at(-1) && word.length > 1) others = this.vocabulary.beginnings(found)
      const loose = await this.spelled(others, exact)
      const count = Math.max(1, (exact[0] ?? loose[0])?.[1] ?? 0)
      return { word, count, exact: exact.map(([words]) => words), loose, isKnown: exact.length > 0 }
    }

    /**
     * A word that is folded to several, as it is looked for. Its cousins differ in the last of these; where that is an
     * ending (`ranger’s`), they are the cousins of what stands before it, and that itself.
     */
    async joined(words, query) {
      const typed = query.typed.get(words.join(" "))
      const exact = await this.phrases.writings(words, { typed })
      const whole = await this.vocabulary.look(words.join(""))
      if (whole.count && words.length > 2 && HYPHENATED.test(typed)) exact.push([whole.word])
      const counts = await Promise.all(words.map(async word => (await this.vocabulary.look(word)).count))
      const isKnown = Math.min(...counts) > 0 || exact.length > 1
      const isSpelled = words.every(word => Array.from(word).length === 1) // initials, or a script without spaces
      const isEnding = words.length === 2 && words[1].length <= ENDING && words[0].length > ENDING
      let loose = []
      if (isEnding) loose = await this.spelled(await this.family(words[0]), [])
      else if (!isSpelled) {
        const ends = (await this.family(words.at(-1))).map(([form, n]) => [[...words.slice(0, -1), form], n])
        loose = mostFrequent([...ends, ...(await this.spelled(await this.family(whole.word), []))])
      }
      const known = new Set(exact.map(words => words.join(" ")))
      loose = loose.filter(([form]) => !known.has(form.join(" ")))
      if (!isKnown) {
        const stands = await Promise.all(loose.map(async ([form]) => (await this.phrases.phrase(form)).size > 0))
        loose = loose.filter((_, at) => stands[at])
      }
      return { word: words.join(" "), count: (isKnown ? Math.min(...counts) : loose[0]?.[1] ?? 0) / 4, exact, loose, isKnown }
    }

    /** A word with its cousins, or with those that share its stem where no text has it. */
    async family(word) {
      const { count, cousins } = await this.vocabulary.look(word)
      return count || cousins.length ? [[word, count], ...cousins] : this.vocabulary.related(word)
    }

    /** Words in all their spellings, the most frequent first, without those of `exact`. */
    async spelled(words, exact) {
      const all = (await Promise.all(words.map(([word]) => this.vocabulary.spellings(word)))).flat()
      const known = new Set(exact.map(([words]) => words.join(" ")))
      return mostFrequent(all.filter(([words]) => !known.has(words.join(" "))))
    }

    /** What is said to be looked for, as it is written. */
    written(loose) {
      return Promise.all(loose.map(async ([form]) => (await Promise.all(form.map(word => this.vocabulary.written(word)))).join(" ")))
    }
  }

  /** The most frequent of `[words, count]`, each once. */
  function mostFrequent(forms) {
    const distinct = [...new Map(forms.map(form => [form[0].join(" "), form])).entries()]
    return distinct.sort(([a, [, n]], [b, [, m]]) => m - n || (a < b ? -1 : 1)).slice(0, MOST_FORMS).map(([, form]) => form)
  }

  window.sourcebook = Object.assign(window.sourcebook, { Needs })
})()
