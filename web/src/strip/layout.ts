/** Where the pieces of the strip lie: days as shares of its width, what overlaps in lanes, a few letters for each holder. */
import { toNumber } from '../days'
import type { Segment } from '../types'

export interface Scale { from: number; to: number; at: (day: string | number) => number }

export function scale(from: string, to: string): Scale {
  const [first, last] = [toNumber(from), Math.max(toNumber(to), toNumber(from) + 1)]
  const at = (day: string | number) => {
    const n = typeof day === 'number' ? day : toNumber(day)
    return (100 * (Math.min(Math.max(n, first), last) - first)) / (last - first)
  }
  return { from: first, to: last, at }
}

/** Segments that share days lie in lanes of their own, the earliest in the first. */
export function lanes(segments: Segment[]): { segment: Segment; lane: number }[] {
  const ends: string[] = []
  return [...segments]
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.end < b.end ? 1 : -1))
    .map((segment) => {
      const free = ends.findIndex((end) => end <= segment.start)
      const lane = free < 0 ? ends.length : free
      ends[lane] = segment.end
      return { segment, lane }
    })
}

const COLOURS = 7

const taken = new Map<string, number>()

/** A class for each holder's colour, first by its id, then the next free: it keeps it from view to view and from day to day. */
export function colours(ids: (string | null)[]): (id: string | null | undefined) => string {
  const used = new Set(taken.values())
  for (const id of [...new Set(ids)].filter((each): each is string => !!each && !taken.has(each)).sort()) {
    let n = [...id].reduce((sum, letter) => (sum * 41 + (letter.codePointAt(0) ?? 0)) % 9973, 10) % COLOURS
    if (used.size < COLOURS) while (used.has(n)) n = (n + 1) % COLOURS
    used.add(n)
    taken.set(id, n)
  }
  return (id) => `h${(id && taken.get(id)) ?? COLOURS}`
}

/** "SAA" for the Syrian Arab Army, "ISIS" as it is: at most four letters, no two holders alike. */
export function letters(actors: { id: string | null; name: string }[]): Map<string | null, string> {
  const taken = new Map<string, number>()
  const named = new Map<string | null, string>()
  for (const actor of actors) {
    const plain = actor.name.replace(/\(.*?\)/g, ' ').trim()
    const parts = plain.split(/[\s\-–]+/).filter((part) => /^[\p{L}\p{N}]/u.test(part) && !/^(of|the|and|for|in)$/i.test(part))
    const acronym = parts.length === 1 ? (parts[0] ?? '') : parts.map((part) => part[0] ?? '').join('')
    const short = (parts.length === 1 && acronym !== acronym.toUpperCase() ? acronym.slice(0, 3) : acronym.slice(0, 4)) || '?'
    const times = taken.get(short) ?? 0
    taken.set(short, times + 1)
    named.set(actor.id, times ? `${short}${times + 1}` : short)
  }
  return named
}
