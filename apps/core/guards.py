"""SQL that migrations share: rows that may only be added."""

APP_ROLE = "pilothouse_app"


def append_only(table: str) -> str:
    """Return the SQL that refuses to change or delete a table's rows, for whoever asks.

    The application's role, where there is one, may not even try.
    """
    return f"""
    create trigger {table}_append_only before update or delete on {table}
      for each row execute function pilothouse_append_only();
    do $$ begin
      if exists (select from pg_roles where rolname = '{APP_ROLE}') then
        revoke update, delete, truncate on {table} from {APP_ROLE};
      end if;
    end $$;
    """  # noqa: S608 - the table names are our migrations' own


def not_append_only(table: str) -> str:
    """Return the SQL that undoes `append_only`."""
    return f"drop trigger {table}_append_only on {table};"
