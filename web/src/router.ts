/** The address holds all of a view's state: the screen, the record, filters and both clocks. Opened from disk it is the hash. */
import { useEffect, useState } from 'preact/hooks'
import { isSite } from './server'

export interface Place {
  screen: string
  /** What follows the screen: the id of a record without its noun, or nothing. */
  id: string
  params: URLSearchParams
}
export type Changes = Record<string, string | null | undefined>

// These go along from screen to screen; every other state belongs to its view.
const KEPT = ['as_of', 'lang']
const fromDisk = location.protocol === 'file:'
const heard = new Set<() => void>()

export function here(): Place {
  const url = fromDisk ? new URL(location.hash.slice(1) || '/', 'http://x') : new URL(location.href)
  // A folder holds answers of one day: no other may be asked for, nor may the page say that it shows one.
  if (isSite()) url.searchParams.delete('as_of')
  const [, screen = '', ...rest] = url.pathname.split('/')
  return { screen: screen || 'map', id: decodeURIComponent(rest.join('/')), params: url.searchParams }
}

export function link(screen: string, id = '', changes: Changes = {}): string {
  const params = new URLSearchParams()
  const now = here().params
  for (const name of KEPT) if (now.get(name)) params.set(name, now.get(name) as string)
  return address(screen, id, apply(params, changes))
}

/** The address of a record by its full id: `event:9f2c` is the screen event. */
export function linkTo(record: string, changes: Changes = {}): string {
  const [noun = '', ...rest] = record.split(':')
  const screens: Record<string, string> = { event: 'event', page: 'page', place: 'place', source: 'source', actor: 'actor' }
  const screen = screens[noun]
  return screen ? link(screen, rest.join(':'), changes) : link('why', record, changes)
}

/** This view with some of its state changed; null takes a value out. */
export function same(changes: Changes): string {
  const { screen, id, params } = here()
  return address(screen, id, apply(new URLSearchParams(params), changes))
}

function apply(params: URLSearchParams, changes: Changes): URLSearchParams {
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') params.delete(name)
    else params.set(name, value)
  }
  return params
}

function address(screen: string, id: string, params: URLSearchParams): string {
  const path = `/${screen === 'map' ? '' : screen}${id ? `/${encodeURIComponent(id).replace(/%3A/g, ':').replace(/%2F/g, '/')}` : ''}`
  const query = params.toString()
  return `${fromDisk ? '#' : ''}${path}${query ? `?${query}` : ''}`
}

export function go(to: string, replace = false): void {
  if (replace) history.replaceState(null, '', to)
  else history.pushState(null, '', to)
  for (const hear of heard) hear()
}

export function usePlace(): Place {
  const [place, set] = useState(here)
  useEffect(() => {
    const hear = () => set(here())
    heard.add(hear)
    addEventListener('popstate', hear)
    addEventListener('hashchange', hear)
    return () => {
      heard.delete(hear)
      removeEventListener('popstate', hear)
      removeEventListener('hashchange', hear)
    }
  }, [])
  return place
}

/** Plain clicks on links of this page change the view without loading it again. */
export function followLinks(event: MouseEvent): void {
  const anchor = (event.target as Element).closest?.('a')
  if (!anchor || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const to = anchor.getAttribute('href') ?? ''
  if (anchor.hasAttribute('download') || anchor.target || to.startsWith('/api/') || !/^(\/|#\/)/.test(to)) return
  event.preventDefault()
  go(to)
  scrollTo(0, 0)
}
