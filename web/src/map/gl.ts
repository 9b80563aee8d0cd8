/** The map by MapLibre: the ground and the names; what the record says is drawn over it. Only this file knows of MapLibre. */
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { AttributionControl, type GeoJSONSource, Map as GlMap, NavigationControl, setWorkerUrl, type StyleSpecification } from 'maplibre-gl'
import type { Ground } from './basemap'
import { ORDER } from './basemap'
import { pixelsOf, type Bounds, type Room, type View } from './projection'

setWorkerUrl(workerUrl)

export interface Label { name: string; other: string; at: [number, number]; rank: number }
/** `avoid` is told where marks are drawn over the map, so that no name stands under one. */
export interface Drawn { view: () => View; avoid: (marks: Room[]) => void; fit: (bounds: Bounds) => void; bounds: () => Bounds; paint: () => void; remove: () => void }

/** What its own buttons are called. */
export interface MapWords { ground: string; nearer: string; farther: string; credits: string }

interface Options { words: MapWords; box: HTMLElement; grounds: Ground[]; credits: string[]; labels: Label[]; bounds: Bounds; still: boolean; moved: () => void; ready: () => void }

export function draw({ words, box, grounds, credits, labels, bounds, still, moved, ready }: Options): Drawn {
  let marked: Room[] = []
  const map = new GlMap({
    container: box,
    style: style(grounds, labels, marked),
    bounds,
    attributionControl: false,
    locale: { 'Map.Title': words.ground, 'NavigationControl.ZoomIn': words.nearer, 'NavigationControl.ZoomOut': words.farther, 'AttributionControl.ToggleAttribution': words.credits },
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    // Else a printed page has no ground.
    canvasContextAttributes: { preserveDrawingBuffer: true },
    maxZoom: 13,
    fadeDuration: still ? 0 : 150,
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new AttributionControl({ compact: true, customAttribution: credits }))
  const avoid = () => void map.getSource<GeoJSONSource>('marks')?.setData(taken(marked) as never)
  map.on('move', moved)
  map.on('load', moved)
  // Told before there was a style, it would be lost.
  map.on('load', avoid)
  // Whose lines they are opens at the (i); left open it would lie over the map until that is moved.
  map.once('load', () => {
    const credit = box.querySelector('.maplibregl-ctrl-attrib')
    credit?.classList.remove('maplibregl-compact-show')
    credit?.removeAttribute('open')
  })
  map.on('styleimagemissing', ({ id }) => map.addImage(id, { width: 1, height: 1, data: new Uint8Array(4) }))
  map.on('idle', ready)
  map.on('error', ({ error }) => console.error(error))
  return {
    view: () => {
      const { clientWidth: width, clientHeight: height } = box
      const world = 512 * 2 ** map.getZoom()
      return {
        width, height,
        project: (spot) => {
          const { x, y } = map.project(spot)
          return [x, y]
        },
        pixels: (metres, lat) => pixelsOf(metres, lat, world),
      }
    },
    fit: (to) => map.fitBounds(to, { animate: !still, maxZoom: 11 }),
    bounds: () => map.getBounds().toArray().flat() as unknown as Bounds,
    avoid: (marks) => {
      marked = marks
      avoid()
    },
    paint: () => map.setStyle(style(grounds, labels, marked)),
    remove: () => map.remove(),
  }
}

// A name stands as close over and under a mark as beside a bare point.
const HIGH = 6
const taken = (rooms: Room[]) => ({
  type: 'FeatureCollection',
  features: rooms.map(({ at, left, right }) => ({ type: 'Feature', properties: { room: [HIGH, right, HIGH, -left - 2] }, geometry: { type: 'Point', coordinates: at } })),
})

function style(grounds: Ground[], labels: Label[], marks: Room[]): StyleSpecification {
  const css = getComputedStyle(document.documentElement)
  const colour = (name: string) => css.getPropertyValue(name).trim()
  const ink = colour('--ink-2')
  const sources: StyleSpecification['sources'] = {
    marks: { type: 'geojson', data: taken(marks) as never },
    labels: {
      type: 'geojson',
      data: { type: 'FeatureCollection', features: labels.map(({ name, other, at, rank }) => ({ type: 'Feature', properties: { name, other, rank }, geometry: { type: 'Point', coordinates: at } })) },
    },
  }
  const layers: StyleSpecification['layers'] = [{ id: 'sea', type: 'background', paint: { 'background-color': colour('--sea') } }]
  grounds.forEach((ground, i) => {
    sources[`ground${i}`] = { type: 'geojson', data: ground as never }
  })
  const line = (id: string, source: string, layer: string, paint: Record<string, unknown>): StyleSpecification['layers'][number] => ({ id, type: 'line', source, filter: ['==', ['get', 'layer'], layer], layout: { 'line-join': 'round', 'line-cap': 'round' }, paint })
  for (const layer of ORDER)
    grounds.forEach((_, i) => {
      const [id, source] = [`${layer}${i}`, `ground${i}`]
      if (layer === 'land') layers.push({ id, type: 'fill', source, filter: ['==', ['get', 'layer'], 'land'], paint: { 'fill-color': colour('--land') } })
      else if (layer === 'lake') layers.push({ id, type: 'fill', source, filter: ['==', ['get', 'layer'], 'lake'], paint: { 'fill-color': colour('--sea') } })
      else if (layer === 'river') layers.push(line(id, source, layer, { 'line-color': colour('--river'), 'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.8, 9, 2.2] }))
      else if (layer === 'road' || layer === 'rail') layers.push({ ...line(id, source, layer, { 'line-color': colour('--rule-2'), 'line-width': 0.8, 'line-dasharray': layer === 'rail' ? [4, 2] : [1, 0] }), minzoom: 6 } as StyleSpecification['layers'][number])
      else if (layer === 'province') layers.push({ ...line(id, source, layer, { 'line-color': colour('--rule'), 'line-width': 0.9 }), minzoom: 4.5 } as StyleSpecification['layers'][number])
      else if (layer === 'coast') layers.push(line(id, source, layer, { 'line-color': colour('--rule-2'), 'line-width': 0.7 }))
      else if (layer === 'disputed') layers.push(line(id, source, layer, { 'line-color': ink, 'line-width': 1.2, 'line-dasharray': [2, 2] }))
      // The world's borders are coarse; where a pack has its own these are left out.
      else if (i > 0 || grounds.length === 1) layers.push(line(id, source, layer, { 'line-color': colour('--rule-2'), 'line-width': 1.3 }))
    })
  const halo = { 'text-halo-color': colour('--land'), 'text-halo-width': 1.6 }
  grounds.forEach((_, i) => layers.push({
    id: `name${i}`, type: 'symbol', source: `ground${i}`, filter: ['==', ['get', 'layer'], 'name'], maxzoom: 8,
    layout: { 'text-field': ['get', 'name'], 'text-font': ['Sayso Sans'], 'text-size': 13, 'text-letter-spacing': 0.18, 'text-transform': 'uppercase' },
    paint: { 'text-color': colour('--ink-3'), ...halo },
  }))
  layers.push({
    id: 'labels', type: 'symbol', source: 'labels',
    layout: {
      'text-field': ['step', ['zoom'], ['get', 'name'], 7.2, ['case', ['==', ['get', 'other'], ''], ['get', 'name'], ['concat', ['get', 'name'], '\n', ['get', 'other']]]],
      'text-font': ['Sayso Sans', 'Sayso Arabic'], 'text-size': 12.5, 'text-variable-anchor-offset': ['top', [0, 0.95], 'bottom', [0, -1.05], 'right', [-1.2, 0]], 'text-justify': 'center', 'symbol-sort-key': ['get', 'rank'], 'text-line-height': 1.15,
    },
    paint: { 'text-color': ink, ...halo },
  })
  // Never seen: the room that each mark takes, placed before the names, which then stand elsewhere.
  layers.push({
    id: 'marks', type: 'symbol', source: 'marks',
    layout: { 'icon-image': 'room', 'icon-padding': ['get', 'room'], 'icon-allow-overlap': true },
  })
  return { version: 8, sources, layers }
}

export const canDraw = (): boolean => {
  try {
    return !!document.createElement('canvas').getContext('webgl2')
  } catch {
    return false
  }
}
