/** Time under the map: how many roots spoke of what happened when, and the two clocks as sliders with a way to play them. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { addDays, axis, dayOf, dayWords, toDay, toNumber } from '../days'
import { t } from '../i18n'
import { useKeys } from '../keys'
import type { EventMark, Feature } from '../types'

interface Props {
  events: Feature<EventMark>[]; from: string; to: string; on: string; asOf: string; together: boolean
  set: (changes: { on?: string; asOf?: string }) => void; setTogether: (together: boolean) => void
}
const PACE = 800

export function Timeline({ events, from, to, on, asOf, together, set, setTogether }: Props) {
  const [playing, play] = useState(false)
  const [width, setWidth] = useState(800)
  const box = useRef<HTMLDivElement>(null)
  const [first, last] = [toNumber(from), Math.max(toNumber(to), toNumber(from) + 1)]
  useEffect(() => {
    if (!box.current) return
    const seen = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width))
    seen.observe(box.current)
    return () => seen.disconnect()
  }, [])
  const step = (by: number) => {
    const next = toDay(Math.min(last, Math.max(first, toNumber(asOf) + by)))
    set(together ? { asOf: next, on: next } : { asOf: next })
    return next
  }
  useEffect(() => {
    if (!playing) return
    if (toNumber(asOf) >= last) {
      play(false)
      return
    }
    const timer = setTimeout(() => step(Math.max(1, Math.round((last - first) / 90))), PACE)
    return () => clearTimeout(timer)
  }, [playing, asOf])
  const start = () => {
    if (!playing && toNumber(asOf) >= last) set({ asOf: from, on: from })
    play(!playing)
  }
  useKeys([
    { name: 'play', key: 'p', label: t(playing ? 'key.pause' : 'key.play'), run: start },
    { name: 'day.back', key: '[', label: t('key.day.back'), run: () => void step(-1) },
    { name: 'day.on', key: ']', label: t('key.day.on'), run: () => void step(1) },
  ])
  const bins = useMemo(() => histogram(events, first, last, Math.max(20, Math.floor(width / 7))), [events, first, last, width])
  const high = Math.max(1, ...bins.map((bin) => bin.roots))
  const at = (n: number) => ((n - first) / (last - first)) * 100
  const wide = (bin: Bin) => Math.min((100 * bin.span) / (last - first) - 0.12, 1600 / width)
  return (
    <div class="timeline">
      <div class="controls row">
        <button type="button" aria-pressed={playing} onClick={start}>{playing ? t('key.pause') : t('key.play')}</button>
        <label class="row small"><input type="checkbox" checked={together} onChange={() => setTogether(!together)} /> {t('clock.together')}</label>
      </div>
      <div class="axis-box" ref={box}>
        <svg class="bars" viewBox={`0 0 100 36`} preserveAspectRatio="none" aria-hidden="true">
          {bins.map((bin) => bin.roots > 0 && <rect key={bin.at} x={at(bin.at + (bin.span - 1) / 2) - wide(bin) / 2} width={wide(bin)} y={36 - (36 * bin.roots) / high} height={(36 * bin.roots) / high} class={bin.at > toNumber(asOf) ? 'after' : ''} />)}
        </svg>
        <ol class="ticks" aria-hidden="true">
          {axis(from, to, Math.max(3, width / 64)).map((tick) => <li key={tick.at} class={tick.strong ? 'strong' : ''} style={{ insetInlineStart: `${at(tick.at)}%` }}>{tick.label}</li>)}
        </ol>
        <Slider name="as_of" value={asOf} first={first} last={last} set={(day) => set(together ? { asOf: day, on: day } : { asOf: day })} />
        <Slider name="on" value={on} first={first} last={last} set={(day) => set(together ? { asOf: day, on: day } : { on: day })} />
      </div>
    </div>
  )
}

function Slider({ name, value, first, last, set }: { name: 'on' | 'as_of'; value: string; first: number; last: number; set: (day: string) => void }) {
  return (
    <div class="slider">
      <label class="small" for={`slider-${name}`}>{t(`clock.${name}`)} <strong>{dayWords(value)}</strong></label>
      <input id={`slider-${name}`} type="range" min={first} max={last} value={toNumber(value)} aria-valuetext={dayWords(value)} onInput={(event) => set(toDay(Number(event.currentTarget.value)))} />
    </div>
  )
}

interface Bin { at: number; span: number; roots: number }

/** Roots, not pages: a report printed ten times is one voice. */
function histogram(events: Feature<EventMark>[], first: number, last: number, most: number): Bin[] {
  const span = Math.max(1, Math.ceil((last - first) / most))
  const bins = new Map<number, Bin>()
  for (const { properties } of events) {
    // What is said of no day stands on the day it was printed.
    const day = properties.when_start ?? (properties.when_end ? addDays(properties.when_end, -1) : dayOf(properties.published))
    if (!day) continue
    const n = toNumber(day)
    if (n < first || n > last) continue
    const at = first + Math.floor((n - first) / span) * span
    const bin = bins.get(at) ?? { at, span, roots: 0 }
    bin.roots += Math.max(1, properties.roots)
    bins.set(at, bin)
  }
  return [...bins.values()]
}
