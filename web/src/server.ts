/** Asks the server for a view's data; a folder written by `export site` brings its answers along instead. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from './i18n'

export type Query = Record<string, string | number | null | undefined>

export class Refused extends Error {
  constructor(message: string, readonly status: number) {
    super(message)
  }
}

declare global {
  interface Window {
    /** Answers by address, as `export site` wrote them; those of the first screen, then what is loaded of the others. */
    saysoSite?: Record<string, unknown>
    /** Set once a view has drawn what it asked for: what takes pictures waits for it. */
    __done?: boolean
  }
}

export const isSite = (): boolean => window.saysoSite !== undefined

export function ask(path: string, query: Query = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== null && value !== undefined && value !== '') params.set(name, String(value))
  const text = params.toString()
  return `/api/${path}${text ? `?${text}` : ''}`
}

let cached = new Map<string, Promise<unknown>>()
const watching = new Set<() => void>()
/** Answers of now are good until the case changes. */
export function forget(): void {
  cached = new Map()
  watching.forEach((again) => again())
}

export function get<T>(url: string): Promise<T> {
  const known = cached.get(url)
  if (known) return known as Promise<T>
  const asked = fetchOne(url)
  cached.set(url, asked)
  asked.catch(() => cached.delete(url))
  if (cached.size > 300) cached.delete(cached.keys().next().value as string)
  return asked as Promise<T>
}

/** Puts the names of the page's language into an answer, where there are such. */
let native: ((answer: unknown) => unknown) | undefined
export const goNative = (by: typeof native) => { native = by }

async function fetchOne(url: string): Promise<unknown> {
  const found = window.saysoSite ? await fromFolder(window.saysoSite, url) : await read(await fetch(url, { headers: { Accept: 'application/json' } }))
  return native ? native(found) : found
}

const bare = (url: string): string => url.split('?')[0] ?? ''

/** Pages opened from disk may fetch nothing, but may add a script: each is a part of the answers (PARTS in web/site.py). */
async function fromFolder(site: Record<string, unknown>, url: string): Promise<unknown> {
  if (!(url in site || bare(url) in site)) await add(`data/${partOf(url)}.js`)
  const found = site[url] ?? site[bare(url)]
  if (found === undefined) throw new Refused(t('refused.site'), 404)
  return found
}

function partOf(url: string): string {
  const [, kind, rest = ''] = /^\/api\/(\w+)[/?](.*)$/.exec(url) ?? []
  return kind ? `${kind}-${(rest.split(/:|%3A/).at(-1) ?? '').slice(0, 2).replace(/[^a-z0-9]/g, '_')}` : 'ground'
}

const add = (src: string): Promise<void> =>
  new Promise((done) => {
    const script = Object.assign(document.createElement('script'), { src, onload: () => done(), onerror: () => done() })
    document.head.append(script)
  })

async function read(answer: Response): Promise<unknown> {
  const body: unknown = await answer.json().catch(() => ({}))
  if (!answer.ok) {
    const said = body as { error?: string }
    throw new Refused(said.error ?? `${answer.status} ${answer.statusText}`, answer.status)
  }
  return body
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  const form = body instanceof FormData
  const answer = await fetch(`/api/${path}`, {
    method: 'POST',
    ...(form ? { body } : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  })
  return (await read(answer)) as T
}

export interface Asked<T> {
  data: T | undefined
  error: Refused | undefined
  /** A newer answer is under way; `data` is the one before. */
  stale: boolean
}

export function useGet<T>(url: string | null): Asked<T> {
  const [state, set] = useState<Asked<T> & { url: string | null }>({ data: undefined, error: undefined, stale: true, url: null })
  const [round, again] = useState(0)
  const current = useRef(url)
  current.current = url
  useEffect(() => {
    const hear = () => again((n) => n + 1)
    watching.add(hear)
    return () => void watching.delete(hear)
  }, [])
  // While a case changes faster than it answers, an answer of a moment ago is better than none: only later ones take its place.
  const [asked, heard] = [useRef(0), useRef(0)]
  useEffect(() => {
    if (url === null) return
    const turn = ++asked.current
    const hear = (answer: Pick<Asked<T>, 'data' | 'error'>) => {
      if (current.current !== url || turn < heard.current) return
      heard.current = turn
      set({ ...answer, stale: false, url })
    }
    get<T>(url).then(
      (data) => hear({ data, error: undefined }),
      (error: unknown) => hear({ data: undefined, error: error instanceof Refused ? error : new Refused(String(error), 0) }),
    )
  }, [url, round])
  return { data: state.data, error: state.url === url ? state.error : undefined, stale: state.url !== url }
}

// A run changes the case with each page; who reads meanwhile is not to be drawn anew, and asked for anew, as often.
const CALM = 2_000

/** Tells the page when the case changed under it, by a run or by another person. */
export function listen(changed: () => void): () => void {
  if (isSite() || typeof EventSource === 'undefined') return () => undefined
  const stream = new EventSource('/api/progress')
  let [due, last] = [0, 0]
  const tell = () => { due = 0; last = Date.now(); changed() }
  // One change is told at once: it may be one's own.
  const hear = () => { due ||= setTimeout(tell, Math.max(0, last + CALM - Date.now())) }
  stream.addEventListener('version', hear)
  stream.addEventListener('done', hear)
  return () => stream.close()
}
