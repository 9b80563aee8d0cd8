"""What a problem says to a person: a language that is not read goes by its English name, the record keeps the code."""

from __future__ import annotations

import re
from functools import cache

from sayso.store import Store

UNREAD = re.compile(r"(?<=^no extractor for )[\w-]+")


def told_problems(store: Store, page: str | None = None) -> tuple[str, ...]:
    """The messages of one page in its order, or of all."""
    of_page, asked = ("", ()) if page is None else (" where page = ?", (page,))
    query = f"select message from problems{of_page} order by page, start, id"
    return tuple(tell_problem(str(row["message"])) for row in store.sql(query, asked))


def tell_problem(message: str) -> str:
    """ "German (de)" for "de"; a code that has no name stays as it is."""
    return UNREAD.sub(lambda match: name_language(match.group()), message)


@cache
def name_language(code: str) -> str:
    # Here, since reading the names takes a tenth of a second and most cases speak of no such language.
    from babel import Locale

    name = Locale.parse("en").languages.get(code.replace("-", "_"))
    return code if name is None else f"{name} ({code})"
