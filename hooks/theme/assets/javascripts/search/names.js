// The names of the archive that a query may mean.

const MOST_OF_A_NAME = 6 // words
const SHORT = 3 // letters of a word that may be left out: “the”

/** @typedef {import("./index.js").Index} Index */

/**
 * The names that all of a query is part of, those first that most texts name.
 * @param {Index} index
 * @param {import("./types.js").Need[]} needs
 * @param {import("./types.js").Answer["similar"]} similar
 * @param {typeof import("./fold.js").fold} fold
 */
export async function namesOf(index, needs, similar, fold) {
  if (needs.length > MOST_OF_A_NAME) return []
  const each = await Promise.all(needs.map(async ({ items: [{ item, exact, loose }] }) => {
    const near = similar.find(one => one.item === item)?.forms ?? []
    if (item.kind === "beginning") return exact[0].names ?? []
    const spelled = item.kind === "joined" ? [[item.words.join("")]] : [] // I.B.M.
    for (const words of [...spelled, item.words, ...loose.map(({ phrase }) => phrase), ...near.map(form => fold(form).map(({ word }) => word))]) {
      const found = await known(index, words)
      if (!found || found.length) return found
    }
    return []
  }))
  const telling = each.filter(one => one !== null)
  const numbers = telling[0]?.filter(number => telling.every(names => names.includes(number))) ?? []
  const { names: files } = index.manifest
  /** @type {[id: string, label: string, texts: number][]} */
  const named = await Promise.all(numbers.map(async number => (await index.json(`names/${Math.floor(number / files)}`))[number % files]))
  return named.filter(([, , texts]) => texts).sort((a, b) => b[2] - a[2]).map(([id, label, texts]) => ({ id, label, texts }))
}

/**
 * The numbers of the names that these words are part of, or null if they tell nothing; an ending (`Kennedy’s`) doesn't count.
 * @param {Index} index
 * @param {string[]} words
 */
async function known(index, words) {
  const telling = words.filter(word => !index.frequent.has(word))
  if (telling.length > MOST_OF_A_NAME) return []
  const all = await Promise.all(telling.map(index.look))
  const isSpelled = telling.length > 1 && telling.every(word => word.length < 2)
  const each = all.filter(({ word, names }) => names.length || isSpelled || word.length > SHORT)
  return each.length ? each[0].names.filter(number => each.every(({ names }) => names.includes(number))) : null
}
