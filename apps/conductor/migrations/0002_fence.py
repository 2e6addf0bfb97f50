from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("conductor", "0001_initial"),
        ("core", "0001_clock"),
        ("policies", "0002_guards"),
        ("commits", "0002_guards"),
    ]
    operations = [
        migrations.RunSQL("create sequence conductor_fence", "drop sequence conductor_fence")
    ]
