/** What the case knows of a name: facts of the packs, the spellings on the pages with their words, whom else it might mean. */
import { dayWords } from '../days'
import { t, word } from '../i18n'
import { linkTo } from '../router'
import type { Card, Known, Seen } from '../types'
import { lead, pageLink, tail, Words } from './quote'

export function CardView({ card }: { card: Card }) {
  return (
    <>
      {card.known.map((known) => <KnownView key={known.match.target} known={known} />)}
      {card.unknown.length > 0 && (
        <section>
          <h2>{t('card.unknown')}</h2>
          <Spellings seen={card.unknown} />
        </section>
      )}
    </>
  )
}

function KnownView({ known }: { known: Known }) {
  return (
    <section>
      <h2>{t('card.title')}</h2>
      <div class="columns">
        <div>
          <Spellings seen={known.seen} />
          {known.suggested.length > 0 && (
            <>
              <h3>{t('card.suggested')}</h3>
              <Spellings seen={known.suggested} />
            </>
          )}
        </div>
        <div>
          <dl class="facts">
            {known.facts.filter(([, value]) => value).map(([name, value]) => (<><dt>{word('fact', name)}</dt><dd dir="auto">{factWords(name, value)}</dd></>))}
            {known.names.length > 0 && (<><dt>{t('card.names')}</dt><dd dir="auto">{[...new Set(known.names.map(([, name]) => name))].join(', ')}</dd></>)}
            {known.rivals.length > 0 && (<><dt>{t('card.rivals')}</dt><dd>{known.rivals.slice(0, 5).map(([id, name], i) => <>{i > 0 && ', '}<a href={linkTo(id)}>{name}</a></>)}</dd></>)}
            {known.ties.slice(0, 12).map((tie) => (<><dt>{word('tie', tie.tie)}</dt><dd>{tie.name}{tie.start || tie.end ? <span class="quiet"> {since(tie.start)}–{since(tie.end)}</span> : null}</dd></>))}
          </dl>
          {known.in_comments > 0 && <p class="small quiet">{t('card.comments', { n: known.in_comments })}</p>}
        </div>
      </div>
    </section>
  )
}

/** A fact of the packs in the page's language. */
export function factWords(name: string, value: string): string {
  if (name === 'kind' || name === 'level') return word('is', value)
  if (name === 'point') return value.replace(/, give or take (.*) km$/, (_, km: string) => `, ${t('fact.give', { km })}`)
  return value.replace(/^geonames:/, 'GeoNames ').replace(/^wikidata:/, 'Wikidata ')
}

function Spellings({ seen }: { seen: Seen[] }) {
  return (
    <table>
      <thead>
        <tr><th scope="col">{t('col.spelling')}</th><th scope="col" class="num">{t('col.times')}</th><th scope="col">{t('col.how')}</th><th scope="col">{t('col.words')}</th></tr>
      </thead>
      <tbody>
        {seen.map((one) => (
          <tr key={one.link}>
            <th scope="row" dir="auto">{one.spelling}</th>
            <td class="num">{one.times}</td>
            <td>{one.rungs.map((rung) => word('rung', rung)).join(', ')}</td>
            <td><Words>{`${lead(one.quote.before, 40)}${one.quote.words}${tail(one.quote.after, 40)}`.replace(/\s+/g, ' ')}</Words> <a class="outlet" href={pageLink(one.quote.page, one.quote.start, one.quote.end)}>{one.quote.outlet ?? t('outlet.unknown')}</a></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A bound of the packs: a day is written out, a year or a month stands as it is. */
const since = (bound: string): string => dayWords(bound) || bound
