/** The two clocks: which day in the world is asked about, and what could be read by when. */
import { t } from '../i18n'
import { go, same } from '../router'
import { DayField } from './day'

interface Props { name: 'on' | 'as_of'; value: string; min?: string | null; max?: string | null; fallback?: string }

export function Clock({ name, value, min, max, fallback }: Props) {
  return <DayField label={t(`clock.${name}`)} value={value} min={min} max={max} optional={fallback !== undefined} set={(day) => go(same({ [name]: day === fallback ? null : day || null }), true)} />
}

export function Exports({ noun, query }: { noun: string; query: Record<string, string | null | undefined> }) {
  const params = new URLSearchParams(Object.entries(query).filter((pair): pair is [string, string] => !!pair[1])).toString()
  const tail = params ? `?${params}` : ''
  return (
    <p class="export">
      {t('export.view')} <a href={`/api/rows/${noun}.csv${tail}`} download>csv</a> <a href={`/api/rows/${noun}.json${tail}`} download>json</a>
    </p>
  )
}
