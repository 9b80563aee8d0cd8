/** The project's own codebook: a coder's codes alone until all are done, then where coders agree and what must be settled. */
import { useState } from 'preact/hooks'
import { ask, forget, post, useGet } from '../server'
import type { ScreenProps } from '../app'
import { t } from '../i18n'
import { Cited } from '../parts/quote'
import { note, Shown, Title } from '../parts/state'
import type { Agreement, Coded, Coding } from '../api.d.ts'

export default function CodingScreen(_: ScreenProps) {
  const asked = useGet<Coding>(ask('coding'))
  return (
    <>
      <Title>{t('coding.title')}</Title>
      <Shown asked={asked}>{(coding) => <Coder coding={coding} />}</Shown>
    </>
  )
}

function Coder({ coding }: { coding: Coding }) {
  const finish = () => post('coding/done', {}).then(() => (note(t('coding.finished')), forget()), (e: Error) => note(e.message))
  const done = coding.coders.length > 1 && coding.coders.every((coder) => coder.done)
  if (!coding.fields.length) return <p class="quiet">{t('coding.none')}</p>
  return (
    <>
      <p class="small">{coding.coders.map((coder) => `${coder.name} ${coder.coded}/${coder.of}${coder.done ? ` ${t('coding.is_done')}` : ''}`).join(' · ')}</p>
      {done ? <Settled /> : (
        <>
          <ol class="decided">{coding.items.map((item) => <One key={item.id} item={item} fields={coding.fields} />)}</ol>
          <p class="row"><button type="button" onClick={() => void finish()}>{t('coding.finish')}</button></p>
        </>
      )}
    </>
  )
}

function One({ item, fields }: { item: Coding['items'][number]; fields: Coded[] }) {
  const [codes, setCodes] = useState(item.codes)
  const save = (field: string, value: string) => {
    setCodes({ ...codes, [field]: value })
    post('code', { record: item.id, field, value }).catch((e: Error) => note(e.message))
  }
  return (
    <li>
      <p><strong>{item.words}</strong></p>
      {item.quote && <Cited quote={item.quote} />}
      <div class="row">
        {fields.map((field) => (
          <label key={field.field} class="small" title={field.help}>
            {field.title}{' '}
            {field.type === 'choice' ? (
              <select value={codes[field.field] ?? ''} onChange={(event) => save(field.field, event.currentTarget.value)}>
                <option value="" />
                {field.choices.map((choice) => <option key={choice} value={choice}>{choice}</option>)}
              </select>
            ) : (
              <input inputMode={field.type === 'number' ? 'numeric' : 'text'} value={codes[field.field] ?? ''} onChange={(event) => save(field.field, event.currentTarget.value)} />
            )}
          </label>
        ))}
      </div>
    </li>
  )
}

const settle = (record: string, field: string, value: string): Promise<void> =>
  post('code', { record, field, value, settles: true }).then(() => forget(), (e: Error) => note(e.message))

function Settled() {
  const asked = useGet<Agreement>(ask('coding/agreement'))
  return (
    <Shown asked={asked}>
      {(agreement) => (
        <>
          <table>
            <thead><tr><th scope="col">{t('coding.field')}</th><th scope="col" class="num">{t('coding.alpha')}</th><th scope="col" class="num">{t('coding.n')}</th><th scope="col" class="num">{t('coding.agreed')}</th></tr></thead>
            <tbody>{agreement.fields.map((field) => <tr key={field.field}><th scope="row">{field.field}</th><td class="num">{field.alpha?.toFixed(3) ?? '–'}</td><td class="num">{field.n}</td><td class="num">{field.agreed}</td></tr>)}</tbody>
          </table>
          <h2>{t('coding.settle', { n: agreement.adjudication.length })}</h2>
          <ol class="decided">
            {agreement.adjudication.map((one) => (
              <li key={`${one.id}${one.field}`}>
                {one.quote && <Cited quote={one.quote} />}
                <p class="row">
                  {one.field}: {Object.entries(one.values).map(([coder, value]) => `${coder}: ${value}`).join(' · ')}
                  {[...new Set(Object.values(one.values))].map((value) => (
                    <button type="button" key={value} aria-pressed={one.settled === value} onClick={() => void settle(one.id, one.field, value)}>{value}</button>
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
