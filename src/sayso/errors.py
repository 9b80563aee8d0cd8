"""Everything sayso raises on purpose. A broken page never raises: it is a `Problem` record.

SaysoError
|-- PackError       a pack is missing, or a row of it is wrong
|-- StoreError      the case file is locked, damaged, too new, or no case
|   `-- NoCase      there is no file of that name
|-- ReadError       a file or folder that was named cannot be opened at all
|-- JudgementError  a field, value or verdict that the record cannot take
|-- NotFound        no record, place or page goes by that name, or several do
`-- MissingExtra    an optional part is not installed; names the pip extra
"""


class SaysoError(Exception):
    """Messages say what was found, where, and what to do."""


class PackError(SaysoError):
    pass


class StoreError(SaysoError):
    pass


class NoCase(StoreError):
    pass


class ReadError(SaysoError):
    pass


class JudgementError(SaysoError):
    pass


class NotFound(SaysoError):
    pass


class MissingExtra(SaysoError):
    pass
