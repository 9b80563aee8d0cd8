/** Keys: each is visible at the foot of the page, can be moved to another key, and all can be switched off (WCAG 2.1.4). */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'

export interface Binding {
  /** Its name in the saved map of moved keys. */
  name: string
  key: string
  label: string
  run: () => void
  /** Not shown at the foot, only in the list. */
  hidden?: boolean
}

const live: Binding[][] = []
const heard = new Set<() => void>()
const tell = () => heard.forEach((hear) => hear())
const saved = (): Record<string, string> => {
  try {
    return JSON.parse(localStorage.getItem('sayso.keys') ?? '{}') as Record<string, string>
  } catch {
    return {}
  }
}
export const keysOn = (): boolean => localStorage.getItem('sayso.keys.off') === null
export const keyOf = (binding: Binding): string => saved()[binding.name] ?? binding.key

/** Another key for it; none, or its own, brings the first one back. */
export function moveKey(binding: Binding, key: string): void {
  const moved = { ...saved(), [binding.name]: key }
  if (!key || key === binding.key) delete moved[binding.name]
  localStorage.setItem('sayso.keys', JSON.stringify(moved))
  tell()
}

export function switchKeys(): void {
  if (keysOn()) localStorage.setItem('sayso.keys.off', '1')
  else localStorage.removeItem('sayso.keys.off')
  tell()
}

/** Binds keys while the component stands; the latest to stand is asked first. */
export function useKeys(bindings: Binding[]): void {
  const latest = useRef(bindings)
  latest.current = bindings
  const shape = bindings.map((b) => `${b.name}${b.key}${b.label}${b.hidden ?? ''}`).join()
  // Before the view is seen: who types ahead means what comes, not what was.
  useLayoutEffect(() => {
    const set = latest.current.map((_, i) => ({
      get name() { return latest.current[i]?.name ?? '' },
      get key() { return latest.current[i]?.key ?? '' },
      get label() { return latest.current[i]?.label ?? '' },
      get hidden() { return latest.current[i]?.hidden ?? false },
      run: () => latest.current[i]?.run(),
    }))
    live.push(set)
    tell()
    return () => {
      live.splice(live.indexOf(set), 1)
      tell()
    }
  }, [shape])
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) || (target instanceof HTMLInputElement && !/^(range|checkbox|radio)$/.test(target.type)))

export function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || !keysOn()) return
  if (document.querySelector('dialog[open]') && event.key !== 'Escape') return
  if (typing(event.target) && event.key !== 'Escape') return
  const name = event.shiftKey && event.key.length > 1 ? `Shift+${event.key}` : event.key
  for (const set of [...live].reverse()) {
    const found = set.find((binding) => keyOf(binding) === name)
    if (found) {
      event.preventDefault()
      found.run()
      return
    }
  }
}

export function useLive(): Binding[] {
  const [, redraw] = useState(0)
  useEffect(() => {
    const hear = () => redraw((n) => n + 1)
    heard.add(hear)
    return () => void heard.delete(hear)
  }, [])
  return live.flat()
}

const SHOWN: Record<string, string> = { ArrowRight: '→', ArrowLeft: '←', ArrowUp: '↑', ArrowDown: '↓', ' ': 'space', Escape: 'esc' }
export const shown = (key: string): string =>
  key.split('+').map((part) => SHOWN[part] ?? (part === 'Shift' ? '⇧' : part)).join('')

export function KeyFoot() {
  if (!keysOn()) return null
  const bindings = useLive().filter((binding) => !binding.hidden)
  return (
    <ul>
      {bindings.map((binding) => (
        <li key={binding.name}>
          <button type="button" tabIndex={-1} onClick={() => binding.run()}>
            <kbd>{shown(keyOf(binding))}</kbd> {binding.label}
          </button>
        </li>
      ))}
    </ul>
  )
}
