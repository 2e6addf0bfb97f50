from django.db import migrations

# A decision counts in its round only. Were rounds to go back, an undone approval would count again.
ONWARD = """
create function commits_guard_round() returns trigger language plpgsql as $$
begin
  raise exception 'a round does not come back: an undone approval stays undone'
    using errcode = '42501';
end
$$;
create trigger commits_command_round before update on commits_command
  for each row when (new.round < old.round) execute function commits_guard_round();
"""
UNDO = """
drop trigger commits_command_round on commits_command;
drop function commits_guard_round();
"""


class Migration(migrations.Migration):
    dependencies = [("commits", "0002_guards")]
    operations = [migrations.RunSQL(ONWARD, UNDO)]
