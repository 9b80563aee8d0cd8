/** Events as rows, the same in every list: when, what, where, who says so, and the words that said it first. */
import { useRef, useState } from 'preact/hooks'
import { dayWords, endDay, when } from '../days'
import { spoken, t, word } from '../i18n'
import { useKeys } from '../keys'
import { linkTo } from '../router'
import type { EventMark, Row } from '../types'
import { Grade, Mark } from './mark'
import { pageLink, Words } from './quote'

export interface EventLine {
  id: string; grade: string; grade_words: string; what: string; place: string | null; place_name: string | null; when: string
  roots: number; asserts: string; denies: string; doubts: string; quote: string | null; outlet_name: string | null
  published: string; page: string | null; start: number | null; end: number | null; review: string; disputes: number
}

const text = (value: Row[string] | undefined): string => (value === null || value === undefined ? '' : String(value))

/** A row of `show events` in the words the map's answer already has. */
export function asLine(row: Row): EventLine {
  const who = text(row['actors_names'])
  const figure = row['low'] ?? row['best'] ?? row['high']
  const amount = figure === null || figure === undefined ? '' : ` ${[...new Set([row['low'], row['best'], row['high']].filter((n) => n !== null && n !== undefined))].join('–')}`
  return {
    id: text(row['id']), grade: text(row['grade']), grade_words: word('grade', text(row['grade'])),
    what: (row['what'] ? inWords(text(row['what'])) : '') || `${word('kind', text(row['kind']))}${who ? `: ${who}` : ''}${amount}`,
    place: row['place'] as string | null, place_name: row['place_name'] as string | null,
    when: text(row['when']) || stretch(text(row['when_start']), text(row['when_end'])),
    roots: Number(row['roots'] ?? 0), asserts: text(row['asserts']), denies: text(row['denies']), doubts: text(row['doubts']),
    quote: text(row['quote']), outlet_name: row['outlet_name'] as string | null,
    published: text(row['published']) || dayWords(text(row['published_start'])), page: text(row['page']), start: Number(row['start']), end: Number(row['end']),
    review: text(row['review']), disputes: Number(row['disputes'] ?? 0),
  }
}

export const fromMark = (mark: EventMark): EventLine => ({ ...mark, what: inWords(mark.what), grade_words: word('grade', mark.grade) })

/** A kind's code in words where the page has some; the rest of the line stands. */
export function inWords(what: string): string {
  const [, kind = '', rest = ''] = /^(\S+)(.*)$/s.exec(what) ?? []
  if (spoken() !== 'ar') return `${word('kind', kind)}${rest.replace(' > ', ' → ')}`
  const names = rest.replace(/^ by /, '').trim()
  return names ? `${word('kind', kind)}: ${names.split(' > ').map((name) => `\u2068${name}\u2069`).join(' ← ')}` : word('kind', kind)
}

function stretch(start: string, end: string): string {
  const last = end ? dayWords(endDay(end)) : ''
  const first = dayWords(start)
  if (first && last) return first === last ? first : `${first} – ${last}`
  return first ? t('from', { day: first }) : last ? t('until', { day: last }) : ''
}

interface Props { lines: EventLine[]; label: string; place?: boolean; picked?: string | null; onPick?: (id: string | null) => void }
const STEP = 60

export function EventTable({ lines, label, place = true, picked, onPick }: Props) {
  const [most, setMost] = useState(STEP)
  const list = useRef<HTMLOListElement>(null)
  const move = (by: number) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('.line > a:first-child') ?? [])]
    const now = links.findIndex((each) => each.closest('li')?.contains(document.activeElement))
    links[now < 0 ? (by > 0 ? 0 : links.length - 1) : now + by]?.focus()
  }
  useKeys([
    { name: 'next', key: 'j', label: t('key.event.next'), run: () => move(1) },
    { name: 'previous', key: 'k', label: t('key.event.back'), run: () => move(-1) },
  ])
  if (!lines.length) return <p class="quiet">{t('events.none')}</p>
  return (
    <>
      <ol class="events" aria-label={label} ref={list}>
        {lines.slice(0, most).map((line) => (
          <li key={line.id} class={picked === line.id ? 'picked' : ''} onMouseEnter={() => onPick?.(line.id)} onMouseLeave={() => onPick?.(null)}>
            <Mark grade={line.grade} />
            <div>
              <p class="line">
                <a href={linkTo(line.id)} onFocus={() => onPick?.(line.id)}>{line.what}</a>
                {place && line.place_name && <>, {line.place?.startsWith('place:') ? <a class="place" href={linkTo(line.place)}>{line.place_name}</a> : line.place_name}</>}
                <span class="quiet">{when(line.when) ? ` · ${when(line.when)}` : ''} · {line.grade_words}{line.review === 'unreviewed' || !line.review ? '' : ` · ${word('review', line.review)}`}</span>
              </p>
              <p class="small">{saidBy(line)}</p>
              {line.quote && (
                <p class="small">
                  <Words>{line.quote}</Words>{' '}
                  <a class="outlet" href={pageLink(line.page, line.start, line.end)}>{line.outlet_name ?? t('outlet.unknown')}, {when(line.published) || t('date.none')}</a>
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
      {lines.length > most && <p><button type="button" onClick={() => setMost(most + 200)}>{t('more', { n: lines.length - most })}</button></p>}
    </>
  )
}

function saidBy(line: EventLine): string {
  const parts: string[] = []
  if (line.asserts) parts.push(t('said.by', { who: line.asserts }))
  if (line.denies) parts.push(t('denied.by', { who: line.denies }))
  if (line.doubts) parts.push(t('doubted.by', { who: line.doubts }))
  return parts.join(' · ')
}

export { Grade }
