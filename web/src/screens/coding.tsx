/** The project's own codebook: one record at a time, a coder's codes alone until all are done, then where coders agree. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { ask, forget, post, useGet } from '../server'
import type { ScreenProps } from '../app'
import { isDay } from '../days'
import { t } from '../i18n'
import { keysOn, useKeys } from '../keys'
import { atOnce, Dialog } from '../parts/dialog'
import { inWords } from '../parts/events'
import { Cited } from '../parts/quote'
import { note, Shown, Title } from '../parts/state'
import { go, same } from '../router'
import type { Agreement, Coded, Coding } from '../api.d.ts'

type Item = Coding['items'][number]
const PART = 50
// Several choices in one code stand so apart (AND in case/coding.py).
const AND = '; '

export default function CodingScreen({ params }: ScreenProps) {
  const at = Math.max(0, Number(params.get('at') ?? 1) - 1)
  const from = Math.floor(at / PART) * PART
  const asked = useGet<Coding>(ask('coding', { limit: PART, offset: from }))
  return (
    <>
      <Title>{t('coding.title')}</Title>
      <Shown asked={asked}>{(coding) => <Coder coding={coding} at={at} item={coding.items[at - from]} />}</Shown>
    </>
  )
}

function Coder({ coding, at, item }: { coding: Coding; at: number; item: Item | undefined }) {
  const [ending, end] = useState(false)
  const mine = coding.coders.find((coder) => coder.name === coding.coder)
  const done = coding.coders.length > 1 && coding.coders.every((coder) => coder.done)
  const move = (by: number) => go(same({ at: String(Math.min(coding.total, Math.max(1, at + 1 + by))) }), true)
  useKeys(done ? [] : [
    { name: 'next', key: 'j', label: t('key.next'), run: () => move(1) },
    { name: 'previous', key: 'k', label: t('key.previous'), run: () => move(-1) },
  ])
  if (!coding.fields.length) return <p class="quiet">{t('coding.none')}</p>
  return (
    <>
      <ul class="small row">
        {coding.coders.map((coder) => <li key={coder.name}><bdi>{coder.name}</bdi>: {t('coding.coded', { n: coder.coded, of: coder.of })}{coder.done && <strong> {t('coding.is_done')}</strong>}</li>)}
      </ul>
      {mine?.done && !done && <p class="told-off">{t('coding.waiting')}</p>}
      {done ? <Settled fields={coding.fields} /> : (
        <>
          <nav class="row" aria-label={t('coding.title')}>
            <button type="button" disabled={at === 0} onClick={() => move(-1)}>{t('key.previous')}</button>
            <span>{t('coding.at', { n: at + 1, of: coding.total })}</span>
            <button type="button" disabled={at + 1 >= coding.total} onClick={() => move(1)}>{t('key.next')}</button>
          </nav>
          {item && <One key={item.id} item={item} fields={coding.fields.filter((field) => item.id.startsWith(`${field.of}:`))} next={() => move(1)} />}
          {!mine?.done && <p class="row"><button type="button" onClick={() => end(true)}>{t('coding.finish')}</button></p>}
          {ending && <Finish coded={mine?.coded ?? 0} of={coding.total} close={() => end(false)} />}
        </>
      )}
    </>
  )
}

/** What cannot be taken back is asked once more, with how much is left. */
function Finish({ coded, of, close }: { coded: number; of: number; close: () => void }) {
  const send = (event: Event) => {
    event.preventDefault()
    post('coding/done', {}).then(() => (note(t('coding.finished')), forget(), close()), (e: Error) => (note(e.message), close()))
  }
  return (
    <Dialog title={t('coding.finish')} close={close}>
      <form class="form" onSubmit={send}>
        <p>{t('coding.coded', { n: coded, of })}. {t('coding.sure')}</p>
        <p class="row"><button type="submit" ref={atOnce}>{t('coding.finish')}</button><button type="button" onClick={close}>{t('cancel')}</button></p>
      </form>
    </Dialog>
  )
}

/** Each field is stored when it is left; enter goes on to the next record. */
function One({ item, fields, next }: { item: Item; fields: Coded[]; next: () => void }) {
  const box = useRef<HTMLFormElement>(null)
  const [refused, refuse] = useState<{ field: string; words: string } | null>(null)
  useEffect(() => box.current?.querySelector<HTMLElement>('select, input')?.focus(), [item.id])
  const save = (field: Coded, value: string) => {
    if (value === (item.codes[field.field] ?? '')) return
    const words = faultOf(field, value)
    refuse(words ? { field: field.field, words } : null)
    if (words) return
    post('code', { record: item.id, field: field.field, value }).then(
      () => {
        // The answer that is shown keeps what was stored, also when one comes back to it.
        if (value) item.codes[field.field] = value
        else delete item.codes[field.field]
        note(t('coding.stored', { field: field.title }))
      },
      (e: Error) => note(e.message),
    )
  }
  /** Nobody goes on from a code that cannot be stored. */
  const submit = (event: Event) => {
    event.preventDefault()
    const given = new FormData(box.current ?? undefined)
    const wrong = fields.find((field) => faultOf(field, String(given.get(field.field) ?? '').trim()))
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    if (wrong) box.current?.querySelector<HTMLElement>(`[name="${wrong.field}"]`)?.focus()
    else next()
  }
  return (
    <div class="columns coding">
      <div>
        <h2>{inWords(item.words)}</h2>
        {item.quote && <Cited quote={item.quote} />}
      </div>
      <form ref={box} class="form" onSubmit={submit}>
        {fields.map((field) => <Answer key={field.field} field={field} value={item.codes[field.field] ?? ''} refused={refused?.field === field.field ? refused.words : ''} save={(value) => save(field, value)} />)}
        <p class="row"><button type="submit">{t('key.next')}</button></p>
      </form>
    </div>
  )
}

/** What is wrong with a code that was typed in; the server asks the same. */
function faultOf({ type }: Coded, value: string): string {
  if (type === 'number' && value && !Number.isFinite(Number(value))) return t('coding.number')
  return type === 'date' && value && !isDay(value) ? t('coding.day') : ''
}

function Answer({ field, value, refused = '', save }: { field: Coded; value: string; refused?: string; save: (value: string) => void }) {
  const help = (
    <>
      {refused && <span class="told-off" role="alert">{refused}</span>}
      {field.help && <span class="small quiet">{field.help}</span>}
    </>
  )
  if (field.type === 'many') {
    const given = new Set(value.split(AND).filter(Boolean))
    const toggle = (choice: string) => {
      if (!given.delete(choice)) given.add(choice)
      save(field.choices.filter((one) => given.has(one)).join(AND))
    }
    return (
      <fieldset>
        <legend>{field.title}</legend>
        <div class="row">{field.choices.map((choice) => <label class="choice" key={choice}><input type="checkbox" name={field.field} defaultChecked={given.has(choice)} onChange={() => toggle(choice)} /> {choice}</label>)}</div>
        {help}
      </fieldset>
    )
  }
  return (
    <label>
      {field.title}
      {field.choices.length > 0 ? (
        <select name={field.field} defaultValue={value} onChange={(event) => save(event.currentTarget.value)}>
          <option value="" />
          {field.choices.map((choice) => <option key={choice} value={choice} selected={choice === value}>{choice}</option>)}
        </select>
      ) : (
        <input name={field.field} dir="auto" inputMode={field.type === 'number' ? 'decimal' : 'text'} placeholder={field.type === 'date' ? '2017-11-09' : undefined} defaultValue={value} onChange={(event) => save(event.currentTarget.value.trim())} />
      )}
      {help}
    </label>
  )
}

const settle = (record: string, field: string, value: string): Promise<void> =>
  post('code', { record, field, value, settles: true }).then(() => forget(), (e: Error) => note(e.message))

function Settled({ fields }: { fields: Coded[] }) {
  const asked = useGet<Agreement>(ask('coding/agreement'))
  const title = (name: string) => fields.find((field) => field.field === name)?.title ?? name
  return (
    <Shown asked={asked}>
      {(agreement) => (
        <>
          <table class="agreement">
            <thead><tr><th scope="col">{t('coding.field')}</th><th scope="col" class="num">{t('coding.alpha')}</th><th scope="col" class="num">{t('coding.n')}</th><th scope="col" class="num">{t('coding.agreed')}</th></tr></thead>
            <tbody>{agreement.fields.map((field) => <tr key={field.field}><th scope="row">{title(field.field)}</th><td class="num">{field.alpha?.toFixed(3) ?? '–'}</td><td class="num">{field.n}</td><td class="num">{field.agreed}</td></tr>)}</tbody>
          </table>
          <h2>{t('coding.settle', { n: agreement.adjudication.filter((one) => one.settled === null).length })}</h2>
          <Differing rows={agreement.adjudication} fields={fields} />
        </>
      )}
    </Shown>
  )
}

const LETTERS = 'abcdefghi'

/** What coders differ on: a letter takes one coder's code and goes on; neither's can be typed. */
function Differing({ rows, fields }: { rows: Agreement['adjudication']; fields: Coded[] }) {
  const [at, setAt] = useState(() => Math.max(0, rows.findIndex((one) => one.settled === null)))
  const list = useRef<HTMLOListElement>(null)
  const now = rows[at]
  const move = (to: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, to))
    setAt(next)
    list.current?.children[next]?.scrollIntoView({ block: 'center' })
  }
  const take = (one: Agreement['adjudication'][number], value: string, i: number) => {
    void settle(one.id, one.field, value)
    move(i + 1)
  }
  useKeys([
    ...Object.entries(now?.values ?? {}).slice(0, LETTERS.length).map(([coder, value], i) => ({ name: `take.${i}`, key: LETTERS[i] ?? '', label: coder, run: () => now && take(now, value, at) })),
    { name: 'next', key: 'j', label: t('key.next'), run: () => move(at + 1) },
    { name: 'previous', key: 'k', label: t('key.previous'), run: () => move(at - 1) },
  ])
  return (
    <ol class="decided settling" ref={list}>
      {rows.map((one, i) => {
        const field = fields.find((each) => each.field === one.field)
        return (
          <li key={`${one.id}${one.field}`} aria-current={i === at ? 'true' : undefined}>
            <p><strong>{field?.title ?? one.field}</strong> <span class="quiet">{inWords(one.words)}</span></p>
            {one.quote && <Cited quote={one.quote} />}
            <p class="row">
              {Object.entries(one.values).map(([coder, value], n) => (
                <button type="button" key={coder} aria-pressed={one.settled === value} onClick={() => take(one, value, i)}>{keysOn() && i === at && n < LETTERS.length && <kbd aria-hidden="true">{LETTERS[n]}</kbd>} {coder}: {value}</button>
              ))}
              {one.settled !== null && !Object.values(one.values).includes(one.settled) && <strong>{one.settled}</strong>}
            </p>
            {field && i === at && (
              <details class="small form">
                <summary>{t('coding.neither')}</summary>
                <Answer field={field} value={one.settled ?? ''} save={(value) => value && void settle(one.id, one.field, value)} />
              </details>
            )}
          </li>
        )
      })}
    </ol>
  )
}
