/** Gathers marks by the point they lie on, and finds room for each group on the screen. */
import type { ControlMark, EventMark, Feature } from '../types'
import type { Spot, View } from './projection'

export interface Group {
  key: string; place: string | null; name: string; at: Spot; radius: number
  control: ControlMark | null; events: EventMark[]
}
/** `left` and `right` are how far what is drawn reaches from its point, `wide` is the holder's part of it. */
export interface Laid { group: Group; x: number; y: number; shown: number; small: boolean; wide: number; left: number; right: number }

const WEIGHT: Record<string, number> = { contested: 0, confirmed: 1, corroborated: 2, one_sided: 3, single_root: 4, unsourced: 5, denied_only: 6, withdrawn: 7 }
export const MOST = 6
export const GLYPH = 15
const BOX = 20
const DOT = 4

export function group(events: Feature<EventMark>[], controls: Feature<ControlMark>[]): Group[] {
  const groups = new Map<string, Group>()
  const at = (feature: Feature<{ place: string | null; place_name: string | null; radius_m: number | null }>): Group | null => {
    if (!feature.geometry) return null
    const key = feature.geometry.coordinates.join()
    const { place, place_name, radius_m } = feature.properties
    const known = groups.get(key) ?? { key, place, name: place_name ?? '', at: feature.geometry.coordinates, radius: 0, control: null, events: [] }
    known.radius = Math.max(known.radius, radius_m ?? 0)
    groups.set(key, known)
    return known
  }
  for (const feature of controls) {
    const found = at(feature)
    if (found) found.control = feature.properties
  }
  for (const feature of events) at(feature)?.events.push(feature.properties)
  for (const each of groups.values()) each.events.sort((a, b) => (WEIGHT[a.grade] ?? 9) - (WEIGHT[b.grade] ?? 9) || b.roots - a.roots)
  return [...groups.values()].sort((a, b) => Number(!!b.control) - Number(!!a.control) || b.events.length - a.events.length)
}

/** The weightier group keeps its place in full; one it would cover becomes a dot, and is there when the map is nearer. */
export function lay(groups: Group[], view: View, picked: string | null, short: (group: Group) => string): Laid[] {
  const taken: [number, number, number, number][] = []
  const first = groups.findIndex((each) => each.place !== null && each.place === picked)
  const order = first > 0 ? [groups[first] as Group, ...groups.filter((_, i) => i !== first)] : groups
  const laid: Laid[] = []
  for (const each of order) {
    const [x, y] = view.project(each.at)
    if (x < -60 || y < -40 || x > view.width + 60 || y > view.height + 40) continue
    const shown = Math.min(each.events.length, MOST)
    const wide = each.control ? Math.max(BOX, short(each).length * 6.6 + 5) : GLYPH
    const [left, right] = [-wide / 2 - 1, wide / 2 + 1 + (shown - (each.control ? 0 : 1)) * GLYPH + (each.events.length > MOST ? 26 : 2)]
    const box: [number, number, number, number] = [x + left, y - BOX / 2, x + right, y + BOX / 2 + 14]
    const small = taken.some((other) => other[0] < box[2] && other[2] > box[0] && other[1] < box[3] && other[3] > box[1])
    if (!small) taken.push(box)
    laid.push({ group: each, x, y, shown, small, wide, ...(small ? { left: -DOT, right: DOT } : { left, right }) })
  }
  return laid.reverse()
}
