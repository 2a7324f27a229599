// How the search gets its files: by `fetch` where there is a server; in a copy without one, as scripts that lie beside
// them (`make offline` writes these). What can't be had is an error that is kept nowhere: the next try asks again.

import { Numbers } from "./lists.js"

const root = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src)
const PATIENCE = 60_000 // milliseconds that a server may take for a file
export const isOffline = location.protocol === "file:"
/** @param {string} path of a file of the search that could not be had */
const lost = path => Object.assign(new Error(`${path} could not be had`), { isLost: true })

/**
 * @param {URL} address
 * @param {RequestCache} cache
 */
async function bytesByServer(address, cache) {
  try {
    const answer = await fetch(address, { cache, signal: AbortSignal.timeout(PATIENCE) })
    const isPage = answer.headers.get("content-type")?.startsWith("text/html") // that a host gives for what it hasn't got
    if (answer.ok && !isPage) return new Uint8Array(await answer.arrayBuffer())
  } catch {
    // No network: told below, as an answer that is no good.
  }
  throw lost(address.pathname)
}

/**
 * The bytes of a packed file of the index. One that came damaged is asked for once more, past what the browser keeps.
 * @param {string} path
 * @param {RequestCache} [cache]
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function bytes(path, cache = "default") {
  const address = new URL(`search/index/${path}.packed`, root)
  const got = await (isOffline ? (await import("./offline.js")).bytesByScript(address, root) : bytesByServer(address, cache))
  if (!got) throw lost(path)
  if (got.length && (got[0] !== 0x1f || got[1] !== 0x8b)) return got // a host has unpacked it
  try {
    return new Uint8Array(await new Response(new Blob([got]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer())
  } catch {
    if (isOffline || cache === "reload") throw lost(path)
    return bytes(path, "reload")
  }
}

/**
 * What `made` makes of a file of the index: of the words that it begins with, and the numbers behind them.
 * @template T
 * @param {string} path
 * @param {(words: string, numbers: Numbers) => T | false} made false, or it fails, where the file is something else
 * @param {RequestCache} [cache]
 */
export async function read(path, made, cache) {
  const all = await bytes(path, cache)
  const end = all.indexOf(0)
  try {
    const got = made(new TextDecoder().decode(end < 0 ? all : all.subarray(0, end)), new Numbers(all, end < 0 ? all.length : end + 1))
    if (got) return got
  } catch {
    // It is damaged: told below.
  }
  throw lost(path)
}

/**
 * What a file of the index has, as JSON carries it, with the `numbers` that follow, if there are any.
 * @param {string} path
 * @param {RequestCache} [cache]
 */
export const json = (path, cache) => read(path, (words, numbers) => {
  const made = JSON.parse(words)
  return numbers.isMore ? { ...made, numbers: [...numbers] } : made
}, cache)

/**
 * The address of a page of the site, with the file's name where no server would add it.
 * @param {string} address
 */
export const page = address => `${new URL(address, root).pathname}${isOffline ? "index.html" : ""}`
