/** The map as a part of the page: the ground below, the record's marks above, drawn alike with WebGL and without. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { ask, useGet } from '../server'
import { t } from '../i18n'
import { Shape } from '../parts/mark'
import { colour, letters } from '../strip/layout'
import type { ControlMark, EventMark, Feature, Places } from '../types'
import { loadGround } from './basemap'
import type { Drawn, Label } from './gl'
import { GLYPH, group, lay, type Group, type Laid } from './groups'
import { roomy, type Bounds } from './projection'
import './map.css'

interface Props {
  events: Feature<EventMark>[]; controls: Feature<ControlMark>[]; holders: { id: string; name: string }[]
  bounds: Bounds; picked: string | null; lit: string | null; pick: (place: string | null) => void; plain: boolean
}

export function MapView({ events, controls, holders, bounds, picked, lit, pick, plain }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const drawn = useRef<Drawn | null>(null)
  const [, redraw] = useState(0)
  const [failed, setFailed] = useState('')
  const places = useGet<Places>(ask('rows/places', { limit: 2000 }))
  const groups = useMemo(() => group(events, controls), [events, controls])
  const short = useMemo(() => letters(holders), [holders])

  useEffect(() => {
    if (!places.data || !box.current) return
    let live = true
    const moved = () => live && redraw((n) => n + 1)
    const ready = () => {
      window.__done = true
      moved()
    }
    const labels = namesOf(places.data)
    const ground = box.current
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    void Promise.all([loadGround(), import('./gl'), document.fonts.ready]).then(
      async ([{ grounds, credits }, gl]) => {
        if (!live) return
        const words = { ground: t('map.ground'), nearer: t('map.nearer'), farther: t('map.farther'), credits: t('map.credits') }
        const options = { words, box: ground, grounds, credits, labels, bounds: roomy(bounds), still, moved, ready }
        if (!plain && gl.canDraw()) drawn.current = gl.draw(options)
        else drawn.current = (await import('./plain')).drawPlain(options)
        moved()
      },
      (error: unknown) => setFailed(String(error)),
    )
    const paint = () => drawn.current?.paint()
    const light = matchMedia('(prefers-color-scheme: dark)')
    addEventListener('sayso-theme', paint)
    light.addEventListener('change', paint)
    return () => {
      live = false
      removeEventListener('sayso-theme', paint)
      light.removeEventListener('change', paint)
      drawn.current?.remove()
      drawn.current = null
    }
  }, [places.data, plain])

  useEffect(() => onPaper(() => box.current?.parentElement), [])

  const view = drawn.current?.view()
  const lettered = (each: Group) => (each.control?.holder && short.get(each.control.holder)) || '–'
  const laid = view ? lay(groups, view, picked, lettered) : []
  const rooms = laid.map(({ group: { at }, left, right }) => ({ at, left, right }))
  useEffect(() => drawn.current?.avoid(rooms), [drawn.current, JSON.stringify(rooms)])
  return (
    <div class="map" role="group" aria-label={t('map.is', { n: groups.length })}>
      <div class="ground" ref={box} />
      {failed && <p class="told-off">{failed}</p>}
      {view && (
        <svg class="marks" width={view.width} height={view.height} aria-hidden="true">
          <defs>
            <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="3" height="6" class="hatch" />
            </pattern>
          </defs>
          {laid.map(({ group: each, x, y }) => {
            const r = view.pixels(each.radius, each.at[1])
            return r > 12 && (r < 400) && <circle key={each.key} class="halo" cx={x} cy={y} r={r} />
          })}
          {laid.map((one) => (
            <GroupMark key={one.group.key} laid={one} colour={colour(one.group.control?.holder)} short={lettered(one.group)}
              on={one.group.place === picked || one.group.events.some((event) => event.id === lit)} pick={() => pick(one.group.place === picked ? null : one.group.place)} />
          ))}
        </svg>
      )}
    </div>
  )
}

// A page of A4 within its margins.
const PAPER = 680

/** What is on screen is what is printed, as large as fits. */
function onPaper(map: () => HTMLElement | null | undefined): () => void {
  const before = () => {
    const { clientWidth, clientHeight, style } = map() ?? {}
    if (!style || !clientWidth) return
    Object.assign(style, { width: `${clientWidth}px`, height: `${clientHeight}px`, zoom: String(Math.min(1, PAPER / clientWidth)) })
  }
  const after = () => void Object.assign(map()?.style ?? {}, { width: '', height: '', zoom: '' })
  addEventListener('beforeprint', before)
  addEventListener('afterprint', after)
  return () => {
    removeEventListener('beforeprint', before)
    removeEventListener('afterprint', after)
  }
}

function GroupMark({ laid, colour, short, on, pick }: { laid: Laid; colour: string; short: string; on: boolean; pick: () => void }) {
  const { group: each, x, y, shown, small, wide, left, right } = laid
  const from = each.control ? wide / 2 + GLYPH / 2 : 0
  const title = [each.name, each.control?.sentence ?? '', each.events.length ? t('map.events', { n: each.events.length }) : ''].filter(Boolean).join(': ')
  return (
    <g class={`group ${on ? 'on' : ''}`} transform={`translate(${Math.round(x)} ${Math.round(y)})`} onClick={pick}>
      <title>{title}</title>
      {small ? (
        <circle class={`dot ${each.control ? colour : ''}`} r="4" />
      ) : (
        <>
          <rect class="back" x={left} y="-11" width={right - left} height="22" />
          {each.control && (
            <g class={`holder ${colour} ${each.control.holder || each.control.disputed ? '' : 'silent'}`}>
              <rect x={-wide / 2} y="-9" width={wide} height="18" class="fill" />
              {each.control.disputed && <rect x={-wide / 2} y="-9" width={wide} height="18" fill="url(#hatch)" />}
              {each.control.disputed && <rect x={-short.length * 3.4 - 1} y="-6" width={short.length * 6.8 + 2} height="12" class="chip" />}
              <text class={each.control.disputed ? 'dark' : ''} y="4">{short}</text>
            </g>
          )}
          {each.events.slice(0, shown).map((event, i) => (
            <g key={event.id} transform={`translate(${from + i * GLYPH} 0) scale(0.88)`}><Shape grade={event.grade} /></g>
          ))}
          {each.events.length > shown && <text class="count" x={from + shown * GLYPH - 5} y="4">+{each.events.length - shown}</text>}
        </>
      )}
    </g>
  )
}

/** A name for each point: of a town and the district round it the town's. */
function namesOf(places: Places): Label[] {
  const named = new Set<string>()
  return places.rows
    .filter((row) => row.lat !== null && row.lon !== null)
    .sort((a, b) => (a.rank ?? 9) - (b.rank ?? 9))
    .filter((row) => !named.has(`${row.lat} ${row.lon}`) && named.add(`${row.lat} ${row.lon}`))
    .map((row) => {
      const names = (typeof row.names === 'string' ? JSON.parse(row.names) : row.names) as [string, string][]
      const arabic = names.find(([language]) => language === 'ar')?.[1] ?? ''
      return { name: row.name, other: arabic === row.name ? '' : arabic, at: [row.lon as number, row.lat as number] as [number, number], rank: row.rank ?? 9 }
    })
}
