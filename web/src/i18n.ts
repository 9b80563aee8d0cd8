/** The page's own words: ICU messages in strings/. The first screen's come with the page, the rest with the screens, Arabic when it is chosen. */
import english from './strings/en.json'
import type rest from './strings/en.rest.json'

export type Key = keyof typeof english | keyof typeof rest
type Values = Record<string, string | number>

let language = 'en'
let messages: Record<string, string> = english

export async function speak(chosen: string): Promise<void> {
  if (chosen === 'ar') messages = (await Promise.all([import('./strings/ar.json'), import('./native').then((found) => found.nameIn('ar'))]))[0].default
  language = chosen === 'ar' ? 'ar' : 'en'
  document.documentElement.lang = language
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr'
}

/** Brings the words that the first screen does without; a file in Arabic has all. */
export async function speakAll(): Promise<void> {
  if (language === 'en') messages = { ...english, ...(await import('./strings/en.rest.json')).default }
}

/** The names that the record has, by those shown: what is made of their letters is the same in every language. */
export const ownNames = new Map<string, string>()
export const shownName = (own: string): string => [...ownNames].find(([, name]) => name === own)?.[0] ?? own

export const spoken = (): string => language

/** `{name}` and `{n, plural, one {# page} other {# pages}}`, the two forms the strings need. */
export function t(key: Key, values: Values = {}): string {
  const message = messages[key] ?? key
  const counted = message.replace(/\{(\w+), plural, ((?:[=\w]+ \{[^{}]*\} ?)+)\}/g, (_, name: string, forms: string) =>
    plural(Number(values[name] ?? 0), forms),
  )
  return counted.replace(/\{(\w+)\}/g, (_, name: string) => isolated(String(values[name] ?? '')))
}

// In a line that runs from right to left a name or a day in Latin letters keeps its own order.
const isolated = (value: string): string => (language === 'ar' && /[A-Za-z]/.test(value) ? `\u2068${value}\u2069` : value)

function plural(n: number, forms: string): string {
  const found = new Map([...forms.matchAll(/([=\w]+) \{([^{}]*)\}/g)].map((m) => [m[1] ?? '', m[2] ?? '']))
  const form = found.get(`=${n}`) ?? found.get(new Intl.PluralRules(language).select(n)) ?? found.get('other') ?? ''
  return form.replace('#', number(n))
}

export const number = (n: number): string => n.toLocaleString(language === 'ar' ? 'ar-u-nu-latn' : 'en-GB')

/** A code of the record in words of the page's language, else as the record has it, its dots and strokes as spaces. */
export function word(group: string, code: string | null | undefined): string {
  if (!code) return ''
  return messages[`${group}.${code}`] ?? code.replace(/_/g, ' ')
}
