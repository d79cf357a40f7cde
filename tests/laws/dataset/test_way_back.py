"""What a release brought comes again after the database was taken back to the one before."""

import pytest
from django.core.management import call_command

from laws.models import Jurisdiction
from tests.support.record_folder import RecordFolder

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def before_wikidata_ids():
    """Takes the tables back to those without the ids, and forward again."""

    def there_and_back():
        call_command("migrate", "laws", "0064", verbosity=0)
        call_command("migrate", verbosity=0)

    yield there_and_back
    call_command("migrate", verbosity=0)


def test_ids_in_wikidata_come_again_save_where_staff_changed_the_row(tmp_path, before_wikidata_ids):
    folder = RecordFolder(tmp_path)
    for number, row in enumerate(folder.rows["jurisdictions.csv.gz"], 1):
        row["wikidata_id"] = f"Q{number}"
    folder.load()
    ids = dict(Jurisdiction.objects.values_list("division_id", "wikidata_id"))
    assert all(ids.values())
    changed = Jurisdiction.objects.get(slug="somerville")
    Jurisdiction.objects.filter(pk=changed.pk).update(notes="Ours")

    before_wikidata_ids()
    assert not Jurisdiction.objects.exclude(wikidata_id="").exists()
    folder.load()
    kept = ids | {changed.division_id: ""}
    assert dict(Jurisdiction.objects.values_list("division_id", "wikidata_id")) == kept
