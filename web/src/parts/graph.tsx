/** The chain drawn: speakers on the one side, the outlets that carry their word on the other, copies dotted between outlets. */
import { t, word } from '../i18n'
import { linkTo } from '../router'
import type { Graph } from '../types'

const ROW = 34
const MOST = 14

export function ChainGraph({ graph }: { graph: Graph }) {
  const speakers = graph.nodes.filter((node) => node.sort === 'speaker').slice(0, MOST)
  const outlets = graph.nodes.filter((node) => node.sort !== 'speaker').slice(0, MOST)
  const spot = new Map<string, [number, number]>()
  const high = Math.max(speakers.length, outlets.length) * ROW
  const spread = (n: number, i: number) => (high / n) * (i + 0.5)
  speakers.forEach((node, i) => spot.set(node.id, [150, spread(speakers.length, i)]))
  outlets.forEach((node, i) => spot.set(node.id, [214, spread(outlets.length, i)]))
  const edges = graph.edges.filter((edge) => spot.has(edge.start) && spot.has(edge.end))
  return (
    <>
      <svg class="graph" viewBox={`0 0 340 ${high + 6}`} role="img" aria-label={t('event.chain')}>
        {edges.map((edge, i) => {
          const [[x1, y1], [x2, y2]] = [spot.get(edge.start) ?? [0, 0], spot.get(edge.end) ?? [0, 0]]
          const bend = edge.sort === 'copies' ? `M${x1} ${y1}C${x1 - 22} ${y1} ${x2 - 22} ${y2} ${x2} ${y2}` : `M${x1} ${y1}C${(x1 + x2) / 2} ${y1} ${(x1 + x2) / 2} ${y2} ${x2} ${y2}`
          return (
            <g key={i} class={edge.sort === 'copies' ? 'copies' : edge.polarity === '-' ? 'denies' : 'says'}>
              <path d={bend}><title>{edge.cue ?? word('edge', edge.sort)}</title></path>
            </g>
          )
        })}
        {[...speakers, ...outlets].map((node) => {
          const [x, y] = spot.get(node.id) ?? [0, 0]
          return (
            <g key={node.id} class={node.sort}>
              <circle cx={x} cy={y} r="4" />
              <text x={node.sort === 'speaker' ? x - 9 : x + 9} y={y + 4} text-anchor={node.sort === 'speaker' ? 'end' : 'start'}>{short(node.label)}</text>
              {node.published && <text class="sub" x={x + 9} y={y + 17}>{node.published}</text>}
            </g>
          )
        })}
      </svg>
      <details class="small">
        <summary>{t('graph.words')}</summary>
        <ul>
          {edges.map((edge, i) => (
            <li key={i}>
              {name(graph, edge.start)} {edge.sort === 'copies' ? t('graph.copied') : '→'} {name(graph, edge.end)}
              {edge.act ? ` (${word('act', edge.act)}${edge.cue ? `, “${edge.cue}”` : ''})` : ''}
              {edge.claim && <> <a href={linkTo(edge.claim)}>{t('graph.claim')}</a></>}
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}

const short = (label: string): string => (label.length > 24 ? `${label.slice(0, 23)}…` : label)
const name = (graph: Graph, id: string): string => graph.nodes.find((node) => node.id === id)?.label ?? id
