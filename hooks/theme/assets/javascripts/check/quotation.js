// Checks a quotation: finds the passages nearest to a sentence, and shows word by word how they differ from it. All of it
// happens here: the sentence goes into this page's address, behind the `#`, which a browser sends to no server.

import { CHANGED, engine, loadAnew } from "../search/reach.js"
import { count, facts, make, number } from "../search/view.js"
import { isWhole, passages, slice, withMarks } from "./passages.js"

const holder = document.querySelector("[data-check]")
const form = holder.querySelector("form")
const input = form.elements.q
const status = holder.querySelector("[data-check-status]")
const results = holder.querySelector("[data-check-results]")
const key = holder.querySelector("[data-check-key]")
const more = holder.querySelector("[data-check-more]")
const again = holder.querySelector("[data-check-again]")

const LONGEST = 1000 // words that are compared
const SHOWN = 12
const MARKED = 150 // words that are marked on arrival

holder.hidden = false
let ticket = 0

async function show() {
  const mine = ++ticket
  const state = new URLSearchParams(location.hash.slice(1) || location.search)
  const typed = state.get("q") ?? ""
  if (input.value !== typed) input.value = typed
  again.hidden = key.hidden = more.hidden = true
  results.replaceChildren()
  if (!typed.trim()) {
    status.textContent = ""
    results.dataset.checkResults = "done"
    return
  }
  results.dataset.checkResults = "busy"
  status.textContent = "Comparing …"
  try {
    const search = await engine()
    const all = search.fold(typed)
    const found = all.length ? await passages(search, typed, all.slice(0, LONGEST)) : null
    if (mine !== ticket) return
    tell(search, typed, found, { isCut: all.length > LONGEST, from: state.get("from") })
    results.dataset.checkResults = "done"
  } catch (error) {
    if (mine !== ticket) return
    if (!error.isLost && !error.isChanged) throw error
    const isAnew = error.isChanged && loadAnew()
    status.textContent = isAnew ? CHANGED : "The texts can’t be reached just now: the connection seems to be lost."
    again.hidden = isAnew
    results.dataset.checkResults = "failed"
  }
}

/* What is shown. */

const rules = search =>
  `in ${search.index.documents === 1 ? "the one text" : `these ${count(search.index.documents, "text", "texts")}`}, under these rules: ` +
  "a passage counts if it has at least six in ten of the sentence’s words, in their order. Capitals, accents, hyphens, " +
  "spaces and punctuation make no difference."

/** Show what was found; `from` is the document in which the sentence was selected, if it was: its reader asks for others. */
function tell(search, typed, found, { isCut, from }) {
  if (!found) {
    status.textContent = "Type or paste a sentence: there is no letter or digit to compare."
    return
  }
  const own = found.passages.find(({ document }) => document.id === from)
  const shown = found.passages.filter(passage => passage !== own).concat(own ?? [])
  status.textContent = (found.exact ? standing : nearing)(search, found, isCut, own)
  const entries = shown.map(passage => entry(search, typed, found.words, passage, passage === own))
  results.replaceChildren(...entries.slice(0, SHOWN))
  key.hidden = !shown.some(({ steps }) => steps.some(({ kind }) => kind === "other"))
  more.hidden = entries.length <= SHOWN
  more.textContent = `Show ${number.format(entries.length - SHOWN)} more`
  more.onclick = () => {
    results.append(...entries.slice(SHOWN))
    entries[SHOWN].querySelector("a").focus()
    more.hidden = true
  }
}

/** What is said of words that stand in texts as they are. */
function standing(search, found, isCut, own) {
  const compared = isCut ? `The first ${count(LONGEST, "word", "words")}, which are all that is compared,` : "These words"
  const others = found.exact > 1 ? count(found.exact - 1, "other text", "other texts") : "no other text"
  const counted = own && isWhole(own) ? others : count(found.exact, "text", "texts")
  const texts = found.isMore ? `more than ${counted}` : counted
  const leftOut = found.hasGaps ? ", with others left out where your sentence says so" : ""
  return `${compared} stand in ${texts}, word for word${leftOut}.${lookedThrough(found)}${texts === "no other text" && found.passages.length > 1 ? " Nearest:" : ""}`
}

/** What is said of words that stand in none. */
function nearing(search, found, isCut) {
  const cut = isCut ? ` Only the first ${count(LONGEST, "word", "words")} were compared.` : ""
  const texts = search.index.documents === 1 ? "the one text" : `any of these ${count(search.index.documents, "text", "texts")}`
  const among = lookedThrough(found)
  return found.passages.length ? `Not word for word in ${texts}.${cut}${among} Nearest:` : `Not ${among ? "found " : ""}${rules(search)}${among}${cut}`
}

/** What is said where not all texts were compared that may have something near. */
const lookedThrough = ({ compared }) =>
  compared ? ` What is near was looked for in the ${count(compared, "text", "texts")} that have most of the rarer words.` : ""

function entry(search, typed, words, passage, isOwn) {
  const { document: text, counted, from, to } = passage
  const { anchor } = text.apart[from]
  const query = new URLSearchParams({ found: slice(text, from, Math.min(to, from + MARKED)) })
  const address = `${search.documentAddress(text)}?${query}#${anchor}`
  const said = facts(text)
  const verdict = isOwn ? "the text you come from" : isWhole(passage) ? VERDICTS[Number(passage.isLetterForLetter)] : matching(passage)
  return make(
    "article",
    { className: "sb-result", "data-document": text.id, "data-same": String(counted.same), "data-words": String(counted.all) },
    make("h2", { dir: "auto" }, make("a", { href: search.documentAddress(text) }, text.title)),
    make("p", { className: "sb-result__facts" }, said ? make("span", {}, said) : null, make("span", { className: "sb-result__exact" }, verdict)),
    make(
      "a",
      { className: "sb-result__passage", href: address, "data-paragraph": anchor },
      make("span", { className: "sb-result__number" }, make("span", { className: "hidden" }, "Paragraph "), anchor.slice(1)),
      make("span", { className: "sb-result__words", dir: "auto", lang: text.language || null }, ...compared(typed, words, passage)),
    ),
  )
}

const VERDICTS = ["the same words; capitals, marks or spaces differ", "letter for letter"]

/** How many words are the same, where not all are or others stand between them, and how many of the text are others. */
function matching({ counted: { all, same, others } }) {
  if (same === all) return `all ${count(all, "word", "words")}, and ${number.format(others)} more between them`
  return `${same} of ${count(all, "word", "words")} the same${others ? `; ${count(others, "other", "others")} in the text` : ""}`
}

/** The passage, with what only it has and what only the sentence has. */
function compared(typed, words, { document: text, steps }) {
  const parts = []
  const aside = said => make("span", { className: "hidden" }, said)
  for (const { kind, mine, theirs } of steps) {
    if (parts.length) parts.push(" ")
    if (kind === "same") parts.push(withMarks(text, ...theirs))
    if (kind === "left out") parts.push(`[… ${count(theirs[1] - theirs[0], "word", "words")} …]`)
    if (kind !== "other") continue
    if (mine) {
      parts.push(make("del", {}, aside(" only in your sentence: "), typed.slice(words[mine[0]].start, words[mine[1] - 1].end)))
    }
    if (mine && theirs) parts.push(" ")
    if (theirs) parts.push(make("ins", {}, aside(" only in the text: "), withMarks(text, ...theirs)))
  }
  return parts
}

form.addEventListener("submit", event => {
  event.preventDefault()
  const q = input.value.trim()
  const address = `${location.pathname}${q ? `#${new URLSearchParams({ q })}` : ""}`
  if (address !== location.pathname + location.search + location.hash) history.pushState(null, "", address)
  show()
})
input.addEventListener("keydown", event => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit()
})
again.addEventListener("click", show)
addEventListener("online", () => results.dataset.checkResults === "failed" && show())
addEventListener("popstate", show)
addEventListener("hashchange", show)
show()
