/** Makes what the build needs from packages: the two faces cut to the letters the page uses, and the world's outline. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import subset from 'subset-font'

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url))
const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('')
const more = '\u00a0–—‘’“”…·•×−«»‹›←→↑↓¶§°½éèêëàâçñöüäïîôóíáúãåøßÉÖÜÄʿʾāīūḥṣṭḍẓĀŠšžćč≤≥'
const faces = {
  sans: {
    path: '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
    keepFeatures: ['kern', 'tnum', 'mark', 'ccmp'],
    variationAxes: { wght: { min: 400, max: 600 } },
  },
  serif: { path: '@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff2', keepFeatures: ['kern', 'liga', 'mark', 'ccmp'] },
}

export function makeParts() {
  return {
    name: 'make-parts',
    async buildStart() {
      mkdirSync(here('.made'), { recursive: true })
      for (const [name, { path, ...kept }] of Object.entries(faces)) {
        if (existsSync(here(`.made/${name}.woff2`))) continue
        // Arabic comes in a file of its own, and only where it is read.
        const cut = await subset(readFileSync(here(`node_modules/${path}`)), ascii + more, { targetFormat: 'woff2', ...kept })
        writeFileSync(here(`.made/${name}.woff2`), cut)
      }
      if (!existsSync(here('.made/world.geojson'))) writeFileSync(here('.made/world.geojson'), JSON.stringify(world()))
    },
  }
}

/** world-atlas keeps shared borders as arcs; a country's rings are arcs in a row, turned round where their number is negative. */
function world() {
  const atlas = JSON.parse(readFileSync(here('node_modules/world-atlas/countries-110m.json'), 'utf8'))
  const { scale, translate } = atlas.transform
  const arcs = atlas.arcs.map((/** @type {number[][]} */ arc) => {
    let [x, y] = [0, 0]
    return arc.map(([dx, dy]) => [round((x += dx) * scale[0] + translate[0]), round((y += dy) * scale[1] + translate[1])])
  })
  const ring = (/** @type {number[]} */ numbers) =>
    numbers.flatMap((n, i) => (n < 0 ? [...arcs[~n]].reverse() : arcs[n]).slice(i ? 1 : 0))
  const polygons = atlas.objects.countries.geometries.flatMap((/** @type {any} */ each) =>
    (each.type === 'Polygon' ? [each.arcs] : each.arcs).map((/** @type {number[][]} */ rings) => rings.map(ring)),
  )
  const feature = (/** @type {string} */ layer, /** @type {string} */ type, /** @type {unknown} */ coordinates) => ({
    type: 'Feature', properties: { layer }, geometry: { type, coordinates },
  })
  return { type: 'FeatureCollection', features: [feature('land', 'MultiPolygon', polygons), feature('country', 'MultiLineString', arcs)] }
}

const round = (/** @type {number} */ n) => Math.round(n * 100) / 100
