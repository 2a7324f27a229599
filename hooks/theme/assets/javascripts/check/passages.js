// Finds the passages of texts that are nearest to a sentence, and says word by word how they differ from it.

import "./align.js"

;(() => {
  const { align } = window.sourcebook
  const PROBES = 14 // words, the rarest ones, that say which texts are looked at
  const LOOKED_AT = 16 // texts that are compared word by word
  const MORE_PROBES = 40 // the same where nothing close was found among these
  const MORE_LOOKED_AT = 60
  const MOST_EXACT = 200 // texts that have all the words, up to which each is shown
  const NEAR = 0.6 // share of the sentence's words, in their order, that make a passage near
  const POSSIBLE = 0.5 // share of the sentence's words that a text needs to have anywhere to be near, with some room
  const CLOSE = 0.9 // share from which on nothing nearer is looked for
  const LEFT_OUT = /…|\.{3}|\. \. \./ // between words: others are left out

  /**
   * The passages nearest to a sentence, the nearest first: `passages`, with `words` that they are compared with.
   *
   * `exact` says in how many texts it stands word for word, in more than that where `isMore`; `compared` how many texts
   * were looked through, where there are others that may be near.
   */
  async function passages(search, typed, folded) {
    const sentence = folded.map(({ word }) => word)
    const changes = await search.phrases.changes(sentence, { typed, isCompared: true })
    const splits = new Map(changes.map(({ at, length, to }) => (length === 1 ? [sentence[at], to] : [to[0], sentence.slice(at, at + length)])))
    const words = takenApart(folded, splits)
    const gaps = gapsIn(typed, words)
    const near = []
    const looked = new Set()
    const look = async keys => {
      const fresh = keys.filter(key => !looked.has(key))
      fresh.forEach(key => looked.add(key))
      const documents = await Promise.all(fresh.map(key => search.index.document(key)))
      const found = documents.map(document => laidBeside({ ...document, apart: takenApart(document.words, splits) }, words, gaps, typed))
      near.push(...found.filter(({ counted: { same, all } }) => same >= Math.max(Math.min(2, all), NEAR * all)))
    }
    const exact = [...(await standing(search, typed, folded))]
    await look(exact.slice(0, MOST_EXACT))
    let able = await candidates(search, sentence, PROBES)
    await look(able.slice(0, LOOKED_AT))
    if (!near.some(({ counted: { same, all } }) => same >= CLOSE * all)) {
      able = await candidates(search, sentence, MORE_PROBES)
      await look(able.slice(0, MORE_LOOKED_AT))
    }
    const compared = able.some(key => !looked.has(key)) && looked.size
    const rank = passage => (passage.isLetterForLetter ? 0 : 2) + (isSource(passage) ? 0 : 1)
    near.sort((a, b) => b.same - a.same || a.length - b.length || rank(a) - rank(b) || (a.document.key < b.document.key ? -1 : 1))
    return { words, passages: near, exact: near.filter(isWhole).length, isMore: exact.length > MOST_EXACT, hasGaps: gaps.size > 0, compared }
  }

  /** The passage of a document that is nearest to a sentence, and what is said of it. */
  function laidBeside(document, words, gaps, typed) {
    const passage = Object.assign((!gaps.size && asItStands(document, words, typed)) || align(words, document.apart, gaps), { document })
    passage.length = passage.steps.filter(({ kind }) => kind !== "left out").reduce((sum, { theirs }) => sum + (theirs ? theirs[1] - theirs[0] : 0), 0)
    if (passage.same) showEnds(passage)
    passage.counted = counted(passage, words, typed)
    passage.isLetterForLetter = isWhole(passage) && letters(typed, words, passage)
    return passage
  }

  /** Where a document has all the words one after another, letter for letter if it has them so; else nothing. */
  function asItStands(document, words, typed) {
    const size = words.length
    const all = window.sourcebook.places(document.apart, words.map(({ word }) => word)).map(from => {
      return { document, same: size, from, to: from + size, steps: [{ kind: "same", mine: [0, size], theirs: [from, from + size] }] }
    })
    return all.find(passage => letters(typed, words, passage)) ?? all[0]
  }

  /**
   * How many words there are in the sentence, how many of them are the same, and how many of the text are others, as
   * readers count: what an apostrophe parts is one word.
   */
  function counted({ document, steps }, words, typed) {
    const isNewHere = at => !at || isNew(words[at], words[at - 1], typed.slice(words[at - 1].end, words[at].start))
    const isNewThere = at => {
      const [word, before] = [document.apart[at], document.apart[at - 1]]
      return before?.paragraph !== word.paragraph || isNew(word, before, gap(document, word.paragraph, before.end, word.start))
    }
    const found = new Set(steps.flatMap(({ kind, mine }) => (kind === "same" ? range(...mine) : [])))
    const starts = range(0, words.length).filter(isNewHere)
    const same = starts.filter((from, i) => range(from, starts[i + 1] ?? words.length).every(at => found.has(at)))
    const others = steps.flatMap(({ kind, theirs }) => (kind === "other" && theirs ? range(...theirs).filter(isNewThere) : []))
    return { all: starts.length, same: same.length, others: others.length }
  }

  const isNew = (word, before, between) => word.start !== before.start && !/^['’ʼ]$/.test(between)

  const range = (from, to) => Array.from({ length: to - from }, (_, i) => from + i)

  /** The texts in which the parts of a sentence stand that it leaves nothing out of. */
  async function standing(search, typed, words) {
    const gaps = [...gapsIn(typed, words)]
    let keys
    for (const [i, from] of [0, ...gaps].entries()) {
      const part = words.slice(from, gaps[i] ?? words.length)
      const writings = await search.phrases.writings(part.map(({ word }) => word), {
        typed: typed.slice(part[0].start, part.at(-1).end),
        isCompared: true,
      })
      keys = await search.phrases.oneOf(writings, keys)
    }
    return keys
  }

  /** Words with those that some write as several taken apart, each of their parts at the place of the whole. */
  const takenApart = (words, splits) =>
    splits.size ? words.flatMap(one => splits.get(one.word)?.map(word => ({ ...one, word })) ?? [one]) : words

  /** Where a sentence's first or last words are others than the text's, take in those of the text. */
  function showEnds({ document, from, to, steps }) {
    const [first, last] = [steps[0], steps.at(-1)]
    const paragraphOf = at => document.apart[at]?.paragraph
    if (first.kind === "other" && first.mine && !first.theirs) {
      let begin = from
      while (from - begin < first.mine[1] - first.mine[0] && paragraphOf(begin - 1) === paragraphOf(from)) begin--
      first.theirs = begin < from && [begin, from]
    }
    if (last.kind === "other" && last.mine && !last.theirs) {
      let end = to
      while (end - to < last.mine[1] - last.mine[0] && paragraphOf(end) === paragraphOf(to - 1)) end++
      last.theirs = end > to && [to, end]
    }
  }

  /** The places in a sentence where it says that words are left out. */
  function gapsIn(typed, words) {
    const isGap = at => LEFT_OUT.test(typed.slice(words[at - 1].end, words[at].start))
    return new Set(words.map((_, at) => at).filter(at => at && isGap(at)))
  }

  const isWhole = ({ steps }) => steps.every(({ kind }) => kind !== "other")

  /** Whether others have these words from this text, and it has them from none. */
  function isSource({ document, from, to }) {
    const ways = window.sourcebook.search.kin({ ...document, words: document.apart }, [{ rank: 0, from, to }])
    return ways.has("to") && !ways.has("from")
  }

  /**
   * Texts that may have a passage near to a sentence, those first that have most of its rarest words, or have its words
   * side by side. Those that lack so many of the words that they can't are left out.
   */
  async function candidates(search, sentence, probes) {
    const times = new Map()
    for (const word of sentence) times.set(word, (times.get(word) ?? 0) + 1)
    const looked = await Promise.all([...times.keys()].map(word => search.index.vocabulary.look(word)))
    const known = looked.filter(({ count: n }) => n)
    const telling = known.filter(({ word }) => !search.index.frequent.has(word)).sort((a, b) => a.count - b.count)
    const probed = telling.slice(0, probes)
    const votes = new Map()
    const vote = (keys, weight, words) => {
      for (const key of keys) {
        const [sum, had] = votes.get(key) ?? [0, 0]
        votes.set(key, [sum + weight, had + words])
      }
    }
    const all = search.index.manifest.documents
    for (const { word, count: n } of probed) vote(await search.phrases.oneOf([[word]]), Math.log(1 + all / n), times.get(word))
    const pairs = sentence.slice(1).map((word, i) => [sentence[i], word]).filter(pair => pair.every(word => search.index.frequent.has(word)))
    if (telling.length < 3) for (const pair of pairs.slice(0, PROBES)) vote(await search.phrases.oneOf([pair]), 1, 0)
    const open = known.filter(one => !probed.includes(one)).reduce((sum, { word }) => sum + times.get(word), 0)
    const able = [...votes].filter(([, [, had]]) => had + open >= POSSIBLE * sentence.length)
    return able.sort(([a, [m]], [b, [n]]) => n - m || (a < b ? -1 : 1)).map(([key]) => key)
  }

  /** Whether the same words are written the same. */
  function letters(typed, words, { document: text, steps }) {
    const plain = shown => shown.replace(/\s+/g, " ").trim()
    return steps
      .filter(({ kind }) => kind === "same")
      .every(({ mine, theirs }) => plain(slice(text, ...theirs)) === plain(typed.slice(words[mine[0]].start, words[mine[1] - 1].end)))
  }

  const gap = (text, paragraph, start, end) => text.paragraphs[paragraph][1].slice(start, end)

  /** The text from one word of a document to before another, paragraphs apart by a space. */
  function slice(text, from, to) {
    const [, shown] = text.paragraphs[text.apart[from].paragraph]
    const last = text.apart[to - 1]
    if (text.apart[from].paragraph === last.paragraph) return shown.slice(text.apart[from].start, last.end)
    const whole = text.paragraphs.slice(text.apart[from].paragraph + 1, last.paragraph).map(([, words]) => words)
    return [shown.slice(text.apart[from].start), ...whole, text.paragraphs[last.paragraph][1].slice(0, last.end)].join(" ")
  }

  /** The same with the marks that are attached to its first and last word. */
  function withMarks(text, from, to) {
    const [first, last, before, after] = [text.apart[from], text.apart[to - 1], text.apart[from - 1], text.apart[to]]
    const opening = before?.paragraph === first.paragraph ? gap(text, first.paragraph, before.end, first.start) : ` ${gap(text, first.paragraph, 0, first.start)}`
    const closing = gap(text, last.paragraph, last.end, after?.paragraph === last.paragraph ? after.start : undefined)
    const [, opens] = opening.match(/\s(\S*)$/) ?? ["", ""]
    const [closes] = closing.match(/^\S*/)
    return `${opens}${slice(text, from, to)}${closes}`
  }

  window.sourcebook = Object.assign(window.sourcebook, { checking: { passages, slice, withMarks, isWhole } })
})()
