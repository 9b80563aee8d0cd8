/** The project's own codebook: one record at a time, a coder's codes alone until all are done, then where coders agree. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ask, forget, post, useGet } from '../server'
import type { ScreenProps } from '../app'
import type { ComponentChildren } from 'preact'
import { dayWords } from '../days'
import { t, word } from '../i18n'
import { keysOn, useKeys } from '../keys'
import { atOnce, Dialog } from '../parts/dialog'
import { DayField, readDay } from '../parts/day'
import { inWords } from '../parts/events'
import { Cited } from '../parts/quote'
import { Exports } from '../parts/exports'
import { note, Shown, Title } from '../parts/state'
import { go, same } from '../router'
import './coding.css'
import type { Agreement, Coded, Coding } from '../api.d.ts'

type Item = Coding['items'][number]
const PART = 50
// Several choices in one code stand so apart (AND in case/coding.py).
const AND = '; '

export default function CodingScreen({ params, file }: ScreenProps) {
  const at = Math.max(0, Number(params.get('at') ?? 1) - 1)
  const from = Math.floor(at / PART) * PART
  const asked = useGet<Coding>(ask('coding', { limit: PART, offset: from }))
  const first = asked.data?.first ?? 0
  // Who comes back goes on where he stopped.
  useEffect(() => {
    if (first > 0 && !params.get('at')) go(same({ at: String(first + 1) }), true)
  }, [asked.data === undefined])
  return (
    <>
      <Title>{t('coding.title')}</Title>
      <Shown asked={asked}>{(coding) => <Coder coding={coding} at={at} item={coding.items[at - from]} lead={file.role !== 'reviewer'} />}</Shown>
    </>
  )
}

function Coder({ coding, at, item, lead }: { coding: Coding; at: number; item: Item | undefined; lead: boolean }) {
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
      <Chosen coding={coding} lead={lead} />
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
          {mine && !mine.done && <p class="row"><button type="button" onClick={() => end(true)}>{t('coding.finish')}</button></p>}
          {ending && <Finish coded={mine?.coded ?? 0} of={coding.total} close={() => end(false)} />}
        </>
      )}
    </>
  )
}

/** What is coded, and by whom that was chosen; until somebody has coded it can be chosen anew. */
function Chosen({ coding, lead }: { coding: Coding; lead: boolean }) {
  const { n, seed, strata, blind, by, at } = coding.sample
  const [open, setOpen] = useState(false)
  return (
    <p class="small row">
      <span>
        {n === null ? t('coding.all', { n: coding.total }) : t('coding.sample', { n: coding.total, seed })}
        {strata && ` ${t('coding.even', { what: word('coding.by', strata) })}`}
        {' · '}{blind ? t('coding.blind') : t('coding.shown')}
        {by && ` · ${t('coding.chosen', { who: by, day: dayWords(at) })}`}
      </span>
      {lead && !coding.started && <button type="button" class="plain" onClick={() => setOpen(true)}>{t('coding.choose')}</button>}
      {open && <Choose coding={coding} close={() => setOpen(false)} />}
    </p>
  )
}

function Choose({ coding, close }: { coding: Coding; close: () => void }) {
  const send = (event: Event) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget as HTMLFormElement)
    const n = String(given.get('n') ?? '').trim()
    post('coding/sample', { n: n ? Number(n) : null, seed: Number(given.get('seed')), strata: given.get('strata'), blind: given.has('blind') }).then(
      () => (note(t('coding.kept')), forget(), close(), go(same({ at: null }), true)),
      (e: Error) => note(e.message),
    )
  }
  const { sample } = coding
  return (
    <Dialog title={t('coding.choose')} close={close}>
      <form class="form" onSubmit={send}>
        <label>{t('coding.size')}<input name="n" type="number" min="1" ref={atOnce} defaultValue={sample.n ?? ''} /><span class="small quiet">{t('coding.size.how')}</span></label>
        <label>{t('coding.seed')}<input name="seed" type="number" min="0" required defaultValue={sample.seed} /><span class="small quiet">{t('coding.seed.how')}</span></label>
        <label>
          {t('coding.strata')}
          <select name="strata" defaultValue={sample.strata}>
            {['', 'source', 'kind'].map((one) => <option key={one} value={one} selected={one === sample.strata}>{one ? word('coding.by', one) : t('coding.no_strata')}</option>)}
          </select>
        </label>
        <label class="choice"><input name="blind" type="checkbox" defaultChecked={sample.blind} /> {t('coding.blind.how')}</label>
        <p class="row"><button type="submit">{t('save')}</button><button type="button" onClick={close}>{t('cancel')}</button></p>
      </form>
    </Dialog>
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

/** Each field is stored when it is left; a digit gives a choice and goes on to the next field, enter to the next record. */
function One({ item, fields, next }: { item: Item; fields: Coded[]; next: () => void }) {
  const box = useRef<HTMLFormElement>(null)
  const [refused, refuse] = useState<{ field: string; words: string } | null>(null)
  const [now, setNow] = useState(() => Math.max(0, fields.findIndex((field) => !(field.field in item.codes))))
  useLayoutEffect(() => stand(box.current, fields[now]), [item.id])
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
  const stepTo = (at: number) => {
    setNow(Math.min(at, fields.length - 1))
    if (at < fields.length) stand(box.current, fields[at])
    else box.current?.querySelector<HTMLElement>('[type=submit]')?.focus()
  }
  /** A click, as by the mouse: it is stored and shown the same way. */
  const choose = (choice: number) => {
    const field = fields[now]
    const found = field && box.current?.querySelectorAll<HTMLInputElement>(`[name="${field.field}"]`)[choice]
    found?.click()
    if (found && field.type !== 'many') stepTo(now + 1)
  }
  useKeys((fields[now]?.choices ?? []).slice(0, DIGITS).map((choice, i) => ({ name: `code.${i + 1}`, key: String(i + 1), label: choice, run: () => choose(i), hidden: true })))
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
        {item.words && <h2>{inWords(item.words)}</h2>}
        {item.quote ? <Cited quote={item.quote} bare={item.words === null} /> : <p class="quiet">{t('coding.gone')}</p>}
      </div>
      <form ref={box} class="form" onSubmit={submit}>
        {fields.map((field, i) => (
          <div key={field.field} onFocusCapture={() => setNow(i)}>
            <Answer field={field} value={item.codes[field.field] ?? ''} refused={refused?.field === field.field ? refused.words : ''} save={(value) => save(field, value)} digits={i === now} />
          </div>
        ))}
        <p class="row"><button type="submit">{t('key.next')}</button></p>
      </form>
    </div>
  )
}

const DIGITS = 9
const stand = (box: HTMLFormElement | null, field: Coded | undefined): void => {
  const own = `[name="${field?.field ?? ''}"]`
  ;(box?.querySelector<HTMLElement>(`${own}:checked`) ?? box?.querySelector<HTMLElement>(own))?.focus()
}

/** What is wrong with a code that was typed in; the server asks the same. */
function faultOf({ type }: Coded, value: string): string {
  if (type === 'number' && value && !Number.isFinite(Number(value))) return t('coding.number')
  return type === 'date' && value && readDay(value) === null ? t('coding.day') : ''
}

interface AnswerProps { field: Coded; value: string; refused?: string; save: (value: string) => void; digits?: boolean }

function Answer({ field, value, refused = '', save, digits = false }: AnswerProps) {
  const help = (
    <>
      {refused && <span class="told-off" role="alert">{refused}</span>}
      {field.help && <span class="small quiet">{field.help}</span>}
    </>
  )
  if (field.choices.length) return <Choices field={field} value={value} save={save} digits={digits} help={help} />
  if (field.type === 'date') return <><DayField label={field.title} name={field.field} value={value} set={save} optional />{help}</>
  return (
    <label>
      {field.title}
      <input name={field.field} dir="auto" inputMode={field.type === 'number' ? 'decimal' : 'text'} defaultValue={value} onChange={(event) => save(event.currentTarget.value.trim())} />
      {help}
    </label>
  )
}

/** One choice or several, each with its digit; backspace takes all back. Digits keep their room: nothing moves under a click. */
function Choices({ field, value, save, digits, help }: Required<Omit<AnswerProps, 'refused'>> & { help: ComponentChildren }) {
  const many = field.type === 'many'
  const [given, give] = useState<readonly string[]>(value ? (many ? value.split(AND) : [value]) : [])
  const set = (chosen: readonly string[]) => (give(chosen), save(field.choices.filter((one) => chosen.includes(one)).join(AND)))
  const toggle = (choice: string) => set(!many ? [choice] : given.includes(choice) ? given.filter((one) => one !== choice) : [...given, choice])
  return (
    <fieldset onKeyDown={(event) => event.key === 'Backspace' && set([])}>
      <legend>{field.title}</legend>
      <div class="row">
        {field.choices.map((choice, i) => (
          <label class="choice" key={choice}>
            <input type={many ? 'checkbox' : 'radio'} name={field.field} value={choice} checked={given.includes(choice)} onChange={() => toggle(choice)} />
            {keysOn() && i < DIGITS && <kbd aria-hidden="true" class={digits ? '' : 'away'}>{i + 1}</kbd>} {choice}
          </label>
        ))}
        {given.length > 0 && <button type="button" class="plain small" onClick={() => set([])}>{t('coding.clear')}</button>}
      </div>
      {help}
    </fieldset>
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
            <tbody>{agreement.fields.map((field) => <tr key={field.field}><th scope="row">{title(field.field)}</th><td class="num" data-name={t('coding.alpha')}>{field.alpha?.toFixed(3) ?? '–'}</td><td class="num" data-name={t('coding.n')}>{field.n}</td><td class="num" data-name={t('coding.agreed')}>{field.agreed}</td></tr>)}</tbody>
          </table>
          <Exports of="coding/agreement"><a href={ask('coding/codes.csv')} download>{t('coding.codes')}</a></Exports>
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
