/** What settled a forecast: what was said to happen, in whose words, on which page and day. */
import { t } from '../i18n'
import { linkTo } from '../router'
import type { Evidence } from '../api.d.ts'
import { inWords } from './events'
import { Cited } from './quote'

/** The first in full, the rest folded, unless all are asked for. */
export function Proof({ rows, all = false }: { rows: Evidence[]; all?: boolean }) {
  const first = all ? rows : rows.slice(0, 1)
  const more = rows.slice(first.length)
  const one = (row: Evidence) => (
    <div class="told" key={row.id}>
      <p class="small"><a href={linkTo(row.id)}>{inWords(row.what)}</a>{row.place_name ? <>, <bdi>{row.place_name}</bdi></> : ''}</p>
      <Cited quote={row.quote} context={all} />
    </div>
  )
  return (
    <>
      {first.map(one)}
      {more.length > 0 && <details><summary class="small">{t('proof.more', { n: more.length })}</summary>{more.map(one)}</details>}
    </>
  )
}
