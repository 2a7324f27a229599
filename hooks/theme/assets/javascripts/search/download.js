// All texts that a search found, as a file: CSV for a spreadsheet, JSON for a program.

const COLUMNS = ["id", "title", "kind", "publisher", "date", "hits", "url"]

/** A cell that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it. */
function cell(value) {
  const text = String(value).replace(/^(?=[=+\-@\t\r])/, "'")
  return /["\r\n,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** How often what was looked for stands in each text: the phrases, or else the words as they were typed. */
function hits({ index }, { wanted }) {
  const rank = Math.min(...wanted.filter(({ ends }) => ends.length).map(one => one.rank), 1)
  const times = new Uint32Array(index.documents)
  for (const one of wanted) if (one.rank === rank) index.eachText(one.ends.map(end => end - 1), row => times[row]++)
  return times
}

/** Give the reader a file with what was found, in its order. */
export async function download({ search, answer, order }, query, format) {
  const documents = await search.index.documentList()
  const times = hits(search, answer)
  const rows = order.map(row => {
    const [id, ...told] = documents[row]
    return [id, ...told, times[row], new URL(search.documentAddress({ id }), location.href).href]
  })
  const found = { query, texts: rows.map(row => Object.fromEntries(row.map((value, at) => [COLUMNS[at], value]))) }
  const text = format === "json" ? `${JSON.stringify(found, null, 1)}\n` : [COLUMNS, ...rows].map(row => `${row.map(cell).join(",")}\r\n`).join("")
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([text], { type: format === "json" ? "application/json" : "text/csv;charset=utf-8" }))
  link.download = `search.${format}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
