// Checks a quotation: finds the passages nearest to a sentence, and shows word by word how they differ from it. All of it
// happens here: the sentence goes into this page's address, and nowhere else.

"use strict"

;(async () => {
  const { need, engine } = window.sourcebook
  await need("search-view.js", "align.js")
  const { make, count, number, facts } = window.sourcebook.view
  const { align } = window.sourcebook
  const holder = document.querySelector("[data-check]")
  const form = holder.querySelector("form")
  const input = form.elements.q
  const status = holder.querySelector("[data-check-status]")
  const results = holder.querySelector("[data-check-results]")
  const key = holder.querySelector("[data-check-key]")
  const again = holder.querySelector("[data-check-again]")

  const LONGEST = 300 // words that are compared
  const PROBES = 14 // words, the rarest ones, that say which texts are looked at
  const LOOKED_AT = 16 // texts that are compared word by word
  const NEAR = 0.6 // share of the sentence's words, in their order, that make a passage near
  const SHOWN = 12
  const LEFT_OUT = /…|\.{3}|\. \. \./ // between words: others are left out

  holder.hidden = false
  let ticket = 0

  async function show() {
    const mine = ++ticket
    const typed = new URLSearchParams(location.search).get("q") ?? ""
    if (input.value !== typed) input.value = typed
    again.hidden = key.hidden = true
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
      const words = window.sourcebook.fold(typed).slice(0, LONGEST)
      const found = words.length ? await look(search, typed, words) : null
      if (mine !== ticket) return
      tell(search, typed, words, found)
      results.dataset.checkResults = "done"
    } catch (error) {
      if (mine !== ticket) return
      if (window.sourcebook.Unreachable && !(error instanceof window.sourcebook.Unreachable)) throw error
      status.textContent = "The texts can’t be reached just now: the connection seems to be lost."
      again.hidden = false
      results.dataset.checkResults = "failed"
    }
  }

  /** The passages nearest to a sentence, the nearest first, and in how many texts it stands word for word. */
  async function look(search, typed, words) {
    const folded = words.map(({ word }) => word)
    const gaps = gapsIn(typed, words)
    const parts = [0, ...gaps].map((from, i) => folded.slice(from, [...gaps, folded.length][i]))
    let exact
    for (const part of parts) exact = await search.phrases.phrase(part, exact)
    const keys = [...new Set([...exact, ...(await candidates(search, folded))])].slice(0, LOOKED_AT)
    const documents = await Promise.all(keys.map(key => search.index.document(key)))
    const passages = documents.map(document => Object.assign(align(words, document.words, gaps), { document })).filter(isNear)
    const length = ({ steps }) => steps.filter(({ kind }) => kind !== "left out").reduce((sum, { theirs }) => sum + (theirs ? theirs[1] - theirs[0] : 0), 0)
    const rank = passage => Number(!isSource(passage))
    const order = (a, b) => b.same - a.same || length(a) - length(b) || rank(a) - rank(b) || (a.document.key < b.document.key ? -1 : 1)
    passages.sort(order)
    return { passages, exact: gaps.size ? passages.filter(isWhole).length : exact.size, hasGaps: gaps.size > 0 }

    function isNear({ same }) {
      return same >= Math.max(Math.min(3, words.length), NEAR * words.length)
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
    const { ways } = window.sourcebook.search.kin(document, [{ rank: 0, from, to }])
    return ways.has("to") && !ways.has("from")
  }

  /** Texts that have most of the rarest words of a sentence, those that have them side by side before others. */
  async function candidates(search, folded) {
    const looked = await Promise.all([...new Set(folded)].map(word => search.index.look(word)))
    const known = looked.filter(({ count: n, word }) => n && !search.index.frequent.has(word))
    known.sort((a, b) => a.count - b.count)
    const votes = new Map()
    const vote = (keys, weight) => keys.forEach(key => votes.set(key, (votes.get(key) ?? 0) + weight))
    const all = search.index.manifest.documents
    for (const { word, count: n } of known.slice(0, PROBES)) vote(await search.phrases.oneOf([[word]]), Math.log(1 + all / n))
    const pairs = folded.slice(1).map((word, i) => [folded[i], word]).filter(pair => pair.every(word => search.index.frequent.has(word)))
    if (known.length < 3) for (const pair of pairs.slice(0, PROBES)) vote(await search.phrases.oneOf([pair]), 1)
    return [...votes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, LOOKED_AT).map(([key]) => key)
  }

  /* What is shown. */

  const rules = search =>
    `in ${search.index.manifest.documents === 1 ? "the one text" : `these ${count(search.index.manifest.documents, "text", "texts")}`}, under these rules: ` +
    "a passage counts if it has at least six in ten of the sentence’s words, in their order. Capitals, accents, hyphens, " +
    "spaces and punctuation make no difference."

  function tell(search, typed, words, found) {
    if (!words.length) {
      status.textContent = "Type or paste a sentence: there is no letter or digit to compare."
      return
    }
    if (found.exact) {
      status.textContent = `These words stand in ${count(found.exact, "text", "texts")}, word for word${found.hasGaps ? ", with others left out where your sentence says so" : ""}.`
    } else if (found.passages.length) {
      status.textContent = `Not word for word in ${search.index.manifest.documents === 1 ? "the one text" : `any of these ${count(search.index.manifest.documents, "text", "texts")}`}. Nearest:`
    } else {
      status.textContent = `Not ${rules(search)}`
    }
    results.replaceChildren(...found.passages.slice(0, SHOWN).map(passage => entry(typed, words, passage)))
    key.hidden = !results.querySelector("ins, del")
  }

  function entry(typed, words, passage) {
    const { document: text, same, from, to } = passage
    const first = text.words[from]
    const anchor = first.anchor
    const query = new URLSearchParams({ found: text.words.slice(from, to).map(({ word }) => word).join(" ") })
    const { documentAddress } = window.sourcebook.search
    const address = `${documentAddress(text)}?${query}#${anchor}`
    const verdict = isWhole(passage) ? letters(typed, words, passage) : matching(words, passage)
    return make(
      "article",
      { className: "sb-result", "data-document": text.id, "data-same": String(same), "data-words": String(words.length) },
      make("h2", { dir: "auto" }, make("a", { href: documentAddress(text) }, text.title)),
      make("p", { className: "sb-result__facts" }, facts(text), make("span", { className: "sb-result__exact" }, verdict)),
      make(
        "a",
        { className: "sb-result__passage", href: address, "data-paragraph": anchor },
        make("span", { className: "sb-result__number" }, make("span", { className: "sb-visually-hidden" }, "Paragraph "), anchor.slice(1)),
        make("span", { className: "sb-result__words", dir: "auto", lang: text.language || null }, ...compared(typed, words, passage)),
      ),
    )
  }

  /** How many words are the same, where not all are, or others stand between them. */
  function matching(words, { same, steps }) {
    const more = steps.reduce((sum, { kind, theirs }) => sum + (kind === "other" && theirs ? theirs[1] - theirs[0] : 0), 0)
    const all = count(words.length, "word", "words")
    return same < words.length ? `${same} of ${all} the same` : `all ${all}, and ${number.format(more)} more between them`
  }

  /** Whether the same words are written the same. */
  function letters(typed, words, { document: text, steps }) {
    const plain = shown => shown.replace(/\s+/g, " ").trim()
    const isLetterForLetter = steps
      .filter(({ kind }) => kind === "same")
      .every(({ mine, theirs }) => plain(slice(text, ...theirs)) === plain(typed.slice(words[mine[0]].start, words[mine[1] - 1].end)))
    return isLetterForLetter ? "letter for letter" : "the same words; capitals, marks or spaces differ"
  }

  /** The text from one word of a document to before another, paragraphs apart by a space. */
  function slice(text, from, to) {
    let shown = ""
    for (let at = from; at < to; at++) {
      const word = text.words[at]
      const before = text.words[at - 1]
      const between = at === from ? "" : before.paragraph === word.paragraph ? text.paragraphs[word.paragraph][1].slice(before.end, word.start) : " "
      shown += between + text.paragraphs[word.paragraph][1].slice(word.start, word.end)
    }
    return shown
  }

  /** The passage, with what only it has and what only the sentence has. */
  function compared(typed, words, { document: text, steps }) {
    const parts = []
    const aside = said => make("span", { className: "sb-visually-hidden" }, said)
    for (const { kind, mine, theirs } of steps) {
      if (parts.length) parts.push(" ")
      if (kind === "same") parts.push(slice(text, ...theirs))
      if (kind === "left out") parts.push(`[… ${count(theirs[1] - theirs[0], "word", "words")} …]`)
      if (kind !== "other") continue
      if (mine) {
        parts.push(make("del", {}, aside(" only in your sentence: "), typed.slice(words[mine[0]].start, words[mine[1] - 1].end)))
      }
      if (mine && theirs) parts.push(" ")
      if (theirs) parts.push(make("ins", {}, aside(" only in the text: "), slice(text, ...theirs)))
    }
    return parts
  }

  form.addEventListener("submit", event => {
    event.preventDefault()
    const q = input.value.trim()
    const address = q ? `?${new URLSearchParams({ q })}` : location.pathname
    if (address !== location.search) history.pushState(null, "", address)
    show()
  })
  input.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit()
  })
  again.addEventListener("click", show)
  addEventListener("online", () => results.dataset.checkResults === "failed" && show())
  addEventListener("popstate", show)
  show()
})()
