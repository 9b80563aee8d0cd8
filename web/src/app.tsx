/** The frame round every screen: where one can go, the words to look for, the clock, the keys. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { ComponentType } from 'preact'
import { ask, forget, isSite, listen, useGet } from './server'
import { dayWords } from './days'
import { speakAll, spoken, t } from './i18n'
import { KeyFoot, keysOn, shown, useKeys } from './keys'
import type { KeyList } from './parts/keylist'
import { followLinks, go, link, same, usePlace } from './router'
import { listenForNotes } from './parts/state'
import { seat } from './strip/layout'
import type { Case } from './types'

export interface ScreenProps { id: string; params: URLSearchParams; file: Case }
type Screen = ComponentType<ScreenProps>

// Each screen comes when it is first opened, so that the first visit stays small.
const SCREENS: Record<string, () => Promise<{ default: Screen }>> = {
  map: () => import('./screens/map'),
  place: () => import('./screens/place'),
  event: () => import('./screens/event'),
  page: () => import('./screens/reader'),
  source: () => import('./screens/source'),
  actor: () => import('./screens/actor'),
  review: () => import('./screens/review'),
  search: () => import('./screens/search'),
  add: () => import('./screens/add'),
  changes: () => import('./screens/changes'),
  coding: () => import('./screens/coding'),
  why: () => import('./screens/why'),
}
const NAV = ['map', 'review', 'search', 'add', 'changes', 'coding'] as const
const IN_SITE = new Set(['map'])
const WITH_CLOCK = new Set(['event', 'actor'])

export function App() {
  const place = usePlace()
  const asked = useGet<Case>(ask('case'))
  const [Loaded, setLoaded] = useState<{ name: string; view: Screen } | null>(null)
  const [Listing, setListing] = useState<typeof KeyList | null>(null)
  const [words, setWords] = useState('')
  const box = useRef<HTMLElement>(null)
  const find = useRef<HTMLInputElement>(null)

  useEffect(() => listen(forget), [])
  useEffect(() => listenForNotes(setWords), [])
  useEffect(() => {
    let live = true
    const open = SCREENS[place.screen] ?? SCREENS['why']
    void Promise.all([open?.(), place.screen === 'map' ? undefined : speakAll()]).then(([found]) => live && found && setLoaded({ name: place.screen, view: found.default }))
    return () => {
      live = false
    }
  }, [place.screen])
  useEffect(() => {
    // A new screen is read from its top by those who hear it; the first is read from the page's.
    if (Loaded && history.state !== null) box.current?.focus({ preventScroll: true })
  }, [Loaded?.name, place.id])

  const list = () => void Promise.all([import('./parts/keylist'), speakAll()]).then(([found]) => setListing(() => found.KeyList))
  const role = asked.data?.role
  const closed = role === 'reader' ? ['review', 'add', 'coding'] : role === 'reviewer' ? ['add'] : []
  const nav = NAV.filter((name) => (isSite() ? IN_SITE.has(name) : !closed.includes(name) && (name !== 'coding' || asked.data?.coder)))
  useKeys([
    ...nav.slice(0, 5).map((name, i) => ({ name: `go.${name}`, key: String(i + 1), label: t(`nav.${name}`), run: () => go(link(name)), hidden: true })),
    ...(isSite() ? [] : [{ name: 'find', key: '/', label: t('key.find'), run: () => find.current?.focus() }]),
    { name: 'keys', key: '?', label: t('key.keys'), run: list },
  ])
  // Until the next screen is there the last one stands, and of what it was asked: another's id would mean nothing to it.
  const drawn = useRef(place)
  if (Loaded?.name === place.screen) drawn.current = place
  const file = asked.data
  useMemo(() => file && seat(file.holders), [file?.holders])
  const asOf = place.params.get('as_of')
  return (
    <div onClick={followLinks}>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); box.current?.focus() }}>{t('skip')}</a>
      <header class="head">
        <a class="mark" href={link('map')} aria-label={t('home')}>sayso</a>
        <nav aria-label={t('nav')}>
          <ul>
            {nav.map((name, i) => (
              <li key={name}>
                <a href={link(name)} aria-current={place.screen === name ? 'page' : undefined}>
                  {keysOn() && i < 5 && <kbd aria-hidden="true">{shown(String(i + 1))}</kbd>} {t(`nav.${name}`)}{' '}
                  {name === 'review' && file && file.queue > 0 && <span class="quiet">{file.queue}</span>}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {!isSite() && (
          <form class="find" role="search" onSubmit={(event) => { event.preventDefault(); go(link('search', '', { q: find.current?.value })) }}>
            <input ref={find} type="search" name="q" aria-label={t('search.label')} placeholder={t('search.hint')} />
          </form>
        )}
      </header>
      <main id="main" ref={box} tabIndex={-1} class={place.screen === 'map' ? 'wide' : ''}>
        {asOf && WITH_CLOCK.has(place.screen) && (
          <p class="told-off clocked">
            {t('asof.only', { day: dayWords(asOf) })} <a href={same({ as_of: null })}>{t('asof.lift')}</a>
          </p>
        )}
        {asked.error && <p class="told-off" role="alert">{asked.error.message}</p>}
        {file && Loaded && <Loaded.view key={`${Loaded.name}/${drawn.current.id}`} id={drawn.current.id} params={drawn.current.params} file={file} />}
        {!asked.error && !(file && Loaded) && <p class="quiet" role="status">{t('wait')}</p>}
      </main>
      <footer class="foot">
        <KeyFoot />
        <p role="status" aria-live="polite">{words}</p>
        <p class="push row">
          {file && <span class="quiet" title={file.path}>{file.name}{file.writing ? ` · ${t('writing')}` : ''}</span>}
          <button type="button" class="plain" onClick={list}>{t('key.keys')}</button>
          {file?.role && <button type="button" class="plain" onClick={() => void fetch('/logout', { method: 'POST' }).then(() => location.assign('/login'))}>{t('log.out', { who: file.by ?? '' })}</button>}
          <Light />
          <a href={same({ lang: spoken() === 'ar' ? null : 'ar' })} onClick={() => setTimeout(() => location.reload())} lang={spoken() === 'ar' ? 'en' : 'ar'}>
            {spoken() === 'ar' ? 'English' : 'العربية'}
          </a>
        </p>
      </footer>
      {Listing && <Listing close={() => setListing(null)} />}
    </div>
  )
}

/** Light or dark as the system has it, until somebody chooses. */
function Light() {
  const [, redraw] = useState(0)
  const chosen = document.documentElement.dataset['theme']
  const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  const turn = () => {
    const theme = dark ? 'light' : 'dark'
    document.documentElement.dataset['theme'] = theme
    localStorage.setItem('sayso.theme', theme)
    dispatchEvent(new Event('sayso-theme'))
    redraw((n) => n + 1)
  }
  return <button type="button" class="plain" onClick={turn}>{dark ? t('theme.light') : t('theme.dark')}</button>
}

