/** Web Mercator, as the map draws it: degrees to shares of the world's width, metres to pixels. */
export type Spot = [number, number]
export type Bounds = [number, number, number, number]

export const mercator = ([lon, lat]: Spot): Spot => {
  const held = Math.max(-85, Math.min(85, lat))
  return [(lon + 180) / 360, (1 - Math.log(Math.tan(Math.PI / 4 + (held * Math.PI) / 360)) / Math.PI) / 2]
}

/** Room on the screen that something drawn over the map takes, in pixels to the left and right of its point. */
export interface Room { at: Spot; left: number; right: number }

/** How a map answers to what is drawn over it, whoever draws the map. */
export interface View {
  project: (spot: Spot) => Spot
  /** Pixels that `metres` are at a latitude. */
  pixels: (metres: number, lat: number) => number
  width: number
  height: number
}

const AROUND = 40_075_016.7
export const pixelsOf = (metres: number, lat: number, worldWidth: number): number => (metres / (AROUND * Math.cos((lat * Math.PI) / 180))) * worldWidth

/** Bounds with room round them; one place alone gets a region. */
export function roomy(bounds: Bounds): Bounds {
  const [w, s, e, n] = bounds
  const across = Math.max(0.6, (e - w) * 0.12)
  const up = Math.max(0.4, (n - s) * 0.12)
  return [w - across, s - up, e + across, n + up]
}
