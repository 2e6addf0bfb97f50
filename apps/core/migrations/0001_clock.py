from django.db import migrations

# STABLE although it reads clock_timestamp(): the planner may then use it as an index condition
# (`due_at <= pilothouse_now()`), and it is evaluated once a statement.
NOW = """
create function pilothouse_now() returns timestamptz language sql stable parallel safe as $$
  select clock_timestamp()
       + coalesce(nullif(current_setting('pilothouse.clock_offset', true), ''), '0')::interval
$$;
create function pilothouse_txid() returns bigint language sql volatile as $$
  select pg_current_xact_id()::text::bigint
$$;
create function pilothouse_append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = '42501';
end
$$;
"""


class Migration(migrations.Migration):
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL(
            NOW, "drop function pilothouse_now(); drop function pilothouse_txid();"
            " drop function pilothouse_append_only();"
        ),
    ]
