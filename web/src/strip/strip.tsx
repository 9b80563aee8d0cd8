/** The say-so strip: who held a place, a row for each root and what they come to together on top; silence stays empty. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { axis, dayWords, toDay, toNumber } from '../days'
import { t, word } from '../i18n'
import { pageLink } from '../parts/quote'
import type { Segment, StripAnswer, StripRoot } from '../types'
import { lanes, letters, scale, type Scale } from './layout'
import { StripTable } from './table'
import './strip.css'

interface Props {
  strip: StripAnswer
  on: string
  setOn: (day: string) => void
}
type Consensus = StripAnswer['consensus'][number]
type Chosen = { root: StripRoot; segment: Segment } | { consensus: Consensus } | null
const MOST = 16

export function Strip({ strip, on, setOn }: Props) {
  const [chosen, choose] = useState<Chosen>(null)
  const [all, showAll] = useState(false)
  const [asTable, showTable] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(900)
  const days = useMemo(() => scale(strip.start, strip.end), [strip])
  const short = useMemo(() => letters(strip.actors), [strip])
  const order = useMemo(() => new Map(strip.actors.map((actor) => [actor.id, actor.order])), [strip])
  useEffect(() => {
    if (!box.current) return
    const seen = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width))
    seen.observe(box.current)
    return () => seen.disconnect()
  }, [asTable])
  const colour = (id: string | null) => `h${Math.min(order.get(id) ?? 7, 7)}`
  const roots = all ? strip.roots : strip.roots.slice(0, MOST)
  const ticks = axis(strip.start, strip.end, Math.max(3, width / 62))
  const current = strip.consensus.find((each) => each.start <= on && on < each.end) ?? null

  return (
    <figure class="strip" aria-label={t('strip.title', { place: strip.place_name })}>
      <ul class="strip-legend">
        {strip.actors.map((actor) => (
          <li key={actor.id}>
            <span class={`swatch ${colour(actor.id)}`}>{short.get(actor.id)}</span> {actor.name}
          </li>
        ))}
        <li><span class="swatch h7 hedged" /> {t('strip.hedged')}</li>
        <li><span class="swatch tick" /> {t('strip.tick')}</li>
        <li class="push">
          <button type="button" class="plain" aria-pressed={asTable} onClick={() => showTable(!asTable)}>
            {asTable ? t('strip.picture') : t('strip.table')}
          </button>
        </li>
      </ul>
      {asTable ? (
        <StripTable strip={strip} />
      ) : (
        <div class="strip-rows" onKeyDown={step}>
          <div class="strip-row consensus" role="group" aria-label={t('strip.together')}>
            <p class="who">{t('strip.together')}</p>
            <div class="track" ref={box}>
              {strip.consensus.map((each) => (
                <button
                  type="button"
                  key={each.start}
                  class={`seg ${colour(each.holder)} ${each.disputed ? 'disputed' : ''} ${each.holder === null ? 'nobody' : ''}`}
                  style={along(days, each.start, each.end)}
                  aria-label={`${dayWords(each.start)} – ${dayWords(lastDay(each.end))}: ${each.sentence}`}
                  onFocus={() => choose({ consensus: each })}
                  onMouseEnter={() => choose({ consensus: each })}
                >
                  <Tag width={share(days, each.start, each.end, width)} short={short.get(each.holder) ?? ''} more={each.disputed ? t('strip.disputed') : ''} />
                </button>
              ))}
              <Cursor days={days} on={on} />
            </div>
          </div>
          {roots.map((root) => (
            <Row key={root.root} {...{ root, days, width, short, colour, on, choose }} />
          ))}
          <div class="strip-row axis">
            <p class="who">
              <label for="strip-on">{t('strip.on')}</label> <strong>{dayWords(on)}</strong>
            </p>
            <div class="track">
              <ol class="ticks" aria-hidden="true">
                {ticks.map((tick) => (
                  <li key={tick.at} class={tick.strong ? 'strong' : ''} style={{ insetInlineStart: `${days.at(tick.at)}%` }}>{tick.label}</li>
                ))}
              </ol>
              <input
                id="strip-on"
                type="range"
                min={days.from}
                max={days.to}
                value={toNumber(on)}
                aria-valuetext={dayWords(on)}
                onInput={(event) => setOn(toDay(Math.min(days.to - 1, Number(event.currentTarget.value))))}
              />
            </div>
          </div>
        </div>
      )}
      {strip.roots.length > MOST && !asTable && (
        <p><button type="button" class="plain" onClick={() => showAll(!all)}>{all ? t('less') : t('strip.all', { n: strip.roots.length })}</button></p>
      )}
      {!asTable && <Said chosen={chosen ?? (current && { consensus: current })} on={on} />}
    </figure>
  )
}

const lastDay = (end: string): string => toDay(toNumber(end) - 1)
const share = (days: Scale, start: string, end: string, width: number): number => ((days.at(end) - days.at(start)) / 100) * width
const along = (days: Scale, start: string, end: string) => ({
  insetInlineStart: `${days.at(start)}%`,
  width: `max(4px, calc(${days.at(end) - days.at(start)}% - 1px))`,
})

const Cursor = ({ days, on }: { days: Scale; on: string }) => <span class="cursor" aria-hidden="true" style={{ insetInlineStart: `${days.at(on)}%` }} />

function Tag({ width, short, more }: { width: number; short: string; more: string }) {
  const room = width - 6
  const letters = room > short.length * 8 ? short : room > 9 ? short.slice(0, 1) : ''
  return <span class="tag">{letters}{more && room > (short.length + more.length) * 7.5 + 14 ? <small> {more}</small> : null}</span>
}

interface RowProps {
  root: StripRoot; days: Scale; width: number; short: Map<string | null, string>; on: string
  colour: (id: string | null) => string; choose: (chosen: Chosen) => void
}

function Row({ root, days, width, short, colour, on, choose }: RowProps) {
  const laid = lanes(root.segments)
  const high = Math.max(1, ...laid.map(({ lane }) => lane + 1))
  return (
    <div class="strip-row" role="group" aria-label={root.root_name}>
      <p class="who">
        {root.root_name}
        <span class="quiet"> {t('strip.pages', { n: root.ticks.length })}</span>
      </p>
      <div class="track" style={{ '--lanes': String(high) }}>
        {laid.map(({ segment, lane }) => (
          <button
            type="button"
            key={`${segment.control}${segment.start}`}
            class={`seg ${colour(segment.actor)} ${segment.status} ${segment.hedged ? 'hedged' : ''} ${segment.actor === null ? 'nobody' : ''}`}
            style={{ ...along(days, segment.start, segment.end), '--lane': String(lane) }}
            aria-label={told(root, segment)}
            onFocus={() => choose({ root, segment })}
            onMouseEnter={() => choose({ root, segment })}
          >
            <Tag width={share(days, segment.start, segment.end, width)} short={short.get(segment.actor) ?? ''} more={segment.status === 'held' ? '' : word('status', segment.status)} />
          </button>
        ))}
        {root.ticks.map((tick, i) => (
          <span key={i} class="pub" style={{ insetInlineStart: `${days.at(tick.at)}%` }} title={`${tick.outlet_name ?? t('outlet.unknown')}, ${dayWords(tick.at)}`} />
        ))}
        <Cursor days={days} on={on} />
      </div>
    </div>
  )
}

const told = (root: StripRoot, segment: Segment): string =>
  [
    `${root.root_name}: ${segment.actor_name ?? t('nobody')} ${word('status', segment.status)}`,
    segment.hedge ? word('modality', segment.hedge) : '',
    `${dayWords(segment.start)} – ${dayWords(lastDay(segment.end))}`,
    `“${segment.words}”`,
    segment.outlet_name ?? '',
  ].filter(Boolean).join(', ')

function Said({ chosen, on }: { chosen: Chosen; on: string }) {
  if (!chosen) return <figcaption class="strip-said quiet">{t('strip.silent', { day: dayWords(on) })}</figcaption>
  if ('consensus' in chosen) {
    const { consensus } = chosen
    return (
      <figcaption class="strip-said">
        <p><span class="quiet">{dayWords(consensus.start)} – {dayWords(lastDay(consensus.end))}, {t('strip.together')}</span></p>
        <p>{consensus.sentence}</p>
      </figcaption>
    )
  }
  const { root, segment } = chosen
  return (
    <figcaption class="strip-said">
      <p>
        <strong>{root.root_name}</strong>: {segment.actor_name ?? t('nobody')} {word('status', segment.status)}
        {segment.hedge && <em> ({word('modality', segment.hedge)})</em>}
        <span class="quiet"> {dayWords(segment.start)} – {dayWords(lastDay(segment.end))}</span>
      </p>
      <blockquote class="said" dir="auto">“{segment.words}”</blockquote>
      <p class="small">
        <a href={pageLink(segment.page, segment.start_at, segment.end_at)}>{segment.outlet_name ?? t('outlet.unknown')}</a>{' '}
        <span class="quiet">{segment.published}</span>
      </p>
    </figcaption>
  )
}

/** Arrows go from piece to piece: along a row, and up and down to what lies nearest. */
function step(event: KeyboardEvent): void {
  const here = event.target
  if (!(here instanceof HTMLButtonElement) || !event.key.startsWith('Arrow')) return
  const rows = [...(event.currentTarget as HTMLElement).querySelectorAll('.strip-row')]
  const row = rows.findIndex((each) => each.contains(here))
  const pieces = (at: number) => [...(rows[at]?.querySelectorAll<HTMLButtonElement>('.seg') ?? [])]
  const left = here.getBoundingClientRect().left
  let next: HTMLButtonElement | undefined
  if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
    const sorted = pieces(row).sort((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left)
    next = sorted[sorted.indexOf(here) + (event.key === 'ArrowLeft' ? -1 : 1)]
  } else {
    const by = event.key === 'ArrowUp' ? -1 : 1
    for (let at = row + by; at >= 0 && at < rows.length && !next; at += by)
      next = pieces(at).sort((a, b) => Math.abs(a.getBoundingClientRect().left - left) - Math.abs(b.getBoundingClientRect().left - left))[0]
  }
  if (next) {
    event.preventDefault()
    next.focus()
  }
}
