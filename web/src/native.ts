/** Places, actors and sources by their names in the page's language: the packs have them, the answers speak the record's. */
import { ask, get, goNative } from './server'
import { ownNames, t } from './i18n'

type Names = Record<string, string>
interface Native { names: Names; own: Names }

/** From then on all answers have them; what has none in that language keeps its own. */
export async function nameIn(language: string): Promise<void> {
  const found = await get<Native>(ask('names', { language })).catch(() => ({ names: {}, own: {} }))
  for (const [name, native] of Object.entries(found.own)) ownNames.set(native, name)
  goNative((answer) => renamed(answer, found))
}

// What stands in these is a name, or several.
const CALLED = /^(name|who|root|outlet|by|label|place|asserts|denies|doubts|actors_names|targets_names)$|_name$/

/** A name stands beside its id (`place` and `place_name`, `id` and `name`, or a pair of both), or by itself. */
function renamed(found: unknown, native: Native): unknown {
  if (Array.isArray(found)) {
    const own = found.length === 2 && typeof found[1] === 'string' ? native.names[String(found[0])] : undefined
    return own ? [found[0], own] : found.map((each) => renamed(each, native))
  }
  if (typeof found !== 'object' || found === null) return found
  const was = found as Record<string, unknown>
  return Object.fromEntries(Object.entries(was).map(([key, value]) => {
    if (key === 'facts') return [key, typeof value === 'string' ? several(value, ', ', native) : (value as [string, string][]).map(([label, words]) => [label, several(words, ', ', native)])]
    // What may stand in a field, beside its value.
    if (key === 'words' && typeof was['value'] === 'string' && native.names[was['value']]) return [key, native.names[was['value']]]
    if (key === 'what') return [key, doing(String(value), native)]
    if (!CALLED.test(key)) return [key, renamed(value, native)]
    const id = key === 'name' ? was['id'] : key.endsWith('_name') ? was[key.slice(0, -5)] : undefined
    if (typeof value !== 'string') return [key, Array.isArray(value) ? value.map((each) => (typeof each === 'string' ? called(each, native) : renamed(each, native))) : value]
    return [key, (typeof id === 'string' && native.names[id]) || several(value, '; ', native)]
  }))
}

const several = (words: string, between: string, native: Native): string => words.split(between).map((each) => called(each, native)).join(between === '; ' ? t('between') : between)

/** One name, alone or as a root has it. */
function called(name: string, { own }: Native): string {
  const [, outlet] = /^unnamed, in (.*)$/.exec(name) ?? []
  const [, itself] = /^(.*) itself$/.exec(name) ?? []
  if (outlet) return t('root.unnamed', { who: own[outlet] ?? outlet })
  if (itself) return t('root.itself', { who: own[itself] ?? itself })
  return own[name] ?? name
}

/** "control.gain by X; Y > Z": only those who do it and to whom. */
function doing(what: string, native: Native): string {
  const [, head = what, by = '', to = ''] = /^(\S+[^>]*?)(?: by ([^>]*?))?(?: > (.*))?$/.exec(what) ?? []
  return `${head}${by && ` by ${several(by, '; ', native)}`}${to && ` > ${several(to, '; ', native)}`}`
}
