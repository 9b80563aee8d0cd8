/** What people decided of a record, taken back or not: nothing is hidden. */
import { t } from '../i18n'
import type { Judged } from '../types'

export function Decided({ rows }: { rows: Judged[] }) {
  if (!rows.length) return null
  return (
    <section>
      <h2>{t('decided')}</h2>
      <ul class="decided">
        {rows.map((row) => (
          <li key={row.id} class={row.standing ? '' : 'quiet'}>
            {row.standing ? row.words : <s>{row.words}</s>}
            <span class="quiet small"> {row.by}, {row.at.slice(0, 16).replace('T', ' ')}</span>
            {row.note && <> · {row.note}</>}
          </li>
        ))}
      </ul>
    </section>
  )
}
