/** Cuts a passage where its spans begin and end, and finds the way between the page's offsets and what the browser counts. */
import type { Marked, PageAnswer, Piece } from '../types'

export interface Fragment { start: number; end: number; text: string; spans: Marked[] }

/** The pieces between all borders; overlapping spans share the fragments they overlap in. UTF-16 offsets of the page. */
export function cut(piece: Piece, spans: Marked[], chosen: [number, number] | null): Fragment[] {
  const [from, to] = [piece.start16, piece.start16 + piece.text.length]
  const within = spans.filter((span) => span.start16 < to && span.end16 > from)
  const borders = new Set([from, to])
  for (const span of within) for (const border of [span.start16, span.end16]) if (border > from && border < to) borders.add(border)
  for (const border of chosen ?? []) if (border > from && border < to) borders.add(border)
  const sorted = [...borders].sort((a, b) => a - b)
  const fragments: Fragment[] = []
  for (let i = 0; i + 1 < sorted.length; i++) {
    const [start, end] = [sorted[i] as number, sorted[i + 1] as number]
    fragments.push({ start, end, text: piece.text.slice(start - from, end - from), spans: within.filter((span) => span.start16 <= start && span.end16 >= end) })
  }
  return fragments
}

/** Code points of the page, as addresses and records have them, in UTF-16 units. */
export function toUnits(page: PageAnswer, point: number): number {
  const piece = page.pieces.find((each) => each.start <= point && point <= each.end)
  if (!piece) return point
  let unit = piece.start16
  for (const letter of [...piece.text].slice(0, point - piece.start)) unit += letter.length
  return unit
}

export function toPoints(page: PageAnswer, unit: number): number {
  const piece = page.pieces.find((each) => each.start16 <= unit && unit <= each.end16)
  return piece ? piece.start + [...piece.text.slice(0, unit - piece.start16)].length : unit
}

/** What is selected in the page's text, without outer blanks; null if nothing is, or it lies outside. */
export function selected(box: Element): [number, number] | null {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null
  const range = selection.getRangeAt(0)
  const start = offset(box, range.startContainer, range.startOffset)
  const end = offset(box, range.endContainer, range.endOffset)
  if (start === null || end === null || end <= start) return null
  const words = selection.toString()
  return [start + (words.length - words.trimStart().length), end - (words.length - words.trimEnd().length)]
}

function offset(box: Element, node: Node, at: number): number | null {
  const element = node instanceof Element ? node : node.parentElement
  const fragment = element?.closest<HTMLElement>('[data-s]')
  if (!fragment || !box.contains(fragment)) return null
  return Number(fragment.dataset['s']) + (node instanceof Element ? 0 : at)
}

/** Selects from one offset to another as a mouse would, so that both ways to select are one. */
export function select(box: Element, start: number, end: number): void {
  const from = spot(box, start, false)
  const to = spot(box, end, true)
  if (!from || !to) return
  getSelection()?.setBaseAndExtent(from[0], from[1], to[0], to[1])
  from[0].parentElement?.scrollIntoView({ block: 'nearest' })
}

function spot(box: Element, at: number, ending: boolean): [Node, number] | null {
  const fragments = [...box.querySelectorAll<HTMLElement>('[data-s]')]
  const found = fragments.find((each) => {
    const start = Number(each.dataset['s'])
    const end = start + (each.textContent ?? '').length
    return ending ? start < at && at <= end : start <= at && at < end
  })
  const node = found?.firstChild
  return found && node ? [node, at - Number(found.dataset['s'])] : null
}

/** The words of the page as [start, end] in UTF-16 units, passage after passage, comments left out. */
export function wordsOf(page: PageAnswer): [number, number][] {
  const found: [number, number][] = []
  for (const piece of page.pieces) {
    if (piece.role === 'comment' || piece.role === 'furniture') continue
    for (const match of piece.text.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’\-.]*(?<![.\-])/gu)) found.push([piece.start16 + match.index, piece.start16 + match.index + match[0].length])
  }
  return found
}
