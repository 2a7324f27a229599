// Makes of the theme's scripts what pages load, `hooks/theme/assets/bundles.json`; `make bundles` runs it. A module and all that
// it imports become one classic script, since a browser runs no module from a folder without a server; what is imported only
// when it is needed, by `import("./other.js")`, becomes a script of its own. What every page has is in the first, and the
// others take it from there: the global `sourcebook` has it by the module's name. A module that several others hold runs in each.
//
// A module exports in one form only, `export function name`, or const or class, and imports by name, in braces.

import { createHash } from "node:crypto"
import { globSync, readFileSync, writeFileSync } from "node:fs"
import { join, relative, resolve } from "node:path"
import { build } from "esbuild"
import { minify } from "terser"

const [, , assets, target] = process.argv
const scripts = join(resolve(assets), "javascripts")
const PAGE = "frame/page"
const LOADER = "frame/load"
const OF_THE_PREVIEW = "curate/curate" // no page of a site asks for it

/** @param {string} path */
const nameOf = path => relative(scripts, path).replaceAll("\\", "/").replace(/\.js$/, "")
/** @param {string} path */
const read = path => readFileSync(path, "utf8").replaceAll("\r\n", "\n")
/** @param {string} name */
const exportsOf = name => [...read(join(scripts, `${name}.js`)).matchAll(/^export (?:async )?(?:function|class|const) (\w+)/gm)].map(([, one]) => one).join(", ")
/** @type {Set<string>} */
let ofEveryPage = new Set()
/** @type {Set<string>} those of them that others import */
const taken = new Set()

const modules = {
  name: "modules",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
      const name = nameOf(resolve(resolveDir, path))
      if (kind === "dynamic-import") return { path: `later:${name}`, external: true }
      if (!ofEveryPage.has(name)) return { path: join(scripts, `${name}.js`) }
      taken.add(name)
      return { path: name, namespace: "page" }
    })
    onLoad({ filter: /.*/, namespace: "page" }, ({ path: name }) => ({ contents: `export const { ${exportsOf(name)} } = sourcebook["${name}"]` }))
  },
}

/**
 * The module that gives others what a module exports.
 *
 * @param {string} name
 */
const given = name => `import { ${exportsOf(name)} } from "./${name}.js"\nsourcebook["${name}"] = { ${exportsOf(name)} }\n`

/**
 * A module and all that it imports as one script; which modules these are, and which are imported later.
 *
 * @param {string} contents
 */
async function bundle(contents) {
  const options = { bundle: true, format: "esm", target: "es2023", charset: "utf8", write: false, metafile: true, absWorkingDir: scripts }
  const { outputFiles, metafile } = await build({ stdin: { contents, resolveDir: scripts }, plugins: [modules], ...options })
  /** @type {string[]} */
  const later = []
  const code = outputFiles[0].text.replace(/\bimport\("later:([^"]+)"\)/g, (_, name) => {
    later.push(name)
    return `sourcebook.load("${name}")`
  })
  const small = await minify(code, { ecma: 2020, module: true, compress: { passes: 3, pure_getters: true } })
  return { code: `"use strict";(()=>{${small.code}})()\n`, later, held: Object.keys(metafile.inputs).filter(file => file.endsWith(".js")) }
}

const everyPage = `import "./${LOADER}.js"\nimport "./${PAGE}.js"\n`
const held = (await bundle(everyPage)).held.map(file => file.slice(0, -3))
const { later } = await bundle(everyPage + held.map(given).join("")) // also what others bring by means of them
ofEveryPage = new Set(held)
/** @type {Record<string, string>} */
const bundles = {}
for (const waiting = [...later, OF_THE_PREVIEW]; waiting.length; ) {
  const name = waiting.pop()
  if (name in bundles) continue
  const made = await bundle(given(name))
  bundles[name] = made.code
  waiting.push(...made.later)
}
ofEveryPage = new Set()
bundles[PAGE] = (await bundle(everyPage + [...taken].sort().map(given).join(""))).code

const files = globSync("**/*.js", { cwd: scripts }).map(file => file.replaceAll("\\", "/")).sort()
const sources = createHash("sha256").update(files.map(file => `${file}\n${read(join(scripts, file))}`).join("")).digest("hex")
writeFileSync(target, `${JSON.stringify({ sources, bundles: Object.fromEntries(Object.entries(bundles).sort()) }, null, 1)}\n`)
