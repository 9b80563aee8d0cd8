/** How far the walk of the days is, beside the note that says so; when it is over, what was drawn is asked for anew. */
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { forget } from '../server'

interface Step { done?: number; total?: number; walked?: boolean }

export function follow(note: HTMLElement): void {
  const label = note.innerText
  if (label.includes('being walked')) render(<Walk label={label} />, note.appendChild(document.createElement('span')))
}

function Walk({ label }: { label: string }) {
  const [step, set] = useState<Step>({})
  useEffect(() => {
    const stream = new EventSource('/api/progress')
    stream.addEventListener('walk', (event) => {
      const told = JSON.parse((event as MessageEvent<string>).data) as Step
      set(told)
      if (!told.walked) return
      stream.close()
      forget()
    })
  }, [])
  return step.total ? <> <progress max={step.total} value={step.done} aria-label={label} /> <bdi>{step.done} / {step.total}</bdi></> : null
}
