// Finds phrases. What is frequent is slow and heavy to ask Pagefind for; so this goes from the rarest part of a phrase to
// the next, and looks the rest up in the texts as soon as few of them are left.

"use strict"

;(() => {
  const LONGEST_PHRASE = 32 // words of a phrase that the index is asked for; the texts are asked for the rest
  const OF_A_TEXT = 1e6 // what it costs to get a text and look through it: texts times lists of places, as Pagefind goes
  const MOST_TEXTS = 150 // that are looked through at once
  const OF_A_LIST = 5e6 // what it costs to get the places of a frequent word, beside going through them
  const PARTICLE = 3 // letters of a word that may be run together with the next (`de Blasio`)
  const ENDING = 2 // letters of a word that may be run together with the one before (`don’t`)
  const PAIR = "ʞ"

  class Phrases {
    constructor(index) {
      this.index = index
      this.lists = new Set() // frequent words whose places are here already
    }

    /** The texts among `keys` in whose words or title a phrase stands. */
    async among(keys, phrase) {
      const documents = await Promise.all([...keys].map(key => this.index.document(key)))
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
      const looked = await Promise.all(asked.map(word => this.index.look(word)))
      if (looked.some(({ count }) => !count)) return new Set()
      const { runs, isWhole } = await this.runs(looked)
      const isAll = phrase.length === asked.length
      const sum = looked.reduce((total, { count }) => total + count, 0)
      const least = Math.min(...looked.map(({ count }) => count))
      const lists = looked.filter(({ word }) => this.index.frequent.has(word) && !this.lists.has(word)).length
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
          keys = both(keys, await this.index.run(next.terms))
          runs.shift()
        } else if (all < Infinity) {
          looked.forEach(({ word }) => this.lists.add(word))
          return both(keys, await this.index.run(asked.map(term)))
        } else {
          return this.among(keys ?? (await this.index.run(asked.map(term))), phrase)
        }
      }
    }

    /** The parts of a phrase that the index is asked for, the cheapest first, and whether there is nothing beside one. */
    async runs(looked) {
      const runs = []
      let isSkipped = false
      let at = 0
      while (at < looked.length) {
        const frequent = this.index.frequent.has(looked[at].word)
        let to = at + 1
        while (to < looked.length && this.index.frequent.has(looked[to].word) === frequent) to++
        const part = looked.slice(at, to)
        if (!frequent) {
          runs.push({ terms: part.map(({ word }) => term(word)), counts: part.map(({ count }) => count) })
        } else if (part.length > 1) {
          const terms = part.slice(1).map(({ word }, i) => `${PAIR}${term(part[i].word)}${PAIR}${term(word)}`)
          const counted = await Promise.all(terms.map(pair => this.index.look(pair)))
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

    /**
     * The ways in which a phrase may be written: as it is, and with a word of it run together or taken apart. One in
     * quotation marks is taken at its word, but for words that stand in no text as they are (`deblasio`).
     */
    async writings(words, { isQuoted = false } = {}) {
      const looked = await Promise.all(words.slice(0, LONGEST_PHRASE).map(word => this.index.look(word)))
      const ways = [words]
      looked.forEach(({ together, count }, at) => {
        if (together && !(isQuoted && count)) ways.push([...words.slice(0, at), ...together, ...words.slice(at + 1)])
      })
      if (isQuoted) return ways
      for (let at = 0; at + 1 < Math.min(words.length, LONGEST_PHRASE) && ways.length < 6; at++) {
        if (words[at].length > PARTICLE && words[at + 1].length > ENDING) continue
        const joined = words[at] + words[at + 1]
        const { together, count } = await this.index.look(joined)
        if (count && together?.join(" ") === `${words[at]} ${words[at + 1]}`) ways.push([...words.slice(0, at), joined, ...words.slice(at + 2)])
      }
      return ways
    }

    /** The texts in which one of these forms stands. */
    async oneOf(forms, within) {
      const found = await Promise.all(forms.map(form => this.phrase(form, within)))
      return new Set(found.flatMap(keys => [...keys]))
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

  window.sourcebook = Object.assign(window.sourcebook, { Phrases, term, both, places })
})()
