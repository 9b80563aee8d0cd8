/** The map, the time under it, and beside it a list of all that it shows: who holds what, and what is said to have happened. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { ask, isSite, useGet } from '../server'
import type { ScreenProps } from '../app'
import { addDays, dayWords, toNumber, toDay } from '../days'
import { spoken, t, word } from '../i18n'
import { useKeys } from '../keys'
import { EventTable, fromMark } from '../parts/events'
import { Exports } from '../parts/exports'
import { Mark } from '../parts/mark'
import { pageLink, Weighed, Words } from '../parts/quote'
import { Shown } from '../parts/state'
import { go, here, link, linkTo, same, type Changes } from '../router'
import { colour, letters } from '../strip/layout'
import { Timeline } from '../map/timeline'
import { MapView } from '../map/view'
import type { Case, ControlMark, ControlWord, EventMark, Held, MapAnswer } from '../types'
import './map.css'

const FILTERS = ['place', 'actor', 'source', 'kind', 'grade', 'text'] as const

export default function MapScreen({ params, file }: ScreenProps) {
  const last = file.last ?? toDay(Math.floor(Date.now() / 86_400_000))
  const from = addDays(file.first ?? last, -7)
  const asOf = params.get('as_of') ?? last
  const on = (isSite() ? null : params.get('on')) ?? asOf
  const [together, setTogether] = useState(on === asOf)
  const filters = Object.fromEntries(FILTERS.map((name) => [name, params.get(name)]))
  const url = useSettled(isSite() ? ask('map') : ask('map', { ...filters, as_of: params.get('as_of'), on: params.get('on') ?? params.get('as_of'), basis: params.get('basis') }), 90)
  const asked = useGet<MapAnswer>(url)
  const whole = useGet<MapAnswer>(ask('map', isSite() ? {} : filters))
  const set = (changes: { on?: string; asOf?: string }) => {
    const to: Changes = {}
    if (changes.asOf) to['as_of'] = changes.asOf === last ? null : changes.asOf
    if (changes.on) to['on'] = changes.on === (changes.asOf ?? asOf) ? null : changes.on
    else if (changes.asOf && on !== changes.asOf) to['on'] = on
    go(same(to), true)
  }
  return (
    <Shown asked={asked}>
      {(answer) => (
        <div class={`atlas ${asked.stale ? 'stale' : ''}`}>
          <h1 class="unseen">{t('nav.map')}</h1>
          <Both answer={answer} file={file} params={params} on={on} asOf={asOf} />
          {!isSite() && <Timeline events={whole.data?.events.features ?? []} from={from} to={last} on={on} asOf={asOf} together={together} set={set} setTogether={setTogether} />}
        </div>
      )}
    </Shown>
  )
}

function useSettled(value: string, wait: number): string {
  const [settled, set] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => set(value), wait)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

// Days are seldom walked: how far that is comes when it is asked for, and not with the first visit.
const follow = (note: HTMLElement | null): unknown => note && import('../parts/walk').then((found) => found.follow(note))

interface BothProps { answer: MapAnswer; file: Case; params: URLSearchParams; on: string; asOf: string }

function Both({ answer, file, params, on, asOf }: BothProps) {
  const [lit, light] = useState<string | null>(null)
  const picked = params.get('at')
  const pick = (place: string | null) => go(same({ at: place }), true)
  const { events, controls } = useMemo(() => ({ events: answer.events.features, controls: answer.controls.features }), [answer])
  const holders = useMemo(() => holdersOf(controls.map((each) => each.properties)), [controls])
  const shownEvents = useMemo(() => events.map((each) => each.properties).filter((each) => !picked || each.place === picked).sort(latest).map(fromMark), [events, picked])
  const shownControls = controls.map((each) => each.properties).filter((each) => !picked || each.place === picked)
  const bounds = useMemo(() => middle([...events, ...controls].flatMap((each) => (each.geometry ? [each.geometry.coordinates] : [])), file.box), [])
  const name = picked && (shownControls[0]?.place_name ?? shownEvents[0]?.place_name ?? picked)
  useKeys(picked ? [{ name: 'all', key: 'Escape', label: t('map.all'), run: () => pick(null) }] : [])
  return (
    <>
      <MapView {...{ events, controls, holders, bounds, picked, lit, pick }} plain={params.get('map') === 'plain'} />
      <div class="beside-map" tabIndex={0} role="region" aria-label={t('map.list')}>
        <p class="small newest">
          {t('map.newest', { day: dayWords(answer.newest ?? file.newest), n: Math.max(0, toNumber(toDay(Math.floor(Date.now() / 86_400_000))) - toNumber(answer.newest ?? file.newest ?? asOf)) })}
          {answer.undated > 0 && ` ${t('undated', { n: answer.undated })}`}
          {answer.note && <> <bdi lang="en" ref={follow}>{answer.note}</bdi></>}
        </p>
        <Filters params={params} file={file} />
        <Exports of="map" query={Object.fromEntries([...FILTERS, 'as_of', 'on', 'basis'].map((name) => [name, params.get(name)]))}><a href={link('map', '', Object.fromEntries([...here().params]))}>{t('export.link')}</a></Exports>
        {picked && <p class="row"><strong>{name}</strong> <a href={linkTo(picked, { on: on === file.last ? null : on })}>{t('map.open')}</a> <button type="button" class="plain" onClick={() => pick(null)}>{t('map.all')}</button></p>}
        <section>
          <h2>{t('map.holders', { n: shownControls.length })}</h2>
          <p class="small quiet">{t('map.clocks', { on: dayWords(on), as_of: dayWords(asOf) })}</p>
          <Holders controls={shownControls} holders={holders} open={!!picked} {...{ pick, on, asOf }} />
          <Exports of="holders" query={{ on, as_of: asOf }} />
        </section>
        <section>
          <h2>{t('map.events', { n: shownEvents.length })}</h2>
          {answer.left_out > 0 && <p class="small">{t('events.left', { n: answer.left_out })}</p>}
          {!picked && answer.unplaced > 0 && <p class="small quiet">{t('map.unplaced', { n: answer.unplaced })}</p>}
          {!isSite() && <Basis params={params} />}
          {file.counts.claims === 0 && file.counts.pages > 0
            ? <p class="unread">{t('map.unread', { n: file.counts.pages })}</p>
            : <EventTable lines={shownEvents} label={t('map.events', { n: shownEvents.length })} place={!picked} picked={lit} onPick={light} />}
        </section>
        <div class="on-paper"><Grades file={file} params={params} /></div>
      </div>
    </>
  )
}

/** The latest first; what has no known day last. */
const latest = (a: EventMark, b: EventMark): number => ((a.when_start ?? a.when_end ?? '') < (b.when_start ?? b.when_end ?? '') ? 1 : -1)

/** Where most of it lies: one far-off place must not make all others small. */
function middle(spots: [number, number][], whole: Case['box']): [number, number, number, number] {
  if (!spots.length) return whole ?? [-20, -20, 60, 60]
  const at = (axis: 0 | 1, share: number) => [...spots].sort((a, b) => a[axis] - b[axis])[Math.round(share * (spots.length - 1))]?.[axis] ?? 0
  return [at(0, 0.05), at(1, 0.05), at(0, 0.95), at(1, 0.95)]
}

function holdersOf(controls: ControlMark[]): { id: string; name: string }[] {
  const named = new Map<string, string>()
  for (const control of controls)
    for (const word of [{ actor: control.holder, actor_name: control.holder_name }, ...((control.words ?? []) as unknown as ControlWord[])])
      if (word.actor) named.set(word.actor, word.actor_name ?? word.actor)
  return [...named].map(([id, name]) => ({ id, name }))
}

interface HoldersProps { controls: ControlMark[]; holders: ReturnType<typeof holdersOf>; open: boolean; pick: (place: string) => void; on: string; asOf: string }

function Holders({ controls, holders, open, pick, on, asOf }: HoldersProps) {
  const short = letters(holders)
  if (!controls.length) return <p class="quiet">{t('map.nobody')}</p>
  const spoken = controls.filter((control) => open || control.holder || control.disputed)
  const silent = controls.filter((control) => !spoken.includes(control))
  return (
    <>
    <ul class="holders">
      {spoken.map((control) => (
        <li key={control.place}>
          <span class={`swatch ${colour(control.holder)} ${control.disputed ? 'hedged' : control.holder ? '' : 'nobody'}`} aria-hidden="true"><span class={control.disputed ? 'chip' : ''}>{control.holder ? short.get(control.holder) : '–'}</span></span>
          <div>
            <p><button type="button" class="plain" onClick={() => pick(control.place)}>{control.place_name}</button>: <Weighed sentence={control.sentence} /></p>
            {open && (control.words ? <Said words={control.words as unknown as ControlWord[]} /> : <Asked place={control.place} on={on} asOf={asOf} />)}
          </div>
        </li>
      ))}
    </ul>
    {silent.length > 0 && <p class="small quiet">{t('map.silent')}{silent.map((control, i) => <>{i > 0 && ' · '}<button key={control.place} type="button" class="plain" onClick={() => pick(control.place)}>{control.place_name}</button></>)}</p>}
    </>
  )
}

/** The words of the one place that is looked at: a step of the slider fetches no other's. */
function Asked({ place, on, asOf }: { place: string; on: string; asOf: string }) {
  const asked = useGet<Held>(ask('held', { place, on, as_of: asOf }))
  return <Shown asked={asked}>{(held) => <Said words={held.words as unknown as ControlWord[]} />}</Shown>
}

const Said = ({ words }: { words: ControlWord[] }) => (
  <ul class="small">
    {words.map((one) => (
      <li key={one.id}>
        <strong>{one.root_name}</strong>: {one.actor_name ?? t('nobody')} {word('status', one.status)} <Words>{one.quote}</Words>{' '}
        <a class="outlet" href={pageLink(one.page, one.start, one.end)}>{one.outlet_name ?? t('outlet.unknown')}</a>
      </li>
    ))}
  </ul>
)

function Filters({ params, file }: { params: URLSearchParams; file: Case }) {
  const active = FILTERS.filter((name) => params.get(name))
  const box = useRef<HTMLDetailsElement>(null)
  const begin = () => {
    if (!box.current) return
    box.current.open = true
    box.current.querySelector('select')?.focus()
  }
  useKeys(isSite() ? [] : [{ name: 'filter', key: 'f', label: t('filter.name'), run: begin }])
  if (isSite()) return <details class="small"><summary>{t('marks')}</summary><Grades file={file} params={params} /></details>
  return (
    <details class="filters small" open={active.length > 0} ref={box} onKeyDown={(event) => event.key === 'Escape' && event.target instanceof HTMLElement && event.target.blur()}>
      <summary>{active.length ? t('filter.on', { n: active.length }) : t('filter')}</summary>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          go(same(Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value) || null]))))
        }}
      >
        <div class="pair">
          <label>{t('filter.grade')}<select name="grade" value={params.get('grade') ?? ''} onChange={(event) => go(same({ grade: event.currentTarget.value || null }))}><option value="">{t('filter.any')}</option>{file.grades.map((each) => <option key={each.grade} value={each.grade}>{word('grade', each.grade)}</option>)}</select></label>
          {FILTERS.filter((name) => name !== 'grade').map((name) => (
            <label key={name}>
              {t(`filter.${name}`)}
              <input name={name} defaultValue={params.get(name) ?? ''} list={name === 'kind' ? 'kinds-list' : undefined} dir="auto" />
            </label>
          ))}
          <datalist id="kinds-list">{file.kinds.map((each) => <option key={each.kind} value={each.kind}>{String(each.count)}</option>)}</datalist>
        </div>
        <p class="row"><button type="submit">{t('filter.go')}</button>{active.length > 0 && <a href={same(Object.fromEntries(active.map((name) => [name, null])))}>{t('filter.clear')}</a>}</p>
      </form>
      <Grades file={file} params={params} />
    </details>
  )
}

/** What each mark means; a click keeps only the events of one grade, where there is a server to ask. */
const Grades = ({ file, params }: { file: Case; params: URLSearchParams }) => (
  <dl class="grades">
    {file.grades.map((each) => {
      const named = <><Mark grade={each.grade} /> {word('grade', each.grade)}</>
      return (
        <>
          <dt>{isSite() ? named : <><a href={same({ grade: params.get('grade') === each.grade ? null : each.grade })}>{named}</a> <span class="quiet">{each.count}</span></>}</dt>
          <dd>{spoken() === 'ar' ? word('means', each.grade) : each.means}</dd>
        </>
      )
    })}
    {(['letters', 'hatched', 'halo'] as const).map((name) => <><dt>{t(`marks.${name}`)}</dt><dd>{t(`marks.${name}.how`)}</dd></>)}
  </dl>
)

const Basis = ({ params }: { params: URLSearchParams }) => (
  <p class="small row">
    {(['known', 'world'] as const).map((name) => (
      <a key={name} class="basis" href={same({ basis: name === 'known' ? null : name })} aria-current={(params.get('basis') ?? 'known') === name ? 'true' : undefined}>{t(`basis.${name}`)}</a>
    ))}
  </p>
)
