// The answer to “do these texts have this sentence?”: a verdict first, then the evidence, then what to do next.

import { make } from "../frame/dom.js"
import { comma, gettext, ngettext, parts, quoted, spelled } from "../frame/words.js"
import { facts } from "../search/view.js"
import { copyButton } from "../text/copy-button.js"
import { isSource, isWhole } from "./passages.js"
import { slice, withMarks } from "./slices.js"

/** @typedef {import("../search/types.js").Search} Search */
/** @typedef {import("./types.js").Other} Other */
/** @typedef {import("./types.js").Passage} Passage */
/** @typedef {import("./types.js").Same} Same */
/** @typedef {import("./types.js").Span} Span */
/** @typedef {import("./types.js").Step} Step */

/**
 * A passage with its steps as readers see them, no word torn.
 * @typedef {Passage & { whole: Step[] }} Shown
 */

const MARKED = 150 // words that are marked on arrival
const TORN = /^\S*[\p{L}\p{N}]['’ʼ][\p{L}\p{N}]\S*$/u // two words that readers take for one: the possessive

/** @param {string} text */
const wordsIn = text => text.trim().split(/\s+/).length
/** @param {string} text */
const capital = text => text[0].toUpperCase() + text.slice(1)
/** @param {string} said */
const aside = said => make("span", { className: "hidden" }, said)

/** A typed sentence whose folded `words` a passage is laid beside. */
export class Sentence {
  /**
   * @param {string} typed
   * @param {import("./types.js").Folded[]} words
   */
  constructor(typed, words) {
    this.typed = typed
    this.words = words
  }

  /**
   * What was typed from one word to before another.
   *
   * @param {number} from
   * @param {number} to
   */
  slice(from, to) {
    return this.typed.slice(this.words[from].start, this.words[to - 1].end)
  }
}

/**
 * The steps of a passage with no reader's word torn in two: where an apostrophe stands between what is the same and what
 * is not, the whole word is not.
 *
 * @param {Sentence} sentence
 * @param {Pick<Passage, "document" | "steps">} passage
 */
export function wholeWords(sentence, { document, steps }) {
  const found = structuredClone(steps)
  /** @type {(edge: number, length: number, cut: (from: number, to: number) => string) => boolean} */
  const isTorn = (edge, length, cut) => edge > 0 && edge < length && TORN.test(cut(edge - 1, edge + 1))
  /** @type {(edges: Span) => boolean} where the steps touch: in the sentence, and in the text */
  const torn = ([mine, theirs]) =>
    isTorn(mine, sentence.words.length, (from, to) => sentence.slice(from, to)) ||
    isTorn(theirs, document.apart.length, (from, to) => slice(document, from, to))
  for (let at = 1; at < found.length; at++) {
    const [one, next] = [found[at - 1], found[at]]
    if (one.kind === "same" && next.kind === "other" && torn([one.mine[1], one.theirs[1]])) give(one, next, -1)
    else if (one.kind === "other" && next.kind === "same" && torn([next.mine[0], next.theirs[0]])) give(next, one, 1)
  }
  return found.filter(({ kind, mine }) => kind !== "same" || mine[0] < mine[1])
}

/**
 * Let a step that is the same give its last word (or its first) to the other beside it.
 *
 * @param {Same} same
 * @param {Other} other
 * @param {1 | -1} direction
 */
function give(same, other, direction) {
  for (const side of /** @type {const} */ (["mine", "theirs"])) {
    const at = direction < 0 ? --same[side][1] : same[side][0]++
    const [from, to] = other[side] ?? [at, at + 1]
    other[side] = direction < 0 ? [at, to] : [from, at + 1]
  }
}

/**
 * What became of a sentence in a passage.
 *
 * @param {Sentence} sentence
 * @param {Shown} passage
 * @returns {{ kind: "same" | "differs", words: string }}
 */
function verdict(sentence, passage) {
  const others = passage.whole.filter(({ kind }) => kind === "other")
  if (!others.length) return { kind: "same", words: gettext("Word for word") }
  const { all, same } = passage.counted
  /** @type {(words: string) => { kind: "differs", words: string }} */
  const differs = words => ({ kind: "differs", words: capital(words) })
  if (others.length > 1) return differs(ngettext("{same} of {n} word the same", "{same} of {n} words the same", all, { same }))
  const [{ mine, theirs }] = others
  const [typed, written] = [mine ? wordsIn(sentence.slice(...mine)) : 0, theirs ? wordsIn(slice(passage.document, ...theirs)) : 0]
  const n = Math.max(typed, written)
  const spelledOut = { number: spelled(n) }
  if (!written) return differs(ngettext("one word added", "{number} words added", n, spelledOut))
  if (!typed) return differs(ngettext("one word left out", "{number} words left out", n, spelledOut))
  if (others[0] === passage.whole[0] && typed > 1) return differs(gettext("begins differently"))
  if (others[0] === passage.whole.at(-1) && typed > 1) return differs(gettext("ends differently"))
  return differs(ngettext("one word changed", "{number} words changed", n, spelledOut))
}

/**
 * Both sides of a passage, what differs marked on each.
 *
 * @param {Sentence} sentence
 * @param {Shown} passage
 */
function pair(sentence, { document: text, whole }) {
  /** @type {(Node | string)[]} */
  const written = []
  /** @type {(Node | string)[]} */
  const typed = []
  const gap = () => make("span", { className: "gap" })
  for (const step of whole) {
    const { mine, theirs } = step
    if (step.kind === "left out") {
      written.push(ngettext("[… {n} word …]", "[… {n} words …]", step.theirs[1] - step.theirs[0]))
      typed.push("…")
    } else if (step.kind === "same") {
      written.push(withMarks(text, ...step.theirs))
      typed.push(sentence.slice(...step.mine))
    } else {
      written.push(theirs ? make("del", {}, aside(` ${gettext("only in the text:")} `), withMarks(text, ...theirs)) : gap())
      typed.push(mine ? make("ins", {}, aside(` ${gettext("only in your sentence:")} `), sentence.slice(...mine)) : gap())
    }
  }
  /** @param {(Node | string)[]} parts */
  const spaced = parts => parts.flatMap((part, at) => (at ? [" ", part] : [part]))
  /** @type {(label: string, parts: (Node | string)[], language?: string) => HTMLElement} */
  const half = (label, parts, language) =>
    make("div", {}, make("p", { className: "label" }, make("b", {}, label)), make("blockquote", { className: "words", dir: "auto", lang: language || null }, ...spaced(parts)))
  return make("div", { className: "pair" }, half(gettext("As written"), written, text.language), half(gettext("Your sentence"), typed))
}

/**
 * Where a passage stands: its paragraphs, and the address that leads to the very words.
 *
 * @param {Search} search
 * @param {Passage} passage
 */
function place(search, { document: text, from, to }) {
  const [first, last] = [from, to - 1].map(at => text.paragraphs[text.apart[at].paragraph].anchor)
  const query = new URLSearchParams({ found: slice(text, from, Math.min(to, from + MARKED)).replaceAll("…", " ") })
  const cited = `¶\u00a0${first.slice(1)}${last === first ? "" : `–${last.slice(1)}`}`
  return { cited, anchor: first, address: `${search.documentAddress(text)}?${query}#${first}` }
}

/**
 * The text of a passage as a link, with what is said of it.
 *
 * @param {Search} search
 * @param {Passage} passage
 */
function source(search, passage) {
  const said = [facts(passage.document), place(search, passage).cited].filter(Boolean).join(comma)
  return [make("a", { href: search.documentAddress(passage.document), dir: "auto" }, passage.document.title), `${comma}${said}`]
}

/**
 * What is said below a verdict: how many words are where.
 *
 * @param {Search} search
 * @param {Passage} passage
 */
function why(search, passage) {
  const { all, same, others } = passage.counted
  if (!isWhole(passage)) {
    const counted = ngettext("{same} of {n} word the same", "{same} of {n} words the same", all, { same })
    const between = others ? ngettext("{counted}; {n} other in the text", "{counted}; {n} others in the text", others, { counted }) : counted
    return parts("Nearest: {source}. {counted}.", { source: source(search, passage), counted: between })
  }
  const how = passage.isLetterForLetter ? gettext("letter for letter") : gettext("same words; capitals, punctuation or spacing differ")
  const counted = ngettext("The word is in", "All {n} words are, in this order, in", all)
  return parts("{counted} {source}: {how}.", { counted, source: source(search, passage), how })
}

/**
 * Beside a passage: the way to its words, a copy of them with their source, and a search for what was typed.
 *
 * @param {Search} search
 * @param {Passage} passage
 * @param {string} toSearch
 */
function actions(search, passage, toSearch) {
  const { anchor, address, cited } = place(search, passage)
  const { document: text, from, to } = passage
  const label = isWhole(passage) ? gettext("Copy with source") : gettext("Copy as written, with source")
  const words = `${quoted(withMarks(text, from, to))} ${[text.title, facts(text), cited].filter(Boolean).join(comma)}`
  /** @type {HTMLButtonElement} where nothing can be copied, the whole answer is selected */
  const copy = copyButton(label, "", () => copy.closest("[data-document]") ?? copy, () => [words])
  return make(
    "p",
    { className: "acts" },
    make("a", { className: "btn", href: address, "data-paragraph": anchor }, gettext("See it in the text")),
    copy,
    make("a", { className: "btn", href: toSearch }, gettext("Search for these words")),
  )
}

const SIGNS = { same: "=", differs: "≠", no: "?" }

/**
 * @param {keyof typeof SIGNS} kind
 * @param {string} headline
 * @param {Node[]} content
 */
function box(kind, headline, ...content) {
  const says = make("div", { className: "says" }, make("span", { className: "sign", "aria-hidden": "true" }, SIGNS[kind]), make("h2", {}, headline))
  return make("section", { className: `answer ${kind}` }, says, ...content)
}

/**
 * Another text, after the one that the answer is about.
 *
 * @param {Search} search
 * @param {Sentence} sentence
 * @param {Shown} passage
 * @param {boolean} isOwn
 */
function other(search, sentence, passage, isOwn) {
  const { kind, words } = verdict(sentence, passage)
  const { anchor, address, cited } = place(search, passage)
  const said = facts(passage.document)
  const head = make(
    "p",
    {},
    make("a", { href: search.documentAddress(passage.document), dir: "auto" }, passage.document.title),
    " ",
    make("small", {}, said ? `${said} · ` : "", make("a", { href: address, "data-paragraph": anchor }, cited), isOwn ? ` · ${gettext("the text you come from")}` : ""),
  )
  const chip = make("span", { className: `verdict ${kind}` }, words)
  const evidence = kind === "differs" ? make("details", {}, make("summary", {}, gettext("What differs")), pair(sentence, passage)) : null
  return make("li", dataset(passage), head, chip, evidence)
}

/** @param {Passage} passage */
const dataset = ({ document, counted }) => ({ "data-document": document.id, "data-same": String(counted.same), "data-words": String(counted.all) })

/**
 * The whole answer as elements, and in a sentence for those who hear it.
 *
 * @param {Search} search
 * @param {Sentence} sentence what was typed
 * @param {import("./types.js").Nearest} found
 * @param {object} how
 * @param {string | null} how.from the text that the sentence was selected in, if it was: its reader asks for others
 * @param {string[]} how.notes what else is to be said
 * @param {string} how.toSearch the address of a search for what was typed
 */
export function answer(search, sentence, found, { from, notes, toSearch }) {
  const texts = search.index.documents
  const passages = found.passages.map(passage => ({ ...passage, whole: wholeWords(sentence, passage) }))
  const own = passages.find(({ document }) => document.id === from)
  const others = passages.filter(passage => passage !== own)
  const exact = found.exact - (own && isWhole(own) ? 1 : 0)
  const small = notes.map(note => make("p", { className: "fine" }, note))
  // Where a text has the sentence as it was changed on the way, the one that the words come from has the last word.
  const origin = others.find(passage => isSource(search, passage))
  const best = origin && !isWhole(origin) ? origin : others[0]
  const rest = others.filter(passage => passage !== best)
  if (!best) {
    const headline = own ? gettext("Not found in any other text") : ngettext("Not found in this one text", "Not found in these {n} texts", texts)
    const says = gettext("No passage comes near it: none has six in ten of its words in their order. That does not mean that nobody said or wrote it, only that it is not in this archive.")
    const way = make("a", { href: toSearch }, gettext("search for its words"))
    const next = make("p", {}, ...parts("Try a shorter part of it, or {search}.", { search: way }))
    const shown = box("no", headline, make("p", { className: "why" }, says), make("div", { className: "more-of" }, next, ...small))
    return { says: headline, elements: [shown, ...listOf(search, sentence, own ? [own] : [], own)] }
  }
  const { kind, words } = verdict(sentence, best)
  const smallLetters = `${words[0].toLowerCase()}${words.slice(1)}`
  const headline = kind === "same" ? headlineOf(exact, { isOwn: Boolean(own), isMore: found.isMore, hasGaps: found.hasGaps }) : own ? gettext("Not word for word in any other text: {verdict}", { verdict: smallLetters }) : gettext("Not word for word: {verdict}", { verdict: smallLetters })
  const shown = box(kind, headline, make("p", { className: "why" }, ...why(search, best)))
  for (const [name, value] of Object.entries(dataset(best))) shown.setAttribute(name, value)
  if (kind !== "same" || found.hasGaps) shown.append(pair(sentence, best))
  const same = kind === "same" ? null : rest.find(isWhole)
  if (same) small.unshift(make("p", {}, ...parts("Your wording is word for word in {source}.", { source: source(search, same) })))
  shown.append(make("div", { className: "more-of" }, actions(search, best, toSearch), ...small))
  return { says: `${headline}.`, elements: [shown, ...listOf(search, sentence, [...rest, ...(own ? [own] : [])], own)] }
}

/**
 * The headline where a sentence was found word for word.
 *
 * @param {number} n texts that have it
 * @param {{ isOwn: boolean, isMore: boolean, hasGaps: boolean }} how
 */
function headlineOf(n, { isOwn, isMore, hasGaps }) {
  const found = isOwn
    ? ngettext("Word for word in {n} other text", "Word for word in {n} other texts", n)
    : isMore
      ? ngettext("Word for word in more than {n} text", "Word for word in more than {n} texts", n)
      : n > 1
        ? ngettext("Word for word in {n} text", "Word for word in {n} texts", n)
        : gettext("Word for word")
  return hasGaps ? gettext("{found}, with words left out", { found }) : found
}

/**
 * The other texts as a list under a heading; nothing for none.
 *
 * @param {Search} search
 * @param {Sentence} sentence
 * @param {Shown[]} passages
 * @param {Shown} [own]
 */
function listOf(search, sentence, passages, own) {
  if (!passages.length) return []
  const list = make("ul", { className: "others" }, ...passages.map(passage => other(search, sentence, passage, passage === own)))
  return [make("section", { className: "list" }, make("h2", {}, gettext("Other texts")), list)]
}
