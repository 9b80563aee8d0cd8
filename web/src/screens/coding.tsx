/** The project's own codebook: one record at a time, a coder's codes alone until all are done, then where coders agree. */
import { useEffect, useRef } from 'preact/hooks'
import { ask, forget, post, useGet } from '../server'
import type { ScreenProps } from '../app'
import { t } from '../i18n'
import { useKeys } from '../keys'
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
  const finish = () => post('coding/done', {}).then(() => (note(t('coding.finished')), forget()), (e: Error) => note(e.message))
  const done = coding.coders.length > 1 && coding.coders.every((coder) => coder.done)
  const move = (by: number) => go(same({ at: String(Math.min(coding.total, Math.max(1, at + 1 + by))) }), true)
  useKeys(done ? [] : [
    { name: 'next', key: 'j', label: t('key.next'), run: () => move(1) },
    { name: 'previous', key: 'k', label: t('key.previous'), run: () => move(-1) },
  ])
  if (!coding.fields.length) return <p class="quiet">{t('coding.none')}</p>
  return (
    <>
      <p class="small">{coding.coders.map((coder) => `${coder.name} ${coder.coded}/${coder.of}${coder.done ? ` ${t('coding.is_done')}` : ''}`).join(' · ')}</p>
      {done ? <Settled fields={coding.fields} /> : (
        <>
          <nav class="row" aria-label={t('coding.title')}>
            <button type="button" disabled={at === 0} onClick={() => move(-1)}>{t('key.previous')}</button>
            <span>{t('coding.at', { n: at + 1, of: coding.total })}</span>
            <button type="button" disabled={at + 1 >= coding.total} onClick={() => move(1)}>{t('key.next')}</button>
          </nav>
          {item && <One key={item.id} item={item} fields={coding.fields.filter((field) => item.id.startsWith(`${field.of}:`))} next={() => move(1)} />}
          <p class="row"><button type="button" onClick={() => void finish()}>{t('coding.finish')}</button></p>
        </>
      )}
    </>
  )
}

/** Each field is stored when it is left; enter goes on to the next record. */
function One({ item, fields, next }: { item: Item; fields: Coded[]; next: () => void }) {
  const box = useRef<HTMLFormElement>(null)
  useEffect(() => box.current?.querySelector<HTMLElement>('select, input')?.focus(), [item.id])
  const save = (field: Coded, value: string) => {
    if (value === (item.codes[field.field] ?? '')) return
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
  const submit = (event: Event) => {
    event.preventDefault()
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    next()
  }
  return (
    <div class="columns coding">
      <div>
        <h2>{inWords(item.words)}</h2>
        {item.quote && <Cited quote={item.quote} />}
      </div>
      <form ref={box} class="form" onSubmit={submit}>
        {fields.map((field) => <Answer key={field.field} field={field} value={item.codes[field.field] ?? ''} save={(value) => save(field, value)} />)}
        <p class="row"><button type="submit">{t('key.next')}</button></p>
      </form>
    </div>
  )
}

function Answer({ field, value, save }: { field: Coded; value: string; save: (value: string) => void }) {
  const help = field.help && <span class="small quiet">{field.help}</span>
  if (field.type === 'many') {
    const given = new Set(value.split(AND).filter(Boolean))
    const toggle = (choice: string) => {
      if (!given.delete(choice)) given.add(choice)
      save(field.choices.filter((one) => given.has(one)).join(AND))
    }
    return (
      <fieldset>
        <legend>{field.title}</legend>
        {field.choices.map((choice) => <label class="choice" key={choice}><input type="checkbox" name={field.field} defaultChecked={given.has(choice)} onChange={() => toggle(choice)} /> {choice}</label>)}
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
          <ol class="decided settling">
            {agreement.adjudication.map((one) => (
              <li key={`${one.id}${one.field}`}>
                <p><strong>{title(one.field)}</strong> <span class="quiet">{inWords(one.words)}</span></p>
                {one.quote && <Cited quote={one.quote} />}
                <p class="row">
                  {Object.entries(one.values).map(([coder, value]) => (
                    <button type="button" key={coder} aria-pressed={one.settled === value} onClick={() => void settle(one.id, one.field, value)}>{coder}: {value}</button>
                  ))}
                </p>
              </li>
            ))}
          </ol>
        </>
      )}
    </Shown>
  )
}
