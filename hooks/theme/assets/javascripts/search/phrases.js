// Finds phrases. What is frequent is slow and heavy to ask Pagefind for; so this goes from the rarest part of a phrase to
// the next, and looks the rest up in the texts as soon as few of them are left.

import "./fold.js"

;(() => {
  const LONGEST_PHRASE = 32 // words of a phrase that the index is asked for; the texts are asked for the rest
  const OF_A_TEXT = 1e6 // what it costs to get a text and look through it: texts times lists of places, as Pagefind goes
  const OF_A_PART = 3e6 // what it costs to get a part of the index, beside going through it
  const MOST_TEXTS = 150 // that are looked through at once
  const OF_A_LIST = 35e6 // what it costs to get the places of a frequent word, beside going through them
  const PARTICLE = 3 // letters of a word that may be run together with the next (`de Blasio`)
  const ENDING = 2 // letters of a word that may be run together with the one before (`don’t`)
  const JOINT = "ʞ" // before, between and after the words of a pair in the index, and after a word of one letter
  const WORD = "word"
  const FREQUENT = "frequent"
  const PAIR = "pair"
  const CAPITAL = "capital"
  const HYPHEN = "hyphen"
  const MOST_WAYS = 8 // of writing a phrase

  const { fold } = window.sourcebook

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
      if (phrase.length === 1 && this.index.common.has(phrase[0])) return both(within, await this.index.having(phrase[0]))
      const asked = phrase.slice(0, LONGEST_PHRASE)
      const isAll = phrase.length === asked.length
      const tokens = await this.tokens(await Promise.all(asked.map(word => this.index.vocabulary.look(word))))
      if (tokens.some(({ count }) => !count)) return new Set()
      const runs = partsOf(tokens)
      const isWhole = runs.length === 1 && runs[0].terms.length === tokens.length
      const whole = costOf(tokens)
      const lists = tokens.filter(({ term, kind }) => kind === FREQUENT && !this.lists.has(term))
      let keys = within
      for (;;) {
        if (keys && !keys.size) return keys
        if (!runs.length && isWhole && isAll) return keys
        const [next] = runs
        const texts = keys && keys.size <= MOST_TEXTS ? this.index.missing(keys) * OF_A_TEXT : Infinity
        const left = Math.min(keys?.size ?? whole.count, whole.count)
        const all = isAll ? left * whole.sum + lists.length * OF_A_LIST : Infinity
        const part = next ? next.count * next.sum + OF_A_PART : Infinity
        if (texts <= part && texts <= all) return this.among(keys, phrase)
        if (next && part <= all) {
          keys = both(keys, await this.index.run(next.terms))
          runs.shift()
          continue
        }
        if (isAll || !keys) {
          for (const { term } of lists) this.lists.add(term)
          keys = both(keys, await this.index.run(whole.terms))
        }
        return isAll ? keys : this.among(keys, phrase)
      }
    }

    /**
     * A phrase as the index is asked for it, word after word: two words as the pair that they are indexed as (both
     * frequent, or the second a frequent letter or digit), and the last of a pair not at all where nothing follows it.
     */
    async tokens(looked) {
      const isFrequent = at => this.index.frequent.has(looked[at]?.word)
      const isPaired = at => at >= 0 && isFrequent(at + 1) && (isFrequent(at) || /^[a-z0-9]$/.test(looked[at + 1].word))
      const tokens = looked.map(async ({ word, count }, at) => {
        if (isPaired(at)) {
          const pair = `${JOINT}${term(word)}${JOINT}${term(looked[at + 1].word)}`
          return { term: pair, count: (await this.index.vocabulary.look(pair)).count, kind: PAIR }
        }
        if (!isFrequent(at)) return { term: term(word), count, kind: WORD }
        return isPaired(at - 1) && at === looked.length - 1 ? null : { term: term(word), count, kind: FREQUENT }
      })
      return (await Promise.all(tokens)).filter(Boolean)
    }

    /**
     * The ways in which a phrase may be written: as it is, and with words of it run together or taken apart. `typed` is the
     * phrase before it was folded. One in quotation marks is taken at its word, but for capitals and the particles of
     * names, which make no difference (`deBlasio`), and for words that stand in no text as they are (`citys`). Where words
     * are compared (`isCompared`), an apostrophe parts two words that are both in the archive (`he’ll`, `hell`).
     */
    async writings(words, options) {
      return waysOf(words, await this.changes(words.slice(0, LONGEST_PHRASE), options))
    }

    /** What of a phrase may be written otherwise: from the word `at` on so many as `length` says, as the words `to`. */
    async changes(words, { isQuoted = false, isCompared = false, typed = "" } = {}) {
      const { vocabulary } = this.index
      const looked = await Promise.all(words.map(word => vocabulary.look(word)))
      const joints = jointsIn(typed)
      const isOther = ({ count, hasApostrophe }) => isCompared && hasApostrophe && count > 0
      const changes = looked.map(async (word, at) => {
        const { together, marked, count } = word
        const found = []
        if (together) found.push({ at, length: 1, to: together })
        if (marked && !(isQuoted && count) && !isOther(word)) found.push({ at, length: 1, to: marked })
        const isParticle = words[at].length <= PARTICLE || (!isQuoted && words[at + 1]?.length <= ENDING)
        for (const length of new Set([isParticle ? 2 : 1, joints.has(at) ? 2 : 1, pieceAt(joints, at)])) {
          const parts = words.slice(at, at + length)
          if (length === 1 || parts.length < length) continue
          const run = await vocabulary.look(parts.join(""))
          if (run.count && !isOther(run) && isOneWord(run, parts, joints.get(at), isQuoted)) found.push({ at, length, to: [run.word] })
        }
        return found
      })
      return (await Promise.all(changes)).flat()
    }

    /** The texts in which one of these forms stands. */
    async oneOf(forms, within) {
      const found = await Promise.all(forms.map(form => this.phrase(form, within)))
      return new Set(found.flatMap(keys => [...keys]))
    }
  }

  /** Terms that the index is asked for together, and what that costs: texts times lists of places. */
  const costOf = tokens => ({
    terms: tokens.map(({ term }) => term),
    count: Math.min(...tokens.map(({ count }) => count)),
    sum: tokens.reduce((total, { count }) => total + count, 0),
  })

  /** The parts of a phrase that are cheap to ask for, the cheapest first: words that are not frequent, and pairs. */
  function partsOf(tokens) {
    const parts = []
    tokens.forEach((token, at) => {
      if (token.kind === tokens[at - 1]?.kind) parts.at(-1).push(token)
      else parts.push([token])
    })
    const cheap = parts.filter(([{ kind }]) => kind !== FREQUENT).map(costOf)
    return cheap.sort((a, b) => a.count * a.sum - b.count * b.sum)
  }

  /** The words of a phrase, by number, that were typed in one piece with the next: with a capital, or a hyphen, between. */
  function jointsIn(typed) {
    const words = fold(typed)
    const found = new Map()
    for (let at = 0; at + 1 < words.length; at++) {
      const between = typed.slice(words[at].end, words[at + 1].start)
      if (/^[-‐‑]$/.test(between)) found.set(at, HYPHEN)
      if (!between && /^\p{Lu}/u.test(typed.slice(words[at + 1].start))) found.set(at, CAPITAL)
    }
    return found
  }

  /** How many words were typed in one piece that begins with this one. */
  function pieceAt(joints, at) {
    let length = 1
    if (!joints.has(at - 1)) while (joints.has(at + length - 1)) length++
    return length
  }

  /** Whether words may be written as the one that they make when run together. */
  function isOneWord({ together, marked }, words, joint, isQuoted) {
    const isSame = parts => parts?.join(" ") === words.join(" ")
    return isSame(together) || joint === CAPITAL || (isQuoted ? joint === HYPHEN && !marked : joint === HYPHEN || isSame(marked))
  }

  /** A phrase with none, some or all of these changes, as many ways as are looked for. */
  function waysOf(words, changes) {
    const ways = [{ words, untouched: words.length }]
    changes.sort((a, b) => b.at - a.at)
    for (const { at, length, to } of changes) {
      for (const { words: before, untouched } of [...ways]) {
        if (at + length > untouched || ways.length === MOST_WAYS) continue
        ways.push({ words: [...before.slice(0, at), ...to, ...before.slice(at + length)], untouched: at })
      }
    }
    return ways.map(way => way.words)
  }

  /** A folded word as it is in the index, where only letters are (see `engine.py`). */
  function term(word) {
    const coded = word.replace(/[^\p{L}\p{N}]/gu, sign => `ʬ${sign.codePointAt(0).toString(16)}`)
    return coded.replace(/[0-9]/g, digit => String.fromCharCode(0x2a0 + Number(digit))) + (Array.from(word).length > 1 ? "" : JOINT)
  }

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
