/** The two clocks: which day in the world is asked about, and what could be read by when. */
import { t } from '../i18n'
import { go, same } from '../router'
import { DayField } from './day'

interface Props { name: 'on' | 'as_of'; value: string; min?: string | null; max?: string | null; fallback?: string }

export function Clock({ name, value, min, max, fallback }: Props) {
  return <DayField label={t(`clock.${name}`)} value={value} min={min} max={max} optional={fallback !== undefined} set={(day) => go(same({ [name]: day === fallback ? null : day || null }), true)} />
}
