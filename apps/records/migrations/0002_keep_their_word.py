from django.db import migrations

# What was issued is law: neither its number nor what it is for, nor for whom, changes again.
INVOICES = """
create function records_invoice_keeps_its_word() returns trigger language plpgsql as $$
begin
  if old.number is null then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    raise exception 'invoice % was issued and cannot be deleted', old.number
      using errcode = 'integrity_constraint_violation';
  end if;
  if (new.number, new.amount_minor, new.currency, new.client_id, new.lines, new.issued_on)
     is distinct from
     (old.number, old.amount_minor, old.currency, old.client_id, old.lines, old.issued_on) then
    raise exception 'invoice % was issued and cannot be changed', old.number
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger records_invoice_keeps_its_word before update or delete on records_invoice
  for each row execute function records_invoice_keeps_its_word();
"""
# What a client has in hand is never edited, only superseded.
PROPOSALS = """
create function records_proposal_keeps_its_word() returns trigger language plpgsql as $$
begin
  if old.sent_at is not null and
     (new.number, new.version, new.amount_minor, new.currency, new.project_id, new.pdf_id,
      new.sent_at)
     is distinct from
     (old.number, old.version, old.amount_minor, old.currency, old.project_id, old.pdf_id,
      old.sent_at) then
    raise exception 'proposal % was sent and cannot be changed', old.number
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger records_proposal_keeps_its_word before update on records_proposal
  for each row execute function records_proposal_keeps_its_word();
"""
DROP = (
    "drop trigger records_{0}_keeps_its_word on records_{0};"
    "drop function records_{0}_keeps_its_word();"
)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [
        migrations.RunSQL(INVOICES, DROP.format("invoice")),
        migrations.RunSQL(PROPOSALS, DROP.format("proposal")),
    ]
