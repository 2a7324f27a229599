// Words of the index that begin with some letters.

/**
 * Entries whose words begin with some letters, of `most` files at most, and whether there are more.
 * @param {import("./index.js").Index} index
 * @param {string} letters
 * @param {number} most
 */
export async function beginning(index, letters, most) {
  const [first = 0] = index.partsOf(letters)
  const parts = [...index.firsts.keys()].filter(part => part >= first && index.firsts[part] < `${letters}\uffff`)
  const all = await Promise.all(parts.slice(0, most).map(part => index.part(part)))
  const words = all.flatMap(entries => [...entries]).filter(([word]) => word.startsWith(letters) && !word.includes(" "))
  return { words, isCut: parts.length > most }
}
