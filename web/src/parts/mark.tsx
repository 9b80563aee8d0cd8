/** The mark of a grade: told by its shape, its filling and its word, never by colour alone. */
import { t, word } from '../i18n'

// Half-size of the drawing is 8; a mark lies round 0,0 so that the map can set it anywhere.
const SHAPES: Record<string, string> = {
  circle: 'M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0Z',
  square: 'M-5 -5H5V5H-5Z',
  diamond: 'M0 -7L7 0L0 7L-7 0Z',
}
type Drawing = { shape: keyof typeof SHAPES; inner?: string; full?: boolean; dashed?: boolean }
const GRADES: Record<string, Drawing> = {
  confirmed: { shape: 'square', full: true },
  corroborated: { shape: 'circle', full: true },
  one_sided: { shape: 'circle', inner: 'M0 -5.5A5.5 5.5 0 0 1 0 5.5Z' },
  single_root: { shape: 'circle', inner: 'M-2 0a2 2 0 1 0 4 0a2 2 0 1 0 -4 0Z' },
  unsourced: { shape: 'circle', dashed: true },
  contested: { shape: 'diamond' },
  denied_only: { shape: 'circle' },
  withdrawn: { shape: 'square', dashed: true },
}
const STROKES: Record<string, string> = {
  contested: 'M-3.6 2.4L2.4 -3.6M-1.4 4.6L4.6 -1.4',
  denied_only: 'M-3.9 3.9L3.9 -3.9',
  withdrawn: 'M-3 -3L3 3M-3 3L3 -3',
}

export function Shape({ grade }: { grade: string }) {
  const drawing = GRADES[grade] ?? { shape: 'circle' }
  return (
    <g class={`mark grade-${grade}`}>
      <path d={SHAPES[drawing.shape]} class={drawing.full ? 'full' : 'open'} stroke-dasharray={drawing.dashed ? '2.2 2' : undefined} />
      {drawing.inner && <path d={drawing.inner} class="inner" />}
      {STROKES[grade] && <path d={STROKES[grade]} class="stroke" />}
    </g>
  )
}

export const Mark = ({ grade }: { grade: string }) => (
  <svg class="mark-box" viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">
    <Shape grade={grade} />
  </svg>
)

export const Grade = ({ grade, words }: { grade: string; words?: string }) => (
  <span class="grade">
    <Mark grade={grade} /> {words ?? word('grade', grade)}
  </span>
)

/** How firmly and which way somebody stands, in words; nothing where it is plain assertion. */
export function stand(link: { act: string; polarity: string | null; modality: string }): string {
  const parts = [word('act', link.act)]
  if (link.polarity !== null && link.modality !== 'certain') parts.push(word('modality', link.modality))
  if (link.polarity === '-' && link.act !== 'deny') parts.push(t('stand.not'))
  return parts.join(', ')
}
