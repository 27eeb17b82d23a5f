"""Days and hours as a database counts them itself, without a function of Python’s for each row."""

from typing import Any

from django.db.models import Func, TextField


class Day(Func):
    """The day of a moment in UTC, as text."""

    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> Any:
        return self.as_sql(compiler, connection, template="substr(%(expressions)s, 1, 10)")

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> Any:
        template = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD')"
        return self.as_sql(compiler, connection, template=template)


class Hour(Func):
    """The hour of a moment in UTC, as text of two digits."""

    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> Any:
        return self.as_sql(compiler, connection, template="substr(%(expressions)s, 12, 2)")

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> Any:
        template = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'HH24')"
        return self.as_sql(compiler, connection, template=template)
