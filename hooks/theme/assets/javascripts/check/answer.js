// The answer to “do these texts have this sentence?”: a verdict first, then the evidence, then what to do next.

import { make } from "../frame/dom.js"
import { count, facts, number } from "../search/view.js"
import { isSource, isWhole, slice, withMarks } from "./passages.js"

const MARKED = 150 // words that are marked on arrival
const SPELLED = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
const TORN = /^\S*[\p{L}\p{N}]['’ʼ][\p{L}\p{N}]\S*$/u // two words that readers take for one: the possessive

const spelled = n => SPELLED[n] ?? number.format(n)
const wordsIn = text => text.trim().split(/\s+/).length
const capital = text => text[0].toUpperCase() + text.slice(1)
const aside = said => make("span", { className: "hidden" }, said)

/** A typed sentence whose folded `words` a passage is laid beside. */
export class Sentence {
  constructor(typed, words) {
    this.typed = typed
    this.words = words
  }

  /** What was typed from one word to before another. */
  slice(from, to) {
    return this.typed.slice(this.words[from].start, this.words[to - 1].end)
  }
}

/**
 * The steps of a passage with no reader's word torn in two: where an apostrophe stands between what is the same and what
 * is not, the whole word is not.
 */
export function wholeWords(sentence, { document, steps }) {
  const found = steps.map(step => ({ ...step, mine: step.mine && [...step.mine], theirs: step.theirs && [...step.theirs] }))
  const isTorn = (at, edge, cut) => Boolean(at) && edge > 0 && TORN.test(cut(edge - 1, edge + 1))
  const torn = (one, next) => {
    const mine = one.mine && next.mine && one.mine[1] === next.mine[0] && next.mine[0]
    const theirs = one.theirs && next.theirs && one.theirs[1] === next.theirs[0] && next.theirs[0]
    return isTorn(mine, mine, (from, to) => sentence.slice(from, to)) || isTorn(theirs, theirs, (from, to) => slice(document, from, to))
  }
  for (let at = 1; at < found.length; at++) {
    const [one, next] = [found[at - 1], found[at]]
    if (one.kind === "same" && next.kind === "other" && torn(touching(one, next), touching(next, one, true))) give(one, next, -1)
    else if (one.kind === "other" && next.kind === "same" && torn(touching(one, next), touching(next, one, true))) give(next, one, 1)
  }
  return found.filter(({ kind, mine }) => kind !== "same" || mine[0] < mine[1])
}

/** A step as it touches its neighbour: where it has no words on a side, it touches with none. */
const touching = (step, neighbour, isNext = false) => {
  const side = name => step[name] ?? (neighbour[name] ? Array(2).fill(neighbour[name][isNext ? 1 : 0]) : null)
  return { mine: side("mine"), theirs: side("theirs") }
}

/** Let a step that is the same give its last word (or its first) to the other beside it. */
function give(same, other, direction) {
  for (const side of ["mine", "theirs"]) {
    const at = direction < 0 ? --same[side][1] : same[side][0]++
    const edge = direction < 0 ? 0 : 1
    other[side] ??= [at + edge, at + edge]
    other[side][edge] = direction < 0 ? at : at + 1
  }
}

/** What became of a sentence in a passage: `kind` (`same`, `differs`), its `words`. */
function verdict(sentence, passage) {
  const others = passage.whole.filter(({ kind }) => kind === "other")
  if (!others.length) return { kind: "same", words: "Word for word" }
  const { all, same } = passage.counted
  const differs = words => ({ kind: "differs", words: capital(words) })
  if (others.length > 1) return differs(`${same} of ${count(all, "word", "words")} the same`)
  const [{ mine, theirs }] = others
  const [typed, written] = [mine ? wordsIn(sentence.slice(...mine)) : 0, theirs ? wordsIn(slice(passage.document, ...theirs)) : 0]
  const n = Math.max(typed, written)
  const said = `${spelled(n)} ${n === 1 ? "word" : "words"}`
  if (!typed || !written) return differs(`${said} ${typed ? "added" : "left out"}`)
  if (others[0] === passage.whole[0] && typed > 1) return differs("begins differently")
  if (others[0] === passage.whole.at(-1) && typed > 1) return differs("ends differently")
  return differs(`${said} changed`)
}

/** Both sides of a passage, what differs marked on each. */
function pair(sentence, { document: text, whole }) {
  const [written, typed] = [[], []]
  const gap = () => make("span", { className: "gap" })
  for (const { kind, mine, theirs } of whole) {
    if (kind === "left out") {
      written.push(`[… ${count(theirs[1] - theirs[0], "word", "words")} …]`)
      typed.push("…")
    } else if (kind === "same") {
      written.push(withMarks(text, ...theirs))
      typed.push(sentence.slice(...mine))
    } else {
      written.push(theirs ? make("del", {}, aside(" only in the text: "), withMarks(text, ...theirs)) : gap())
      typed.push(mine ? make("ins", {}, aside(" only in your sentence: "), sentence.slice(...mine)) : gap())
    }
  }
  const spaced = parts => parts.flatMap((part, at) => (at ? [" ", part] : [part]))
  const half = (label, parts, language) =>
    make("div", {}, make("p", { className: "label" }, make("b", {}, label)), make("blockquote", { className: "words", dir: "auto", lang: language || null }, ...spaced(parts)))
  return make("div", { className: "pair" }, half("As written", written, text.language), half("Your sentence", typed))
}

/** Where a passage stands: its paragraphs, and the address that leads to the very words. */
function place(search, { document: text, from, to }) {
  const [first, last] = [text.apart[from].anchor, text.apart[to - 1].anchor]
  const query = new URLSearchParams({ found: slice(text, from, Math.min(to, from + MARKED)) })
  const cited = `¶\u00a0${first.slice(1)}${last === first ? "" : `–${last.slice(1)}`}`
  return { cited, anchor: first, address: `${search.documentAddress(text)}?${query}#${first}` }
}

/** The text of a passage as a link, with what is said of it. */
function source(search, passage) {
  const said = [facts(passage.document), place(search, passage).cited].filter(Boolean).join(", ")
  return [make("a", { href: search.documentAddress(passage.document), dir: "auto" }, passage.document.title), `, ${said}`]
}

/** What is said below a verdict: how many words are where. */
function why(search, sentence, passage) {
  const { all, same, others } = passage.counted
  if (!isWhole(passage)) {
    const between = others ? `; ${count(others, "other", "others")} in the text` : ""
    return ["Nearest: ", ...source(search, passage), `. ${same} of ${count(all, "word", "words")} the same${between}.`]
  }
  const how = passage.isLetterForLetter ? "letter for letter" : "same words; capitals, punctuation or spacing differ"
  return [`${all === 1 ? "The word is" : `All ${count(all, "word", "words")} are, in this order,`} in `, ...source(search, passage), `: ${how}.`]
}

/** Beside a passage: the way to its words, a copy of them with their source, and a search for what was typed. */
function actions(search, sentence, passage, searchAddress) {
  const { anchor, address, cited } = place(search, passage)
  const { document: text, from, to } = passage
  const copy = make("button", { type: "button", className: "btn" }, isWhole(passage) ? "Copy with source" : "Copy as written, with source")
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(`“${withMarks(text, from, to)}” ${[text.title, facts(text), cited].filter(Boolean).join(", ")}`)
    copy.textContent = "Copied"
  })
  return make(
    "p",
    { className: "acts" },
    make("a", { className: "btn", href: address, "data-paragraph": anchor }, "See it in the text"),
    copy,
    make("a", { className: "btn", href: searchAddress(sentence.typed) }, "Search for these words"),
  )
}

const SIGNS = { same: "=", differs: "≠", no: "?" }

function box(kind, headline, ...content) {
  const says = make("div", { className: "says" }, make("span", { className: "sign", "aria-hidden": "true" }, SIGNS[kind]), make("h2", {}, headline))
  return make("section", { className: `answer ${kind}` }, says, ...content)
}

/** Another text, after the one that the answer is about. */
function other(search, sentence, passage, isOwn) {
  const { kind, words } = verdict(sentence, passage)
  const { anchor, address, cited } = place(search, passage)
  const said = facts(passage.document)
  const head = make(
    "p",
    {},
    make("a", { href: search.documentAddress(passage.document), dir: "auto" }, passage.document.title),
    " ",
    make("small", {}, said ? `${said} · ` : "", make("a", { href: address, "data-paragraph": anchor }, cited), isOwn ? " · the text you come from" : ""),
  )
  const chip = make("span", { className: `verdict ${kind}` }, words)
  const evidence = kind === "differs" ? make("details", {}, make("summary", {}, "What differs"), pair(sentence, passage)) : null
  const item = make("li", dataset(passage), head, chip, evidence)
  return item
}

const dataset = ({ document, counted }) => ({ "data-document": document.id, "data-same": String(counted.same), "data-words": String(counted.all) })

/**
 * The whole answer as elements, and in a sentence for those who hear it.
 *
 * @param {object} search the engine
 * @param {Sentence} sentence what was typed
 * @param {object} found what `passages` found
 * @param {object} how `own`: the passage of the text that the sentence was selected in, if it was; `texts`: how many texts
 *     there are; `notes`: what else is to be said; `searchAddress`: gives the address of a search
 */
export function answer(search, sentence, found, { own, texts, notes, searchAddress }) {
  for (const passage of found.passages) passage.whole = wholeWords(sentence, passage)
  const others = found.passages.filter(passage => passage !== own)
  const exact = found.exact - (own && isWhole(own) ? 1 : 0)
  const small = notes.map(note => make("p", { className: "fine" }, note))
  // Where a text has the sentence as it was changed on the way, the one that the words come from has the last word.
  const origin = others.find(passage => isSource(search, passage))
  const best = origin && !isWhole(origin) ? origin : others[0]
  const rest = others.filter(passage => passage !== best)
  if (!best) {
    const headline = own ? "Not found in any other text" : `Not found in ${texts === 1 ? "this one text" : `these ${count(texts, "text", "texts")}`}`
    const says = "No passage comes near it: none has six in ten of its words in their order. That does not mean that nobody said or wrote it, only that it is not in this archive."
    const next = make("p", {}, "Try a shorter part of it, or ", make("a", { href: searchAddress(sentence.typed) }, "search for its words"), ".")
    const shown = box("no", headline, make("p", { className: "why" }, says), make("div", { className: "more-of" }, next, ...small))
    return { says: headline, elements: [shown, ...listOf(search, sentence, own ? [own] : [], own)] }
  }
  const { kind, words } = verdict(sentence, best)
  const inTexts = own ? ` in ${count(exact, "other text", "other texts")}` : exact > 1 || found.isMore ? ` in ${found.isMore ? "more than " : ""}${count(exact, "text", "texts")}` : ""
  const leftOut = found.hasGaps && kind === "same" ? ", with words left out" : ""
  const headline = kind === "same" ? `${words}${inTexts}${leftOut}` : `Not word for word${own ? " in any other text" : ""}: ${words[0].toLowerCase()}${words.slice(1)}`
  const shown = box(kind, headline, make("p", { className: "why" }, ...why(search, sentence, best)))
  for (const [name, value] of Object.entries(dataset(best))) shown.setAttribute(name, value)
  if (kind !== "same" || found.hasGaps) shown.append(pair(sentence, best))
  const same = kind === "same" ? null : rest.find(isWhole)
  if (same) small.unshift(make("p", {}, "Your wording is word for word in ", ...source(search, same), "."))
  shown.append(make("div", { className: "more-of" }, actions(search, sentence, best, searchAddress), ...small))
  return { says: `${headline}.`, elements: [shown, ...listOf(search, sentence, [...rest, ...(own ? [own] : [])], own)] }
}

/** The other texts as a list under a heading; nothing for none. */
function listOf(search, sentence, passages, own) {
  if (!passages.length) return []
  const list = make("ul", { className: "others" }, ...passages.map(passage => other(search, sentence, passage, passage === own)))
  return [make("section", { className: "list" }, make("h2", {}, "Other texts"), list)]
}
