/** The queue: one thing at a time with its words, one key decides and goes on; nothing is lost, each step can be undone. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { ask, forget, post, useGet } from '../server'
import type { ScreenProps } from '../app'
import { t, word } from '../i18n'
import { keyOf, keysOn, shown, useKeys, type Binding } from '../keys'
import { Chain } from '../parts/chain'
import { CorrectDialog } from '../parts/correct'
import { atOnce, Dialog } from '../parts/dialog'
import { Merge, Replace, Split } from '../parts/joining'
import { CONTEXT, pageLink } from '../parts/quote'
import { Exports } from '../parts/exports'
import { note, Shown, Title } from '../parts/state'
import { go, linkTo, same } from '../router'
import type { Decided, Item, Queue, Quote } from '../types'
import './review.css'
import { when } from '../days'

type Open = 'correct' | 'merge' | 'split' | 'replace' | 'note' | null

export default function ReviewScreen({ params }: ScreenProps) {
  const sort = params.get('sort')
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const asked = useGet<Queue>(ask('queue', { limit: 40 + Math.min(gone.size, 400), sort }))
  return (
    <>
      <Title>{asked.data ? t('review.left', { n: Math.max(0, asked.data.left) }) : t('nav.review')}</Title>
      <Shown asked={asked}>{(queue) => <Desk queue={queue} gone={gone} setGone={setGone} sort={sort} />}</Shown>
      <Exports of="queue" query={{ sort }} />
    </>
  )
}

interface DeskProps { queue: Queue; gone: ReadonlySet<string>; setGone: (gone: ReadonlySet<string>) => void; sort: string | null }

function Desk({ queue, gone, setGone, sort }: DeskProps) {
  const items = queue.items.filter((item) => !gone.has(item.id))
  const [at, setAt] = useState(0)
  const [open, setOpen] = useState<Open>(null)
  const words = useRef('')
  const item = items[Math.min(at, items.length - 1)]
  const span = useSpan(item)
  const hide = (id: string) => setGone(new Set([...gone, id]))

  /** The next thing is on screen before the answer is there; a refusal brings the old one back. */
  const send = (body: Record<string, unknown>) => {
    if (!item) return
    const before = gone
    hide(item.id)
    const noted = words.current
    words.current = ''
    post<Decided>('judge', { record: item.id, alike: item.mentions > 1, note: noted || undefined, ...body }).then(
      ({ judgement }) => (note(judgement.words), forget()),
      (error: Error) => (note(error.message), setGone(before)),
    )
  }
  /** Words that were moved are stored before what is said of them. */
  const accept = () => {
    if (!item) return
    const words = { verdict: 'correct', field: span.field, value: span.value }
    if (span.moved && span.record === item.id) send(words)
    else if (span.moved) void post('judge', { record: span.record, ...words }).then(take, (error: Error) => note(error.message))
    else take()
  }
  const take = () => {
    if (!item) return
    const { proposal } = item
    send({ verdict: proposal.verdict, field: proposal.field ?? undefined, value: proposal.value ?? undefined })
  }
  const undo = () =>
    post<Decided>('undo', {}).then(
      ({ undone }) => {
        setGone(new Set([...gone].filter((id) => id !== undone?.record)))
        note(t('undone.what', { what: undone?.words ?? '' }))
        forget()
      },
      (error: Error) => note(error.message),
    )
  const isEvent = item?.noun === 'event'
  const options = item ? optionsOf(item) : []
  const choose = ({ field, value }: Option) => send({ verdict: 'correct', field, value })
  const bindings: Binding[] = [
    { name: 'accept', key: 'a', label: t('key.accept'), run: accept },
    { name: 'reject', key: 'r', label: t('key.reject'), run: () => send({ verdict: 'reject' }) },
    { name: 'unsure', key: 'd', label: t('key.unsure'), run: () => send({ verdict: 'unsure' }) },
    { name: 'correct', key: 'e', label: t('key.correct'), run: () => item && setOpen('correct') },
    ...(isPlaced(item) ? [{ name: 'replace', key: 'g', label: t('key.replace'), run: () => setOpen('replace') }] : []),
    // All of them, so that one too many does not lead to another screen.
    ...(options.length ? OPTION_KEYS.map((key, i) => ({ name: `rival.${key}`, key, label: options[i]?.words ?? t('key.rival'), run: () => options[i] && choose(options[i]), hidden: true })) : []),
    ...(isEvent ? [
      { name: 'split', key: 's', label: t('verb.split'), run: () => setOpen('split') },
      { name: 'merge', key: 'm', label: t('verb.merge'), run: () => setOpen('merge') },
    ] : []),
    { name: 'add', key: 'c', label: t('key.add.claim'), run: () => item?.quote && go(pageLink(item.quote.page, item.quote.start, item.quote.end)) },
    { name: 'page', key: 'o', label: t('key.open.page'), run: () => item?.quote && go(pageLink(item.quote.page, item.quote.start, item.quote.end)) },
    { name: 'note', key: 'n', label: t('note'), run: () => item && setOpen('note') },
    { name: 'skip', key: 'x', label: t('key.skip'), run: () => item && hide(item.id) },
    { name: 'undo', key: 'u', label: t('key.undo'), run: () => void undo() },
    { name: 'next', key: 'j', label: t('key.next'), run: () => setAt(Math.min(items.length - 1, at + 1)) },
    { name: 'previous', key: 'k', label: t('key.previous'), run: () => setAt(Math.max(0, Math.min(at, items.length - 1) - 1)) },
    ...(span.field ? [
      { name: 'word.more', key: 'Shift+ArrowRight', label: t('key.word.more'), run: () => span.end(1) },
      { name: 'word.less', key: 'Shift+ArrowLeft', label: t('key.word.less'), run: () => span.end(-1) },
      { name: 'word.earlier', key: 'Shift+ArrowUp', label: t('key.word.earlier'), run: () => span.start(-1), hidden: true },
      { name: 'word.later', key: 'Shift+ArrowDown', label: t('key.word.later'), run: () => span.start(1), hidden: true },
    ] : []),
  ]
  useKeys(bindings)
  useEffect(() => setAt((now) => Math.min(now, Math.max(0, items.length - 1))), [items.length])

  if (!item) return <p class="quiet">{t('review.empty')}</p>
  // What says nothing, or is only for machines, would hide what is asked.
  const telling = item.fields.filter((one) => one.sort !== 'list' && one.sort !== 'span' && (one.rivals.length > 0 || one.name === fieldOf(item) || (one.value !== null && one.name !== 'url')))
  return (
    <div class="desk columns">
      <nav aria-label={t('review.sorts')} class="small sorts">
        {['', ...SORTS].map((name) => <a key={name} href={same({ sort: name || null })} aria-current={(sort ?? '') === name ? 'true' : undefined}>{name ? word('sort', name) : t('review.all')}</a>)}
      </nav>
      <article class="item" aria-live="polite" key={item.id} data-id={item.id}>
        <p class="small quiet">{word('sort', item.sort)}{item.count > 1 ? ` · ${t('review.count', { n: item.count })}` : ''}{item.mentions > 1 ? ` · ${t('review.mentions', { n: item.mentions })}` : ''}{item.claims > 0 ? ` · ${t('review.claims', { n: item.claims })}` : ''}</p>
        <h2><bdi>{asked(item)}</bdi></h2>
        {/^(link|page|passage|attribution)$/.test(item.noun) && <p class="small quiet"><bdi lang="en">{item.why}</bdi></p>}
        {(span.quote ?? item.quote) && <InContext quote={(span.quote ?? item.quote) as Quote} span={span.offsets} />}
        {item.told[0]?.chains.map((chain, i) => <Chain key={i} links={chain} />)}
        {telling.length > 0 && (
          <dl class="facts">
            {telling.map((one) => (
              <>
                <dt>{word('field', one.name)}</dt>
                <dd>
                  <bdi>{one.name === 'kind' ? word('kind', one.value) : one.value === null ? t('review.open') : one.sort === 'when' || one.name === 'published' ? when(one.words) : one.words}</bdi>
                  {one.name === fieldOf(item) && options.length > 0 && (
                    <ul class="rivals small">
                      {options.map((option, i) => (
                        <li key={option.value}><button type="button" onClick={() => choose(option)}>{keysOn() && <kbd>{i + 1}</kbd>} {option.words}</button></li>
                      ))}
                    </ul>
                  )}
                </dd>
              </>
            ))}
          </dl>
        )}
        <p class="row small">
          {item.quote && <a href={pageLink(item.quote.page, item.quote.start, item.quote.end)}>{t('review.page')}</a>}
          <a href={linkTo(item.id)}>{t('event.why')}</a>
        </p>
        {words.current && <p class="small">{t('note')}: {words.current}</p>}
        <p class="row acts">
          {bindings.filter((binding) => ['accept', 'reject', 'unsure', 'correct', 'replace', 'skip', 'undo'].includes(binding.name)).map((binding) => (
            <button type="button" key={binding.name} onClick={binding.run}>{keysOn() && <kbd>{shown(keyOf(binding))}</kbd>} {binding.label}</button>
          ))}
        </p>
      </article>
      <Coming items={items} at={Math.min(at, items.length - 1)} go={setAt} />
      {open === 'correct' && <CorrectDialog record={item.id} field={fieldOf(item)} send={send} close={() => setOpen(null)} />}
      {open === 'merge' && <Merge record={item.id} close={() => setOpen(null)} />}
      {open === 'split' && <Split record={item.id} close={() => setOpen(null)} />}
      {open === 'replace' && <Replace record={item.id} instead={send} close={() => setOpen(null)} />}
      {open === 'note' && <Note value={words.current} save={(value) => { words.current = value; setOpen(null) }} close={() => setOpen(null)} />}
    </div>
  )
}

const OPTION_KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

interface Option { field: string; value: string; words: string }

/** What else the field that is asked for may be, as many as have a key: other names, or the other values that there are. */
function optionsOf(item: Item): Option[] {
  const field = item.fields.find((one) => one.name === fieldOf(item))
  if (!field) return []
  const others = field.choices.filter((choice) => choice !== field.value && choice !== 'unknown')
  const found = field.rivals.length ? field.rivals : others.map((value) => ({ value, words: word(field.name, value) }))
  return found.slice(0, OPTION_KEYS.length).map(({ value, words }) => ({ field: field.name, value, words }))
}

const AHEAD = 8

/** What comes after this one, so that one knows what a skip leads to. */
function Coming({ items, at, go: to }: { items: Item[]; at: number; go: (at: number) => void }) {
  const next = items.slice(at + 1, at + 1 + AHEAD)
  if (!next.length) return null
  return (
    <aside class="coming small">
      <h2>{t('review.coming')}</h2>
      <ol>
        {next.map((item, i) => (
          <li key={item.id}><button type="button" class="plain" tabIndex={-1} onClick={() => to(at + 1 + i)}><bdi>{asked(item)}</bdi></button> <span class="quiet">{word('sort', item.sort)}</span></li>
        ))}
      </ol>
    </aside>
  )
}

/** The field that the question is of: correcting begins with it, and it is shown though nothing stands in it yet. */
function fieldOf(item: Item): string | undefined {
  if (item.sort === 'undated') return 'published'
  // Of words that are nobody's yet it is asked what they are, else who writes them.
  if (item.sort === 'voice') return item.fields.some((one) => one.name === 'role' && one.value === 'unknown') ? 'role' : 'voice'
  return item.noun === 'attribution' ? 'modality' : item.noun === 'link' ? 'target' : undefined
}

/** Only what has a place can be given another. */
const isPlaced = (item: Item | undefined): boolean => item?.fields.some((one) => one.sort === 'place') ?? false

const SORTS = ['unplaced', 'alias', 'dispute', 'contested', 'unsure', 'voice', 'undated']

/** The question in a line: what the words are taken for, else why it is here. */
function asked(item: Item): string {
  if (item.noun === 'dispute') return t('review.differ', { what: word('over', item.fields.find((one) => one.name === 'over')?.value) })
  if (item.noun === 'page') return t('review.undated', { title: item.quote?.title ?? t('page.untitled') })
  if (item.noun === 'passage') return t('review.voice', { words: opening(item) })
  if (item.noun === 'attribution') return t('review.firm', { words: opening(item) })
  if (item.noun !== 'link') return item.why
  const taken = item.proposal.value ? item.proposal.words : item.fields.find((one) => one.name === 'target')?.value ? (item.fields.find((one) => one.name === 'target')?.words ?? '') : ''
  const words = item.quote?.words ?? ''
  return taken ? t('review.is', { words, taken }) : t('review.where', { words })
}

const OPENING = 60

/** The first words of what is asked of. */
function opening(item: Item): string {
  const words = (item.quote?.words ?? '').replace(/\s+/g, ' ')
  return words.length > OPENING ? `${words.slice(0, OPENING).replace(/\s+\S*$/, '')} …` : words
}

function Note({ value, save, close }: { value: string; save: (value: string) => void; close: () => void }) {
  const [words, setWords] = useState(value)
  return (
    <Dialog title={t('note')} close={close}>
      <form class="form" onSubmit={(event) => { event.preventDefault(); save(words) }}>
        <label>{t('note.how')}<input ref={atOnce} dir="auto" value={words} onInput={(event) => setWords(event.currentTarget.value)} /></label>
        <p class="row"><button type="submit">{t('save')}</button></p>
      </form>
    </Dialog>
  )
}

interface Moved { record: string; field: string | null; value: string; moved: boolean; offsets: [number, number] | null; quote: Quote | null; end: (by: number) => void; start: (by: number) => void }
const UNMOVED: Moved = { record: '', field: null, value: '', moved: false, offsets: null, quote: null, end: () => undefined, start: () => undefined }

/** The words a thing rests on, its own or those of its claim: one word more or less at either end. */
function useSpan(item: Item | undefined): Moved {
  const [moved, setMoved] = useState<{ id: string; span: [number, number] } | null>(null)
  const own = item?.noun === 'page' ? undefined : item?.fields.find((one) => one.sort === 'span' && /^\d+\/\d+$/.test(one.value ?? ''))
  const told = item && /^(claim|attribution|event)$/.test(item.noun) && item.told.length === 1 ? item.told[0] : undefined
  const quote = own ? item?.quote : told?.quote
  const words = useMemo(() => (quote ? wordsRound(quote) : []), [item?.id])
  if (!item || !quote || (!own && !told)) return UNMOVED
  const first = own ? ((own.value ?? '').split('/').map(Number) as [number, number]) : ([quote.start, quote.end] as [number, number])
  const [start, end] = moved?.id === item.id ? moved.span : first
  const to = (from: number | undefined, until: number | undefined) => from !== undefined && until !== undefined && setMoved({ id: item.id, span: [from, until] })
  return {
    record: own ? item.id : (told?.claim ?? ''), field: own?.name ?? 'span', value: `${start}/${end}`, moved: start !== first[0] || end !== first[1], offsets: [start, end], quote,
    end: (by) => to(start, by > 0 ? words.find((each) => each[1] > end)?.[1] : words.findLast((each) => each[1] < end && each[1] > start)?.[1]),
    start: (by) => to(by < 0 ? words.findLast((each) => each[0] < start)?.[0] : words.find((each) => each[0] > start && each[0] < end)?.[0], end),
  }
}

/** The words in and round a quote, as offsets of the page. */
function wordsRound(quote: Quote): [number, number][] {
  const whole = [...quote.before, ...quote.words, ...quote.after]
  const base = quote.start - [...quote.before].length
  const inWord = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{M}\p{N}’'-]/u.test(letter)
  const found: [number, number][] = []
  whole.forEach((letter, i) => {
    if (!inWord(letter)) return
    if (!inWord(whole[i - 1])) found.push([base + i, base + i + 1])
    else found.at(-1)?.splice(1, 1, base + i + 1)
  })
  return found
}

/** The line that the words stand in; headlines and menus round it would only be in the way, and so would half a word. */
function line(quote: Quote): Quote {
  const cut = quote.before.lastIndexOf('\n')
  const end = quote.after.indexOf('\n')
  return {
    ...quote,
    before: cut < 0 && quote.before.length >= CONTEXT ? quote.before.replace(/^\S*\s+/, '') : quote.before.slice(cut + 1),
    after: end < 0 && quote.after.length >= CONTEXT ? quote.after.replace(/\s+\S*$/, '') : end < 0 ? quote.after : quote.after.slice(0, end),
  }
}

// A whole passage would hide what is asked of it; its page has the rest.
const LONGEST = 480

function InContext({ quote: whole, span }: { quote: Quote; span: [number, number] | null }) {
  const quote = line(whole)
  const letters = [...quote.before, ...quote.words, ...quote.after]
  const base = quote.start - [...quote.before].length
  const [from, to] = (span ?? [quote.start, quote.end]).map((point) => Math.min(letters.length, Math.max(0, point - base))) as [number, number]
  return (
    <figure class="cited">
      <blockquote class="said" dir="auto">
        <span class="beside">{whole.before.length >= CONTEXT && quote.before.length > 0 && !whole.before.includes('\n') ? '… ' : ''}{letters.slice(0, from).join('')}</span>
        <mark>{letters.slice(from, Math.min(to, from + LONGEST)).join('')}{to > from + LONGEST && ' …'}</mark>
        <span class="beside">{letters.slice(to).join('')}</span>
      </blockquote>
      <figcaption class="small quiet"><bdi>{quote.outlet ?? t('outlet.unknown')}</bdi>, {quote.title ? <><q dir="auto">{quote.title}</q>, </> : ''}{when(quote.published) || t('date.none')}{quote.role === 'comment' ? `, ${t('reader.in_comment')}` : ''}</figcaption>
    </figure>
  )
}
