/** The map without WebGL: the same ground as plain SVG, moved by its own buttons and arrows; also what is printed. */
import type { Ground } from './basemap'
import { ORDER } from './basemap'
import type { Drawn, Label } from './gl'
import { mercator, pixelsOf, type Bounds, type Spot } from './projection'

interface Options { box: HTMLElement; grounds: Ground[]; credits: string[]; labels: Label[]; bounds: Bounds; moved: () => void; ready: () => void }
const NS = 'http://www.w3.org/2000/svg'

export function drawPlain({ box, grounds, credits, bounds, labels, moved, ready }: Options): Drawn {
  const svg = document.createElementNS(NS, 'svg')
  svg.setAttribute('class', 'plain-map')
  svg.setAttribute('aria-hidden', 'true')
  box.append(svg)
  let [centre, scale]: [Spot, number] = [[0.5, 0.5], 1000]
  const paths: SVGPathElement[] = []
  for (const layer of ORDER)
    grounds.forEach((ground, i) => {
      if (layer === 'country' && i === 0 && grounds.length > 1) return
      const found = ground.features.filter((each) => each.properties.layer === layer)
      if (!found.length) return
      const path = document.createElementNS(NS, 'path')
      path.setAttribute('class', `ground-${layer}`)
      path.setAttribute('d', found.map((each) => outline(each.geometry)).join(''))
      path.setAttribute('vector-effect', 'non-scaling-stroke')
      paths.push(path)
      svg.append(path)
    })
  let marked: Spot[] = []
  const names = labels.slice(0, 80).map((label) => {
    const text = document.createElementNS(NS, 'text')
    text.textContent = label.name
    svg.append(text)
    return { text, at: label.at }
  })
  const project = (spot: Spot): Spot => {
    const [x, y] = mercator(spot)
    return [(x - centre[0]) * scale + box.clientWidth / 2, (y - centre[1]) * scale + box.clientHeight / 2]
  }
  const place = () => {
    const shift = `translate(${box.clientWidth / 2} ${box.clientHeight / 2}) scale(${scale / 1000}) translate(${-centre[0] * 1000} ${-centre[1] * 1000})`
    for (const path of paths) path.setAttribute('transform', shift)
    const taken: Spot[] = []
    const dots = marked.map(project)
    for (const { text, at } of names) {
      const [x, point] = project(at)
      const half = (text.textContent?.length ?? 0) * 3.2 + 4
      const below = !dots.some((dot) => Math.abs(dot[0] - x) < half && dot[1] > point + 6 && dot[1] < point + 26)
      const y = below ? point : point - 34
      const free = !taken.some((other) => Math.abs(other[0] - x) < 70 && Math.abs(other[1] - y) < 18)
      if (free) taken.push([x, y])
      text.setAttribute('visibility', free ? 'visible' : 'hidden')
      text.setAttribute('x', String(x))
      text.setAttribute('y', String(y + 20))
    }
    moved()
    ready()
  }
  const fit = (to: Bounds) => {
    const [a, b] = [mercator([to[0], to[3]]), mercator([to[2], to[1]])]
    centre = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
    scale = Math.min(box.clientWidth / (b[0] - a[0]), box.clientHeight / (b[1] - a[1]))
    place()
  }
  const zoom = (by: number) => {
    scale *= by
    place()
  }
  const wheel = (event: WheelEvent) => {
    event.preventDefault()
    zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2)
  }
  const drag = (event: PointerEvent) => {
    if (!(event.buttons & 1)) return
    centre = [centre[0] - event.movementX / scale, centre[1] - event.movementY / scale]
    place()
  }
  box.addEventListener('wheel', wheel, { passive: false })
  box.addEventListener('pointermove', drag)
  const buttons = document.createElement('div')
  buttons.className = 'plain-zoom'
  for (const [sign, by] of [['+', 1.5], ['−', 1 / 1.5]] as const) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = sign
    button.addEventListener('click', () => zoom(by))
    buttons.append(button)
  }
  const credit = document.createElement('p')
  credit.className = 'plain-credit'
  credit.textContent = credits.join(' ')
  box.append(buttons, credit)
  fit(bounds)
  return {
    view: () => ({ width: box.clientWidth, height: box.clientHeight, project, pixels: (metres, lat) => pixelsOf(metres, lat, scale) }),
    avoid: (marks) => {
      marked = marks
      place()
    },
    fit,
    bounds: () => bounds,
    paint: () => undefined,
    remove: () => {
      box.removeEventListener('wheel', wheel)
      box.removeEventListener('pointermove', drag)
      svg.remove()
      buttons.remove()
      credit.remove()
    },
  }
}

function outline(geometry: Ground['features'][number]['geometry']): string {
  const lines = (points: Spot[]) => `M${points.map((spot) => mercator(spot).map((n) => (n * 1000).toFixed(3)).join(' ')).join('L')}`
  const { type, coordinates } = geometry
  if (type === 'LineString') return lines(coordinates as Spot[])
  if (type === 'MultiLineString') return (coordinates as Spot[][]).map(lines).join('')
  if (type === 'Polygon') return (coordinates as Spot[][]).map((ring) => `${lines(ring)}Z`).join('')
  if (type === 'MultiPolygon') return (coordinates as Spot[][][]).flat().map((ring) => `${lines(ring)}Z`).join('')
  return ''
}
