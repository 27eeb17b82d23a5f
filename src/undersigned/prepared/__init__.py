"""Statements that are put together once and asked many times.

Django puts the SQL of a query together anew each time it is asked, which takes ten times as long as to
run it. Where that is asked for every submission, a room builds its query once, with a `Place` for each
value that changes. What comes back, and what goes in, is the same as without.

    _kinds = Rows(lambda person: Standing.objects.filter(person_id=person).values_list("kind", flat=True))
    kinds = _kinds(person=person_id)
"""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import Expression
from django.db.models.sql import UpdateQuery

# ruff: noqa: SLF001 - `_meta`, `_state` and `_iterable_class` are how Django is extended

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
Model = TypeVar("Model", bound=models.Model)


class Place(Expression):
    """Where a value goes that is given when the statement runs."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Place]]:  # type: ignore[override] # noqa: ARG002 - Django's signature; the place itself stands among the values
        return "%s", (self,)


class _Prepared:
    """What one thread keeps of a statement for its connection."""

    def __init__(self, build: Callable[..., Any]) -> None:
        self._build = build
        self._names = tuple(inspect.signature(build).parameters)
        self._mine = threading.local()

    def _built(self) -> Any:
        return self._build(**{name: Place(name) for name in self._names})

    def _kept(self) -> Any:
        """This thread's own, made anew where its connection is another one."""
        mine, at = self._mine, _connection()
        if getattr(mine, "connection", None) is not at:
            mine.statement, mine.connection = self._made(at), at
        return mine.statement

    def _made(self, at: BaseDatabaseWrapper) -> Any:
        raise NotImplementedError


class Rows(_Prepared, Generic[Row]):
    """A query. Shape  build: a place for each of its parameters → the query

    Places take identifiers, texts, numbers and times, not lists and not what a slice ends with.

    Shape  shares: the rows' own table stays as it is until the transaction ends, and others may ask for
           the same; where the database locks rows (FOR SHARE, which Django does not have)
    """

    def __init__(self, build: Callable[..., models.QuerySet[Any, Row]], *, shares: bool = False) -> None:
        super().__init__(build)
        self._shares = shares

    def __call__(self, **given: Any) -> list[Row]:
        """What the query finds now. Shape  given: a value for each place"""
        queryset, bind = self._kept()
        bind(given)
        return list(queryset._iterable_class(queryset))

    def first(self, **given: Any) -> Row | None:
        """The first that it finds."""
        return next(iter(self(**given)), None)

    def _made(
        self, at: BaseDatabaseWrapper
    ) -> tuple[models.QuerySet[Any, Row], Callable[[Mapping[str, Any]], None]]:
        queryset = self._built()
        compiler = queryset.query.get_compiler(connection=at)
        sql, values = compiler.as_sql()
        if self._shares and at.features.has_select_for_update_of:
            sql += f" FOR SHARE OF {at.ops.quote_name(queryset.model._meta.db_table)}"
        converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
        compiler.get_converters = lambda _: converters
        queryset.query.get_compiler = lambda *_, **__: compiler

        def bind(given: Mapping[str, Any]) -> None:
            bound = _bound(values, given, at)
            compiler.as_sql = lambda *_, **__: (sql, bound)

        return queryset, bind


class Update(_Prepared):
    """A change of rows.

    Shape  build: a place for each of its parameters → the query for the rows, what becomes of which column
    """

    def __init__(self, build: Callable[..., tuple[models.QuerySet[Any], Mapping[str, Any]]]) -> None:
        super().__init__(build)

    def __call__(self, **given: Any) -> int:
        """How many rows it changed."""
        sql, values = self._kept()
        at = _connection()
        with at.cursor() as cursor:
            cursor.execute(sql, _bound(values, given, at))
            return int(cursor.rowcount)

    def _made(self, at: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        queryset, change = self._built()
        query = queryset.query.chain(UpdateQuery)
        query.add_update_values(change)
        sql, values = query.get_compiler(connection=at).as_sql()
        return sql, values


class Insert(Generic[Model]):
    """New rows. One that the database numbers does not learn its number; no signal is sent."""

    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._fields: list[models.Field[Any, Any]] = []
        self._sql = self._places = ""

    def __call__(self, *rows: Model) -> None:
        """Write a row or a few, in one statement. Errors  IntegrityError"""
        if not self._sql:
            self._prepare()
        at = _connection()
        values = [
            each.get_db_prep_save(each.pre_save(row, add=True), at) for row in rows for each in self._fields
        ]
        with at.cursor() as cursor:
            cursor.execute(f"{self._sql} VALUES {', '.join([self._places] * len(rows))}", values)
        for row in rows:
            row._state.adding, row._state.db = False, at.alias

    def _prepare(self) -> None:
        meta = self._model._meta
        self._fields = [each for each in meta.concrete_fields if not isinstance(each, models.AutoField)]
        quoted = _connection().ops.quote_name
        columns = ", ".join(quoted(str(each.column)) for each in self._fields)
        self._places = f"({', '.join(['%s'] * len(self._fields))})"
        self._sql = f"INSERT INTO {quoted(meta.db_table)} ({columns})"


def _connection() -> BaseDatabaseWrapper:
    """This thread's own."""
    return connections[DEFAULT_DB_ALIAS]


def _bound(values: tuple[Any, ...], given: Mapping[str, Any], at: BaseDatabaseWrapper) -> tuple[Any, ...]:
    return tuple(_adapted(given[each.name], at) if isinstance(each, Place) else each for each in values)


def _adapted(value: Any, at: BaseDatabaseWrapper) -> Any:
    """A value as this database takes it."""
    match value:
        case UUID():
            return value if at.features.has_native_uuid_field else value.hex
        case datetime():
            return at.ops.adapt_datetimefield_value(value)
        case list() | dict():
            return at.ops.adapt_json_value(value, None)
    return value
