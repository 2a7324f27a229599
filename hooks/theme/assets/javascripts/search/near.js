// Words near each other, in any order: with not more than so many others among them.

import { lowest } from "./lists.js"

/**
 * The shortest stretches in which a place of each list lies: first and last place of each.
 * @param {Uint32Array[]} lists sorted places of each word
 * @param {number} distance how many other places may lie among them
 * @param {ArrayLike<number>} [starts] where texts begin: no stretch reaches over one
 * @returns {[number, number][]}
 */
export function windows(lists, distance, starts = []) {
  const all = lists.flatMap((places, list) => Array.from(places, place => ({ place, list }))).sort((a, b) => a.place - b.place)
  const had = new Map()
  /** @type {[number, number][]} */
  const found = []
  let first = 0
  for (const { place, list } of all) {
    had.set(list, (had.get(list) ?? 0) + 1)
    while (had.size === lists.length) {
      const begin = all[first]
      const isNear = place - begin.place + 1 - lists.length <= distance
      if (had.get(begin.list) === 1) {
        const isOneText = !starts.length || lowest(starts, begin.place + 1) === lowest(starts, place + 1)
        if (isNear && isOneText) found.push([begin.place, place])
        had.delete(begin.list)
      } else had.set(begin.list, had.get(begin.list) - 1)
      first++
    }
  }
  return found
}
