/** The names the page uses for what the server answers; api.d.ts is made from the server's own shapes. */
import type {
  Beside, CaseView, ClaimCard, Copied, EventPage, EventPin, Facing, Graph, HeldView, HolderPin, Judged, Line, MapView, Marked, PageView, Piece, Quote, Say, Segment, Side, Strip,
  Told, Why, ByRoot,
} from './api.d.ts'

export type { Beside, ByRoot, Facing, Graph, Judged, Marked, Piece, Quote, Say, Segment, Side, Told, Why }
export type Case = CaseView & { coder?: string | null }
export type EventAnswer = EventPage
export type EventMark = EventPin
export type ControlMark = HolderPin
export type Held = Omit<HeldView, 'words'> & { words: Row[] }
export type MapAnswer = MapView
/** A claim with its words and its place in the text in one. */
export type PageClaim = Told & Omit<ClaimCard, 'told'> & { made_by?: string; by?: string | null }
export type PageAnswer = Omit<PageView, 'claims'> & { claims: PageClaim[] }
export type PageCopy = Copied
export type StripAnswer = Strip
export type StripRoot = Line
export interface Feature<P> { geometry: { coordinates: [number, number] } | null; properties: P }
export type Row = Record<string, string | number | boolean | null>
export interface ControlWord {
  id: string; root: string; root_name: string; actor: string | null; actor_name: string | null; status: string; known_from: string | null
  weight: number; quote: string; outlet_name: string | null; page: string; start: number; end: number
}
export interface Seen {
  spelling: string; times: number; pages: number; rungs: string[]; target: string | null; target_name: string | null; why: string; link: string; quote: Quote
}
export interface Known {
  match: { target: string; rung: string; spelling: string }; name: string; facts: [string, string][]; names: [string, string][]
  ties: { tie: string; other: string; name: string; start: string; end: string; provenance: string }[]
  seen: Seen[]; suggested: Seen[]; rivals: [string, string, number][]; claims: [string, number][]; in_comments: number
}
export interface Card { asked: string; kind: string; known: Known[]; unknown: Seen[]; near: [string, string, number][] }
export interface SourceAnswer {
  id: string; name: string; facts: [string, string][]; card: Card; pages: number; original: number; copied: number
  copied_from: { source: string | null; name: string; count: number }[]; first_to_report: number
  later: { upheld: number; contradicted: number; open: number; of: number }
  later_rows: { event: string; what: string; place_name: string | null; when: string; grade: string; outcome: string; by: string[] }[]
  forecasts: Record<string, number>
  forecast_rows: { id: string; sort: string; outcome: string; due: string; p: number | null; quote: Quote; evidence: Beside[] }[]
  page_rows: { id: string; title: string | null; published: string; claims: number; copied_from: string | null }[]
}
export interface PlaceAnswer { id: string; name: string; card: Card; box: [number, number, number, number] | null; parents: { id: string; name: string }[]; events: Row[]; strip: StripAnswer; pages: number }
export interface ActorAnswer { id: string; name: string; card: Card; events: Row[] }
export interface Rival { value: string; words: string; score: number | null }
export interface Proposed { field: string; value: string | null; words: string; editable: boolean; rivals: Rival[] }
export interface Item {
  id: string; noun: string; sort: string; why: string; count: number; quote: Quote | null; proposed: Proposed[]
  proposal: { verdict: string; field: string | null; value: string | null; words: string } | null
  event: string | null; page: string | null; told: Told | null
}
export interface Queue { left: number; items: Item[]; keys: { key: string; does: string; verdict: string | null }[] }
export interface Kinds {
  kinds: { kind: string; example: string; roles: string[] }[]; acts: string[]; modalities: string[]; source_kinds: string[]; moods: string[]
}
export interface Fields {
  id: string
  fields: { name: string; value: string | null; words: string; type: string; choices: string[]; rivals: Rival[] }[]
}
export interface Found {
  q: string; names: { id: string; noun: string; name: string; facts: string; rung: string }[]
  passages: { passage: string; page: string; title: string | null; outlet_name: string | null; published: string; role: string; start: number; end: number; before: string; words: string; after: string }[]
  claims: Row[]; records: { id: string; noun: string; words: string }[]; note: string | null
}
export interface Changed { since: string; zone: string; rows: { id: string; sort: string; words: string; before: string | null; after: string | null; at: string; page: string | null }[] }
export interface Basemap { layers: { pack: string; credit: string; url: string }[] }
export interface Places { rows: { id: string; name: string; level: string; lat: number | null; lon: number | null; names: string; rank: number }[] }
