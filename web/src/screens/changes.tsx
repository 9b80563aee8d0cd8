/** What the case gained since a day, by its own clock: pages, events, grades that moved, decisions. */
import { ask, useGet } from '../server'
import type { ScreenProps } from '../app'
import { addDays, dayWords, toDay, when } from '../days'
import { spoken, t, word } from '../i18n'
import { DayField } from '../parts/day'
import { Exports } from '../parts/exports'
import { Shown, Title } from '../parts/state'
import { go, linkTo, same } from '../router'
import { pageLink, Weighed, Words } from '../parts/quote'
import type { Table } from '../types'

const KEY = 'sayso.visited'

/** A grade with its counts, a day, or a word on a holder, in the page's language; a sentence stays the record's. */
function inWords(moved: string): string {
  const [, grade, roots, pages, rest = ''] = /^([a-z ]+), (\d+) roots?, (\d+) pages?(.*)$/.exec(moved) ?? []
  if (grade) return t('counted', { grade: word('grade', grade.replace(/ /g, '_')), roots: Number(roots), pages: Number(pages) }) + rest
  return /^\d.*\d{4}/.test(moved) ? when(moved) : word('held', moved)
}

export default function ChangesScreen({ params }: ScreenProps) {
  const today = toDay(Math.floor(Date.now() / 86_400_000))
  const since = params.get('since') ?? localStorage.getItem(KEY) ?? addDays(today, -7)
  const asked = useGet<Table>(ask('changes', { since }))
  return (
    <>
      <Title>{t('changes.title')}</Title>
      <div class="clock">
        <DayField label={t('changes.since')} value={since.slice(0, 10)} set={(day) => go(same({ since: day }), true)} />
        <button type="button" onClick={() => { localStorage.setItem(KEY, today); go(same({ since: today }), true) }}>{t('changes.seen')}</button>
        <Exports of="changes" query={{ since }} />
      </div>
      <Shown asked={asked}>
        {(changed) =>
          changed.rows.length === 0 ? <p class="quiet">{t('changes.none')}</p> : (
            <table>
              <thead><tr><th scope="col">{t('col.sort')}</th><th scope="col">{t('col.what')}</th><th scope="col">{t('col.before')}</th><th scope="col">{t('col.words')}</th></tr></thead>
              <tbody>
                {changed.rows.slice(0, 500).map((row) => (
                  <tr key={`${row['what']}${row['id']}`}>
                    <td>{word('changed', String(row['what']))}</td>
                    <th scope="row">
                      <a href={linkTo(String(row['id']))}>{row['place_name'] ?? (row['kind'] ? word('kind', String(row['kind'])) : (row['by'] ?? row['id']))}</a>
                      {row['place_name'] && row['kind'] ? `, ${word('kind', String(row['kind']))}` : ''}
                    </th>
                    <td>{row['before'] && row['before'] !== '-' && <><bdi class="quiet">{inWords(String(row['before']))}</bdi> {spoken() === 'ar' ? '←' : '→'} </>}<Weighed sentence={inWords(String(row['after'] ?? ''))} /></td>
                    <td>
                      {row['quote'] && <Words>{row['quote']}</Words>}{' '}
                      {row['page'] && <a class="outlet" href={pageLink(String(row['page']), Number(row['start']), Number(row['end']))}>{row['outlet_name'] ?? t('outlet.unknown')}, {dayWords(String(row['published_start'] ?? '')) || t('date.none')}</a>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Shown>
    </>
  )
}
