from django.db import migrations

from apps.core.guards import append_only, not_append_only


class Migration(migrations.Migration):
    dependencies = [("policies", "0001_initial")]
    operations = [
        migrations.RunSQL(append_only("policies_judgment"), not_append_only("policies_judgment"))
    ]
