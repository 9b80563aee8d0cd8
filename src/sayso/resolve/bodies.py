"""Links the actors and sources of a page in one pass: by name, else by what the page itself says of the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from sayso.model import Link, Mention, MentionKind, Page, Passage, Role, Rung
from sayso.pack import Pack
from sayso.resolve.actors import link_named
from sayso.resolve.introduced import find_introduced, link_introduced
from sayso.resolve.ladder import make_link, unknown, words_of
from sayso.resolve.members import link_members
from sayso.resolve.nouns import is_definite, is_name, is_short_form
from sayso.resolve.peoples import is_counted, link_people
from sayso.resolve.persons import find_persons, link_person, person_named
from sayso.resolve.pronouns import link_pronoun, link_theirs
from sayso.resolve.scene import FARTHEST, Antecedent, Scene, bare_name, name_key, scopes_of
from sayso.resolve.seats import link_seats
from sayso.resolve.short_forms import link_short_form
from sayso.resolve.sources import link_source
from sayso.text import norm

# What the page may say of words that are no name of the packs, in the order in which it is asked.
READINGS: tuple[Callable[[Mention, Scene], Link | None], ...] = (link_pronoun, link_theirs, link_person, link_short_form)


def link_bodies(page: Page, passages: Sequence[Passage], mentions: Sequence[Mention], pack: Pack) -> Iterator[Link]:
    """Links in the order of `mentions`, the actors and sources of a page in text order.

    The same words as actor and as source are two mentions; each may lend the other its name, but an actor is never
    linked to an outlet.
    """
    scene = Scene(
        page=page,
        mentions=mentions,
        pack=pack,
        named=find_named(page, mentions, pack),
        scopes=scopes_of(passages),
        titles={passage.id for passage in passages if passage.role is Role.HEADLINE},
    )
    scene.persons.extend(islice(find_persons(scene), FARTHEST))
    scene.learn(find_antecedents(scene))
    links = [scene.named.get(mention.id) or link_unnamed(mention, scene) for mention in mentions]
    yield from link_seats(mentions, links, scene)


def find_named(page: Page, mentions: Sequence[Mention], pack: Pack) -> Mapping[str, Link]:
    """The links of names that the packs know, or that the page writes out beside a name they know."""
    actors = [mention for mention in mentions if mention.kind is MentionKind.ACTOR]
    sources = [mention for mention in mentions if mention.kind is MentionKind.SOURCE]
    named = {mention.id: link for mention in sources if (link := link_source(mention, page, pack)) is not None}
    states = [one for one in mentions if one.id not in named and not is_counted(one, page, pack)]
    named |= link_named(page, states, actors, pack)
    introduced = find_introduced(page.text)
    for mention in mentions:
        link = link_introduced(mention, page, named.get(mention.id), introduced, pack)
        link = link or link_members(mention, page, introduced, pack) or link_people(mention, page, pack)
        if link is not None:
            named[mention.id] = link
    return named


def find_antecedents(scene: Scene) -> Iterator[Antecedent]:
    """The names that short forms may stand for, in text order: those linked, and those of no pack."""
    found = list(read_antecedents(scene))
    tails = {tail for one in found for name in one.names for tail in tails_of(name)}
    for one in found:
        # "the Liberation Front" is another way to write the front named in full, not another body.
        if one.target is not None or not tails.intersection(one.names):
            yield one


def tails_of(name: str) -> Iterator[str]:
    """What is left of a name without its first word, its first two words and so on."""
    _, _, rest = name.partition(" ")
    while rest:
        yield rest
        _, _, rest = rest.partition(" ")


def read_antecedents(scene: Scene) -> Iterator[Antecedent]:
    for mention in scene.mentions:
        words = words_of(mention, scene.page)
        link = scene.named.get(mention.id)
        if link is not None and link.target is not None:
            yield scene.antecedent(mention, link.target, link.key, scene.names_of(link.target))
        elif link is not None:
            if link.rung is Rung.CONTEXT:
                yield scene.antecedent(mention, None, link.key, (norm(words),))
        elif (person := person_named(mention, scene)) is not None:
            yield scene.antecedent(mention, None, person.key, (norm(person.name),), person)
        elif is_name(words, scene.pack) and not is_short_form(words, scene.pack):
            name = bare_name(mention, scene)
            yield scene.antecedent(mention, None, name_key(name, scene.pack), (norm(name),))


def link_unnamed(mention: Mention, scene: Scene) -> Link:
    """What the page says of words that are no name of the packs; else a NIL link, or what is spelt nearly so."""
    for reading in READINGS:
        link = reading(mention, scene)
        if link is not None:
            return link
    words = words_of(mention, scene.page)
    if is_short_form(words, scene.pack):
        definite = mention.passage in scene.titles or is_definite(mention, scene.page)
        why = "a short form with no such actor named before it" if definite else "a common noun that points at nobody named"
        return make_link(mention, None, Rung.NONE, 0.0, (), why, norm(words))
    key = name_key(bare_name(mention, scene), scene.pack) if is_name(words, scene.pack) else norm(words)
    return unknown(mention, words, mention.kind, key, scene.pack)
