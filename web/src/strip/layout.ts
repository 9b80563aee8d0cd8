/** Where the pieces of the strip lie: days as shares of its width, what overlaps in lanes, a few letters for each holder. */
import { toNumber } from '../days'
import { ownNames } from '../i18n'
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

interface Holder { id: string | null; name: string }
let seats: readonly Holder[] = []
const taken = new Map<string, number>()

/** All holders of the case, the most spoken of first: by it each has the same colour and letters on every screen. */
export function seat(holders: readonly Holder[]): void {
  seats = holders
  taken.clear()
  holders.forEach(({ id }, i) => id && taken.set(id, i % COLOURS))
}

/** The class of a holder's colour. */
export const colour = (id: string | null | undefined): string => `h${(id && taken.get(id)) ?? COLOURS}`

/** "SAA" for the Syrian Arab Army, "ISIS" as it is: at most four letters, no two holders alike. */
export function letters(actors: Holder[]): Map<string | null, string> {
  const taken = new Map<string, number>()
  const named = new Map<string | null, string>()
  for (const actor of [...seats, ...actors]) {
    if (named.has(actor.id)) continue
    const plain = (ownNames.get(actor.name) ?? actor.name).replace(/\(.*?\)/g, ' ').trim()
    const parts = plain.split(/[\s\-–]+/).filter((part) => /^[\p{L}\p{N}]/u.test(part) && !/^(of|the|and|for|in)$/i.test(part))
    const acronym = parts.length === 1 ? (parts[0] ?? '') : parts.map((part) => part[0]?.toUpperCase() ?? '').join('')
    const short = (parts.length === 1 && acronym !== acronym.toUpperCase() ? acronym.slice(0, 3) : acronym.slice(0, 4)) || '?'
    const times = taken.get(short) ?? 0
    taken.set(short, times + 1)
    named.set(actor.id, times ? `${short}${times + 1}` : short)
  }
  return named
}
