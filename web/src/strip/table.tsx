/** The strip in words: the same rows for those who would rather read than look. */
import { stretch, when } from '../days'
import { t, word } from '../i18n'
import { pageLink, Weighed, Words } from '../parts/quote'
import type { StripAnswer } from '../types'

export function StripTable({ strip }: { strip: StripAnswer }) {
  return (
    <div class="scroll-x" tabIndex={0} role="region" aria-label={t('strip.title', { place: strip.place_name })}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('col.word_of')}</th>
            <th scope="col">{t('col.days')}</th>
            <th scope="col">{t('col.holder')}</th>
            <th scope="col">{t('col.words')}</th>
            <th scope="col">{t('col.printed')}</th>
          </tr>
        </thead>
        <tbody>
          {strip.consensus.map((each) => (
            <tr key={each.start}>
              <th scope="row">{t('strip.together')}</th>
              <td class="days">{stretch(each.start, each.end)}</td>
              <td>{each.holder_name ?? t('nobody')}{each.disputed ? ` (${t('strip.disputed')})` : ''}</td>
              <td colSpan={2}><Weighed sentence={each.sentence} /></td>
            </tr>
          ))}
          {strip.roots.flatMap((root) =>
            root.segments.map((segment) => (
              <tr key={`${root.root}${segment.control}${segment.start}`}>
                <th scope="row">{root.root_name}</th>
                <td class="days">{stretch(segment.start, segment.end)}</td>
                <td>{segment.actor_name ?? t('nobody')} {word('status', segment.status)}{segment.hedge ? ` (${word('modality', segment.hedge)})` : ''}</td>
                <td><Words>{segment.words}</Words></td>
                <td><a href={pageLink(segment.page, segment.start_at, segment.end_at)}>{segment.outlet_name ?? t('outlet.unknown')}</a> {when(segment.published)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  )
}
