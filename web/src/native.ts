/** Places by their names in the page's language: the packs have them, the answers speak the record's. */
import { ask, get, goNative, isSite } from './server'

type Names = Record<string, string>

/** From then on all answers have them; a place that has none in that language keeps its own. */
export async function nameIn(language: string): Promise<void> {
  if (isSite()) return
  const { names } = await get<{ names: Names }>(ask('names', { language })).catch(() => ({ names: {} }))
  goNative((answer) => renamed(answer, names))
}

/** A name stands beside its id: `place` and `place_name`, `id` and `name`, or a pair of both. */
function renamed(found: unknown, names: Names): unknown {
  if (Array.isArray(found)) {
    const own = found.length === 2 && typeof found[1] === 'string' ? names[String(found[0])] : undefined
    return own ? [found[0], own] : found.map((each) => renamed(each, names))
  }
  if (typeof found !== 'object' || found === null) return found
  const was = found as Record<string, unknown>
  return Object.fromEntries(Object.entries(was).map(([key, value]) => {
    const id = key === 'name' ? was['id'] : key.endsWith('_name') ? was[key.slice(0, -5)] : undefined
    return [key, (typeof value === 'string' && typeof id === 'string' && names[id]) || renamed(value, names)]
  }))
}
