/** What the server answers (src/sayso/web/shapes*.py); api.d.ts is made from the same shapes. */
export interface Quote {
  page: string; title: string | null; outlet: string | null; published: string; url: string | null; sha256: string
  role: string; start: number; end: number; words: string; before: string; after: string
}
export interface Say {
  attribution: string; who: string; words: string | null; source: string | null; kind: string; act: string; cue: string | null
  polarity: string | null; modality: string; stance: string; said: string; recipient: string | null
  direct: boolean; anonymous: boolean; interested: boolean
}
export interface Filled { role: string; mention: string; words: string; target: string | null; rung: string | null; why: string | null }
export interface Told {
  claim: string; kind: string; figure: string; actors: string[]; targets: string[]; place: string | null; when: string
  mood: string; quote: Quote; outlet: string | null; roles: Filled[]; chains: Say[][]
}
export interface ByRoot { root: string | null; stands: string | null; bloc: string | null; pages: number; told: Told[] }
export interface Beside { id: string; words: string }
export interface Judged {
  id: string; record: string; verdict: string; field: string | null; value: string | null; by: string; at: string
  note: string | null; supersedes: string | null; standing: boolean; words: string
}
export interface Why {
  id: string; noun: string; facts: [string, string][]; quotes: Quote[]; told: Told[]; roots: ByRoot[]
  copies: Beside[]; disputes: Beside[]; judgements: Beside[]
}
export interface GradeCount { grade: string; words: string; means: string; count: number }
export interface Case {
  name: string; title: string; path: string; version: string; zone: string; counts: Record<string, number>
  first: string | null; last: string | null; world_first: string | null; world_last: string | null; newest: string | null
  undated: number; packs: string[]; credits: { layer: string; credit: string }[]
  nouns: { noun: string; filters: string[] }[]; kinds: { kind: string; count: number }[]; grades: GradeCount[]
  verdicts: string[]; by: string | null; coder: string | null; queue: number; writing: boolean
  box: [number, number, number, number] | null
}
export type Row = Record<string, string | number | boolean | null>
export interface Feature<P> { type: 'Feature'; geometry: { type: 'Point'; coordinates: [number, number] } | null; properties: P }
export interface EventMark {
  id: string; kind: string; what: string; grade: string; grade_words: string; place: string | null; place_name: string | null
  level: string | null; radius_m: number | null; when: string; when_start: string | null; when_end: string | null
  roots: number; pages: number; blocs: number; disputes: number; asserts: string; denies: string; doubts: string
  low: number | null; best: number | null; high: number | null; said_by: string; quote: string; outlet_name: string | null
  published: string; page: string; start: number; end: number; sentence: string; review: string
}
export interface ControlWord {
  root: string; root_name: string; actor: string | null; actor_name: string | null; status: string; hedged: boolean; known_from: string | null
  weight: number; quote: string; outlet_name: string | null; page: string; start: number; end: number; control: string
}
export interface ControlMark {
  place: string; place_name: string; radius_m: number | null; level: string | null; holder: string | null; holder_name: string | null
  agreed: boolean; disputed: boolean; share: number; sentence: string; words: ControlWord[]; newest: string | null
}
export interface MapAnswer {
  as_of: string | null; on: string | null; zone: string; undated: number; note: string | null; newest: string | null
  events: { features: Feature<EventMark>[] }; controls: { features: Feature<ControlMark>[] }; unplaced: number
}
export interface Segment {
  start: string; end: string; actor: string | null; actor_name: string | null; status: string; hedged: boolean; hedge: string | null
  words: string; weight: number; control: string; attribution: string; page: string; start_at: number; end_at: number
  outlet: string | null; outlet_name: string | null; published: string; known: string
}
export interface StripRoot {
  root: string; root_name: string; bloc: string | null; source: string | null; named: boolean; segments: Segment[]
  ticks: { at: string; page: string; outlet_name: string | null; control: string; quote: string }[]
}
export interface StripAnswer {
  place: string; place_name: string; aspect: string; from: string; to: string; as_of: string; zone: string; undated: number; newest: string | null
  actors: { id: string | null; name: string; bloc: string | null; order: number }[]
  consensus: { start: string; end: string; holder: string | null; holder_name: string | null; agreed: boolean; disputed: boolean; share: number; sentence: string }[]
  roots: StripRoot[]
}
export interface Held {
  place: string; place_name: string; on: string; as_of: string; holder: string | null; holder_name: string | null
  agreed: boolean; share: number; sentence: string; undated: number; words: Row[]
}
export interface Side {
  attribution: string; who: string; act: string; polarity: string | null; modality: string; outlet: string | null; published: string
  words: string; page: string; start: number; end: number; claim: string
}
export interface Graph {
  nodes: { id: string; label: string; sort: string; published: string | null; page: string | null }[]
  edges: { from: string; to: string; sort: string; act: string | null; cue: string | null; polarity: string | null; modality: string | null; claim: string | null; copy: string | null }[]
}
export interface EventAnswer {
  id: string; row: Row; kind: string; what: string; place: string | null; place_name: string | null; when: string
  grade: string; grade_words: string; sentence: string; review: string; roots: ByRoot[]
  first: { root: string; who: string; outlet: string | null; published: string; quote: Quote } | null
  disputes: { id: string; over: string; severity: number; left: Side; right: Side }[]
  amounts: { bound: string; value: number; claim: string; root: string | null; quote: Quote }[]
  graph: Graph; copies: Beside[]; judgements: Judged[]; neighbours: { id: string; what: string; when: string; grade: string }[]
}
export interface Piece {
  passage: string; role: string; start: number; end: number; start16: number; end16: number; text: string; depth: number
  voice: string | null; voice_name: string | null; author: string | null; posted: string | null; inside: string | null
  confidence: number; folded: boolean; abusive: boolean; copies: string[]
}
export interface Marked { sort: string; record: string; claim: string | null; start: number; end: number; start16: number; end16: number; kind: string; n: number | null }
export type PageClaim = Told & { n: number; start: number; end: number; start16: number; end16: number; event: string | null; review: string | null; made_by: string; by: string | null }
export interface PageCopy {
  id: string; kind: string; score: number; percent: number; page: string; outlet_name: string | null; title: string | null; published: string
  order: string | null; start: number; end: number; start16: number; end16: number; passage: string
}
export interface PageAnswer {
  id: string; title: string | null; outlet: string | null; outlet_name: string | null; author: string | null; language: string | null; dir: string
  published: string; published_rule: string; published_class: string; seen: string | null; url: string | null; path: string; sha256: string
  length: number; citation: string; versions: { id: string; published: string; seen: string | null }[]
  pieces: Piece[]; spans: Marked[]; claims: PageClaim[]; copies: PageCopy[]; problems: { message: string }[]; judgements: Judged[]
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
