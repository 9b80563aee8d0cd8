/** What a view shows while it waits, when it was refused, and when there is nothing. */
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Asked } from '../server'
import { t } from '../i18n'

export function Shown<T>({ asked, children }: { asked: Asked<T>; children: (data: T) => ComponentChildren }) {
  useEffect(() => {
    // A map says itself when it is drawn.
    if (!asked.stale) requestAnimationFrame(() => (window.__done ||= !document.querySelector('.map')))
  }, [asked.stale, asked.data])
  if (asked.error) return <p class="told-off" role="alert">{asked.error.message}</p>
  if (!asked.data) return <p class="quiet" role="status">{t('wait')}</p>
  return <>{children(asked.data)}</>
}

export const Title = ({ over, children, under }: { over?: ComponentChildren; children: ComponentChildren; under?: ComponentChildren }) => (
  <header class="title">
    {over && <p class="over">{over}</p>}
    <h1>{children}</h1>
    {under}
  </header>
)

/** For a view that waits for nothing. */
export const useDrawn = (drawn: boolean): void =>
  useEffect(() => {
    if (drawn) requestAnimationFrame(() => (window.__done = true))
  }, [drawn])

let toast: ((words: string) => void) | undefined
export const listenForNotes = (hear: (words: string) => void): void => {
  toast = hear
}
/** A short word on what was just done, also for those who hear the page. */
export const note = (words: string): void => toast?.(words)
