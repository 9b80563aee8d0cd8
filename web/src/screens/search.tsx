/** Search: a name in any spelling, words as they stand on the pages, or the beginning of an id. */
import { ask, useGet } from '../server'
import type { ScreenProps } from '../app'
import { t, word } from '../i18n'
import { Exports } from '../parts/exports'
import { lead, pageLink, tail, Words } from '../parts/quote'
import { Shown, Title, useDrawn } from '../parts/state'
import { go, link, linkTo, same } from '../router'
import type { Found } from '../types'
import { when } from '../days'

export default function SearchScreen({ params }: ScreenProps) {
  const q = params.get('q') ?? ''
  const asked = useGet<Found>(q ? ask('search', { q }) : null)
  useDrawn(!q)
  return (
    <>
      <Title>{t('search.title')}</Title>
      <form
        class="row"
        role="search"
        aria-label={t('search.title')}
        onSubmit={(event) => {
          event.preventDefault()
          go(same({ q: new FormData(event.currentTarget).get('q') as string }))
        }}
      >
        <input type="search" name="q" defaultValue={q} key={q} aria-label={t('search.label')} size={40} autofocus={!q} dir="auto" />
        <button type="submit">{t('search.go')}</button>
        <span class="small quiet">{t('search.how')}</span>
      </form>
      {q && <Shown asked={asked}>{(found) => <Results found={found} />}</Shown>}
    </>
  )
}

function Results({ found }: { found: Found }) {
  const here = found.names.filter((name) => name.here)
  const elsewhere = found.names.filter((name) => !name.here)
  const printed = found.passages.filter((one) => !ASIDE.has(one.role))
  const aside = found.passages.filter((one) => ASIDE.has(one.role))
  const nothing = !here.length && !found.unknown.length && !found.passages.length && !found.claims.length && !found.records.length
  return (
    <div class="results">
      {nothing && <p>{t('search.none', { q: found.q })}</p>}
      {here.length > 0 && (
        <section>
          <h2>{t('search.names')}</h2>
          <Names names={here} />
        </section>
      )}
      {found.unknown.length > 0 && (
        <section>
          <h2>{t('card.unknown')}</h2>
          <ul class="decided">
            {found.unknown.map((one) => (
              <li key={one.link}><a href={pageLink(one.quote.page, one.quote.start, one.quote.end)}><bdi>{one.spelling}</bdi></a> <span class="quiet">{t('review.count', { n: one.pages })}</span> <Words>{`${lead(one.quote.before, 60)}${one.quote.words}${tail(one.quote.after, 60)}`.replace(/\s+/g, ' ')}</Words></li>
            ))}
          </ul>
        </section>
      )}
      {found.records.length > 0 && (
        <section>
          <h2>{t('search.records')}</h2>
          <ul class="decided">{found.records.map((one) => <li key={one.id}><a href={linkTo(one.id)}>{one.id}</a> <span class="quiet">{one.noun}</span></li>)}</ul>
        </section>
      )}
      {printed.length > 0 && (
        <section>
          <h2>{t('search.passages', { n: printed.length })}</h2>
          <Passages rows={printed} />
        </section>
      )}
      {found.claims.length > 0 && (
        <section>
          <h2>{t('search.claims', { n: found.claims.length })}</h2>
          <ol class="decided">
            {found.claims.map((row) => (
              <li key={String(row['id'])}>
                <a href={link('why', String(row['id']))}>{word('kind', String(row['kind']))}</a>{row['place_name'] ? `, ${String(row['place_name'])}` : ''} <q class="said" dir="auto">{String(row['quote'])}</q>{' '}
                <a class="outlet" href={pageLink(String(row['page']), Number(row['start']), Number(row['end']))}>{row['outlet_name'] ? String(row['outlet_name']) : t('outlet.unknown')}</a>
              </li>
            ))}
          </ol>
        </section>
      )}
      {aside.length > 0 && (
        <details>
          <summary>{t('search.aside', { n: aside.length })}</summary>
          <Passages rows={aside} />
        </details>
      )}
      {elsewhere.length > 0 && (
        <details open={nothing}>
          <summary>{t('search.packs', { n: elsewhere.length })}</summary>
          <Names names={elsewhere} />
        </details>
      )}
      <Exports of="search" query={{ q: found.q }} />
    </div>
  )
}

// Readers' comments are folded wherever they stand; menus and the like are no text of the page.
const ASIDE = new Set(['comment', 'unknown', 'furniture'])

const Passages = ({ rows }: { rows: Found['passages'] }) => (
  <ol class="decided">
    {rows.map((one) => (
      <li key={`${one.passage}${one.start}`}>
        <p class="said" dir="auto">{one.before}<mark>{one.words}</mark>{one.after}</p>
        <p class="small"><a href={pageLink(one.page, one.start, one.end)}>{one.outlet_name ?? t('outlet.unknown')}: {one.title ?? t('page.untitled')}</a> <span class="quiet">{when(one.published) || t('date.none')}{one.role !== 'body' ? `, ${word('role', one.role)}` : ''}</span></p>
      </li>
    ))}
  </ol>
)

const Names = ({ names }: { names: Found['names'] }) => (
  <ul class="decided">
    {names.map((name) => (
      <li key={name.id}><a href={linkTo(name.id)}>{name.name}</a> <span class="quiet">{word('noun', name.noun)}{name.facts && <>, <bdi>{name.facts.split(', ').map((fact) => word('level', fact)).join(', ')}</bdi></>}</span></li>
    ))}
  </ul>
)

