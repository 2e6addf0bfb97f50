from django.db import migrations

from apps.core.guards import append_only, not_append_only


class Migration(migrations.Migration):
    dependencies = [("bus", "0001_initial")]
    operations = [
        migrations.RunSQL(append_only(table), not_append_only(table))
        for table in ("bus_event", "bus_seal")
    ]
