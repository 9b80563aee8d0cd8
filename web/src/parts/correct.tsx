/** Corrections: any field of a record, from what else it may be or typed in; the machine's value stays beside it. */
import { useState } from 'preact/hooks'
import { ask, forget, isSite, post, useGet } from '../server'
import { t, word } from '../i18n'
import type { Field, Fields } from '../types'
import { atOnce, Dialog } from './dialog'
import { note, Shown } from './state'

export function Correct({ record }: { record: string }) {
  const [open, setOpen] = useState(false)
  if (isSite()) return null
  return (
    <p>
      <button type="button" onClick={() => setOpen(true)}>{t('key.correct')}</button>
      {open && <CorrectDialog record={record} close={() => setOpen(false)} />}
    </p>
  )
}

/** `send` stores it in another's stead, which goes on without waiting for the answer. */
type Send = (body: Record<string, unknown>) => void

export function CorrectDialog({ record, field, send, close }: { record: string; field?: string | undefined; send?: Send; close: () => void }) {
  const asked = useGet<Fields>(ask(`fields/${record}`))
  return (
    <Dialog title={t('correct.title')} close={close}>
      <Shown asked={asked}>{(fields) => <Form record={record} instead={send} fields={fields.fields.filter((each) => each.sort !== 'list')} first={field} close={close} />}</Shown>
    </Dialog>
  )
}

function Form({ record, instead, fields, first, close }: { record: string; instead?: Send | undefined; fields: Field[]; first?: string | undefined; close: () => void }) {
  const [name, setName] = useState(first ?? fields.find((field) => field.sort === 'place' || field.rivals.length)?.name ?? fields[0]?.name ?? '')
  const field = fields.find((each) => each.name === name)
  const [value, setValue] = useState<string | null>(null)
  const [words, setWords] = useState('')
  const [error, setError] = useState('')
  const now = value ?? field?.value ?? ''
  const send = (event: Event) => {
    event.preventDefault()
    const verdict = field?.sort === 'place' && /^(link|event|control):/.test(record) ? 'place' : 'correct'
    const body = { verdict, field: verdict === 'place' ? undefined : name, value: now, ...(words ? { note: words } : {}) }
    if (instead) {
      close()
      instead(body)
      return
    }
    post('judge', { record, ...body }).then(
      () => {
        note(t('judged', { what: word('verdict', verdict) }))
        forget()
        close()
      },
      (e: Error) => setError(e.message),
    )
  }
  if (!field) return <p>{t('correct.none')}</p>
  return (
    <form class="form" onSubmit={send}>
      <label>
        {t('correct.field')}
        <select ref={first ? null : atOnce} value={name} onChange={(event) => { setName(event.currentTarget.value); setValue(null) }}>
          {fields.map((each) => <option key={each.name} value={each.name}>{word('field', each.name)}: {each.words || '–'}</option>)}
        </select>
      </label>
      {field.rivals.length > 0 && (
        <fieldset>
          <legend>{t('correct.rivals')}</legend>
          {field.rivals.map((rival) => (
            <label key={rival.value} class="choice">
              <input type="radio" name="rival" checked={now === rival.value} onChange={() => setValue(rival.value)} /> {rival.words} <span class="quiet small">{rival.score !== null ? rival.score.toFixed(2) : ''}</span>
            </label>
          ))}
        </fieldset>
      )}
      <label>
        {t('correct.value')}
        {field.choices.length > 0 ? (
          <select ref={first === name ? atOnce : null} value={now} onChange={(event) => setValue(event.currentTarget.value)}>
            {field.choices.map((choice) => <option key={choice} value={choice}>{choice.replace(/_/g, ' ')}</option>)}
          </select>
        ) : (
          <input ref={first === name ? atOnce : null} dir="auto" value={now} onInput={(event) => setValue(event.currentTarget.value)} />
        )}
      </label>
      <p class="small quiet">{t(`correct.how.${['when', 'amount', 'span', 'place', 'flag'].includes(field.sort) ? (field.sort as 'when') : 'other'}`)}</p>
      <label>{t('note')}<input dir="auto" value={words} onInput={(event) => setWords(event.currentTarget.value)} /></label>
      {error && <p class="told-off" role="alert">{error}</p>}
      <p class="row"><button type="submit">{t('save')}</button><button type="button" onClick={close}>{t('cancel')}</button></p>
    </form>
  )
}
