/** Any record: its own columns, its exact words, the claims it rests on, copies, disputes, what people decided. */
import { ask, useGet } from '../server'
import type { ScreenProps } from '../app'
import { t, word } from '../i18n'
import { Chain } from '../parts/chain'
import { Exports } from '../parts/exports'
import { Cited } from '../parts/quote'
import { Proof } from '../parts/proof'
import { Shown, Title } from '../parts/state'
import { link, linkTo } from '../router'
import { Correct } from '../parts/correct'
import type { Beside, Told, Why } from '../types'
import './event.css'
import { when } from '../days'

const DAYS = new Set(['when', 'published', 'said', 'due', 'valid_from', 'valid_to', 'known_from', 'known_to', 'posted'])
const CODES = new Set(['kind', 'grade', 'mood', 'outcome', 'over', 'modality', 'act', 'stance', 'status', 'aspect', 'sort', 'role', 'level', 'source_kind'])
const inWords = (name: string, value: string): string => (CODES.has(name) ? word(name, value.replace(/ /g, '_')) : DAYS.has(name) ? when(value) : value)

export default function WhyScreen({ id }: ScreenProps) {
  const asked = useGet<Why>(ask(`why/${id}`))
  return (
    <Shown asked={asked}>
      {(why) => (
        <article>
          <Title over={<bdi>{why.id}</bdi>}>{word('noun', why.noun)}</Title>
          <div class="columns">
            <div>
              {why.quotes.length > 0 && <section>{why.quotes.map((quote, i) => <Cited key={i} quote={quote} />)}</section>}
              {once([...why.told, ...why.roots.flatMap((root) => root.told)]).map((told) => (
                <section key={told.claim}>
                  <h2><a href={linkTo(told.claim)}>{word('kind', told.kind)}</a>{told.place ? <>, <bdi>{told.place}</bdi></> : ''}{when(told.when) ? `, ${when(told.when)}` : ''}</h2>
                  <Cited quote={told.quote} />
                  {told.chains.map((chain, i) => <Chain key={i} links={chain} />)}
                </section>
              ))}
              {why.evidence.length > 0 && <section><h2>{t('why.evidence')}</h2><Proof rows={why.evidence} all /></section>}
              <Lines title={t('why.disputes')} rows={why.disputes} />
              <Lines title={t('why.copies')} rows={why.copies} />
              <Lines title={t('decided')} rows={why.judgements} />
            </div>
            <aside>
              <section>
                <h2>{t('why.facts')}</h2>
                <dl class="facts">{why.facts.map(([name, value]) => (<><dt>{word('field', name)}</dt><dd><bdi><Named words={inWords(name, value)} /></bdi></dd></>))}</dl>
              </section>
              <Correct record={why.id} />
              <Exports of={`why/${why.id}`} />
            </aside>
          </div>
        </article>
      )}
    </Shown>
  )
}

/** Ids in what is told lead to their records: "Abu Kamal (place:abu-kamal)" by the name, a bare id by itself. */
function Named({ words }: { words: string }) {
  const parts = words.split(/([^,(]*\([a-z]+:[0-9a-z-]+\)|\b[a-z]+:[0-9a-f]{16}\b)/)
  return (
    <>
      {parts.map((part, i) => {
        const [, lead = '', name = '', id] = /^(\s*)(.*?)\s*\(([a-z]+:[0-9a-z-]+)\)$/.exec(part) ?? []
        return i % 2 === 0 ? part : id ? <>{lead}<a href={linkTo(id)}>{name || id}</a></> : <a href={linkTo(part)}>{part}</a>
      })}
    </>
  )
}

/** A claim that several roots carry is shown once. */
const once = (told: Told[]): Told[] => [...new Map(told.map((one) => [one.claim, one])).values()]

function Lines({ title, rows }: { title: string; rows: Beside[] }) {
  if (!rows.length) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul class="decided">{rows.map((row) => <li key={row.id}><a href={link('why', row.id)}>{row.words}</a></li>)}</ul>
    </section>
  )
}
