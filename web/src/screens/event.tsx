/** An event: its grade with what was counted, who says so under each root, what stands against it, the figures, the chain. */
import { useState } from 'preact/hooks'
import { ask, forget, isSite, post, useGet } from '../server'
import type { ScreenProps } from '../app'
import { t, word } from '../i18n'
import { Chain } from '../parts/chain'
import { ChainGraph } from '../parts/graph'
import { Mark } from '../parts/mark'
import { inWords } from '../parts/events'
import { Decided } from '../parts/decided'
import { Cited, pageLink } from '../parts/quote'
import { Exports } from '../parts/exports'
import { note, Shown, Title } from '../parts/state'
import { CorrectDialog } from '../parts/correct'
import { decide, Merge, Split } from '../parts/joining'
import { keyOf, keysOn, shown, useKeys, type Binding } from '../keys'
import { linkTo, link } from '../router'
import type { ByRoot, EventAnswer, Side, Told } from '../types'
import './event.css'
import { when } from '../days'

export default function EventScreen({ id, params }: ScreenProps) {
  const asked = useGet<EventAnswer>(ask(`event/event:${id.replace(/^event:/, '')}`, { as_of: params.get('as_of') }))
  return <Shown asked={asked}>{(event) => <EventView event={event} asOf={params.get('as_of')} />}</Shown>
}

/** What a person does to an event, by button and by key, as in the queue. */
function Acts({ event }: { event: EventAnswer }) {
  const [open, setOpen] = useState<'merge' | 'split' | 'correct' | null>(null)
  const close = () => setOpen(null)
  const acts: Binding[] = [
    { name: 'accept', key: 'a', label: t('key.accept'), run: () => void decide({ record: event.id, verdict: 'confirm' }) },
    { name: 'merge', key: 'm', label: t('verb.merge'), run: () => setOpen('merge') },
    { name: 'split', key: 's', label: t('verb.split'), run: () => setOpen('split') },
    { name: 'correct', key: 'e', label: t('key.correct'), run: () => setOpen('correct') },
    { name: 'undo', key: 'u', label: t('key.undo'), run: () => void post('undo', {}).then(() => (note(t('undone')), forget()), (e: Error) => note(e.message)) },
  ]
  useKeys(acts)
  return (
    <div class="row acts">
      {acts.map((act) => <button type="button" key={act.name} onClick={act.run}>{keysOn() && <kbd>{shown(keyOf(act))}</kbd>} {act.label}</button>)}
      {open === 'merge' && <Merge record={event.id} close={close} />}
      {open === 'split' && <Split record={event.id} close={close} />}
      {open === 'correct' && <CorrectDialog record={event.id} close={close} />}
    </div>
  )
}

function EventView({ event, asOf }: { event: EventAnswer; asOf: string | null }) {
  return (
    <article>
      <Title
        over={<>{event.place?.startsWith('place:') ? <a href={linkTo(event.place)}>{event.place_name}</a> : (event.place_name ?? t('place.none'))} · {when(event.when) || t('when.none')}</>}
        under={
          <p>
            <Mark grade={event.grade} /> <bdi lang="en">{event.sentence}</bdi>
            {event.review && event.review !== 'unreviewed' && <strong> {word('review', event.review)}</strong>}
          </p>
        }
      >
        {inWords(event.what)}
      </Title>
      {!isSite() && <Acts event={event} />}
      <div class="columns">
        <div>
          {event.disputes.length > 0 && (
            <section>
              <h2>{t('event.disputes', { n: event.disputes.length })}</h2>
              {facing(event.disputes.map(upright)).map(([first, ...others]) => (
                <div class="facing" key={first.id}>
                  <Facing side={first.left} />
                  <p class="over">{[first, ...others].map((one) => <a key={one.id} href={link('why', one.id)}>{t('event.over', { what: word('over', one.over) })}</a>)}</p>
                  <Facing side={first.right} />
                </div>
              ))}
            </section>
          )}
          {STANDS.map((stands) => {
            const roots = event.roots.filter((root) => root.stands === stands)
            return roots.length > 0 && (
              <section key={stands ?? 'none'}>
                <h2>{t(`event.${stands ?? 'none'}`, { n: roots.length })}</h2>
                {roots.map((root, i) => <RootView key={root.root ?? i} root={root} />)}
              </section>
            )
          })}
          <Decided rows={event.judgements} />
        </div>
        <aside>
          {event.first && (
            <section>
              <h2>{t(event.first.stands === 'denies' || event.first.stands === 'doubts' ? `event.first.${event.first.stands}` : 'event.first')}</h2>
              <p class="small">{event.first.who}</p>
              <Cited quote={event.first.quote} context={false} />
            </section>
          )}
          {event.worded.length + event.amounts.length > 0 && <Worded event={event} />}
          {event.graph.nodes.length > 1 && (
            <section>
              <h2>{t('event.chain')}</h2>
              <ChainGraph graph={event.graph} />
            </section>
          )}
          {event.copies.length > 0 && (
            <section>
              <h2>{t('event.copies', { n: event.copies.length })}</h2>
              <details>
                <summary class="small">{t('event.copies.show')}</summary>
                <ul class="small">{event.copies.map((copy) => <li key={copy.id}><a href={link('why', copy.id)}>{copy.words}</a></li>)}</ul>
              </details>
            </section>
          )}
          {event.neighbours.length > 0 && (
            <section>
              <h2>{t('event.near')}</h2>
              <ul class="small neighbours">
                {event.neighbours.map((near) => <li key={near.id}><a href={linkTo(near.id)}>{inWords(near.what)}</a> <span class="quiet">{[when(near.when), word('grade', near.grade)].filter(Boolean).join(', ')}</span></li>)}
              </ul>
            </section>
          )}
          <Exports of={`event/${event.id}`} query={{ as_of: asOf }}><a href={link('why', event.id)}>{t('event.why')}</a></Exports>
        </aside>
      </div>
    </article>
  )
}

const STANDS = ['asserts', 'denies', 'doubts', null] as const

type Dispute = EventAnswer['disputes'][number]
/** Who says so stands first, who denies it faces him. */
const upright = (one: Dispute): Dispute => (one.left.polarity === '-' && one.right.polarity !== '-' ? { ...one, left: one.right, right: one.left } : one)
/** The same two words may stand against each other over several things: they face each other once. */
function facing(disputes: Dispute[]): [Dispute, ...Dispute[]][] {
  const pairs = new Map<string, [Dispute, ...Dispute[]]>()
  for (const one of disputes) {
    const key = `${one.left.words}|${one.left.page}|${one.right.words}|${one.right.page}`
    const known = pairs.get(key)
    if (known) known.push(one)
    else pairs.set(key, [one])
  }
  return [...pairs.values()]
}

function Facing({ side }: { side: Side }) {
  return (
    <figure>
      <figcaption class="small"><strong>{side.who}</strong> <span class="quiet">{word('act', side.act)}</span></figcaption>
      <blockquote class="said" dir="auto">{side.words}</blockquote>
      <p class="small"><a href={pageLink(side.page, side.start, side.end)}>{side.outlet ?? t('outlet.unknown')}</a> <span class="quiet">{when(side.published)}</span></p>
    </figure>
  )
}

// A bloc of one's own says nothing that the root's name does not.
const ALONE = /^independent-[^|]*$/

/** One root: its best words in full, the outlets that carry the same folded under them. */
function RootView({ root }: { root: ByRoot }) {
  const [first, ...others] = root.told
  return (
    <section class="root">
      <h3>
        {root.root ?? t('event.noroot')}
        <span class="quiet small"> {t('event.pages', { n: root.pages })}{root.bloc_name && root.bloc !== null && !ALONE.test(root.bloc) ? ` · ${t('event.bloc', { bloc: root.bloc_name })}` : ''}</span>
      </h3>
      {first && <ToldView told={first} stands={root.stands} />}
      {others.length > 0 && (
        <details>
          <summary class="small">{t('event.also', { n: others.length, outlets: [...new Set(others.map((one) => one.quote.outlet ?? t('outlet.unknown')))].join(', ') })}</summary>
          {others.map((told) => <ToldView key={told.claim} told={told} stands={root.stands} />)}
        </details>
      )}
    </section>
  )
}

/** Under a root stand those who speak as it does, then who says the other thing, then who would not say or could not confirm it. */
function inOrder(chains: Told['chains'], stands: string | null): Told['chains'] {
  const order = stands === 'denies' ? ['-', '+', null] : stands === 'doubts' ? [null, '+', '-'] : ['+', '-', null]
  // Of those who would not say, the outlet's own word before what it asked others.
  const rank = (chain: Told['chains'][number]) => 9 * order.indexOf(chain.at(-1)?.polarity ?? null) + Math.min(chain.length, 8)
  return [...chains].sort((a, b) => rank(a) - rank(b))
}

function ToldView({ told, stands }: { told: Told; stands: string | null }) {
  return (
    <div class="told">
      <Cited quote={told.quote} note={told.figure ? <span> · {told.counted ? <a href={pageLink(told.quote.page, told.counted.start, told.counted.end)}>{told.figure}</a> : told.figure}</span> : undefined} />
      {told.by_person && <p class="small"><strong>{t('told.person')}</strong></p>}
      {inOrder(told.chains, stands).map((chain, i) => <Chain key={i} links={chain} />)}
    </div>
  )
}

/** Each cell of the event opens on the very words it was read from. */
function Worded({ event }: { event: EventAnswer }) {
  return (
    <section>
      <h2>{t('event.figures')}</h2>
      <table>
        <tbody>
          {event.worded.map((one) => (
            <tr key={`${one.cell}${one.page}${one.start}`}>
              <th scope="row">{word('cell', one.cell)}</th>
              <td colSpan={2} class="small"><q class="said" dir="auto">{one.words}</q> <a class="outlet" href={pageLink(one.page, one.start, one.end)}>{one.outlet ?? t('outlet.unknown')}</a></td>
            </tr>
          ))}
          {(event.amounts.length ? (['low', 'best', 'high'] as const) : []).map((bound) => {
            const found = event.amounts.find((amount) => amount.bound === bound)
            const quote = found?.quote
            return (
              <tr key={bound}>
                <th scope="row">{t(`bound.${bound}`)}</th>
                <td class="num">{found?.value ?? '–'}</td>
                <td class="small">
                  {!found && bound === 'best' && <span class="quiet">{t('bound.none')}</span>}
                  {quote && <><q class="said" dir="auto">{quote.words}</q> <a class="outlet" href={pageLink(quote.page, quote.start, quote.end)}>{found.root ?? quote.outlet}</a></>}
                  {found && !quote && t('figure.person')}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
