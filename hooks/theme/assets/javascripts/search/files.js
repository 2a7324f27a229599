// How the search gets its files: by `fetch` where there is a server; in a copy without one, as scripts that lie beside
// them (`make offline` writes these). What can't be had is an error that is kept nowhere: the next try asks again.

import { numbersIn } from "./lists.js"

const root = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src)
const PATIENCE = 60_000 // milliseconds that a server may take for a file
export const isOffline = location.protocol === "file:"

/**
 * @param {URL} address
 * @param {RequestCache} cache
 */
async function bytesByServer(address, cache) {
  const answer = await fetch(address, { cache, signal: AbortSignal.timeout(PATIENCE) })
  const isPage = answer.headers.get("content-type")?.startsWith("text/html") // that a host gives for what it hasn't got
  return answer.ok && !isPage ? new Uint8Array(await answer.arrayBuffer()) : undefined
}

/**
 * What `made` makes of a packed file of the index: of the words that it begins with, and the numbers behind them. One that
 * came damaged is asked for once more, past what the browser keeps.
 * @template T
 * @param {string} path
 * @param {(words: string, numbers: import("./lists.js").Numbers) => T | false} made false, or it fails, where the file is something else
 * @param {RequestCache} [cache]
 * @returns {Promise<T>}
 */
export async function read(path, made, cache = "default") {
  const address = new URL(`search/index/${path}.packed`, root)
  const got = await (isOffline ? (await import("./offline.js")).bytesByScript(address, root) : bytesByServer(address, cache).catch(() => undefined))
  const isPacked = got && (!got.length || (got[0] === 0x1f && got[1] === 0x8b)) // else a host has unpacked it
  try {
    const all = isPacked ? new Uint8Array(await new Response(new Blob([got]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer()) : (got ?? new Uint8Array())
    const end = all.includes(0) ? all.indexOf(0) : all.length
    const found = made(new TextDecoder().decode(all.subarray(0, end)), numbersIn(all, end + 1))
    if (found) return found
  } catch {
    // It is not there, or damaged: told below.
  }
  if (isPacked && !isOffline && cache !== "reload") return read(path, made, "reload")
  throw Object.assign(new Error(`${path} could not be had`), { isLost: true })
}

/**
 * What a file of the index has, as JSON carries it, with the `numbers` that follow, if there are any.
 * @param {string} path
 * @param {RequestCache} [cache]
 */
export const json = (path, cache) => read(path, (words, { rest }) => {
  const numbers = rest()
  return numbers.length ? { ...JSON.parse(words), numbers } : JSON.parse(words)
}, cache)

/**
 * The address of a page of the site, with the file's name where no server would add it.
 * @param {string} address
 */
export const page = address => `${new URL(address, root).pathname}${isOffline ? "index.html" : ""}`
