/** The names the page uses for what the server answers; api.d.ts is made from the server's own shapes. */
import type {
  ActorView, CaseView, ClaimCard, Copied, EventPage, EventPin, HeldView, HolderPin, Line, MapView, PageView, PlaceView, Rows, SourceView, Strip, Told,
} from './api.d.ts'

export type {
  Beside, ByRoot, Card, Decided, Facing, Field, Fields, Found, Graph, Item, Judged, Kinds, Known, Marked, Piece, Queue, Quote, Rival, Say, Seen, Segment, Side, Told, Why,
} from './api.d.ts'
export type Case = CaseView & { coder?: string | null }
export type EventAnswer = EventPage
export type EventMark = EventPin
export type ControlMark = HolderPin
export type MapAnswer = MapView
export type StripAnswer = Strip
export type StripRoot = Line
export type PageCopy = Copied
export type SourceAnswer = SourceView
export type Row = Record<string, string | number | boolean | null>
export type Held = Omit<HeldView, 'words'> & { words: Row[] }
export type PlaceAnswer = Omit<PlaceView, 'events'> & { events: Row[] }
export type ActorAnswer = Omit<ActorView, 'events'> & { events: Row[] }
export type Table = Omit<Rows, 'rows'> & { rows: Row[] }
/** A claim with its words and its place in the text in one. */
export type PageClaim = Told & Omit<ClaimCard, 'told'> & { by: string | null }
export type PageAnswer = Omit<PageView, 'claims'> & { claims: PageClaim[] }
export interface Feature<P> { geometry: { coordinates: [number, number] } | null; properties: P }
export interface ControlWord {
  id: string; root: string; root_name: string; actor: string | null; actor_name: string | null; status: string; known_from: string | null
  weight: number; quote: string; outlet_name: string | null; page: string; start: number; end: number
}
export interface Basemap { layers: { pack: string; credit: string; url: string }[] }
export interface Places { rows: { id: string; name: string; level: string; lat: number | null; lon: number | null; names: string; rank: number }[] }
