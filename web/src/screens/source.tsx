/** A source: what it printed itself and what it took over, whom it took it from, what became of its own reports. No score. */
import { ask, useGet } from '../server'
import type { ScreenProps } from '../app'
import { t, word } from '../i18n'
import { CardView, factWords } from '../parts/card'
import { Exports } from '../parts/exports'
import { inWords } from '../parts/events'
import { Mark } from '../parts/mark'
import { pageLink } from '../parts/quote'
import { Proof } from '../parts/proof'
import { Shown, Title } from '../parts/state'
import { linkTo } from '../router'
import type { Card, SourceAnswer } from '../types'
import './source.css'
import { when } from '../days'

const OUTCOMES = ['came_true', 'partly', 'failed', 'open', 'undecidable'] as const
const LATER = ['upheld', 'contradicted', 'open'] as const

export default function SourceScreen({ id }: ScreenProps) {
  const asked = useGet<SourceAnswer>(ask(`source/${/^(source|actor):/.test(id) ? id : `source:${id}`}`))
  return <Shown asked={asked}>{({ page, card }) => <SourceView source={page} card={card} />}</Shown>
}

function SourceView({ source, card }: { source: SourceAnswer['page']; card: Card }) {
  const foretold = OUTCOMES.reduce((sum, name) => sum + (source.forecasts[name] ?? 0), 0)
  return (
    <article>
      <Title over={card.known[0]?.facts.filter(([name]) => name === 'kind' || name === 'owner').map(([name, value]) => factWords(name, value)).filter(Boolean).join(' · ')}>{source.name}</Title>
      {source.pages === 0 ? <section><p>{t('source.absent')}</p></section> : <section>
        <h2>{t('source.pages', { n: source.pages })}</h2>
        <Shares parts={[[t('source.original'), source.original, 'a'], [t('source.copied'), source.copied, 'b']]} />
        {source.copied_from.length > 0 && (
          <p class="small">{t('source.from')} {source.copied_from.map((from, i) => <>{i > 0 && ', '}{from.source ? <a href={linkTo(from.source)}>{from.name}</a> : from.name} {from.count}</>)}</p>
        )}
        <p>{t('source.first', { n: source.first_to_report })}</p>
      </section>}
      <section>
        <h2>{t('source.later', { n: source.later['of'] ?? source.later_rows.length })}</h2>
        <p class="small quiet">{t('source.later.how')}</p>
        <Shares parts={LATER.map((name, i) => [t(`later.${name}`), source.later[name] ?? 0, 'abc'[i] ?? 'c'])} />
        {source.later_rows.length > 0 && (
          <table>
            <thead><tr><th scope="col">{t('col.what')}</th><th scope="col">{t('col.when')}</th><th scope="col">{t('col.outcome')}</th><th scope="col">{t('col.by')}</th></tr></thead>
            <tbody>
              {source.later_rows.map((row) => (
                <tr key={row.event}>
                  <th scope="row"><Mark grade={row.grade} /> <a href={linkTo(row.event)}>{inWords(row.what)}</a>{row.place_name ? `, ${row.place_name}` : ''}</th>
                  <td><bdi>{when(row.when)}</bdi></td><td>{word('later', row.outcome)}</td><td data-name={row.by.length ? t('col.by') : undefined}>{row.by.join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {foretold > 0 && (
        <section>
          <h2>{t('source.forecasts', { n: foretold })}</h2>
          <p>{OUTCOMES.map((name) => `${word('outcome', name)} ${source.forecasts[name] ?? 0}`).join(' · ')}</p>
          <table>
            <thead><tr><th scope="col">{t('col.words')}</th><th scope="col">{t('col.due')}</th><th scope="col">{t('col.outcome')}</th></tr></thead>
            <tbody>
              {source.forecast_rows.map((row) => (
                <tr key={row.id}>
                  <td><q class="said" dir="auto">{row.quote.words}</q> <a class="outlet" href={pageLink(row.quote.page, row.quote.start, row.quote.end)}>{row.quote.outlet}, {when(row.quote.published)}</a></td>
                  <td><bdi>{when(row.due)}</bdi></td>
                  <td><p>{word('outcome', row.outcome)}</p><Proof rows={row.evidence} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <section>
        {source.page_rows.length > 0 && <><h2>{t('source.read')}</h2>
        <table>
          <thead><tr><th scope="col">{t('col.title')}</th><th scope="col">{t('col.printed')}</th><th scope="col" class="num">{t('col.claims')}</th><th scope="col">{t('col.copied')}</th></tr></thead>
          <tbody>
            {source.page_rows.map((row) => (
              <tr key={row.id}><th scope="row"><a href={linkTo(row.id)} dir="auto">{row.title ?? t('page.untitled')}</a></th><td><bdi>{when(row.published)}</bdi></td><td class="num" data-name={t('col.claims')}>{row.claims}</td><td data-name={row.copied_from ? t('col.copied') : undefined}>{row.copied_from ?? ''}</td></tr>
            ))}
          </tbody>
        </table></>}
        <Exports of="rows/claims" query={{ source: source.id }} />
      </section>
      <CardView card={card} />
      <Exports of={`source/${source.id}`} />
    </article>
  )
}

/** Counts side by side, each with its word; the bar only says again what the numbers say. */
function Shares({ parts }: { parts: [string, number, string][] }) {
  const total = parts.reduce((sum, [, n]) => sum + n, 0)
  return (
    <div class="shares">
      <p>{parts.map(([name, n]) => `${name} ${n}`).join(' · ')}</p>
      {total > 0 && <div class="bar" aria-hidden="true">{parts.map(([name, n, tone]) => n > 0 && <span key={name} class={`tone-${tone}`} style={{ flexGrow: String(n) }} />)}</div>}
    </div>
  )
}
