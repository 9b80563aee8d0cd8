/** A place: the say-so strip first, then each root's word on one day, what happened there, and what its name may mean. */
import { ask, useGet, isSite } from '../server'
import type { ScreenProps } from '../app'
import { addDays, dayWords, endDay } from '../days'
import { t, word } from '../i18n'
import { useKeys } from '../keys'
import { CardView } from '../parts/card'
import { Clock } from '../parts/clock'
import { asLine, EventTable } from '../parts/events'
import { Exports } from '../parts/exports'
import { pageLink, Weighed, Words } from '../parts/quote'
import { Shown, Title } from '../parts/state'
import { go, linkTo, same } from '../router'
import { Strip } from '../strip/strip'
import type { Case, Held, PlaceAnswer, StripAnswer } from '../types'

export default function PlaceScreen({ id, params, file }: ScreenProps) {
  const asOf = params.get('as_of')
  const asked = useGet<PlaceAnswer>(ask(`place/${id.includes(':') ? id : `place:${id}`}`, { as_of: asOf }))
  return (
    <Shown asked={asked}>
      {(place) => {
        return (
          <>
            <Title over={place.parents.map(([parent, name], i) => <>{i > 0 && ' · '}<a href={linkTo(parent)}>{name}</a></>)}>{place.name}</Title>
            {place.has_strip && <OverTime place={place.id} params={params} file={file} />}
            <section>
              <h2>{t('place.events', { n: place.events.length + place.left_out })}</h2>
              {place.events.length > 0 && <Exports of="rows/events" query={{ place: place.id, as_of: asOf }} />}
              {place.left_out > 0 && <p class="small">{t('events.left', { n: place.left_out })}</p>}
              <EventTable lines={place.events.map(asLine)} label={t('place.events', { n: place.events.length })} />
            </section>
            <CardView card={place.card} />
            <Exports of={`place/${place.id}`} query={{ as_of: asOf }} />
          </>
        )
      }}
    </Shown>
  )
}

function OverTime({ place, params, file }: { place: string; params: URLSearchParams; file: Case }) {
  const asOf = params.get('as_of')
  const asked = useGet<StripAnswer>(ask('strip', isSite() ? { place } : { place, as_of: asOf }))
  const step = (by: number) => {
    if (!asked.data) return
    const { start, end } = asked.data
    const day = addDays(params.get('on') ?? middle(start, end, asOf), by)
    if (day >= start && day < end) go(same({ on: day }), true)
  }
  useKeys([
    { name: 'day.back', key: '[', label: t('key.day.back'), run: () => step(-1) },
    { name: 'day.on', key: ']', label: t('key.day.on'), run: () => step(1) },
  ])
  return (
    <Shown asked={asked}>
      {(strip) => {
        const on = params.get('on') ?? middle(strip.start, strip.end, asOf)
        return (
          <>
            <div class="clock">
              <Clock name="on" value={on} />
              {!isSite() && <Clock name="as_of" value={asOf ?? strip.as_of} min={file.first} fallback={file.last ?? ''} />}
              {asOf && <a href={same({ as_of: null })}>{t('asof.lift')}</a>}
              {strip.undated > 0 && <span class="quiet">{t('undated', { n: strip.undated })}</span>}
            </div>
            <section aria-label={t('strip.section')}>
              {strip.roots.length ? <><Strip strip={strip} on={on} setOn={(day) => go(same({ on: day }), true)} /><Exports of="strip" query={{ place, as_of: asOf }} /></> : <p class="quiet">{t('strip.none')}</p>}
            </section>
            {!isSite() && strip.roots.length > 0 && <OnDay place={place} on={on} asOf={asOf ?? on} />}
          </>
        )
      }}
    </Shown>
  )
}

/** The day asked about when nobody has chosen one: the last that both clocks have. */
const middle = (from: string, end: string, asOf: string | null): string => (asOf && asOf >= from && asOf < end ? asOf : addDays(end, -1))

function OnDay({ place, on, asOf }: { place: string; on: string; asOf: string }) {
  const asked = useGet<Held>(ask('held', { place, on, as_of: asOf }))
  return (
    <section>
      <Shown asked={asked}>
        {(held) => (
          <>
            {/* The days of the answer: while the next one is on its way, the last one stands, and says of when it is. */}
            <h2>{t('held.title', { on: dayWords(held.on), as_of: dayWords(held.as_of) })}</h2>
            <p class="held-sum"><Weighed sentence={held.sentence} /></p>
            {held.words.length > 0 && (
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('col.word_of')}</th>
                    <th scope="col">{t('col.holder')}</th>
                    <th scope="col">{t('col.known')}</th>
                    <th scope="col">{t('col.words')}</th>
                  </tr>
                </thead>
                <tbody>
                  {held.words.map((row) => (
                    <tr key={String(row['id'])}>
                      <th scope="row">{row['root_name']}</th>
                      <td>{row['actor_name'] ?? t('nobody')} <span class="quiet">{word('status', String(row['status'] ?? ''))}</span></td>
                      <td class="days">{dayWords(endDay(String(row['known_from'] ?? '')))}</td>
                      <td>
                        <Words>{row['quote']}</Words>{' '}
                        <a class="outlet" href={pageLink(String(row['page']), Number(row['start']), Number(row['end']))}>{row['outlet_name'] ?? t('outlet.unknown')}</a>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </>
        )}
      </Shown>
    </section>
  )
}
