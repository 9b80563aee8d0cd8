/** The page's own words: ICU messages in strings/*.json. English comes with the page, another language when it is chosen. */
import english from './strings/en.json'

export type Key = keyof typeof english
type Values = Record<string, string | number>

let language = 'en'
let messages: Record<string, string> = english

export async function speak(chosen: string): Promise<void> {
  if (chosen === 'ar') messages = { ...english, ...(await import('./strings/ar.json')).default }
  else messages = english
  language = chosen === 'ar' ? 'ar' : 'en'
  document.documentElement.lang = language
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr'
}

export const spoken = (): string => language

/** `{name}` and `{n, plural, one {# page} other {# pages}}`, the two forms the strings need. */
export function t(key: Key, values: Values = {}): string {
  const message = messages[key] ?? key
  const counted = message.replace(/\{(\w+), plural, ((?:[=\w]+ \{[^{}]*\} ?)+)\}/g, (_, name: string, forms: string) =>
    plural(Number(values[name] ?? 0), forms),
  )
  return counted.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

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
