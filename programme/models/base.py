"""What all tables share: one collection, how constraints are named, a number that counts up in every database."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer, MetaData  # type: ignore[import-untyped,unused-ignore]

__all__ = ["NAMES", "NUMBER", "metadata"]

#: Constraints have the same names in every database, so that a later revision can change them.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

#: SQLite counts up an INTEGER key only, and holds 64 bits in it.
NUMBER = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(naming_convention=NAMES)
