/** What a screen shows as files, with its filters; a folder on disk has no server to make them. */
import type { ComponentChildren } from 'preact'
import { ask, isSite, type Query } from '../server'
import { t } from '../i18n'

export const Exports = ({ of, query, children }: { of: string; query?: Query; children?: ComponentChildren }) =>
  isSite() ? null : (
    <p class="export">
      {t('export.view')}{['csv', 'json'].map((form) => <> <a href={ask(`${of}.${form}`, query)} download>{form}</a></>)} {children}
    </p>
  )
