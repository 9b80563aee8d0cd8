/** The chain drawn: speakers on the one side, the outlets that carry their word on the other, copies dotted between outlets. */
import { t, word } from '../i18n'
import { linkTo } from '../router'
import type { Graph } from '../types'
import { when } from '../days'

const ROW = 34
const MOST = 16
// Names stand outside these two lines and all that is drawn between names inside them, so that no name is crossed.
const [LEFT, RIGHT] = [136, 216]
type Node = Graph['nodes'][number]
type Edge = Graph['edges'][number]

export function ChainGraph({ graph }: { graph: Graph }) {
  const { spot, speakers, outlets, edges } = lay(graph)
  const high = Math.max(speakers.length, outlets.length) * ROW
  const left = graph.nodes.length - speakers.length - outlets.length
  return (
    <>
      <svg class="graph" viewBox={`0 0 340 ${high + 6}`} role="img" aria-label={t('event.chain')}>
        {edges.map((edge, i) => (
          <path key={i} class={lineOf(edge)} d={bend(spot.get(edge.start), spot.get(edge.end))}>
            <title>{edge.cue ?? word('edge', edge.sort)}</title>
          </path>
        ))}
        {[...speakers, ...outlets].map((node) => {
          const [x, y] = spot.get(node.id) ?? [0, 0]
          const speaks = node.sort === 'speaker'
          return (
            <g key={node.id} class={node.sort}>
              <circle cx={x} cy={y} r="4" />
              <text x={speaks ? x - 9 : x + 9} y={y + 4} text-anchor={speaks ? 'end' : 'start'}>{short(node.label)}<title>{node.label}</title></text>
              {!speaks && node.published && <text class="sub" x={x + 9} y={y + 17}>{when(node.published)}</text>}
            </g>
          )
        })}
      </svg>
      <ul class="small quiet row lines">
        {LINES.filter((sort) => edges.some((edge) => lineOf(edge) === sort)).map((sort) => (
          <li key={sort}><svg class="graph" viewBox="0 0 26 8" aria-hidden="true"><path class={sort} d="M0 4H26" /></svg> {t(`graph.${sort}`)}</li>
        ))}
      </ul>
      {left > 0 && <p class="small quiet">{t('more', { n: left })}</p>}
      <details class="small">
        <summary>{t('graph.words')}</summary>
        <ul>
          {graph.edges.map((edge, i) => (
            <li key={i}>
              <bdi>{name(graph, edge.start)}</bdi> {edge.sort === 'copies' ? t('graph.copied') : '→'} <bdi>{name(graph, edge.end)}</bdi>
              {edge.act ? ` (${word('act', edge.act)}${edge.cue ? `, “${edge.cue}”` : ''})` : ''}
              {edge.claim && <> <a href={linkTo(edge.claim)}>{t('graph.claim')}</a></>}
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}

const LINES = ['says', 'denies', 'unsure', 'copies'] as const
/** Who hands on takes no side either, but hands on what was said; a speaker who takes none has said nothing of it. */
const lineOf = ({ sort, polarity }: Edge): (typeof LINES)[number] =>
  sort === 'copies' ? 'copies' : polarity === '-' ? 'denies' : sort === 'says' && polarity === null ? 'unsure' : 'says'

/** Outlets as they come, each speaker as near as may be to those who carry him. */
function lay(graph: Graph) {
  const outlets = graph.nodes.filter((node) => node.sort !== 'speaker').slice(0, MOST)
  const row = new Map(outlets.map((node, i) => [node.id, i]))
  const near = (node: Node): number => {
    const rows = graph.edges.flatMap((edge) => (edge.start === node.id ? row.get(edge.end) ?? [] : edge.end === node.id ? row.get(edge.start) ?? [] : []))
    return rows.length ? rows.reduce((sum, n) => sum + n, 0) / rows.length : outlets.length
  }
  const speakers = graph.nodes.filter((node) => node.sort === 'speaker').sort((a, b) => near(a) - near(b)).slice(0, MOST)
  const high = Math.max(speakers.length, outlets.length) * ROW
  const spot = new Map<string, [number, number]>()
  speakers.forEach((node, i) => spot.set(node.id, [LEFT, (high / speakers.length) * (i + 0.5)]))
  outlets.forEach((node, i) => spot.set(node.id, [RIGHT, (high / outlets.length) * (i + 0.5)]))
  return { spot, speakers, outlets, edges: drawn(graph.edges).filter((edge) => spot.has(edge.start) && spot.has(edge.end)) }
}

/** Each way once; of the texts that one shares words with only the first, as each of a dozen copies shares them with all. */
function drawn(edges: Edge[]): Edge[] {
  const kept = new Map<string, Edge>()
  for (const edge of edges) {
    const key = edge.sort === 'copies' ? `copies ${edge.end}` : `${edge.start} ${edge.end} ${lineOf(edge)}`
    if (!kept.has(key)) kept.set(key, edge)
  }
  return [...kept.values()]
}

/** Between the two sides a soft step; within one side a bow towards the middle, wider the farther it goes. */
function bend(from: [number, number] | undefined, to: [number, number] | undefined): string {
  const [[x1, y1], [x2, y2]] = [from ?? [0, 0], to ?? [0, 0]]
  const middle = (LEFT + RIGHT) / 2
  if (x1 !== x2) return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`
  const bow = Math.min(36, 14 + Math.abs(y2 - y1) / 8) * (x1 < middle ? 1 : -1)
  return `M${x1} ${y1}C${x1 + bow} ${y1} ${x2 + bow} ${y2} ${x2} ${y2}`
}

// What is left out stands at its end in its own direction, whichever the drawing's is.
const short = (label: string): string => (label.length > 22 ? `\u2068${label.slice(0, 21)}…\u2069` : label)
const name = (graph: Graph, id: string): string => graph.nodes.find((node) => node.id === id)?.label ?? id
