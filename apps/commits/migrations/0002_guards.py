from django.db import migrations

from apps.core.guards import append_only, not_append_only

# The door, for raw SQL too: bytes never change, dispatching comes only from approved, and money
# moves out only behind a person's decision on exactly this digest in this round.
DOOR = """
create sequence commits_fence;
create function commits_guard_command() returns trigger language plpgsql as $$
begin
  if (new.id, new.kind, new.payload, new.content, new.account, new.digest, new.money_out,
      new.recipients::text, new.shown::text, new.effect, new.amount_minor, new.currency)
     is distinct from
     (old.id, old.kind, old.payload, old.content, old.account, old.digest, old.money_out,
      old.recipients::text, old.shown::text, old.effect, old.amount_minor, old.currency) then
    raise exception 'what a command does never changes: propose another one'
      using errcode = '42501';
  end if;
  if new.state = 'dispatching' and old.state not in ('approved', 'dispatching') then
    raise exception 'a command is dispatched only when it is approved' using errcode = '42501';
  end if;
  if new.money_out and new.state in ('dispatching', 'performed') and old.state <> new.state
     and not exists (
       select from commits_decision d
        where d.command_id = new.id and d.verb = 'approve' and d.actor_kind = 'person'
          and d.digest = new.digest and d.round = new.round) then
    raise exception 'no payment without a human signature' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger commits_command_guard before update on commits_command
  for each row execute function commits_guard_command();
create function commits_guard_new_command() returns trigger language plpgsql as $$
begin
  if new.state <> 'proposed' then
    raise exception 'a command begins as proposed' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger commits_command_begins before insert on commits_command
  for each row execute function commits_guard_new_command();
create trigger commits_command_stays before delete on commits_command
  for each row execute function pilothouse_append_only();
do $$ begin
  if exists (select from pg_roles where rolname = 'pilothouse_app') then
    grant usage, select on sequence commits_fence to pilothouse_app;
    revoke delete, truncate on commits_command from pilothouse_app;
  end if;
end $$;
"""
UNDO = """
drop trigger commits_command_guard on commits_command;
drop trigger commits_command_begins on commits_command;
drop trigger commits_command_stays on commits_command;
drop function commits_guard_command();
drop function commits_guard_new_command();
drop sequence commits_fence;
"""


class Migration(migrations.Migration):
    dependencies = [("commits", "0001_initial")]
    operations = [
        migrations.RunSQL(DOOR, UNDO),
        *(
            migrations.RunSQL(append_only(table), not_append_only(table))
            for table in ("commits_decision", "commits_receipt")
        ),
    ]
