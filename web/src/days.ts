/** Days are text, `2017-11-09`; counting goes over UTC alone, so that no zone can move one. */
import { spoken, t } from './i18n'

const DAY = 86_400_000
export const toNumber = (day: string): number => Math.floor(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / DAY)
export const toDay = (n: number): string => new Date(n * DAY).toISOString().slice(0, 10)
export const isDay = (text: string | null | undefined): text is string => !!text && /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text.slice(0, 10)))
export const addDays = (day: string, n: number): string => toDay(toNumber(day) + n)

/** The day that an instant ends: midnight is the end of the day before. */
export const endDay = (at: string): string => (at.endsWith('T00:00:00') ? addDays(at, -1) : at)

/** "9 Nov 2017" as a person writes it. */
export function dayWords(day: string | null | undefined, year = true): string {
  if (!isDay(day)) return ''
  const form = new Intl.DateTimeFormat(spoken() === 'ar' ? 'ar-u-nu-latn' : 'en-GB', {
    day: 'numeric', month: 'short', timeZone: 'UTC', ...(year ? { year: 'numeric' as const } : {}),
  })
  return form.format(Date.parse(`${day.slice(0, 10)}T00:00:00Z`)).replace('Sept', 'Sep')
}

/** From a day to the last before the other: one day is said once. */
export function stretch(start: string, end: string): string {
  const [first, last] = [dayWords(start), dayWords(toDay(toNumber(end) - 1))]
  return first === last ? first : `${first} – ${last}`
}

/** The day that words such as "9 Nov 2017 16:50" name; null if they name none. */
export function dayOf(words: string): string | null {
  const at = Date.parse(`${words} UTC`)
  return Number.isNaN(at) ? null : new Date(at).toISOString().slice(0, 10)
}

const clock = (hour: string): string => `${hour.padStart(2, '0')}:00`
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** Days that came in words ("3-4 Nov 2017", "from 3 Nov 2017"), in the page's language. */
export function when(words: string | null | undefined): string {
  if (!words || words === '-' || words === 'no date') return ''
  // "18-6h" is from six in the evening until six the next morning.
  const hours = words.replace(/ (\d+)-(\d+)h$/, (_, from: string, to: string) => `, \u2066${clock(from)}–${clock(to)}\u2069`)
  if (spoken() !== 'ar') return hours
  const month = (name: string) => new Intl.DateTimeFormat('ar', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, MONTHS.indexOf(name), 1))
  const told = hours.replace(new RegExp(`\\b(${MONTHS.join('|')})\\b`, 'g'), (_, name: string) => month(name))
  const [, side, day] = /^(from|until) (.*)$/.exec(told) ?? []
  return `\u2067${side && day ? t(side as 'from' | 'until', { day }) : told}\u2069`
}

export interface Tick { at: number; label: string; strong: boolean }

/** Where an axis from one day to another has its marks: days, weeks, months or years, never more than fit. */
export function axis(from: string, to: string, most: number): Tick[] {
  const [first, last] = [toNumber(from), toNumber(to)]
  const days = Math.max(1, last - first)
  const name = (n: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(spoken() === 'ar' ? 'ar-u-nu-latn' : 'en-GB', { ...options, timeZone: 'UTC' }).format(n * DAY).replace('Sept', 'Sep')
  const ticks: Tick[] = []
  const step = [1, 2, 7, 14].find((each) => days / each <= most)
  if (step) {
    for (let n = first; n <= last; n++) {
      const date = new Date(n * DAY)
      const starts = date.getUTCDate() === 1
      const on = step < 7 ? (n - first) % step === 0 : step === 7 ? [1, 8, 15, 22].includes(date.getUTCDate()) : [1, 15].includes(date.getUTCDate())
      if (on || starts) ticks.push({ at: n, label: name(n, starts || ticks.length === 0 ? { day: 'numeric', month: 'short' } : { day: 'numeric' }), strong: starts })
    }
    return ticks
  }
  const months = days / 30.4
  const every = [1, 3, 6, 12, 24, 60, 120].find((each) => months / each <= most) ?? 240
  const date = new Date(first * DAY)
  for (let month = date.getUTCFullYear() * 12 + date.getUTCMonth() + 1; ; month++) {
    const n = Math.floor(Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY)
    if (n > last) return ticks
    if (month % every === 0) ticks.push({ at: n, label: name(n, every >= 12 ? { year: 'numeric' } : month % 12 === 0 || ticks.length === 0 ? { month: 'short', year: 'numeric' } : { month: 'short' }), strong: month % 12 === 0 })
  }
}
