from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_links_and_second_factor")]

    operations = [
        migrations.CreateModel(
            name="WrongSignIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=45)),
                ("tried_at", models.DateTimeField(db_index=True)),
            ],
            options={"indexes": [models.Index(fields=["address", "tried_at"], name="wrong_sign_ins_of_an_address")]},
        ),
    ]
