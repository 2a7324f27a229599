// What a text needs to have of a query's words: each as it is typed, or in another form.

"use strict"

;(() => {
  const MOST_FORMS = 12 // cousins of a word
  const MOST_PHRASES = 4 // cousins of a word that is folded to several
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

    /** A word as it is looked for: exact forms, and `loose` ones, `[form, count]` each. */
    async word(found, query) {
      const { word, count, cousins, together, marked } = found
      const exact = [...(count ? [[word]] : []), ...[together, marked].filter(Boolean)]
      let loose = exact.length || cousins.length ? cousins : await this.vocabulary.related(query.typed.get(word) ?? word)
      if (!exact.length && !loose.length && word === query.words.at(-1) && word.length > 1) loose = this.vocabulary.beginnings(found)
      loose = mostFrequent(loose, MOST_FORMS).map(([form, n]) => [[form], n])
      return { word, count: count || Math.min(...loose.map(([, n]) => n)), exact, loose, isKnown: exact.length > 0 }
    }

    /**
     * A word that is folded to several, as it is looked for. Its cousins differ in the last of these; where that is an
     * ending (`ranger’s`), they are the cousins of what stands before it, and that itself.
     */
    async joined(words, query) {
      const typed = query.typed.get(words.join(" "))
      const exact = await this.phrases.writings(words, { typed })
      const counts = await Promise.all(words.map(async word => (await this.vocabulary.look(word)).count))
      const isKnown = Math.min(...counts) > 0 || exact.length > 1
      const isSpelled = words.every(word => Array.from(word).length === 1) // initials, or a script without spaces
      const isEnding = words.length === 2 && words[1].length <= ENDING && words[0].length > ENDING
      const [stay, change] = isEnding ? [[], words[0]] : [words.slice(0, -1), words.at(-1)]
      const family = isSpelled ? [] : await this.family(change)
      const forms = new Map(family.map(([form, n]) => [[...stay, form].join(" "), n]))
      if (words.length === 2 && !isSpelled && !isEnding) for (const [form, n] of await this.family(words.join(""))) forms.set(form, n)
      for (const phrase of exact) forms.delete(phrase.join(" "))
      let loose = mostFrequent(forms, MOST_PHRASES).map(([form, n]) => [form.split(" "), n])
      if (!isKnown) {
        const stands = await Promise.all(loose.map(async ([form]) => (await this.phrases.phrase(form)).size > 0))
        loose = loose.filter((_, at) => stands[at])
      }
      return { word: words.join(" "), count: (isKnown ? Math.min(...counts) : loose[0]?.[1] ?? 0) / 4, exact, loose, isKnown }
    }

    /** A word with its cousins, or with those that share its stem where no text has it. */
    async family(word) {
      const { count, cousins } = await this.vocabulary.look(word)
      return count ? [[word, count], ...cousins] : this.vocabulary.related(word)
    }

    /** What is said to be looked for, as it is written. */
    written(loose) {
      return Promise.all(loose.map(async ([form]) => (await Promise.all(form.map(word => this.vocabulary.written(word)))).join(" ")))
    }
  }

  const mostFrequent = (forms, most) => [...forms].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, most)

  window.sourcebook = Object.assign(window.sourcebook, { Needs })
})()
