"""Claims: propositions with their names, times and amounts, each at the exact words that carry it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from sayso.extract.amounts import COUNTED, figure_of, find_figure
from sayso.extract.antecedents import antecedent_of, is_told_of, pronoun_of
from sayso.extract.clauses import head_clause
from sayso.extract.doers import whole_of
from sayso.extract.figures import Figure
from sayso.extract.fillers import PLACE_ROLES
from sayso.extract.lexicon import lexicon_of
from sayso.extract.mentions import make_mention
from sayso.extract.names import Names
from sayso.extract.own_deeds import OF, PRONOUNS, is_another, is_force, is_of_ranks, is_own
from sayso.extract.parse import Paragraph
from sayso.extract.propositions import Proposition
from sayso.extract.speakers import noun_phrase, place_phrase
from sayso.extract.stretches import Tense
from sayso.extract.times import TimeWords, resolve_time, within_tense
from sayso.extract.tree import Token
from sayso.model import Claim, Mention, MentionKind, Mood, Span, When, record_id
from sayso.pack import Pack

# Deeds done to what somebody has.
THINGS = ("destroy", "loot")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a claim is read against: its page, its passage, the paragraph, and the names and times found there."""

    page: str
    passage: str
    paragraph: Paragraph
    names: Names
    times: Sequence[tuple[TimeWords, Token]]
    anchor: When | None
    text: str

    def parties(self, claim: Claim) -> list[str]:
        """The words that fill the claim's actors and targets."""
        ids = {mention for role, mention in claim.roles if role in {"actor", "target"}}
        return [self.text[m.span.start : m.span.end] for m in self.names.known(ids)]


@dataclass(frozen=True, slots=True)
class Around:
    """What a clause leaves to the words around it: `bodies` are those who speak, `cue` the word that says so.

    `doer` is who does it where no word of the clause tells, `scene` the role and the mention of where.
    """

    bodies: Sequence[Mention] = ()
    cue: Token | None = None
    doer: Mention | None = None
    scene: tuple[str, str] | None = None


def make_claims(
    proposition: Proposition,
    mood: Mood,
    anchor: When | None,
    around: Around,
    direct: bool,
    setting: Setting,
    pack: Pack,
) -> Iterator[tuple[Claim, list[Mention]]]:
    """One claim for each place that fills the role and for each count: "took A and B" is two claims, and so is "killed
    nine guards and two farmers". Yields the claim and its new mentions.
    """
    kind = proposition.frame.kind
    places = side_by_side([token for role, token in proposition.fillers if role in {"place", "part"}])
    alone: list[Token | None] = [None]
    for place, counted in product(places or alone, by_count(proposition, pack)):
        fillers = [
            (role, token)
            for role, token in proposition.fillers
            if token == place or (role not in {"place", "part"} and (role != "target" or token in counted))
        ]
        roles: list[tuple[str, str]] = []
        made: list[Mention] = []
        named: list[Mention] = []
        for role, token in fillers:
            own = own_bodies(token, around, direct, setting) if role == "actor" else []
            mention = own[0] if own else mention_for(role, token, setting)
            if not own:
                named.append(mention)
            setting.names.add(mention)
            made.append(mention)
            others = (
                [*own[1:], *named_men(token, setting)]
                if own
                else [*joined_with(token, role, setting), *thing_of(token, role, mention, kind, setting)]
            )
            made.extend(others)
            roles.extend((role, m.id) for m in (mention, *others) if not is_filled(role, m, roles))
        if around.scene is not None:
            # "The quay" is a part of the town that the scene is.
            roles = [("part" if role == around.scene[0] == "place" else role, mention) for role, mention in roles]
            roles.append(around.scene)
        if around.doer is not None:
            made.append(around.doer)
            roles.append(("actor", around.doer.id))
        span = claim_span(proposition, fillers, named, setting)
        figure = figure_of(proposition, fillers, pack)
        yield (
            Claim(
                id=record_id("claim", setting.page, span.start, span.end, kind, *(part for pair in roles for part in pair)),
                span=span,
                kind=kind,
                roles=tuple(roles),
                when=find_when(proposition.head, mood, anchor, setting),
                amount=figure.amount if figure is not None else None,
                mood=mood,
                counted=words_of(figure, setting),
            ),
            made,
        )


def by_count(proposition: Proposition, pack: Pack) -> list[list[Token]]:
    """Those it happened to, a list for each count of them: "21 rebels and their guards and 11 soldiers" are two."""
    targets = [token for role, token in proposition.fillers if role == "target"]
    groups: list[list[Token]] = [[]]
    for token in targets:
        if groups[-1] and proposition.frame.kind.startswith(COUNTED) and find_figure(token, pack) is not None:
            groups.append([])
        groups[-1].append(token)
    return groups


def is_filled(role: str, mention: Mention, roles: Sequence[tuple[str, str]]) -> bool:
    """Whether a mention fills the role already; one place is not both the place and a part of it."""
    return any(mention.id == other and (role == taken or {role, taken} == {"place", "part"}) for taken, other in roles)


def side_by_side(places: Sequence[Token]) -> list[Token]:
    """The places that are joined by "and" with the first: one within another ("the yard in X") is where the same thing was."""
    return [place for place in places if place == places[0] or is_joined(place, places[0])]


def is_joined(place: Token, first: Token) -> bool:
    around = {first, *first.ancestors}
    for token in (place, *place.ancestors):
        if token in around and token.dep_ != "conj":
            return False
        if token.dep_ == "conj" and token.head in around:
            return token.pos_ not in {"VERB", "AUX"}
    return False


def own_bodies(token: Token, around: Around, direct: bool, setting: Setting) -> list[Mention]:
    """Those who speak, if "we" or "its men" are theirs: not in "said the clan had sent its men". "It" is the first of them."""
    lex = lexicon_of(setting.names.pack)
    if around.cue is None:
        return []
    if is_of_ranks(token, lex):
        return [body for body in around.bodies if is_force(setting.text[body.span.start : body.span.end], setting.names.pack)]
    if not is_own(token, direct, setting.names.pack):
        return []
    pronoun = pronoun_of(token)
    if pronoun is not None and is_told_of(pronoun, around.cue, setting.names, lex):
        return []
    many = pronoun is None or "Number=Plur" in str(pronoun.morph)
    return list(around.bodies if many else around.bodies[:1])


def named_men(token: Token, setting: Setting) -> Iterator[Mention]:
    """ "Its engineers" beside the body whose they are; of "it" and "we" there is no more to tell."""
    if token.tag_ not in PRONOUNS and token.pos_ != "PROPN":
        mention = make_mention(setting.page, *setting.paragraph.span(*noun_phrase(token)), MentionKind.ACTOR, setting.passage)
        setting.names.add(mention)
        yield mention


def mention_for(role: str, token: Token, setting: Setting) -> Mention:
    """The mention that fills a role: a name already found there, else one made of the noun's own words."""
    wanted = MentionKind.PLACE if role in PLACE_ROLES else MentionKind.ACTOR
    lex = lexicon_of(setting.names.pack)
    pronoun = pronoun_of(token) if role in {"actor", "target"} and not is_another(token, lex) else None
    meant = antecedent_of(pronoun, setting.names, lex) if pronoun is not None else None
    token = whole_of(token) if meant is None else meant
    found = setting.names.of(token, wanted)
    # "US raids" did it, and are not the US.
    thing = role == "instrument" and not lex.is_any(token, ("actor", "person"))
    if thing and found is not None and token.pos_ == "NOUN":
        found = None
    body = named_body(token, setting) if wanted is MentionKind.ACTOR and not (thing or is_known(found, setting)) else None
    named = body or found
    if named is not None:
        return named
    start, end = place_phrase(token) if wanted is MentionKind.PLACE else noun_phrase(token)
    return make_mention(setting.page, *setting.paragraph.span(start, end), wanted, setting.passage)


def joined_with(token: Token, role: str, setting: Setting) -> Iterator[Mention]:
    """The others that "they" means: B, of "A and B said that they"."""
    pronoun = pronoun_of(token) if role == "actor" and token.tag_ in PRONOUNS else None
    meant = antecedent_of(pronoun, setting.names, lexicon_of(setting.names.pack)) if pronoun is not None else None
    if meant is not None and "Number=Plur" in str(token.morph):
        for other in meant.conjuncts:
            mention = mention_for(role, other, setting)
            setting.names.add(mention)
            yield mention


def thing_of(token: Token, role: str, owner: Mention, kind: str, setting: Setting) -> Iterator[Mention]:
    """ "Destroyed two X positions": the positions, beside X whose they are."""
    lex = lexicon_of(setting.names.pack)
    thing = role == "target" and kind.startswith(THINGS) and token.pos_ == "NOUN" and not lex.is_any(token, ("actor", "person"))
    start = setting.paragraph.span(token.idx, token.idx)[0]
    if thing and not owner.span.start <= start < owner.span.end:
        words = setting.paragraph.span(*noun_phrase(token))
        mention = make_mention(setting.page, *words, MentionKind.ACTOR, setting.passage)
        setting.names.add(mention)
        yield mention


def is_known(mention: Mention | None, setting: Setting) -> bool:
    """Whether the packs know the whole of a name, so that no part of it stands for it."""
    words = setting.text[mention.span.start : mention.span.end] if mention is not None else ""
    return bool(words and setting.names.pack.candidates(words, MentionKind.ACTOR))


def named_body(token: Token, setting: Setting) -> Mention | None:
    """The body in "members of X" and "X fighters": the noun says only that they are people of it."""
    lex = lexicon_of(setting.names.pack)
    # A body's envoy or leader is one of its people, never it; its allies and opponents are others.
    apart = (token.tag_ == "NN" and lex.is_class(token, "official")) or lex.is_class(token, "other")
    if token.pos_ != "NOUN" or apart:
        return None
    inner = [c for c in token.children if c.dep_ in {"compound", "nmod", "poss"} and c.i < token.i]
    inner += [o for c in token.children if c.dep_ == "prep" and c.lower_ in OF for o in c.children if o.dep_ == "pobj"]
    found = (inner_body(t, setting) for t in inner)
    return next((m for m in found if m is not None), None)


def inner_body(token: Token, setting: Setting) -> Mention | None:
    """ "A bomber from the K7 rebel group": the name that packs know stands inside the one that nobody knows."""
    mention = setting.names.inner(token, MentionKind.ACTOR)
    return mention if is_known(mention, setting) else named_body(token, setting) or mention


def claim_span(
    proposition: Proposition, fillers: Iterable[tuple[str, Token]], mentions: Sequence[Mention], setting: Setting
) -> Span:
    """From the first to the last word of the predicate and its fillers, with the predicate's auxiliaries and "not".

    What another sentence supplies (whom "they" means, where the town was named) is no part of it; nor is what was told of
    the same before it ("it began on the 8th").
    """
    head = proposition.head
    if proposition.lent is not None or takes_it(head):
        mentions, fillers = [], [(role, token) for role, token in fillers if head in {token, *token.ancestors}]
        fillers += [("target", token) for token in head.subtree if token.tag_ == "PRP" and pronoun_over(token) == head]
    sentence = setting.paragraph.span(head.sent.start_char, head.sent.end_char)
    mentions = [m for m in mentions if m.span.start < sentence[1] and sentence[0] < m.span.end]
    fillers = [(role, token) for role, token in fillers if token.sent == head.sent]
    own = [head, *(c for c in head.children if c.dep_ in {"aux", "auxpass", "neg", "prt"})]
    bounds = [setting.paragraph.span(t.idx, t.idx + len(t.text)) for t in own]
    bounds += [(m.span.start, m.span.end) for m in mentions]
    counts = [c for _, token in fillers for c in token.children if c.dep_ in {"nummod", "quantmod"}]
    bounds += [setting.paragraph.span(t.idx, t.idx + len(t.text)) for _, t in fillers]
    bounds += [setting.paragraph.span(c.left_edge.idx, c.idx + len(c.text)) for c in counts]
    return Span(setting.page, min(a for a, _ in bounds), max(b for _, b in bounds))


def takes_it(verb: Token) -> bool:
    """ "Promised X and took it on the 17th": the second deed is told in words of its own."""
    return verb.dep_ == "conj" and any(c.dep_ == "dobj" and c.lower_ == "it" for c in verb.rights)


def pronoun_over(pronoun: Token) -> Token:
    """What a pronoun stands beside: "17" of "17 of them", "began" of "it began"."""
    return pronoun.head.head if pronoun.head.lower_ == "of" else pronoun.head


def words_of(figure: Figure | None, setting: Setting) -> Span | None:
    return None if figure is None else Span(setting.page, *setting.paragraph.span(figure.start, figure.end))


def governor(token: Token) -> Token:
    """The verb (else the topmost noun) that a time expression belongs to."""
    node = token
    while node.head != node and node.pos_ not in {"VERB", "AUX"}:
        node = node.head
    return node


def find_when(head: Token, mood: Mood, anchor: When | None, setting: Setting) -> When | None:
    """The time the words give the deed, read against `anchor`; None if they give none. Never the date of publication."""
    words = time_words(head, mood, setting)
    if words is None:
        return None
    tense = tense_of(head, mood)
    when = resolve_time(words, anchor, tense, setting.page, setting.paragraph.offset)
    if tense == "present" and mood is Mood.ACTUAL and is_ahead(when, anchor):
        # "Corps takes Sarn on Wednesday", printed on a Thursday: the one that has been.
        tense = "past"
        when = resolve_time(words, anchor, tense, setting.page, setting.paragraph.offset)
    return within_tense(when, anchor, tense)


def is_ahead(when: When | None, anchor: When | None) -> bool:
    """Whether a time lies wholly after the anchor."""
    return bool(when and when.start and anchor and anchor.end and when.start >= anchor.end)


def time_words(head: Token, mood: Mood, setting: Setting) -> TimeWords | None:
    """The time expression nearest to the deed: on its own verb, below it, or on a verb above that is not what is reported."""
    above = list(dict.fromkeys([head, head_clause(head)]))
    for token in above[-1].ancestors:
        if token.dep_ == "relcl" or above[-1].dep_ in {"ccomp", "advcl", "relcl", "parataxis"}:
            break
        above.append(token)
    for node in above:
        for words, token in setting.times:
            if governor(token) == node and token.sent == head.sent and (mood is Mood.ACTUAL or not is_heading(token, head)):
                return words
    below = {t.i for t in head.subtree}
    return next((w for w, t in setting.times if t.i in below and governor(t).dep_ not in {"relcl", "ccomp", "advcl"}), None)


def is_heading(time: Token, head: Token) -> bool:
    """ "My guess for the coming year: Sarn falls before July": how far somebody looks is not the day he sets."""
    return any(token.lower_ == ":" for token in head.doc[time.i : head.i])


def tense_of(head: Token, mood: Mood) -> Tense:
    if mood in {Mood.EXPECTED, Mood.INTENDED, Mood.CONDITIONAL}:
        return "future"
    verb = governor(head)
    tags = {verb.tag_, *(c.tag_ for c in verb.children if c.dep_ in {"aux", "auxpass"})}
    if verb.tag_ == "VBN" and {c.lemma_ for c in verb.children if c.tag_ in {"VBZ", "VBP"}} == {"be"}:
        return "present"  # "is planned for May"
    return "past" if tags & {"VBD", "VBN"} or head.pos_ == "NOUN" else "present"
