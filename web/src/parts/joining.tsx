/** What a person does to an event's edges: merge it with another, split claims off, say where a thing was. */
import { useState } from 'preact/hooks'
import { ask, forget, post, useGet } from '../server'
import { t, word } from '../i18n'
import type { EventAnswer } from '../types'
import { atOnce, Dialog } from './dialog'
import { inWords } from './events'
import { note, Shown } from './state'
import { when } from '../days'

interface Props { record: string; close: () => void }

/** Sends a decision, says what was done, and asks anew for all that is on screen. */
export async function decide(body: Record<string, unknown>): Promise<boolean> {
  try {
    await post('judge', body)
    note(t('judged', { what: word('verdict', String(body['verdict'])) }))
    forget()
    return true
  } catch (error) {
    note(error instanceof Error ? error.message : String(error))
    return false
  }
}

export function Merge({ record, close }: Props) {
  const asked = useGet<EventAnswer>(ask(`event/${record}`))
  const [other, setOther] = useState('')
  return (
    <Dialog title={t('merge.title')} close={close}>
      <Shown asked={asked}>
        {(event) => (
          <form class="form" onSubmit={(e) => { e.preventDefault(); void decide({ record, verdict: 'merge', value: other }).then((done) => done && close()) }}>
            <p>{inWords(event.what)}{event.when !== '-' ? `, ${when(event.when)}` : ''}</p>
            <fieldset>
              <legend>{t('merge.with')}</legend>
              {event.neighbours.map((near, i) => (
                <label class="choice" key={near.id}>
                  <input type="radio" name="other" ref={i === 0 ? atOnce : null} checked={other === near.id} onChange={() => setOther(near.id)} /> {inWords(near.what)} <span class="quiet small">{[when(near.when), word('grade', near.grade)].filter(Boolean).join(', ')}</span>
                </label>
              ))}
              {!event.neighbours.length && <p class="quiet">{t('merge.none')}</p>}
            </fieldset>
            <p class="row"><button type="submit" disabled={!other}>{t('verb.merge')}</button><button type="button" onClick={close}>{t('cancel')}</button></p>
          </form>
        )}
      </Shown>
    </Dialog>
  )
}

export function Split({ record, close }: Props) {
  const asked = useGet<EventAnswer>(ask(`event/${record}`))
  const [off, setOff] = useState<Set<string>>(new Set())
  const toggle = (claim: string) => {
    const next = new Set(off)
    if (!next.delete(claim)) next.add(claim)
    setOff(next)
  }
  return (
    <Dialog title={t('split.title')} close={close}>
      <Shown asked={asked}>
        {(event) => {
          const told = [...new Map(event.roots.flatMap((root) => root.told).map((one) => [one.claim, one])).values()]
          return (
            <form class="form" onSubmit={(e) => { e.preventDefault(); void decide({ record, verdict: 'split', value: [...off].join(' ') }).then((done) => done && close()) }}>
              <fieldset>
                <legend>{t('split.which')}</legend>
                {told.map((one, i) => (
                  <label class="choice" key={one.claim}>
                    <input type="checkbox" ref={i === 0 ? atOnce : null} checked={off.has(one.claim)} onChange={() => toggle(one.claim)} /> <q class="said" dir="auto">{one.quote.words}</q> <span class="quiet small">{one.quote.outlet}, {when(one.quote.published)}</span>
                  </label>
                ))}
              </fieldset>
              <p class="row"><button type="submit" disabled={!off.size || off.size === told.length}>{t('verb.split')}</button><button type="button" onClick={close}>{t('cancel')}</button></p>
            </form>
          )
        }}
      </Shown>
    </Dialog>
  )
}

/** `instead` stores it and goes on without waiting for the answer. */
export function Replace({ record, instead, close }: Props & { instead?: (body: Record<string, unknown>) => void }) {
  const [place, setPlace] = useState('')
  const [error, setError] = useState('')
  const send = (event: Event) => {
    event.preventDefault()
    if (instead) {
      close()
      instead({ verdict: 'place', value: place })
      return
    }
    post('judge', { record, verdict: 'place', value: place }).then(() => (note(t('judged', { what: word('verdict', 'place') })), forget(), close()), (e: Error) => setError(e.message))
  }
  return (
    <Dialog title={t('replace.title')} close={close}>
      <form class="form" onSubmit={send}>
        <label>{t('replace.place')}<input ref={atOnce} required dir="auto" value={place} onInput={(event) => setPlace(event.currentTarget.value)} /></label>
        <p class="small quiet">{t('correct.how.place')}</p>
        {error && <p class="told-off" role="alert">{error}</p>}
        <p class="row"><button type="submit">{t('save')}</button><button type="button" onClick={close}>{t('cancel')}</button></p>
      </form>
    </Dialog>
  )
}
