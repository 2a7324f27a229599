// Words of the index that begin with some letters.

/**
 * Entries whose words begin with some letters, of `most` files at most, and whether there are more.
 * @param {import("./index.js").Index} index
 * @param {string} letters
 * @param {number} most
 */
export async function beginning(index, letters, most) {
  const { firsts } = index
  const [first = 0] = index.partsOf(letters)
  const beyond = firsts.findIndex(word => word >= `${letters}\uffff`)
  const end = Math.max(first + 1, beyond < 0 ? firsts.length : beyond)
  const parts = Array.from({ length: Math.min(most, end - first) }, (_, i) => first + i).filter(part => part < firsts.length)
  const all = (await Promise.all(parts.map(part => index.part(part)))).flatMap(entries => [...entries])
  const words = all.filter(([word]) => word.startsWith(letters) && !word.includes(" "))
  return { words, isCut: end - first > most }
}
