/** Words of a page, set apart from ours: serif, isolated in their own direction, and always with the way back to the page. */
import type { ComponentChildren } from 'preact'
import { t } from '../i18n'
import { link } from '../router'
import type { Quote } from '../types'
import { when } from '../days'

/** `bare` shows the page without what was read in it. */
export const pageLink = (page: string | null, start?: number | null, end?: number | null, bare = false): string =>
  link('page', (page ?? '').replace(/^page:/, ''), { layers: bare ? 'none' : null, select: start !== null && start !== undefined && end ? `${start}-${end}` : null })

export const Words = ({ children }: { children: ComponentChildren }) => (
  <q class="said" dir="auto">{children}</q>
)

export function Cited({ quote, context = true, bare, note }: { quote: Quote; context?: boolean; bare?: boolean; note?: ComponentChildren }) {
  return (
    <figure class="cited">
      <blockquote class="said" dir="auto">
        {context && <span class="beside">{lead(quote.before)}</span>}
        <mark>{quote.words}</mark>
        {context && <span class="beside">{tail(quote.after)}</span>}
      </blockquote>
      <figcaption class="small">
        <a href={pageLink(quote.page, quote.start, quote.end, bare)} title={quote.title ?? undefined}>{quote.outlet ?? t('outlet.unknown')}</a>
        {' '}<span class="quiet">{when(quote.published) || t('date.none')}</span>
        {note}
      </figcaption>
    </figure>
  )
}

/** A sentence on a holder, with the figure in it said in words: how much of the weight of what is said is on his side. */
export const Weighed = ({ sentence }: { sentence: string }) => (
  <bdi lang="en">{sentence.replace(/ (\.\d\d)\b(?! \()/, (_, share: string) => ` (${share} of the weight of words)`)}</bdi>
)

/** So many letters of a page come with a quote, before it and after it. */
export const CONTEXT = 160

/** Context that stops at a sentence reads better than one cut in a word; `most` letters of it. */
export function lead(before: string, most = 140): string {
  const from = Math.max(before.lastIndexOf('. '), before.lastIndexOf('\n'))
  if (from >= 0 && before.length - from < most) return before.slice(from + 1).trimStart()
  // So short, it is all that stands before the words.
  if (before.length < Math.min(most, CONTEXT)) return before
  return before.slice(-most).replace(/^\S*\s+/, '… ')
}

export function tail(after: string, most = 140): string {
  const end = after.search(/[.!?]["”’]?(\s|$)|\n/)
  if (end >= 0 && end < most) return after.slice(0, end + (after[end] === '\n' ? 0 : 1))
  return after.slice(0, most).replace(/\s+\S*$/, ' …')
}
