/** A day, written out as "9 Nov 2017" in every browser; typed in words or as 2017-11-09, moved by the arrows. */
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { addDays, dayWords, isDay, toDay, toNumber } from '../days'
import { t } from '../i18n'
import './day.css'

interface Props {
  label: string; value: string; set: (day: string) => void
  name?: string; min?: string | null | undefined; max?: string | null | undefined
  /** An emptied field is a choice too. */
  optional?: boolean
}

export function DayField({ label, value, set, name, min, max, optional = false }: Props) {
  const id = useId()
  const [words, setWords] = useState(dayWords(value))
  const [wrong, setWrong] = useState(false)
  const native = useRef<HTMLInputElement>(null)
  useEffect(() => (setWords(dayWords(value)), setWrong(false)), [value])
  const take = (typed: string) => {
    const day = typed.trim() === '' && optional ? '' : readDay(typed)
    setWrong(day === null)
    if (day === null) return
    setWords(dayWords(day))
    if (day !== value) set(day)
  }
  const step = (event: KeyboardEvent) => {
    const now = readDay(words) ?? value
    const to = isDay(now) && { ArrowUp: addDays(now, 1), ArrowDown: addDays(now, -1), PageUp: addMonth(now, 1), PageDown: addMonth(now, -1) }[event.key]
    if (event.key === 'Escape') setWords(dayWords(value))
    if (!to) return
    event.preventDefault()
    take(to)
  }
  return (
    <div class="day">
      <label for={id}>{label}</label>
      <span>
        <input
          id={id} name={name} size={12} autocomplete="off" placeholder={t('day.as')} value={words} aria-invalid={wrong} aria-describedby={wrong ? `${id}-wrong` : undefined}
          onInput={(event) => setWords(event.currentTarget.value)} onChange={(event) => take(event.currentTarget.value)} onKeyDown={step}
        />
        <button type="button" tabIndex={-1} aria-label={t('day.pick', { label })} onClick={() => native.current?.showPicker()}>▾</button>
        <input ref={native} type="date" tabIndex={-1} aria-hidden="true" value={value} min={min ?? undefined} max={max ?? undefined} onChange={(event) => take(event.currentTarget.value)} />
      </span>
      {wrong && <span id={`${id}-wrong`} class="told-off small" role="alert">{t('coding.day')}</span>}
    </div>
  )
}

/** The same day of the month after or before, or that month's last. */
function addMonth(day: string, by: number): string {
  const [year = 0, month = 1, date = 1] = day.slice(0, 10).split('-').map(Number)
  const last = new Date(Date.UTC(year, month + by, 0))
  return toDay(toNumber(last.toISOString()) + Math.min(0, date - last.getUTCDate()))
}

const names = (locale: string, form: 'short' | 'long'): string[] =>
  Array.from({ length: 12 }, (_, month) => new Intl.DateTimeFormat(locale, { month: form, timeZone: 'UTC' }).format(Date.UTC(2000, month, 1)).toLowerCase())
const western = (words: string): string => words.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))

/** "9 Nov 2017", "9 november 2017", "Nov 9, 2017", 2017-11-09; null for 9/11/2017, which is two days. */
export function readDay(typed: string): string | null {
  const words = western(typed.trim()).toLowerCase()
  if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(words)) return made(words.split('-').map(Number))
  const [, first = '', second = '', year = ''] = /^([^\s,.]+)[\s,.]+(.+?)[\s,.]+(\d{4})$/.exec(words) ?? []
  const [day, name] = /^\d+$/.test(first) ? [first, second] : [second, first]
  if (!/^\d{1,2}$/.test(day) || [...name].length < 3) return null
  const month = ['en-GB', 'ar', 'ar-SY'].flatMap((locale) => [names(locale, 'long'), names(locale, 'short')]).map((all) => all.findIndex((each) => each.startsWith(name))).find((at) => at >= 0)
  return month === undefined ? null : made([Number(year), month + 1, Number(day)])
}

/** There is no 31 Nov. */
function made([year = 0, month = 0, day = 0]: number[]): string | null {
  const found = new Date(Date.UTC(year, month - 1, day))
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === day ? found.toISOString().slice(0, 10) : null
}
