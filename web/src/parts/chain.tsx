/** A chain of say-so in one line: from the last speaker out to the outlet that printed it. */
import { Fragment } from 'preact'
import { spoken, t, word } from '../i18n'
import { linkTo } from '../router'
import type { Say } from '../types'
import { stand } from './mark'

export function Chain({ links }: { links: Say[] }) {
  const inwards = [...links].reverse()
  return (
    <p class="chain">
      {inwards.map((link, i) => (
        <Fragment key={link.attribution}>
          {i > 0 && <span aria-label={t('chain.via')}> {spoken() === 'ar' ? '→' : '←'} </span>}
          <b dir="auto">{link.source && /^(source|actor):/.test(link.source) ? <a href={linkTo(link.source)}>{link.who}</a> : link.who}</b>
          {i === 0 && (
            <>
              {' '}
              {link.cue ? <q class="said" dir="auto">{link.cue}</q> : stand(link)}
              {link.cue && link.act !== 'assert' ? ` (${stand(link)})` : ''}
              {link.interested ? <span class="quiet"> {t('chain.interested')}</span> : ''}
              {link.anonymous ? <span class="quiet"> {t('chain.anonymous')}</span> : ''}
            </>
          )}
          {i > 0 && link.act === 'cannot_confirm' && <span class="quiet"> ({word('act', link.act)})</span>}
        </Fragment>
      ))}
    </p>
  )
}
