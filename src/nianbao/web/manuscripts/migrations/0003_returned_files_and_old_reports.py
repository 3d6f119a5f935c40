import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("manuscripts", "0002_printouts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReturnedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("order", models.JSONField()),
                ("unplaced", models.JSONField()),
                ("pictures", models.JSONField()),
                ("sent_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "manuscript",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="returned_files",
                        to="manuscripts.manuscript",
                    ),
                ),
                (
                    "printout",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="manuscripts.printout"
                    ),
                ),
            ],
            options={
                "ordering": ("-sent_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="ReturnedChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("step", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待决定"),
                            ("taken", "已采纳"),
                            ("refused", "未采纳"),
                            ("standing", "正文已是这样"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("figures", models.JSONField(default=dict)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="manuscripts.returnedfile",
                    ),
                ),
            ],
            options={
                "ordering": ("position",),
            },
        ),
        migrations.CreateModel(
            name="OldReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("links", models.JSONField()),
                ("unplaced", models.JSONField()),
                ("notes", models.JSONField()),
                ("empty", models.JSONField()),
                ("pictures", models.JSONField()),
                ("taken", models.JSONField(default=dict)),
                ("sent_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "manuscript",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="old_reports",
                        to="manuscripts.manuscript",
                    ),
                ),
            ],
            options={
                "ordering": ("-sent_at", "-pk"),
                "constraints": [models.UniqueConstraint(fields=("manuscript", "digest"), name="one_old_report")],
            },
        ),
        migrations.AddConstraint(
            model_name="returnedfile",
            constraint=models.UniqueConstraint(fields=("manuscript", "digest"), name="one_returned_file"),
        ),
        migrations.AddConstraint(
            model_name="returnedchange",
            constraint=models.UniqueConstraint(fields=("file", "position"), name="one_change_a_place"),
        ),
    ]
