/** Pages brought in by hand: files dropped or chosen, or words pasted with what is known of where they come from. */
import { useEffect, useState } from 'preact/hooks'
import { forget, post } from '../server'
import { toDay } from '../days'
import { t } from '../i18n'
import { DayField } from '../parts/day'
import { Title, useDrawn } from '../parts/state'
import { link } from '../router'
import './add.css'

interface Progress { room?: string; done?: number; total?: number; name?: string; error?: string; finished?: { new_pages: number; same_pages: number; problems: string[] } }

export default function AddScreen() {
  const [progress, setProgress] = useState<Progress | null>(null)
  const [over, setOver] = useState(false)
  const [error, setError] = useState('')
  const [published, setPublished] = useState('')
  useDrawn(true)
  useEffect(() => {
    const stream = new EventSource('/api/progress')
    stream.addEventListener('step', (event) => setProgress(JSON.parse((event as MessageEvent<string>).data) as Progress))
    stream.addEventListener('done', (event) => {
      setProgress({ finished: JSON.parse((event as MessageEvent<string>).data) as NonNullable<Progress['finished']> })
      forget()
    })
    // The stream's own end is an event of the same name without data.
    stream.addEventListener('error', (event) => 'data' in event && setProgress(JSON.parse((event as MessageEvent<string>).data) as Progress))
    return () => stream.close()
  }, [])
  const send = (body: unknown) => {
    setError('')
    setProgress({ room: 'read' })
    post<{ job: string }>('pages', body).catch((e: Error) => (setProgress(null), setError(e.message)))
  }
  const sendFiles = (files: FileList | File[] | null | undefined) => {
    if (!files?.length) return
    const form = new FormData()
    for (const one of files) form.append('files', one, one.name)
    send(form)
  }
  return (
    <>
      <Title under={<p>{t('pages.how')}</p>}>{t('pages.title')}</Title>
      {error && <p class="told-off" role="alert">{error}</p>}
      {progress && <Shown progress={progress} />}
      <div class="halves">
        <section
          class={`drop ${over ? 'over' : ''}`}
          aria-labelledby="drop-title"
          onDragOver={(event) => { event.preventDefault(); setOver(true) }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => { event.preventDefault(); setOver(false); sendFiles(event.dataTransfer?.files) }}
        >
          <h2 id="drop-title">{t('pages.files')}</h2>
          <p class="small quiet">{t('pages.files.how')}</p>
          <label class="small" for="files">{t('pages.choose')}</label>
          <input id="files" type="file" multiple onChange={(event) => sendFiles(event.currentTarget.files)} />
        </section>
        <section>
          <h2>{t('pages.paste')}</h2>
          <form
            class="form"
            onSubmit={(event) => {
              event.preventDefault()
              const values = Object.fromEntries([...new FormData(event.currentTarget)].filter(([, value]) => value !== ''))
              send(published ? { ...values, published } : values)
            }}
          >
            <label>{t('pages.text')}<textarea name="text" rows={9} required dir="auto" /></label>
            <div class="pair">
              <label>{t('pages.outlet')}<input name="outlet" dir="auto" /></label>
              <DayField label={t('pages.published')} value={published} set={setPublished} optional />
              <label>{t('pages.name')}<input name="title" dir="auto" /></label>
              <label>{t('pages.url')}<input name="url" type="url" dir="ltr" /></label>
            </div>
            <p><button type="submit">{t('pages.add')}</button></p>
          </form>
        </section>
      </div>
    </>
  )
}

function Shown({ progress }: { progress: Progress }) {
  const { finished } = progress
  const today = toDay(Math.floor(Date.now() / 86_400_000))
  if (progress.error) return <p class="told-off" role="alert">{progress.error}</p>
  if (finished)
    return (
      <div class="told-off" role="status">
        <p>{t('pages.done', { n: finished.new_pages, same: finished.same_pages })} <a href={link('changes', '', { since: today })}>{t('nav.changes')}</a></p>
        {finished.problems.length > 0 && <ul class="small">{finished.problems.map((problem, i) => <li key={i}>{problem}</li>)}</ul>}
      </div>
    )
  return (
    <p class="told-off" role="status">
      {t('pages.working', { room: progress.room ?? '', name: progress.name ?? '' })}{' '}
      {progress.total ? <progress max={progress.total} value={progress.done} aria-label={progress.room} /> : null}
    </p>
  )
}
