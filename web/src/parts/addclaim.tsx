/** Adds a claim that the machine missed: the selected words, what they claim, and on whose word. */
import { useState } from 'preact/hooks'
import { ask, forget, post, useGet } from '../server'
import { t, word } from '../i18n'
import type { Kinds, PageAnswer } from '../types'
import { atOnce, Dialog } from './dialog'
import { note, Shown } from './state'

interface Props { page: PageAnswer; span: [number, number]; words: string; close: () => void }

export function AddClaim({ page, span, words, close }: Props) {
  const asked = useGet<Kinds>(ask('kinds'))
  return (
    <Dialog title={t('add.claim')} close={close}>
      <blockquote class="said" dir="auto"><mark>{words}</mark></blockquote>
      <Shown asked={asked}>{(kinds) => <Form {...{ page, span, kinds, close }} />}</Shown>
    </Dialog>
  )
}

const FIELDS = ['actors', 'targets', 'place', 'when', 'amount'] as const

function Form({ page, span, kinds, close }: Omit<Props, 'words'> & { kinds: Kinds }) {
  const [values, setValues] = useState<Record<string, string>>({ act: 'assert', polarity: '+', modality: 'certain', mood: 'actual' })
  const [error, setError] = useState('')
  const set = (name: string) => (event: { currentTarget: { value: string } }) => setValues({ ...values, [name]: event.currentTarget.value })
  const list = (name: string) => (values[name] ?? '').split(/[;،؛]\s*/).map((one) => one.trim()).filter(Boolean)
  const chosen = kinds.kinds.find((each) => each.kind === values['kind'])
  const send = (event: Event) => {
    event.preventDefault()
    post('claims', {
      page: page.id, start: span[0], end: span[1], units: 'utf16', kind: values['kind'], actors: list('actors'), targets: list('targets'),
      place: values['place'] || undefined, when: values['when'] || undefined, amount: values['amount'] || undefined, mood: values['mood'],
      source: values['source'] || null, act: values['act'], polarity: values['polarity'] || null, modality: values['modality'], note: values['note'] || undefined,
    }).then(
      () => {
        note(t('add.done'))
        forget()
        close()
      },
      (e: Error) => setError(e.message),
    )
  }
  return (
    <form class="form" onSubmit={send}>
      <label>
        {t('add.kind')}
        <input list="kinds" required ref={atOnce} value={values['kind'] ?? ''} onInput={set('kind')} />
        <datalist id="kinds">{kinds.kinds.map((each) => <option key={each.kind} value={each.kind}>{each.example}</option>)}</datalist>
      </label>
      {chosen && <p class="small quiet">{chosen.example}</p>}
      {FIELDS.map((name) => <label key={name}>{t(`add.${name}`)}<input dir="auto" value={values[name] ?? ''} onInput={set(name)} /></label>)}
      <label>{t('add.source')}<input dir="auto" placeholder={page.outlet_name ?? ''} value={values['source'] ?? ''} onInput={set('source')} /></label>
      <div class="pair">
        <label>{t('add.act')}<select value={values['act']} onChange={set('act')}>{kinds.acts.map((act) => <option key={act} value={act}>{word('act', act)}</option>)}</select></label>
        <label>
          {t('add.polarity')}
          <select value={values['polarity']} onChange={set('polarity')}>
            <option value="+">{t('polarity.yes')}</option><option value="-">{t('polarity.no')}</option><option value="">{t('polarity.none')}</option>
          </select>
        </label>
        <label>{t('add.modality')}<select value={values['modality']} onChange={set('modality')}>{kinds.modalities.map((one) => <option key={one} value={one}>{word('modality', one)}</option>)}</select></label>
        <label>{t('add.mood')}<select value={values['mood']} onChange={set('mood')}>{kinds.moods.map((one) => <option key={one} value={one}>{word('mood', one)}</option>)}</select></label>
      </div>
      <label>{t('note')}<input dir="auto" value={values['note'] ?? ''} onInput={set('note')} /></label>
      {error && <p class="told-off" role="alert">{error}</p>}
      <p class="row"><button type="submit">{t('add.save')}</button><button type="button" onClick={close}>{t('cancel')}</button></p>
    </form>
  )
}
