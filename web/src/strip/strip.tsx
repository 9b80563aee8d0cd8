/** The say-so strip: who held a place, a row for each root and what they come to together on top; silence stays empty. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { axis, dayWords, stretch, toDay, toNumber, when } from '../days'
import { t, word } from '../i18n'
import { pageLink, Weighed } from '../parts/quote'
import type { Segment, StripAnswer, StripRoot } from '../types'
import { colour, lanes, letters, scale, type Scale } from './layout'
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
  useEffect(() => {
    if (!box.current) return
    const seen = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width))
    seen.observe(box.current)
    return () => seen.disconnect()
  }, [asTable])
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
        {strip.consensus.some((each) => each.disputed) && <li><span class="swatch nobody hedged" /> {t('strip.differ')}</li>}
        <li><span class="swatch tick" /> {t('strip.tick')}</li>
        <li class="push">
          <button type="button" class="plain" onClick={() => showTable(!asTable)}>
            {asTable ? t('strip.picture') : t('strip.table')}
          </button>
        </li>
      </ul>
      {asTable ? (
        <StripTable strip={strip} />
      ) : (
        <div class="strip-rows" onKeyDown={step}>
          <div class="strip-row consensus">
            <p class="who">{t('strip.together')}</p>
            <Track label={t('strip.together')} id="all" lanes={1} box={box} chosen={chosen && 'consensus' in chosen ? chosen.consensus.start : null} on={on}
              pieces={strip.consensus.map((each) => {
                const more = each.disputed ? t('strip.disputed') : ''
                return {
                  key: each.start, start: each.start, end: each.end, lane: 0,
                  class: `${colour(each.holder)} ${each.disputed ? 'disputed' : ''} ${each.holder === null ? 'nobody' : ''}`,
                  short: short.get(each.holder) ?? '', more, label: `${stretch(each.start, each.end)}: ${each.sentence}`,
                  choose: () => choose({ consensus: each }),
                }
              })}
              {...{ days, width }}
            />
          </div>
          {roots.map((root, i) => (
            <Row key={root.root} {...{ root, days, width, short, colour, on, chosen, choose }} id={`r${i}`} />
          ))}
          <div class="strip-row axis">
            <p class="who">
              <label for="strip-on">{t('strip.on')}</label> <strong>{dayWords(on)}</strong>
            </p>
            <div class="track">
              <ol class="ticks" aria-hidden="true">
                {ticks.filter((tick) => days.at(tick.at) < LAST).map((tick) => (
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

// A name at the very end would stand out of the picture.
const LAST = 97
const share = (days: Scale, start: string, end: string, width: number): number => ((days.at(end) - days.at(start)) / 100) * width
const along = (days: Scale, start: string, end: string) => ({
  insetInlineStart: `${days.at(start)}%`,
  width: `max(4px, calc(${days.at(end) - days.at(start)}% - 1px))`,
})

function Tag({ width, short, more }: { width: number; short: string; more: string }) {
  const room = width - 6
  const letters = room > short.length * 8 ? short : room > 9 ? short.slice(0, 1) : ''
  return <span class="tag">{letters}{more && room > (short.length + more.length) * 7.5 + 14 ? <small> {more}</small> : null}</span>
}

interface Piece { key: string; start: string; end: string; lane: number; class: string; short: string; more: string; label: string; choose: () => void }
interface TrackProps {
  label: string; id: string; lanes: number; pieces: Piece[]; days: Scale; width: number; on: string; chosen: string | null
  ticks?: StripRoot['ticks']; box?: { current: HTMLDivElement | null }
}

/** One row is one stop of the tab key; the arrows go through its pieces. The table has the same for those who want targets. */
function Track({ label, id, lanes: high, pieces, days, width, on, chosen, ticks = [], box }: TrackProps) {
  const active = pieces.findIndex((piece) => piece.key === chosen)
  const enter = () => active < 0 && (pieces.find((piece) => piece.start <= on && on < piece.end) ?? pieces[0])?.choose()
  return (
    <div class="track" role="listbox" tabIndex={0} aria-label={label} aria-activedescendant={active < 0 ? undefined : `${id}-${active}`} onFocus={() => void enter()} ref={box ?? null} style={{ '--lanes': String(high) }}>
      {pieces.map((piece, i) => (
        <div
          role="option"
          id={`${id}-${i}`}
          key={piece.key}
          class={`seg ${piece.class} ${i === active ? 'active' : ''}`}
          style={{ ...along(days, piece.start, piece.end), '--lane': String(piece.lane) }}
          aria-selected={i === active}
          aria-label={`${piece.short} ${piece.more} ${piece.label}`}
          onMouseEnter={piece.choose}
          onClick={piece.choose}
        >
          <Tag width={share(days, piece.start, piece.end, width)} short={piece.short} more={piece.more} />
        </div>
      ))}
      {ticks.map((tick, i) => (
        <span key={i} class="pub" aria-hidden="true" style={{ insetInlineStart: `${days.at(tick.at)}%` }} title={`${tick.outlet_name ?? t('outlet.unknown')}, ${dayWords(tick.at)}`} />
      ))}
      <span class="cursor" aria-hidden="true" style={{ insetInlineStart: `${days.at(on)}%` }} />
    </div>
  )
}

interface RowProps {
  root: StripRoot; id: string; days: Scale; width: number; short: Map<string | null, string>; on: string; chosen: Chosen
  colour: (id: string | null) => string; choose: (chosen: Chosen) => void
}

function Row({ root, id, days, width, short, colour, on, chosen, choose }: RowProps) {
  const laid = lanes(root.segments)
  const key = (segment: Segment) => `${segment.control}${segment.start}`
  return (
    <div class="strip-row">
      <p class="who">
        {root.root_name}
        <span class="quiet"> {t('strip.pages', { n: new Set(root.ticks.map((tick) => tick.page)).size })}</span>
      </p>
      <Track
        label={root.root_name}
        lanes={Math.max(1, ...laid.map(({ lane }) => lane + 1))}
        chosen={chosen && 'root' in chosen && chosen.root === root ? key(chosen.segment) : null}
        ticks={root.ticks}
        pieces={laid.map(({ segment, lane }) => ({
          key: key(segment), start: segment.start, end: segment.end, lane,
          class: `${colour(segment.actor)} ${segment.status} ${segment.hedged ? 'hedged' : ''} ${segment.actor === null ? 'nobody' : ''}`,
          short: short.get(segment.actor) ?? '', more: segment.status === 'held' ? '' : word('status', segment.status), label: told(root, segment),
          choose: () => choose({ root, segment }),
        }))}
        {...{ id, days, width, on }}
      />
    </div>
  )
}

const told = (root: StripRoot, segment: Segment): string =>
  [
    `${root.root_name}: ${segment.actor_name ?? t('nobody')} ${word('status', segment.status)}`,
    segment.hedge ? word('modality', segment.hedge) : '',
    stretch(segment.start, segment.end),
    `“${segment.words}”`,
    segment.outlet_name ?? '',
  ].filter(Boolean).join(', ')

function Said({ chosen, on }: { chosen: Chosen; on: string }) {
  if (!chosen) return <figcaption class="strip-said quiet">{t('strip.silent', { day: dayWords(on) })}</figcaption>
  if ('consensus' in chosen) {
    const { consensus } = chosen
    return (
      <figcaption class="strip-said">
        <p><span class="quiet">{stretch(consensus.start, consensus.end)}, {t('strip.together')}</span></p>
        <p><Weighed sentence={consensus.sentence} /></p>
      </figcaption>
    )
  }
  const { root, segment } = chosen
  return (
    <figcaption class="strip-said">
      <p>
        <strong>{root.root_name}</strong>: {segment.actor_name ?? t('nobody')} {word('status', segment.status)}
        {segment.hedge && <em> ({word('modality', segment.hedge)})</em>}
        <span class="quiet"> {stretch(segment.start, segment.end)}</span>
      </p>
      <blockquote class="said" dir="auto">“{segment.words}”</blockquote>
      <p class="small">
        <a href={pageLink(segment.page, segment.start_at, segment.end_at)}>{segment.outlet_name ?? t('outlet.unknown')}</a>{' '}
        <span class="quiet">{when(segment.published)}</span>
      </p>
    </figcaption>
  )
}

/** Arrows go from piece to piece: along a row, and up and down to what lies nearest. */
function step(event: KeyboardEvent): void {
  const here = event.target
  if (!(here instanceof HTMLElement) || !here.matches('.track') || !event.key.startsWith('Arrow')) return
  const tracks = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('.track[role=listbox]')]
  const left = (piece: Element) => piece.getBoundingClientRect().left
  const now = here.querySelector<HTMLElement>('.active')
  let next: HTMLElement | undefined
  if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
    const sorted = [...here.querySelectorAll<HTMLElement>('.seg')].sort((a, b) => left(a) - left(b))
    next = sorted[now ? sorted.indexOf(now) + (event.key === 'ArrowLeft' ? -1 : 1) : 0]
  } else {
    const track = tracks[tracks.indexOf(here) + (event.key === 'ArrowUp' ? -1 : 1)]
    const from = now ? left(now) : 0
    next = track && [...track.querySelectorAll<HTMLElement>('.seg')].sort((a, b) => Math.abs(left(a) - from) - Math.abs(left(b) - from))[0]
  }
  if (!next) return
  event.preventDefault()
  next.click()
  next.closest<HTMLElement>('.track')?.focus()
}
