/** An actor: what it is said to have done, and what its name may mean. */
import { ask, isSite, useGet } from '../server'
import type { ScreenProps } from '../app'
import { t } from '../i18n'
import { CardView } from '../parts/card'
import { Exports } from '../parts/clock'
import { asLine, EventTable } from '../parts/events'
import { Shown, Title } from '../parts/state'
import type { ActorAnswer } from '../types'

export default function ActorScreen({ id, params }: ScreenProps) {
  const asked = useGet<ActorAnswer>(ask(`actor/${id.includes(':') ? id : `actor:${id}`}`, { as_of: params.get('as_of') }))
  return (
    <Shown asked={asked}>
      {(actor) => (
        <article>
          <Title>{actor.name}</Title>
          <section>
            <h2>{t('place.events', { n: actor.events.length + actor.left_out })}</h2>
            {actor.left_out > 0 && <p class="small">{t('events.left', { n: actor.left_out })}</p>}
            <EventTable lines={actor.events.map(asLine)} label={t('place.events', { n: actor.events.length })} />
            {!isSite() && <Exports noun="events" query={{ actor: actor.id }} />}
          </section>
          <CardView card={actor.card} />
        </article>
      )}
    </Shown>
  )
}
