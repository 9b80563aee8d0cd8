"""Where comments start, by the sure signs of their heads: rising numbers, "says:" lines, stamps and footers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.model import When
from sayso.read.blocks import PROSE, Sheet, first_prose
from sayso.read.heads import MARKER, Head, is_author
from sayso.read.signs import Signs, is_name

# Without a sign that announces a thread, a family must repeat so often to be believed.
REPEATS = 3
# A family with less than this share of the strongest one's hits is not in step with it: dates inside comments, say.
IN_STEP = 0.3
# Comments may have been deleted and their numbers with them.
NUMBERS_LOST = 3
NEAR_ECHO = 3
FAMILIES = ("numbered", "says", "stamp")


@dataclass(frozen=True, slots=True)
class Start:
    """The first line of a comment and what its head says of it."""

    line: int
    author: tuple[int, int] | None = None
    posted: When | None = None
    depth: int = 0
    rule: str = ""
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class Hit:
    """One family's sign of one comment; `line` is where the comment then starts, `last` where the sign stands."""

    line: int
    last: int
    family: str
    head: Head
    author: tuple[int, int] | None


def find_sure_starts(sheet: Sheet, heads: Sequence[Head | None], first: int, announced: bool, signs: Signs) -> list[Start]:
    """The union of the families that repeat in step, from line `first` on; empty if none does."""
    shown = [head for head in heads[first:] if head is not None]
    numbered = [Hit(h.line, h.line, "numbered", h, h.author) for h in rising(sheet, shown)]
    says = [Hit(h.line, h.line, "says", h, h.author) for h in shown if h.says]
    below = list(stamp_hits(sheet, heads, shown, announced, signs))
    says += [hit for hit in below if hit.family == "says"]
    stamps = [hit for hit in below if hit.family == "stamp"]
    admitted = in_step((numbered, says, stamps)) if announced else repeated((numbered, says, stamps), sheet)
    clusters = list(join_heads(sheet, without_echoes(sheet, heads, in_order(admitted))))
    if is_signed_below(sheet, clusters, signs):
        return list(starts_above(sheet, clusters, first if announced else block_above(sheet, max(clusters[0][0].line - 1, 0))))
    return [as_start(cluster) for cluster in named(sheet, clusters, signs)]


def rising(sheet: Sheet, heads: Sequence[Head]) -> list[Head]:
    """The longest run of numbers that rises from 1 at one indent; a list inside a comment makes a shorter one."""
    runs: list[list[Head]] = []
    for head in heads:
        if head.number is None:
            continue
        fitting = [run for run in runs[-8:] if fits(sheet, run[-1], head)]
        if fitting:
            max(fitting, key=len).append(head)
        elif head.number == 1:
            runs.append([head])
    return max(runs, key=len, default=[])


def fits(sheet: Sheet, last: Head, head: Head) -> bool:
    if last.number is None or head.number is None:
        return False
    # "10." is often indented one blank less than "9.".
    level = abs(sheet.lines[last.line].indent - sheet.lines[head.line].indent) <= 1
    return level and last.number < head.number <= last.number + NUMBERS_LOST


def stamp_hits(
    sheet: Sheet, heads: Sequence[Head | None], shown: Sequence[Head], announced: bool, signs: Signs
) -> Iterator[Hit]:
    """Stamps with a name before them, or on the line above or below, whichever this page does more often.

    Unannounced, a day without an hour is a comment's only with "says" or a name below it: articles have dates as headings.
    A stamp above the prose is the byline's.
    """
    top = first_prose(sheet)
    fitting = [h for h in shown if h.stamped and not h.says and not h.footer and (announced or h.line >= top)]
    alone = [head for head in fitting if head.alone]
    above = {head.line: name_above(sheet, heads, head.line, signs) for head in alone}
    below = {head.line: name_below(sheet, heads, head.line, signs) for head in alone}
    turned = sum(name is not None for name in below.values()) > sum(name is not None for name in above.values())
    for head in fitting:
        name = (below if turned else above).get(head.line)
        start = name.line if name is not None and not turned else head.line
        if name is not None and name.said:
            yield Hit(start, start, "says", head, name.span)
        if name is not None and (announced or head.timed or name.said or turned):
            yield Hit(start, head.line, "stamp", head, name.span)
        elif name is None and (announced or head.timed):
            yield Hit(head.line, head.line, "stamp", head, head.author)


@dataclass(frozen=True, slots=True)
class Name:
    """A name on a line of its own; `said`: with "says" after it."""

    span: tuple[int, int]
    said: bool
    line: int


def name_above(sheet: Sheet, heads: Sequence[Head | None], line: int, signs: Signs) -> Name | None:
    if line == 0 or sheet.lines[line].gap > 1:
        return None
    if line > 2 and signs.holds("reply_to", sheet.lines[line - 2].words) and is_name(sheet.lines[line - 3].words, signs):
        # The name above the stamp is of the one who is answered.
        line -= 2
    above, head = sheet.lines[line - 1], heads[line - 1]
    if head is not None and (head.stamped or head.says):
        return None
    marker = MARKER.match(above.words)
    at = marker.end() if marker else 0
    words = above.words[at:]
    met = signs.match("says_bare", words)
    if met is not None and is_author(met[0]["name"], signs):
        return Name((above.start + at, above.start + at + len(met[0]["name"])), True, line - 1)
    return Name((above.start + at, above.end), False, line - 1) if is_name(words, signs) else None


def name_below(sheet: Sheet, heads: Sequence[Head | None], line: int, signs: Signs) -> Name | None:
    """A name under a stamp, with words of another sort under it."""
    if line + 2 >= len(sheet.lines) or heads[line + 1] is not None:
        return None
    name, after = sheet.lines[line + 1], sheet.lines[line + 2]
    if name.gap > 1 or not is_name(name.words, signs) or is_name(after.words, signs):
        return None
    return Name((name.start, name.end), False, line + 1)


def in_order(hits: Sequence[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (hit.line, hit.last))


def without_echoes(sheet: Sheet, heads: Sequence[Head | None], hits: Sequence[Hit]) -> list[Hit]:
    """A stamp that says the same once more, a few short lines below the first, is of one head with it."""
    kept: list[Hit] = []
    done = -1
    for hit in hits:
        if hit.family == "stamp" and hit.last <= done:
            continue
        done = echo_end(sheet, heads, hit) if hit.family == "stamp" else done
        kept.append(replace(hit, last=max(hit.last, done)))
    return kept


def echo_end(sheet: Sheet, heads: Sequence[Head | None], hit: Hit) -> int:
    for i in range(min(hit.last + NEAR_ECHO, len(heads) - 1), hit.last, -1):
        again = heads[i]
        if again is not None and again.stamped and same_day(hit.head, again):
            between = sheet.lines[hit.last + 1 : i]
            return i if all(line.words.count(" ") < 2 for line in between) else hit.last
    return hit.last


def same_day(left: Head, right: Head) -> bool:
    days = [head.posted.start.date() for head in (left, right) if head.posted is not None and head.posted.start is not None]
    return len(days) == 2 and days[0] == days[1]


def in_step(families: Sequence[list[Hit]]) -> list[Hit]:
    most = max(map(len, families))
    return [hit for family in families if family and len(family) >= IN_STEP * most for hit in family]


def repeated(families: Sequence[list[Hit]], sheet: Sheet) -> list[Hit]:
    """What may be believed where nothing announces a thread: two signs on one head, or one sign three times.

    Numbers alone are a list inside the article, however many there are.
    """
    _, says, stamps = families
    heads = [{h.family for h in cluster} for cluster in join_heads(sheet, in_order(in_step(families)))]
    said = sum(head >= {"says", "stamp"} for head in heads)
    twofold = sum(len(head) >= 2 for head in heads)
    named_stamps = [hit for hit in stamps if hit.author is not None]
    if said or twofold >= 2:
        return in_step(families)
    if len(says) >= REPEATS:
        return says
    return named_stamps if len(named_stamps) >= REPEATS else []


def join_heads(sheet: Sheet, hits: Sequence[Hit]) -> Iterator[list[Hit]]:
    """Hits that stand in one head: close together, no family twice, no prose between."""
    cluster: list[Hit] = []
    for hit in hits:
        if cluster and not same_head(sheet, cluster, hit):
            yield cluster
            cluster = []
        cluster.append(hit)
    if cluster:
        yield cluster


def same_head(sheet: Sheet, cluster: Sequence[Hit], hit: Hit) -> bool:
    if any(other.family == hit.family for other in cluster) or hit.line - cluster[-1].last > 2:
        return False
    if hit.family == "numbered" and hit.line > cluster[0].line:
        return False
    between = sheet.lines[cluster[-1].last + 1 : hit.line]
    return all(line.words.count(" ") < PROSE // 2 for line in between)


def named(sheet: Sheet, clusters: list[list[Hit]], signs: Signs) -> list[list[Hit]]:
    """Numbered heads whose whole line is a name ("4. Halima") are named by it, where most of them are so."""
    bare = [i for i, hits in enumerate(clusters) if len(hits) == 1 and hits[0].family == "numbered" and not hits[0].author]
    found: dict[int, tuple[int, int]] = {}
    for i in bare:
        line = sheet.lines[clusters[i][0].line]
        marker = MARKER.match(line.words)
        end = clusters[i + 1][0].line if i + 1 < len(clusters) else len(sheet.lines)
        if marker and is_name(line.words[marker.end() :], signs) and clusters[i][0].line + 1 < end:
            found[i] = (line.start + marker.end(), line.end)
    if len(found) * 2 <= len(clusters):
        return clusters
    return [
        [Hit(h.line, h.last, h.family, h.head, found.get(i, h.author)) for h in cluster] for i, cluster in enumerate(clusters)
    ]


def is_signed_below(sheet: Sheet, clusters: Sequence[Sequence[Hit]], signs: Signs) -> bool:
    """Whether names and stamps stand below the words: then, at the end of each list, nothing but a form follows them."""
    over = (hits[-1].last + 1 for hits in clusters if {hit.family for hit in hits} == {"stamp"})
    return sum(i < len(sheet.lines) and signs.holds("thread_form", sheet.lines[i].words) for i in over) > 1


def starts_above(sheet: Sheet, clusters: Sequence[Sequence[Hit]], first: int) -> Iterator[Start]:
    begin = first
    for hits in clusters:
        if begin < hits[0].line:
            yield replace(as_start(hits), line=begin, rule="flat.stamp_below")
        begin = hits[-1].last + 1


def as_start(cluster: Sequence[Hit]) -> Start:
    author = next((hit.author for hit in cluster if hit.author is not None), None)
    posted = next((hit.head.posted for hit in cluster if hit.head.posted is not None), None)
    families = [family for family in FAMILIES if any(hit.family == family for hit in cluster)]
    depth = int(any(hit.head.bullet for hit in cluster))
    return Start(cluster[0].line, author, posted, depth, "flat." + "+".join(families), 0.95 if author else 0.85)


def find_footer_starts(sheet: Sheet, heads: Sequence[Head | None], first: int, announced: bool) -> list[Start]:
    """Comments signed below ("Posted by: X | date"): the text lies above its name.

    Unannounced, the first comment is taken to be one block long: what else it may hold is left to the seam.
    """
    footers = [head for head in heads[first:] if head is not None and head.footer]
    if len(footers) < (1 if announced else REPEATS):
        return []
    begin = first if announced else block_above(sheet, footers[0].line)
    starts = []
    for head in footers:
        starts.append(Start(begin, head.author, head.posted, 0, "flat.footer", 0.9))
        begin = head.line + 1
    return [start for start in starts if start.line < len(sheet.lines)]


def block_above(sheet: Sheet, line: int) -> int:
    block = sheet.blocks[sheet.block_of[line]]
    if block.first < line or block.first == 0:
        return block.first
    return sheet.blocks[sheet.block_of[line] - 1].first
