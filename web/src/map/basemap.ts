/** The ground: the packs' own basemaps where they have one, under them the world's outline; all from this machine. */
import worldUrl from '../../.made/world.geojson?url'
import { shownName } from '../i18n'
import { get, ask, isSite } from '../server'
import type { Basemap } from '../types'

export interface Ground {
  features: { type: 'Feature'; properties: { layer: string; name?: string }; geometry: { type: string; coordinates: unknown } }[]
}

let kept: Promise<{ grounds: Ground[]; credits: string[] }> | undefined

export const loadGround = (): Promise<{ grounds: Ground[]; credits: string[] }> => (kept ??= load())

async function load(): Promise<{ grounds: Ground[]; credits: string[] }> {
  const world = isSite() ? await get<Ground>('/world.geojson').catch(() => ({ features: [] })) : ((await (await fetch(worldUrl)).json()) as Ground)
  const { layers } = await get<Basemap>(ask('basemap')).catch(() => ({ layers: [] }))
  const own = await Promise.all(layers.map((layer) => (isSite() ? get<Ground>(layer.url) : fetch(layer.url).then((answer) => answer.json() as Promise<Ground>))))
  for (const { features } of own) for (const { properties } of features) if (properties.name) properties.name = shownName(properties.name)
  return { grounds: [world, ...own], credits: layers.length ? [...new Set(layers.map((layer) => layer.credit))] : ['Natural Earth'] }
}

/** Layers from the ground up. */
export const ORDER = ['land', 'lake', 'province', 'river', 'road', 'rail', 'coast', 'country', 'disputed'] as const

export const NAMED = (ground: Ground): { name: string; at: [number, number] }[] =>
  ground.features.filter((each) => each.properties.layer === 'name').map((each) => ({ name: each.properties.name ?? '', at: each.geometry.coordinates as [number, number] }))
