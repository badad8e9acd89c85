"""Rows by COPY, the fastest way into PostgreSQL."""

from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice

from django.db import connection, models
from tqdm import tqdm

ROWS_AT_ONCE = 50_000


def line(*values: object) -> str:
    return "\t".join(map(str, values))


def copy(model: type[models.Model], columns: str, rows: Iterable[str], total: int) -> None:
    """`rows` are lines of the named columns; what must be filled besides gets the model's own default."""
    given = columns.split()
    constants = required_defaults(model, given)
    names = ", ".join([*given, *constants])
    suffix = "".join(f"\t{value}" for value in constants.values())
    lines = (row + suffix + "\n" for row in rows)
    with connection.cursor() as cursor, tqdm(total=total, desc=model._meta.verbose_name_plural) as bar:
        for chunk in chunks(lines):
            cursor.copy_expert(f"COPY {model._meta.db_table} ({names}) FROM STDIN", StringIO("".join(chunk)))
            bar.update(len(chunk))


def chunks(lines: Iterator[str]) -> Iterator[list[str]]:
    while chunk := list(islice(lines, ROWS_AT_ONCE)):
        yield chunk


def required_defaults(model: type[models.Model], given: list[str]) -> dict[str, str]:
    needed = [field for field in model._meta.concrete_fields if not field.null and not field.generated]
    return {field.column: text(field) for field in needed if field.column not in given}


def text(field: models.Field) -> str:
    value = field.get_default()
    if value is None:
        raise ValueError(f"{field} needs a value")
    prepared = field.get_db_prep_save(value, connection)
    return {True: "t", False: "f"}.get(prepared, str(getattr(prepared, "adapted", prepared)))
