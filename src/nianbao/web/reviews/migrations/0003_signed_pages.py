from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0002_evidence"),
    ]

    operations = [
        migrations.AddField("handin", "page_name", models.CharField(blank=True, default="", max_length=120)),
        migrations.AddField("handin", "page_kind", models.CharField(blank=True, default="", max_length=8)),
        migrations.AddField("handin", "page_digest", models.CharField(blank=True, default="", max_length=64)),
        migrations.AddField("handin", "page_size", models.PositiveIntegerField(default=0)),
    ]
