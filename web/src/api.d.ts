// Made from the shapes of the API by `python -m sayso.web.types`; not to be edited.

export interface ActorView {
  id: string;
  name: string;
  card: Card;
  events: Record<string, unknown>[];
  left_out: number;
}

/** One source's word on a claim that is there. */
export interface AddAttribution {
  claim: string;
  source?: string | null;
  source_kind?: string | null;
  act?: string;
  polarity?: "+" | "-" | null;
  modality?: string;
  cue?: [number, number] | null;
  units?: "points" | "utf16";
  note?: string | null;
  by?: string | null;
}

/** Words of a page as a claim. Names are ids or spellings; `source` None is the page's own voice. `start` and `end` count code points; `units` "utf16" says that they, and the cue's, count as browsers do. */
export interface AddClaim {
  page: string;
  start: number;
  end: number;
  kind: string;
  actors?: string[];
  targets?: string[];
  place?: string | null;
  when?: string | null;
  amount?: string | null;
  mood?: string;
  source?: string | null;
  source_kind?: string | null;
  act?: string;
  polarity?: "+" | "-" | null;
  modality?: string;
  cue?: [number, number] | null;
  units?: "points" | "utf16";
  note?: string | null;
  by?: string | null;
}

export interface Added {
  judgement: Judged;
  claim: string;
  attribution: string;
  told: Told | null;
  version: string;
}

/** Of one field: alpha, over how many records that two or more coded, and in how many all gave the same. */
export interface Agreed {
  field: string;
  alpha: number | null;
  n: number;
  agreed: number;
}

export interface Agreement {
  fields: Agreed[];
  adjudication: Difference[];
}

/** Another record that bears on this one, in one line. */
export interface Beside {
  id: string;
  words: string;
}

/** A figure of the event; `bound` is low, best or high. The quote is of the words it was read from, of its whole claim where none are known, and None where a person set the figure. */
export interface Bound {
  bound: string;
  value: number;
  claim: string | null;
  root: string | null;
  quote: Quote | null;
}

/** Claims that no root of the event was counted by stand last, under a `root` of None. */
export interface ByRoot {
  root: string | null;
  stands: string | null;
  bloc: string | null;
  bloc_name: string | null;
  pages: number;
  told: Told[];
}

/** `unknown` are mentions under the folded name that no pack knows, `near` what is spelt nearly so: only suggested. */
export interface Card {
  asked: string;
  kind: string;
  known: Known[];
  unknown: Seen[];
  near: [string, string, number][];
}

/** The case as a whole. Days are as text; `first` and `last` of what could be read, `world_...` of what may have been. `version` changes with whatever changes the case; `newest` is the day of the newest page; `by` who decides on screen, `coder` the same where there is a codebook, `role` what they may where there are users (reader, reviewer, admin). `holders` begin with whom most words speak of: each keeps its colour by it. */
export interface CaseView {
  name: string;
  path: string;
  version: string;
  zone: string;
  counts: Tally;
  first: string | null;
  last: string | null;
  world_first: string | null;
  world_last: string | null;
  newest: string | null;
  undated: number;
  packs: string[];
  credits: Credit[];
  nouns: NounFilters[];
  kinds: Counted[];
  grades: GradeMark[];
  holders: Holder[];
  verdicts: string[];
  by: string | null;
  coder: string | null;
  role: string | null;
  queue: number;
  writing: boolean;
  box: [number, number, number, number] | null;
}

/** A claim beside the text: `n` is its number there, `event` what weighing made it part of. */
export interface ClaimCard {
  n: number;
  start: number;
  end: number;
  start16: number;
  end16: number;
  event: string | null;
  grade: string | null;
  review: string;
  told: Told;
}

export interface Codebook {
  fields: Coded[];
}

/** A field of the codebook; `of` is the noun it is asked of. */
export interface Coded {
  field: string;
  title: string;
  type: string;
  choices: string[];
  help: string;
  of: string;
}

export interface Coder {
  name: string;
  coded: number;
  of: number;
  done: boolean;
}

/** `first` is where the asking coder goes on; once anybody `started`, what is coded stays as it is. */
export interface Coding {
  coder: string | null;
  coders: Coder[];
  fields: Coded[];
  items: CodingItem[];
  total: number;
  first: number;
  sample: Drawn;
  started: boolean;
}

/** A record to code; `codes` are the asking coder's own. `words` are the machine's reading, none where coders are blind. */
export interface CodingItem {
  id: string;
  words: string | null;
  quote: Quote | null;
  codes: Record<string, string>;
}

/** A stretch of a page that another has too. `percent` is how much of this page's passage they share. `order` says whether the other page is the earlier or the later one, None if nobody knows. */
export interface Copied {
  id: string;
  kind: string;
  score: number;
  percent: number;
  page: string;
  outlet_name: string | null;
  title: string | null;
  published: string;
  order: string | null;
  passage: string;
  start: number;
  end: number;
  start16: number;
  end16: number;
}

export interface Counted {
  kind: string;
  count: number;
}

export interface Credit {
  layer: string;
  credit: string;
}

/** `value` is as `sayso judge --value` takes it; `by` who decides, if not who started the workbench. `alike` says the same of all records that put the same question in the queue. */
export interface Decide {
  record: string;
  verdict: "add" | "confirm" | "correct" | "merge" | "place" | "reject" | "restrict" | "split" | "unsure" | "withdraw";
  alike?: boolean;
  field?: string | null;
  value?: string | null;
  note?: string | null;
  by?: string | null;
}

/** What was stored; `undone` is what it takes back. `version` is that of the case now. */
export interface Decided {
  judgement: Judged;
  undone: Judged | null;
  version: string;
}

/** A record on which coders differ, with what each gave. */
export interface Difference {
  id: string;
  words: string;
  field: string;
  values: Record<string, string>;
  settled: string | null;
  quote: Quote | null;
}

export interface Done {
  done: boolean;
  others_left: number;
}

/** What is coded: `n` records of each noun by `seed`, evenly over `strata`; all without `n`. `by` and `at` if chosen. */
export interface Drawn {
  n: number | null;
  seed: number;
  strata: string;
  blind: boolean;
  by: string;
  at: string;
}

/** `sort` is says (a speaker's own word), passes (who hands it on), or copies (a page that takes another's words). */
export interface Edge {
  start: string;
  end: string;
  sort: string;
  act: string | null;
  cue: string | null;
  polarity: string | null;
  modality: string | null;
  claim: string | null;
  copy: string | null;
}

export interface EventFeature {
  type: "Feature";
  geometry: Point | null;
  properties: EventPin;
}

export interface EventFeatures {
  type: "FeatureCollection";
  features: EventFeature[];
}

export interface EventPage {
  id: string;
  row: Record<string, unknown>;
  kind: string;
  what: string;
  place: string | null;
  place_name: string | null;
  when: string;
  grade: string;
  grade_words: string;
  sentence: string;
  review: string;
  roots: ByRoot[];
  first: First | null;
  disputes: Facing[];
  worded: Worded[];
  amounts: Bound[];
  graph: Graph;
  copies: Beside[];
  judgements: Judged[];
  neighbours: Neighbour[];
}

/** An event as `show events` has it, with how its grade is drawn; `radius_m` is how far from the pin the words reach. */
export interface EventPin {
  id: string;
  kind: string;
  what: string;
  grade: string;
  grade_words: string;
  shape: string;
  fill: string;
  letter: string;
  place: string | null;
  place_name: string | null;
  level: string | null;
  radius_m: number | null;
  when: string;
  when_start: string | null;
  when_end: string | null;
  published: string;
  roots: number;
  pages: number;
  blocs: number;
  disputes: number;
  asserts: string;
  denies: string;
  doubts: string;
  low: number | null;
  best: number | null;
  high: number | null;
  quote: string | null;
  outlet_name: string | null;
  page: string | null;
  start: number | null;
  end: number | null;
  sentence: string;
  review: string;
}

/** `what` says it in a line; the quote is of whoever said it first. */
export interface Evidence {
  id: string;
  what: string;
  place_name: string | null;
  quote: Quote;
}

export interface Facing {
  id: string;
  over: string;
  severity: number;
  left: Side;
  right: Side;
}

/** Says what was found, where, and what to do. */
export interface Fault {
  error: string;
}

/** A field that a judgement can set. `sort` is when, choice, span, amount, place, name, flag, list, number or text. `value` is as `judge --value` takes it. */
export interface Field {
  name: string;
  value: string | null;
  words: string;
  sort: string;
  choices: string[];
  rivals: Rival[];
}

export interface Fields {
  id: string;
  fields: Field[];
}

/** What fills a role of a claim: the words as written and where, what they were linked to, on which rung and why. */
export interface Filled {
  role: string;
  mention: string;
  start: number;
  end: number;
  words: string;
  target: string | null;
  rung: string | null;
  why: string | null;
}

/** Who said it first, of what the case has, or if nobody says it who denied or doubted it first, as `stands` tells. */
export interface First {
  root: string | null;
  stands: string | null;
  who: string;
  quote: Quote;
}

/** A forecast of its own; `sort` forecast, vow, condition or reader. */
export interface Foretold {
  id: string;
  sort: string;
  outcome: string;
  due: string;
  p: number | null;
  quote: Quote;
  evidence: Evidence[];
}

/** What a search came to; `unknown` are spellings of a name that no pack knows, `claims` rows of `show claims --text`. Claims are looked for in the best passages that hold the words. */
export interface Found {
  q: string;
  names: NameHit[];
  unknown: Seen[];
  passages: PassageHit[];
  claims: Record<string, unknown>[];
  records: RecordHit[];
}

/** A source whose words it printed, and on how many pages. */
export interface From {
  source: string | null;
  name: string;
  count: number;
}

/** `settles` decides between coders, once all are done. */
export interface GiveCode {
  record: string;
  field: string;
  value: string;
  settles?: boolean;
  by?: string | null;
}

/** A grade in words, how it is drawn (shape and fill, never colour alone), and how many events have it. */
export interface GradeMark {
  grade: string;
  words: string;
  means: string;
  shape: string;
  fill: string;
  letter: string;
  count: number;
}

export interface Graph {
  nodes: Node[];
  edges: Edge[];
}

/** One pack's basemap, with whose data it is. */
export interface Ground {
  pack: string;
  credit: string;
  url: string;
}

export interface Grounds {
  layers: Ground[];
}

/** Who held a place at the end of `on`, as could be known at the end of `as_of`; `words` as `held` prints them. */
export interface HeldView {
  place: string;
  place_name: string;
  on: string;
  as_of: string;
  holder: string | null;
  holder_name: string | null;
  agreed: boolean;
  share: number;
  sentence: string;
  undated: number;
  words: Record<string, unknown>[];
}

/** Who is said to hold places. */
export interface Holder {
  id: string;
  name: string;
}

export interface HolderFeature {
  type: "Feature";
  geometry: Point | null;
  properties: HolderPin;
}

export interface HolderFeatures {
  type: "FeatureCollection";
  features: HolderFeature[];
}

/** Who is said to hold a place; `disputed` places are hatched. A file has each root's words besides, the rows of `held`. */
export interface HolderPin {
  place: string;
  place_name: string;
  level: string | null;
  radius_m: number | null;
  holder: string | null;
  holder_name: string | null;
  agreed: boolean;
  disputed: boolean;
  share: number;
  sentence: string;
  newest: string | null;
  words: Record<string, unknown>[];
}

/** A record that waits. Its answer touches `count` pages, `mentions` and `claims`; `told` is its claim. */
export interface Item {
  id: string;
  noun: string;
  sort: string;
  why: string;
  count: number;
  mentions: number;
  claims: number;
  quote: Quote | null;
  fields: Field[];
  proposal: Proposed;
  page: string | null;
  told: Told[];
}

/** A judgement; `standing` is false once it is taken back. `words` say it in one line. */
export interface Judged {
  id: string;
  record: string;
  verdict: string;
  field: string | null;
  value: string | null;
  by: string;
  at: string;
  note: string | null;
  supersedes: string | null;
  standing: boolean;
  words: string;
}

export interface Judgements {
  rows: Judged[];
}

export interface Key {
  key: string;
  does: string;
  verdict: string | null;
}

/** A kind that packs declare, with words that are an example of it and the roles it takes. */
export interface KindOf {
  kind: string;
  example: string;
  roles: string[];
}

export interface Kinds {
  kinds: KindOf[];
  acts: string[];
  modalities: string[];
  source_kinds: string[];
  moods: string[];
}

/** One thing of the packs or the world that the name may mean. `rivals` are (id, name, best score) that its links did not take; `in_comments` counts what readers write of it, if left out. */
export interface Known {
  match: Match;
  name: string;
  facts: [string, string][];
  names: [string, string][];
  ties: Tie[];
  seen: Seen[];
  suggested: Seen[];
  rivals: [string, string, number][];
  claims: [string, number][];
  in_comments: number;
}

/** An event that it is a root of, and what other roots said: upheld, contradicted or open; `by` are these roots. */
export interface Later {
  event: string;
  what: string;
  place_name: string | null;
  when: string;
  grade: string;
  stands: string;
  outcome: string;
  by: string[];
}

/** One root. `named` is false for an unnamed source and for an outlet's own word. */
export interface Line {
  root: string;
  root_name: string;
  bloc: string | null;
  named: boolean;
  segments: Segment[];
  ticks: Tick[];
}

/** Features whose geometry is null have no pin: the table lists them. `newest` is the day of the newest page. `left_out` counts the events that are earlier than the latest two thousand; a file of the map has all. */
export interface MapView {
  as_of: string | null;
  on: string;
  zone: string;
  undated: number;
  note: string;
  newest: string | null;
  unplaced: number;
  left_out: number;
  events: EventFeatures;
  controls: HolderFeatures;
}

/** A stretch of words: `sort` is claim, cue, hedge, speaker, content or name; `kind` the claim's, the act, how firm, or what a name names. `record` is the claim, attribution or mention; `claim` the one it belongs to, None of names outside of claims. */
export interface Marked {
  sort: string;
  record: string;
  claim: string | null;
  start: number;
  end: number;
  start16: number;
  end16: number;
  kind: string;
  n: number | null;
  target: string | null;
}

/** A target that the asked words name, on which rung, and the name of the packs that they met. */
export interface Match {
  target: string;
  rung: string;
  spelling: string;
}

/** A place, actor or source that goes by these words; `facts` say which of several it is, `here` that a page names it. */
export interface NameHit {
  id: string;
  noun: string;
  name: string;
  facts: string;
  here: boolean;
}

/** By the id, and by the name the record has; what the packs have no name for in that language is not in it. */
export interface NativeNames {
  names: Record<string, string>;
  own: Record<string, string>;
}

/** Another event of the place and kind about the same time: perhaps the same one. */
export interface Neighbour {
  id: string;
  what: string;
  when: string;
  grade: string;
}

/** A speaker, or a page under its outlet's name; `own` is true of a page that says it in its own words. */
export interface Node {
  id: string;
  label: string;
  sort: string;
  published: string | null;
  page: string | null;
  own: boolean;
}

/** A noun that /api/rows lists, and the filters that mean something for it. */
export interface NounFilters {
  noun: string;
  filters: string[];
}

/** A page of the source; `copied_from` is whose words it has, None if they are its own as far as the case knows. */
export interface PageRow {
  id: string;
  title: string | null;
  published: string;
  claims: number;
  copied_from: string | null;
}

/** `citation` is what a footnote needs. `dir` is that of the first letters that have one. */
export interface PageView {
  id: string;
  title: string | null;
  outlet: string | null;
  outlet_name: string | null;
  author: string | null;
  language: string | null;
  dir: string;
  published: string;
  published_start: string | null;
  published_end: string | null;
  published_rule: string;
  published_class: string;
  seen: string | null;
  url: string | null;
  path: string;
  sha256: string;
  length: number;
  citation: string;
  versions: Version[];
  pieces: Piece[];
  spans: Marked[];
  claims: ClaimCard[];
  copies: Copied[];
  problems: string[];
  judgements: Judged[];
}

/** One of those who are said to hold the place; `order` is that of their first appearance, for a colour and a pattern. */
export interface Party {
  id: string | null;
  name: string;
  bloc: string | null;
  order: number;
}

/** A passage that holds all the words; `words` is the first of them there. Readers' comments are folded, and masked. */
export interface PassageHit {
  passage: string;
  page: string;
  title: string | null;
  outlet_name: string | null;
  published: string;
  role: string;
  start: number;
  end: number;
  before: string;
  words: string;
  after: string;
  folded: boolean;
}

/** A stretch of one passage; the pieces tile the page. A folded one is no evidence, and its `text` is masked; one that is abusive besides is folded once more. `start` to `end16` always count the page's own text, so a masked text may be shorter or longer than they say. */
export interface Piece {
  passage: string;
  role: string;
  start: number;
  end: number;
  start16: number;
  end16: number;
  text: string;
  depth: number;
  voice: string | null;
  voice_name: string | null;
  author: string | null;
  posted: string | null;
  inside: string | null;
  confidence: number;
  folded: boolean;
  abusive: boolean;
}

/** `parents` are (id, name), the nearest first; `has_strip` says whether anybody speaks of who holds it. `events` are the latest, `left_out` counts those before them. */
export interface PlaceView {
  id: string;
  name: string;
  card: Card;
  lon: number | null;
  lat: number | null;
  radius_m: number | null;
  parents: [string, string][];
  pages: number;
  events: Record<string, unknown>[];
  left_out: number;
  has_strip: boolean;
}

export interface Point {
  type: "Point";
  coordinates: [number, number];
}

/** What `a`, accept, stores. */
export interface Proposed {
  verdict: string;
  field: string | null;
  value: string | null;
  words: string;
}

export interface Queue {
  left: number;
  items: Item[];
  keys: Key[];
}

/** `words` are exactly `pages.text[start:end]`; `before` and `after` up to 160 characters around them. */
export interface Quote {
  page: string;
  title: string | null;
  outlet: string | null;
  published: string;
  url: string | null;
  sha256: string;
  role: string | null;
  start: number;
  end: number;
  words: string;
  before: string;
  after: string;
}

/** A record whose id begins so. */
export interface RecordHit {
  id: string;
  noun: string;
}

/** Something else that a field may be; `score` as resolving gave it. */
export interface Rival {
  value: string;
  words: string;
  score: number | null;
}

/** Rows of `sayso show NOUN --format json`; `total` counts also those that the limit leaves out. */
export interface Rows {
  noun: string;
  columns: string[];
  rows: Record<string, unknown>[];
  as_of: string | null;
  zone: string;
  undated: number;
  note: string;
  total: number;
}

/** One link of a chain: who, in which act and by which reporting words, how firmly. `source` is an id of the packs or the folded name no pack knows. `polarity` None commits itself to nothing. */
export interface Say {
  attribution: string;
  who: string;
  words: string | null;
  source: string | null;
  kind: string;
  act: string;
  cue: string | null;
  polarity: string | null;
  modality: string;
  stance: string;
  said: string;
  recipient: string | null;
  direct: boolean;
  anonymous: boolean;
  interested: boolean;
  carried: boolean;
}

/** A spelling of the pages: how often and on how many it stands, on which rungs it was linked, one stretch of words. */
export interface Seen {
  spelling: string;
  times: number;
  pages: number;
  rungs: string[];
  target: string | null;
  target_name: string | null;
  why: string;
  link: string;
  quote: Quote;
}

/** Days on which one word of a root stands; `hedge` says how it is weakened, None if it is not. */
export interface Segment {
  start: string;
  end: string;
  actor: string | null;
  actor_name: string | null;
  status: string;
  hedged: boolean;
  hedge: string | null;
  words: string;
  weight: number;
  control: string;
  attribution: string | null;
  page: string | null;
  start_at: number | null;
  end_at: number | null;
  outlet: string | null;
  outlet_name: string | null;
  published: string;
  known: string | null;
}

export interface SetDone {
  by?: string | null;
}

/** `n` records of each noun, all without it; `strata` is source, kind or nothing; `blind` hides the machine's reading. */
export interface SetSample {
  n?: number | null;
  seed?: number;
  strata?: string;
  blind?: boolean;
  by?: string | null;
}

/** One side of a dispute: the exact words and whose they are. */
export interface Side {
  attribution: string;
  claim: string;
  who: string;
  act: string;
  polarity: string | null;
  modality: string;
  outlet: string | null;
  published: string;
  words: string;
  page: string;
  sha256: string;
  start: number;
  end: number;
}

/** `later` and `forecasts` count outcomes; the first of independent roots alone. There is no score of any kind. */
export interface SourcePage {
  id: string;
  name: string;
  pages: number;
  original: number;
  copied: number;
  copied_from: From[];
  first_to_report: number;
  later: Record<string, number>;
  later_rows: Later[];
  forecasts: Record<string, number>;
  forecast_rows: Foretold[];
  page_rows: PageRow[];
}

export interface SourceView {
  card: Card;
  page: SourcePage;
}

/** Days on which the words of all roots come to the same, up to the day before `end`; `share` is that of the first of them. */
export interface Spell {
  start: string;
  end: string;
  holder: string | null;
  holder_name: string | null;
  agreed: boolean;
  disputed: boolean;
  share: number;
  sentence: string;
}

/** Words on the page of their claim. */
export interface Stretch {
  start: number;
  end: number;
  words: string;
}

/** Who held a place, root by root, from the first day to the day before `end`, as could be known at the end of `as_of`. */
export interface Strip {
  place: string;
  place_name: string;
  aspect: string;
  start: string;
  end: string;
  as_of: string;
  zone: string;
  undated: number;
  newest: string | null;
  actors: Party[];
  consensus: Spell[];
  roots: Line[];
}

export interface Tally {
  pages: number;
  passages: number;
  comments: number;
  claims: number;
  attributions: number;
  reprints: number;
  events: number;
  problems: number;
  no_date: number;
}

/** A page that carries the word of a root, on the day it could be read. */
export interface Tick {
  at: string;
  page: string;
  outlet_name: string | null;
  control: string;
  quote: string;
}

/** A row of relations.csv or blocs.csv: to whom, and from and to which day, empty where open. */
export interface Tie {
  tie: string;
  other: string;
  name: string;
  start: string;
  end: string;
  provenance: string;
}

/** `chains` run from the outermost link, the outlet, to the last speaker; `figure` is a count as its words bound it. `counted` are those words, `stated` the words that say when. `by_person` says that a person added it. */
export interface Told {
  claim: string;
  kind: string;
  figure: string;
  counted: Stretch | null;
  actors: string[];
  targets: string[];
  place: string | null;
  when: string;
  stated: Stretch | null;
  mood: string;
  quote: Quote;
  outlet: string | null;
  roles: Filled[];
  chains: Say[][];
  by_person: boolean;
}

/** Takes back that judgement, or the last that stands. */
export interface Undo {
  judgement?: string | null;
  by?: string | null;
}

/** Another capture of the same address. */
export interface Version {
  id: string;
  published: string;
  seen: string | null;
}

/** `facts` are the record's own columns; `quotes` its words where it is no claim; `told` the claims it rests on. The claims of an event stand in `roots`, each under the root it rests on, and not in `told`; `worded` and `figures` are its cells in their words. */
export interface Why {
  id: string;
  noun: string;
  facts: [string, string][];
  quotes: Quote[];
  told: Told[];
  roots: ByRoot[];
  worded: Worded[];
  figures: Bound[];
  copies: Beside[];
  disputes: Beside[];
  judgements: Beside[];
  evidence: Evidence[];
}

/** `cell` is when, where or who; the words are those of the claim that could be known first. */
export interface Worded {
  cell: string;
  words: string;
  page: string;
  start: number;
  end: number;
  outlet: string | null;
}

export interface Gets {
  "/api/actor/{id}": ActorView;
  "/api/basemap": Grounds;
  "/api/case": CaseView;
  "/api/changes": Rows;
  "/api/codebook": Codebook;
  "/api/coding": Coding;
  "/api/coding/agreement": Agreement;
  "/api/coding/codes": Rows;
  "/api/event/{id}": EventPage;
  "/api/fields/{id}": Fields;
  "/api/held": HeldView;
  "/api/holders": Rows;
  "/api/judgements": Judgements;
  "/api/kinds": Kinds;
  "/api/map": MapView;
  "/api/names": NativeNames;
  "/api/page/{id}": PageView;
  "/api/place/{id}": PlaceView;
  "/api/queue": Queue;
  "/api/rows/{noun}": Rows;
  "/api/search": Found;
  "/api/source/{id}": SourceView;
  "/api/strip": Strip;
  "/api/why/{id}": Why;
}

export interface Posts {
  "/api/attributions": Added;
  "/api/claims": Added;
  "/api/code": Decided;
  "/api/coding/done": Done;
  "/api/coding/sample": Drawn;
  "/api/judge": Decided;
  "/api/undo": Decided;
}
