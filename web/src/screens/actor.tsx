/** An actor: what it is said to have done, and what its name may mean. */
import { ask, useGet } from '../server'
import type { ScreenProps } from '../app'
import { t } from '../i18n'
import { CardView } from '../parts/card'
import { asLine, EventTable } from '../parts/events'
import { Exports } from '../parts/exports'
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
            <Exports of="rows/events" query={{ actor: actor.id, as_of: params.get('as_of') }} />
          </section>
          <CardView card={actor.card} />
          <Exports of={`actor/${actor.id}`} query={{ as_of: params.get('as_of') }} />
        </article>
      )}
    </Shown>
  )
}
