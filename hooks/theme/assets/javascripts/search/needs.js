// What a text needs to have of a query's words: each as it is typed, or in another form.

import "./fold.js"

;(() => {
  const MOST_FORMS = 12 // cousins of a word
  const ENDING = 2 // letters of what follows an apostrophe
  const ENDINGS = /^(?!(?:t|d|m|ll|re|ve)$)\p{L}{1,2}$/u // all but those that make another word of it (`can’t`)
  const { fold } = window.sourcebook

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
      const loose = mostFrequent(without(await this.spelled(others), exact.map(([words]) => words)))
      const count = Math.max(1, (exact[0] ?? loose[0])?.[1] ?? 0)
      return { word, count, exact: exact.map(([words]) => words), loose, isKnown: exact.length > 0 }
    }

    /**
     * A word that is folded to several, as it is looked for. Its cousins differ in the last of these; where that is an
     * ending (`ranger’s`), they are the cousins of what stands before it, and that itself. What other marks hold together
     * (`1.6`, `a@b`) has none.
     */
    async joined(words, query) {
      const typed = query.typed.get(words.join(" "))
      const exact = await this.phrases.writings(words, { typed })
      const counts = await Promise.all(words.map(async word => (await this.vocabulary.look(word)).count))
      const isKnown = (await this.phrases.oneOf(exact)).size > 0
      const isSpelled = words.every(word => /^.\p{M}*$/u.test(word)) // initials, or a script without spaces
      const marks = marksIn(typed)
      const isOne = !isSpelled && marks.every(mark => /^[-‐‑'’ʼ]?$/.test(mark))
      const isEnding = isOne && /^['’ʼ]$/.test(marks.join("")) && words[0].length > ENDING && ENDINGS.test(words[1])
      const others = isOne ? await this.spelled(await this.family(isEnding ? words[0] : words.join(""))) : []
      if (isOne && !isEnding) {
        for (const [form, n] of await this.family(words.at(-1))) others.unshift([[...words.slice(0, -1), form], n])
      }
      let loose = without(mostFrequent(others), exact)
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

    /** Words in all their spellings. */
    async spelled(words) {
      return (await Promise.all(words.map(([word]) => this.vocabulary.spellings(word)))).flat()
    }

    /** What is said to be looked for, as it is written. */
    written(loose) {
      return Promise.all(loose.map(([form]) => this.vocabulary.written(form)))
    }
  }

  /** What stands between the words of a piece of a query. */
  function marksIn(typed) {
    const words = fold(typed)
    return words.slice(1).map(({ start }, at) => typed.slice(words[at].end, start))
  }

  /** Those of `[words, count]` whose words are not among `known`. */
  function without(forms, known) {
    const names = new Set(known.map(words => words.join(" ")))
    return forms.filter(([words]) => !names.has(words.join(" ")))
  }

  /** The most frequent of `[words, count]`, each once. */
  function mostFrequent(forms) {
    const distinct = [...new Map(forms.map(form => [form[0].join(" "), form])).entries()]
    return distinct.sort(([a, [, n]], [b, [, m]]) => m - n || (a < b ? -1 : 1)).slice(0, MOST_FORMS).map(([, form]) => form)
  }

  window.sourcebook = Object.assign(window.sourcebook, { Needs })
})()
