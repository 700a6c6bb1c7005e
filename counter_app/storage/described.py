"""What a store may tell of itself: its versions, and how many entries of each kind it has.

Invariant: it reads kinds only, never what an entry says.
"""

from sqlalchemy import Connection, func, select
from sqlcipher3 import dbapi2 as sqlcipher

from counter_app.services.program.about import Built
from counter_app.storage import tables as t
from counter_app.storage.folds import FOLD_VERSION

_BY_KIND = select(t.journal.c.kind, func.count()).group_by(t.journal.c.kind)


def entries_by_kind(connection: Connection) -> dict[str, int]:
    """The counts, by kind."""
    return {str(row[0]): int(row[1]) for row in connection.execute(_BY_KIND)}


def built() -> Built:
    """The versions that this program writes."""
    version = ".".join(map(str, sqlcipher.sqlite_version_info))
    return Built(t.SCHEMA_VERSION, FOLD_VERSION, version)
