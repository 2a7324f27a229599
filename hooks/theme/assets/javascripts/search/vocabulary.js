// The words of the archive, as the build has counted them: in how many texts each stands, which share a stem, what is
// written in one word or two. Only the parts come that a query's words begin with.

import "./fold.js"
import "./files.js"

;(() => {
  const { text, run, fold } = window.sourcebook
  const MARK = /[ ’-]/ // between the parts of a word that some write in one piece
  const MOST_FORMS = 12 // words that begin with some letters
  const MOST_FILES = 8 // that are looked through for words with a stem

  class Vocabulary {
    constructor(index) {
      this.index = index
      this.files = new Set(index.manifest.files)
    }

    /**
     * What the vocabulary says of a word: in how many texts it stands, its cousins, what it may be in two words
     * (`together` where only a capital or a name's particle parts them, `marked` where a mark does, and whether that is an
     * apostrophe), and its `part`.
     */
    look(word) {
      return this.index.keep(`word ${word}`, async () => {
        const part = await this.part(this.fileOf(word))
        const forms = new Map((part.of.get(word) ?? []).flatMap(family => [...family.words]))
        const count = forms.get(word) ?? 0
        const cousins = [...forms].filter(([form]) => form !== word)
        const [together, marked] = [part.together.get(word), part.marked.get(word)]
        const hasApostrophe = marked?.includes("’")
        return { word, count, cousins, together: together?.split(" "), marked: marked?.split(MARK), hasApostrophe, part }
      })
    }

    /** The ways in which a word stands in texts: `[words, count]` each, in one piece and taken apart. */
    async spellings(word) {
      const { count, together, marked } = await this.look(word)
      const apart = [together, marked].filter(Boolean)
      const counts = await Promise.all(apart.map(async parts => Math.min(...(await Promise.all(parts.map(part => this.look(part)))).map(({ count }) => count))))
      return [...(count ? [[[word], count]] : []), ...apart.map((parts, i) => [parts, counts[i]])]
    }

    /** How folded words are written that stand together. */
    async written(words) {
      const joined = words.join("")
      const marked = (await this.part(this.fileOf(joined))).marked.get(joined)
      if (marked?.split(MARK).join(" ") === words.join(" ")) return marked
      const each = words.map(async word => (await this.part(this.fileOf(word))).written.get(word) ?? word)
      return (await Promise.all(each)).join(" ")
    }

    /**
     * Words of the archive that share their stem with a word that isn't among them, given as it was typed: `[word, count]`
     * each. Each language's words are compared by its own rules.
     */
    async related(typed) {
      const word = typed.normalize("NFC").toLowerCase()
      const found = new Map()
      for (const language of Object.keys(this.index.manifest.stemmers)) {
        const stem = await this.stemmer(language)
        const mine = stem(word)
        const near = Array.from(mine).slice(0, Math.max(2, mine.length - 1)).join("")
        for (const part of await Promise.all(this.filesOf(near).map(name => this.part(name)))) {
          for (const family of part.families) {
            if (family.language !== language) continue
            family.stem ??= stem(family.written)
            if (family.stem === mine) for (const [form, count] of family.words) found.set(form, count)
          }
        }
      }
      return [...found]
    }

    /** What takes a written word of a language to its stem, folded. */
    stemmer(language) {
      const name = this.index.manifest.stemmers[language]
      return this.index.keep(`stemmer ${name}`, async () => {
        for (const one of ["base", name]) {
          await this.index.keep(`script ${one}`, () => run(new URL(`${this.index.folder}stems/${one}-stemmer.js`, window.sourcebook.root)))
        }
        const rules = new window[`${name[0].toUpperCase()}${name.slice(1)}Stemmer`]()
        return word => fold(rules.stemWord(word)).map(({ word }) => word).join("")
      })
    }

    /** The file of the vocabulary that a word would be in: the one named by most of its first letters. */
    fileOf(word) {
      let name = ""
      let best = "all"
      for (const letter of word) {
        name += hexadecimal(letter)
        if (this.files.has(name)) best = name
        else if (name.length > 24) break
      }
      return best
    }

    /** The files of the vocabulary that hold words that begin with these letters; the first ones, where they are many. */
    filesOf(letters) {
      const name = hexadecimal(letters)
      const longer = this.index.manifest.files.filter(other => other.startsWith(name) && other !== name)
      return [...new Set([this.fileOf(letters), ...longer])].slice(0, MOST_FILES)
    }

    part(name) {
      return this.index.keep(`words ${name}`, async () => {
        const part = { of: new Map(), families: [], written: new Map(), together: new Map(), marked: new Map() }
        if (!this.files.has(name)) return part
        let language = ""
        for (const line of (await text(`${this.index.folder}words/${name}.packed`)).split("\n")) {
          const [, joined, sign, parts] = line.match(/^([^ ]+)([=~])(.*)$/) ?? []
          if (sign) part[sign === "=" ? "together" : "marked"].set(joined, parts)
          else if (line.startsWith(">")) language = line.slice(1)
          else readFamily(line, language, part)
        }
        return part
      })
    }

    /** Words that begin with these letters, the most frequent first. */
    beginnings({ part, word }) {
      const found = [...part.of].filter(([form]) => form.startsWith(word) && form !== word)
      const counted = found.map(([form, [family]]) => [form, family.words.get(form)])
      return counted.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_FORMS)
    }
  }

  const hexadecimal = letters =>
    Array.from(new TextEncoder().encode(letters), byte => byte.toString(16).padStart(2, "0")).join("")

  /** A line of the vocabulary, `word count` or `word/written count` one after another, put into its part. */
  function readFamily(line, language, part) {
    const family = { language, words: new Map(), written: "" }
    const pieces = line.split(" ")
    for (let i = 0; i + 1 < pieces.length; i += 2) {
      const [word, written = word] = pieces[i].split("/")
      family.written ||= written
      family.words.set(word, Number(pieces[i + 1]))
      part.of.set(word, [...(part.of.get(word) ?? []), family])
      if (written === word || !part.written.has(word)) part.written.set(word, written)
    }
    part.families.push(family)
  }

  window.sourcebook = Object.assign(window.sourcebook, { Vocabulary })
})()
