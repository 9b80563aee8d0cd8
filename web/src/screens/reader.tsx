/** The reader: a page's own text with what was found in it, each claim with its card beside it; comments apart and folded. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { ask, forget, isSite, post, useGet } from '../server'
import type { ScreenProps } from '../app'
import { spoken, t, word } from '../i18n'
import { useKeys } from '../keys'
import { AddClaim } from '../parts/addclaim'
import { Chain } from '../parts/chain'
import { CorrectDialog } from '../parts/correct'
import { Decided } from '../parts/decided'
import { Exports } from '../parts/exports'
import { note, Shown, Title } from '../parts/state'
import { go, link, linkTo, same } from '../router'
import type { PageView } from '../api.d.ts'
import type { PageAnswer, PageClaim, PageCopy, Piece } from '../types'
import { cut, select, selected, toPoints, toUnits, wordsOf } from './text'
import './reader.css'
import { when } from '../days'

const LAYERS = ['claims', 'speakers', 'hedges', 'copies', 'names'] as const
const SORTS: Record<string, (typeof LAYERS)[number]> = { claim: 'claims', cue: 'hedges', hedge: 'hedges', speaker: 'speakers', copy: 'copies', name: 'names' }
// As many numbers of claims fit beside one line of text.
const IN_MARGIN = 2
const SHOWN_FIRST = 'claims,speakers,hedges,copies'

export default function ReaderScreen({ id, params }: ScreenProps) {
  const asked = useGet<PageView>(ask(`page/page:${id.replace(/^page:/, '')}`))
  return <Shown asked={asked}>{(page) => <Reader page={joined(page)} params={params} />}</Shown>
}

const joinedOnce = new WeakMap<PageView, PageAnswer>()
/** Made once for an answer, so that nothing is drawn anew for it. */
function joined(page: PageView): PageAnswer {
  const people = addedBy(page)
  const known = joinedOnce.get(page) ?? { ...page, claims: page.claims.map(({ told, ...card }) => ({ ...told, ...card, by: people.get(told.claim) ?? null })) }
  joinedOnce.set(page, known)
  return known
}

/** Which claims people added, and who. */
function addedBy(page: PageView): Map<string, string> {
  const added = page.judgements.filter((one) => one.verdict === 'add' && one.field === 'claim' && one.standing)
  return new Map(added.map((one) => [(JSON.parse(one.value ?? '{}') as { claim?: { id: string } }).claim?.id ?? '', one.by]))
}

function Reader({ page, params }: { page: PageAnswer; params: URLSearchParams }) {
  const box = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState<string | null>(null)
  const [adding, setAdding] = useState<[number, number] | null>(null)
  const [correcting, setCorrecting] = useState<string | null>(null)
  const cursor = useRef<{ from: number; to: number } | null>(null)
  const words = useMemo(() => wordsOf(page), [page])
  const layers = new Set((params.get('layers') ?? (page.claims.length ? SHOWN_FIRST : `${SHOWN_FIRST},names`)).split(','))
  const chosen = useMemo((): [number, number] | null => {
    const asked = /^(\d+)-(\d+)$/.exec(params.get('select') ?? '')
    return asked ? [toUnits(page, Number(asked[1])), toUnits(page, Number(asked[2]))] : null
  }, [page, params.get('select')])

  useEffect(() => {
    box.current?.querySelector('.chosen')?.scrollIntoView({ block: 'center' })
    if (chosen) setCurrent(page.claims.find((claim) => claim.start16 < chosen[1] && claim.end16 > chosen[0])?.claim ?? null)
  }, [chosen])

  const show = (claim: PageClaim | undefined) => {
    if (!claim) return
    setCurrent(claim.claim)
    box.current?.querySelector(`[data-n="${claim.n}"]`)?.scrollIntoView({ block: 'center' })
  }
  const move = (by: number) => {
    const at = page.claims.findIndex((claim) => claim.claim === current)
    show(page.claims[at < 0 ? (by > 0 ? 0 : page.claims.length - 1) : at + by])
  }
  const mark = () => cursor.current && box.current && select(box.current, words[cursor.current.from]?.[0] ?? 0, words[cursor.current.to]?.[1] ?? 0)
  /** Words by the keyboard: the arrows go on a word, with shift they take one more or one less. */
  const byWord = (by: number, grow: boolean) => {
    const last = words.length - 1
    const now = cursor.current
    if (!now && grow) moved.end(by)
    if (!now) return
    const to = Math.min(last, Math.max(grow ? now.from : 0, now.to + by))
    cursor.current = { from: grow ? now.from : to, to }
    mark()
  }
  const moved = useMovedWords(page, words, page.claims.find((claim) => claim.claim === current), box)
  const begin = () => {
    if (!box.current) return
    const marked = selected(box.current)
    if (marked) {
      setAdding(marked)
      return
    }
    const after = page.claims.find((claim) => claim.claim === current)?.start16 ?? chosen?.[0] ?? words[0]?.[0] ?? 0
    const from = Math.max(0, words.findIndex(([start]) => start >= after))
    cursor.current = { from, to: from }
    mark()
    note(t('reader.selecting'))
  }
  const judge = async (verdict: string) => {
    const claim = page.claims.find((each) => each.claim === current)
    if (!claim) return
    await post('judge', { record: claim.claim, verdict }).then(() => (note(t('judged', { what: word('verdict', verdict) })), forget()), (e: Error) => note(e.message))
  }
  const undo = () => post('undo', {}).then(() => (note(t('undone')), forget()), (e: Error) => note(e.message))
  const cite = () => navigator.clipboard?.writeText(citation(page, box.current)).then(() => note(t('cited')))
  const event = page.claims.find((claim) => claim.claim === current)?.event
  useKeys([
    { name: 'next', key: 'j', label: t('key.next.claim'), run: () => move(1) },
    { name: 'previous', key: 'k', label: t('key.previous'), run: () => move(-1) },
    { name: 'open', key: 'o', label: t('key.open.event'), run: () => event && go(linkTo(event)) },
    { name: 'cite', key: 'y', label: t('key.cite'), run: () => void cite() },
    ...(isSite() ? [] : [
      { name: 'add', key: 'c', label: t('key.add.claim'), run: begin },
      { name: 'accept', key: 'a', label: t('key.accept'), run: () => void judge('confirm') },
      { name: 'reject', key: 'r', label: t('key.reject'), run: () => void judge('reject') },
      { name: 'correct', key: 'e', label: t('key.correct'), run: () => current && setCorrecting(current) },
      { name: 'undo', key: 'u', label: t('key.undo'), run: () => void undo() },
      { name: 'word.next', key: 'ArrowRight', label: t('key.word.next'), run: () => byWord(1, false), hidden: true },
      { name: 'word.back', key: 'ArrowLeft', label: t('key.word.back'), run: () => byWord(-1, false), hidden: true },
      { name: 'word.more', key: 'Shift+ArrowRight', label: t('key.word.more'), run: () => byWord(1, true), hidden: true },
      { name: 'word.less', key: 'Shift+ArrowLeft', label: t('key.word.less'), run: () => byWord(-1, true), hidden: true },
      { name: 'word.earlier', key: 'Shift+ArrowUp', label: t('key.word.earlier'), run: () => moved.start(-1), hidden: true },
      { name: 'word.later', key: 'Shift+ArrowDown', label: t('key.word.later'), run: () => moved.start(1), hidden: true },
    ]),
  ])

  const body = page.pieces.filter((piece) => piece.role !== 'comment')
  const comments = page.pieces.filter((piece) => piece.role === 'comment')
  return (
    <article class={`reader ${[...layers].map((name) => `show-${name}`).join(' ')}`}>
      <Title
        over={<>{page.outlet ? <a href={linkTo(page.outlet)}>{page.outlet_name}</a> : t('outlet.unknown')} · {when(page.published) || t('date.none')}{page.published_class && !['explicit', 'unknown'].includes(page.published_class) ? <span> ({word('date', page.published_class)})</span> : null}{page.author ? ` · ${page.author}` : ''}</>}
        under={<Provenance page={page} cite={() => void cite()} />}
      >
        <bdi>{page.title ?? t('page.untitled')}</bdi>
      </Title>
      {page.problems.length > 0 && (
        <section class="told-off small" aria-label={t('reader.unread')}>
          {[...new Set(page.problems)].map((problem) => <p key={problem}>{unread(problem) ?? <bdi lang="en">{problem}</bdi>}</p>)}
        </section>
      )}
      <div class="row layers" role="group" aria-label={t('reader.layers')}>
        {LAYERS.map((name) => (
          <button type="button" key={name} aria-pressed={layers.has(name)} onClick={() => go(same({ layers: toggled(layers, name) }), true)}>
            <span class={`sample s-${name}`}>{t(`layer.${name}`)}</span>
          </button>
        ))}
        {!isSite() && <button type="button" class="push" onClick={begin}>{t('reader.add')}</button>}
      </div>
      <div class="leaf">
        <div class="text" ref={box} dir={page.dir as 'auto'} lang={page.language ?? undefined}>
          {fold(body).map((group) =>
            group.furniture ? (
              <details class="furniture" key={group.pieces[0]?.passage}>
                <summary class="small">{t('reader.furniture')}</summary>
                {group.pieces.map((piece) => <Passage key={piece.passage} {...{ piece, page, chosen, current, setCurrent }} />)}
              </details>
            ) : (
              group.pieces.map((piece) => <Passage key={piece.passage} {...{ piece, page, chosen, current, setCurrent }} />)
            ),
          )}
        </div>
        <Margin page={page} text={box} current={current} setCurrent={setCurrent} correct={setCorrecting} shown={layers} />
      </div>
      {comments.length > 0 && <Comments pieces={comments} />}
      <Decided rows={page.judgements} />
      {adding && <AddClaim page={page} span={adding} words={between(page, adding)} close={() => { setAdding(null); cursor.current = null }} />}
      {correcting && <CorrectDialog record={correcting} close={() => setCorrecting(null)} />}
    </article>
  )
}

/** A claim's own words, taken longer or shorter by a word at either end; stored when the keys rest. */
function useMovedWords(page: PageAnswer, words: [number, number][], claim: PageClaim | undefined, box: { current: HTMLElement | null }) {
  const held = useRef<{ claim: string; span: [number, number]; timer: number } | null>(null)
  useEffect(() => {
    held.current = null
  }, [page])
  const move = (change: (span: [number, number]) => [number, number] | null) => {
    if (!claim || !box.current) return
    const span = change(held.current?.claim === claim.claim ? held.current.span : [claim.start16, claim.end16])
    if (!span) return
    clearTimeout(held.current?.timer)
    select(box.current, ...span)
    const value = span.map((unit) => toPoints(page, unit)).join('/')
    const store = () => post<{ judgement: { words: string } }>('judge', { record: claim.claim, verdict: 'correct', field: 'span', value }).then(({ judgement }) => (note(judgement.words), forget()), (e: Error) => note(e.message))
    held.current = { claim: claim.claim, span, timer: setTimeout(() => void store(), 500) }
  }
  return {
    end: (by: number) => move(([start, end]) => {
      const next = by > 0 ? words.find((each) => each[1] > end)?.[1] : words.findLast((each) => each[1] < end && each[1] > start)?.[1]
      return next === undefined ? null : [start, next]
    }),
    start: (by: number) => move(([start, end]) => {
      const next = by < 0 ? words.findLast((each) => each[0] < start)?.[0] : words.find((each) => each[0] > start && each[0] < end)?.[0]
      return next === undefined ? null : [next, end]
    }),
  }
}

const toggled = (layers: Set<string>, name: string): string => {
  const next = new Set(layers)
  if (!next.delete(name)) next.add(name)
  return [...next].filter(Boolean).join(',') || 'none'
}

const between = (page: PageAnswer, [start, end]: [number, number]): string =>
  page.pieces.map((piece) => piece.text.slice(Math.max(0, start - piece.start16), Math.max(0, end - piece.start16))).join('')

function citation(page: PageAnswer, box: Element | null): string {
  const marked = box && selected(box)
  return marked ? `“${between(page, marked)}” ${page.citation} [${toPoints(page, marked[0])}–${toPoints(page, marked[1])}]` : page.citation
}

/** Runs of furniture are folded together; everything else stands. */
function fold(pieces: Piece[]): { furniture: boolean; pieces: Piece[] }[] {
  const groups: { furniture: boolean; pieces: Piece[] }[] = []
  for (const piece of pieces) {
    const furniture = piece.role === 'furniture'
    const last = groups.at(-1)
    if (last && last.furniture === furniture) last.pieces.push(piece)
    else groups.push({ furniture, pieces: [piece] })
  }
  return groups
}

function Provenance({ page, cite }: { page: PageAnswer; cite: () => void }) {
  return (
    <details class="small provenance">
      <summary>{t('reader.where')}</summary>
      <dl class="facts">
        {page.url && (<><dt>{t('reader.url')}</dt><dd>{page.url}</dd></>)}
        <dt>{t('reader.file')}</dt><dd>{page.path}</dd>
        <dt>{t('reader.dated')}</dt><dd>{when(page.published) || '–'} ({page.published_rule})</dd>
        {page.seen && (<><dt>{t('reader.seen')}</dt><dd>{page.seen.replace('T', ' ')}</dd></>)}
        <dt>sha256</dt><dd><code>{page.sha256}</code></dd>
        {page.versions.length > 1 && (<><dt>{t('reader.versions')}</dt><dd>{page.versions.map((one) => <a key={one.id} href={linkTo(one.id)}>{when(one.published) || one.seen} </a>)}</dd></>)}
      </dl>
      <p class="row"><button type="button" onClick={cite}>{t('key.cite')}</button></p>
      <Exports of={`page/${page.id}`} />
    </details>
  )
}

interface PassageProps { piece: Piece; page: PageAnswer; chosen: [number, number] | null; current: string | null; setCurrent: (claim: string) => void }

function Passage({ piece, page, chosen, current, setCurrent }: PassageProps) {
  const numbers = new Map(page.claims.map((claim) => [claim.claim, claim.n]))
  const fragments = cut(piece, page.spans, chosen)
  const voiced = piece.role === 'note' || piece.role === 'post' || piece.role === 'reprint'
  return (
    <div class={`passage role-${piece.role}`}>
      {voiced && <p class="voice small">{word('role', piece.role)}{piece.voice_name ? `, ${piece.voice_name}` : ''}</p>}
      {fragments.map((fragment) => {
        const claims = fragment.spans.filter((span) => span.sort === 'claim')
        const starts = claims.filter((span) => span.start16 === fragment.start).sort((a, b) => (numbers.get(a.record) ?? 0) - (numbers.get(b.record) ?? 0))
        const sorts = [...new Set(fragment.spans.map((span) => (span.sort === 'content' ? '' : SORTS[span.sort] ?? '')))].filter(Boolean)
        const inChosen = chosen && fragment.start >= chosen[0] && fragment.end <= chosen[1]
        const here = fragment.spans.some((span) => span.claim === current && current !== null)
        return (
          <>
            {starts.map((span) => {
              const n = numbers.get(span.record) ?? span.n
              return n && (
                <span class={`n ${span.record === current ? 'now' : ''}`} data-n={n} key={span.record} aria-hidden="true" onClick={() => setCurrent(span.record)}>{n}</span>
              )
            })}
            <span data-s={fragment.start} class={[...sorts.map((sort) => `s-${sort}`), inChosen ? 'chosen' : '', here ? 'here' : ''].filter(Boolean).join(' ') || undefined} onClick={claims[0] ? () => setCurrent(claims.at(-1)?.record ?? '') : undefined}>
              {fragment.text}
            </span>
          </>
        )
      })}
    </div>
  )
}

interface MarginProps {
  page: PageAnswer; text: { current: HTMLDivElement | null }; current: string | null; shown: Set<string>
  setCurrent: (claim: string | null) => void; correct: (record: string) => void
}

/** The cards stand beside their words; where there is no room they move down, the current one never does. */
function Margin({ page, text, current, setCurrent, correct, shown }: MarginProps) {
  const box = useRef<HTMLDivElement>(null)
  const copies = useMemo(() => grouped(page.copies), [page])
  useLayoutEffect(() => {
    const place = () => {
      if (!box.current || !text.current) return
      aside([...text.current.querySelectorAll<HTMLElement>('.n')])
      if (getComputedStyle(box.current).position === 'static') return
      const top = text.current.getBoundingClientRect().top
      const cards = [...box.current.children] as HTMLElement[]
      const wanted = cards.map((card) => {
        const at = text.current?.querySelector(`[data-s="${card.dataset['at']}"]`)
        // What is folded away has its card beside the fold.
        const seen = at?.getClientRects().length ? at : at?.closest('details')
        return seen ? seen.getBoundingClientRect().top - top : 0
      })
      const order = cards.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0))
      let free = 0
      for (const i of order) {
        const card = cards[i] as HTMLElement
        const y = Math.max(wanted[i] ?? 0, free)
        card.style.top = `${y}px`
        free = y + card.offsetHeight + 8
      }
      box.current.style.minHeight = `${free}px`
    }
    place()
    const seen = new ResizeObserver(place)
    if (text.current) seen.observe(text.current)
    // Letters of another width break the lines elsewhere, and the text may be as high as before.
    void document.fonts.ready.then(place)
    return () => seen.disconnect()
  }, [page, shown.size, current])
  return (
    <div class="margin" ref={box} role="group" aria-label={t('reader.cards')}>
      {shown.has('claims') && page.claims.map((claim) => (
        <ClaimCard key={claim.claim} claim={claim} open={claim.claim === current} pick={() => setCurrent(claim.claim === current ? null : claim.claim)} correct={() => correct(claim.claim)} />
      ))}
      {shown.has('copies') && copies.map((group) => (
        <div class="copied small" key={group[0]?.id} data-at={firstUnit(page, group[0])}>
          {group[0]?.kind === 'paraphrase' ? t('reader.odd') : t('reader.same')}{' '}
          {group.map((copy, i) => (
            <>{i > 0 && '; '}<a href={link('page', copy.page.replace(/^page:/, ''))}>{copy.outlet_name ?? t('outlet.unknown')}</a>{copy.kind === 'paraphrase' ? '' : `, ${copy.percent} %`}{copy.order ? ` (${word('order', copy.order)})` : ''}</>
          ))}
        </div>
      ))}
    </div>
  )
}

/** Numbers of one line stand side by side; of more than the margin holds the first and how many more. */
function aside(numbers: HTMLElement[]): void {
  const lines: HTMLElement[][] = []
  for (const number of numbers) {
    const last = lines.at(-1)
    if (last && Math.abs(number.offsetTop - (last[0]?.offsetTop ?? 0)) < 4) last.push(number)
    else lines.push([number])
  }
  for (const line of lines) {
    const shown = line.length > IN_MARGIN ? IN_MARGIN - 1 : line.length
    line.forEach((number, i) => {
      number.style.display = i > shown ? 'none' : ''
      number.textContent = i < shown ? (number.dataset['n'] ?? '') : `+${line.length - shown}`
      number.style.insetInlineStart = `${-1.15 * (Math.min(line.length, shown + 1) - 1 - i)}rem`
    })
  }
}

function firstUnit(page: PageAnswer, copy: PageCopy | undefined): number {
  const piece = copy && page.pieces.find((each) => each.start16 <= copy.start16 && copy.start16 < each.end16)
  const borders = page.spans.filter((span) => span.start16 === copy?.start16)
  return piece && !borders.length ? piece.start16 : (copy?.start16 ?? 0)
}

function grouped(copies: PageCopy[]): PageCopy[][] {
  const groups = new Map<string, Map<string, PageCopy>>()
  for (const copy of [...copies].sort((a, b) => a.start16 - b.start16)) {
    // Who shares an error has not the same words.
    const sort = copy.kind === 'paraphrase' ? `${copy.id} ${copy.start}` : copy.passage
    const group = groups.get(sort) ?? new Map<string, PageCopy>()
    const known = group.get(copy.page)
    if (!known || known.percent < copy.percent) group.set(copy.page, copy)
    groups.set(sort, group)
  }
  return [...groups.values()].map((group) => [...group.values()])
}

function ClaimCard({ claim, open, pick, correct }: { claim: PageClaim; open: boolean; pick: () => void; correct: () => void }) {
  const who = claim.actors.join(', ')
  const whom = claim.targets.join(', ')
  return (
    <div class={`card ${open ? 'open' : ''}`} data-for={claim.n} data-at={claim.start16} onClick={pick}>
      <p>
        <button type="button" class="plain n-card" aria-expanded={open}><span class="unseen">{t('reader.claim', { n: claim.n })}</span><span aria-hidden="true">{claim.n}</span></button>{' '}
        <strong>{word('kind', claim.kind)}</strong>{who && <>: <bdi>{who}</bdi></>}{whom && <> {spoken() === 'ar' ? '←' : '→'} <bdi>{whom}</bdi></>}{claim.figure && <>, <bdi>{claim.figure}</bdi></>}
        {claim.place && <>, <bdi class="quiet">{claim.place}</bdi></>}{when(claim.when) && <>, <bdi class="quiet">{when(claim.when)}</bdi></>}
        {claim.mood !== 'actual' && <em> {word('mood', claim.mood)}</em>}
      </p>
      {claim.chains.map((chain, i) => <Chain key={i} links={open ? chain : chain.slice(-1)} />)}
      {claim.by && <p class="small"><strong>{t('reader.person', { by: claim.by })}</strong></p>}
      {claim.review && claim.review !== 'unreviewed' && <p class="small"><strong>{word('review', claim.review)}</strong></p>}
      {open && (
        <p class="row small" onClick={(event) => event.stopPropagation()}>
          {claim.event && <a href={linkTo(claim.event)}>{t('reader.event')}</a>}
          <a href={link('why', claim.claim)}>{t('event.why')}</a>
          {!isSite() && <button type="button" class="plain" onClick={correct}>{t('key.correct')}</button>}
        </p>
      )}
    </div>
  )
}

function Comments({ pieces }: { pieces: Piece[] }) {
  return (
    <details class="comments">
      <summary>{t('reader.comments', { n: pieces.length })}</summary>
      <ol>
        {pieces.map((piece) => (
          <li key={piece.passage} class={`deep-${Math.min(piece.depth, 6)}`}>
            <p class="small quiet">{piece.author ?? piece.voice_name ?? t('reader.reader')}{piece.posted ? ` · ${piece.posted}` : ''}</p>
            {piece.abusive ? (
              <details><summary class="small">{t('reader.abusive')}</summary><p class="said" dir="auto">{piece.text}</p></details>
            ) : (
              <p class="said" dir="auto">{piece.text}</p>
            )}
          </li>
        ))}
      </ol>
    </details>
  )
}

/** A language that nobody reads here, by its name in the page's own: the message has the English one and its code. */
function unread(problem: string): string | null {
  const [, code, among] = /^no extractor for (?:.+ \()?([\w-]+)\)?(?: in (\d+) of its passages)?:/.exec(problem) ?? []
  if (!code) return null
  const language = new Intl.DisplayNames([spoken()], { type: 'language' }).of(code) ?? code
  return among ? t('reader.unread.some', { language, n: Number(among) }) : t('reader.unread.all', { language })
}
