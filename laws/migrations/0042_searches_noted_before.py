"""Days of searches that stood with the governments become rows of the ledger."""

from django.db import migrations

WHERE = "Public pages; which ones was not noted"
NOTED = f"""
    INSERT INTO laws_search (jurisdiction_id, agency, day, precision, how, sought, "where", words,
                             outcome, note, shipped_digest)
    SELECT id, '', searched_on, 'day', 'person', 'law', '{WHERE}', '',
           CASE WHEN search_note = '' THEN 'found' ELSE 'none' END, search_note, ''
    FROM laws_jurisdiction WHERE searched_on IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("laws", "0041_ledger")]

    operations = [migrations.RunSQL(NOTED, migrations.RunSQL.noop)]
