/** The map without WebGL: the same ground as plain SVG, moved by its own buttons and arrows; also what is printed. */
import type { Ground } from './basemap'
import { ORDER } from './basemap'
import type { Drawn, Label, MapWords } from './gl'
import { mercator, pixelsOf, type Bounds, type Room, type Spot } from './projection'

interface Options { words: MapWords; box: HTMLElement; grounds: Ground[]; credits: string[]; labels: Label[]; bounds: Bounds; moved: () => void; ready: () => void }
const NS = 'http://www.w3.org/2000/svg'
// Where a name may stand, in pixels down from its point to the line it stands on.
const LINES = [25, -18]
const STEP = 60

export function drawPlain({ words, box, grounds, credits, bounds, labels, moved, ready }: Options): Drawn {
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
  let marked: Room[] = []
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
    const taken: Bounds[] = marked.map(({ at, left, right }) => {
      const [x, y] = project(at)
      return [x + left, y - 11, x + right, y + 11]
    })
    for (const { text, at } of names) {
      const [x, y] = project(at)
      const half = (text.textContent?.length ?? 0) * 3.2 + 4
      const boxes = LINES.map((line): Bounds => [x - half, y + line - 13, x + half, y + line + 5])
      const free = boxes.findIndex((box) => !taken.some((other) => other[0] < box[2] && other[2] > box[0] && other[1] < box[3] && other[3] > box[1]))
      if (free >= 0) taken.push(boxes[free] as Bounds)
      text.setAttribute('visibility', free >= 0 ? 'visible' : 'hidden')
      text.setAttribute('x', String(x))
      text.setAttribute('y', String(y + (LINES[free] ?? 0)))
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
  const ARROWS: Record<string, Spot> = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }
  const press = (event: KeyboardEvent) => {
    const [x, y] = ARROWS[event.key] ?? [0, 0]
    if (x || y) {
      event.preventDefault()
      centre = [centre[0] + x / scale, centre[1] + y / scale]
      place()
    } else if (event.key === '+' || event.key === '=') zoom(1.5)
    else if (event.key === '-') zoom(1 / 1.5)
  }
  box.tabIndex = 0
  box.setAttribute('role', 'region')
  box.setAttribute('aria-label', words.ground)
  box.addEventListener('keydown', press)
  box.addEventListener('wheel', wheel, { passive: false })
  box.addEventListener('pointermove', drag)
  const buttons = document.createElement('div')
  buttons.className = 'plain-zoom'
  for (const [sign, by, label] of [['+', 1.5, words.nearer], ['−', 1 / 1.5, words.farther]] as const) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = sign
    button.title = label
    button.setAttribute('aria-label', label)
    button.addEventListener('click', () => zoom(by))
    buttons.append(button)
  }
  const credit = document.createElement('details')
  credit.className = 'plain-credit'
  const line = document.createElement('summary')
  line.textContent = words.credits
  credit.append(line, credits.join(' '))
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
      box.removeEventListener('keydown', press)
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
