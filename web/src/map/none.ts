/** In place of MapLibre in a folder opened from disk: it needs workers, which no page from disk may start. */
import type { Drawn } from './gl'

export const canDraw = (): boolean => false
export const draw = (): Drawn => {
  throw new Error('drawn as SVG here')
}
