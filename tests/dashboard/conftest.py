"""What several tests of the pages need."""

import pytest
from django.db import connection


@pytest.fixture
def no_database(transactional_db):
    """The database server is away: nothing listens where it is looked for."""
    known = connection.settings_dict
    connection.close()
    connection.settings_dict = known | {"HOST": "127.0.0.1", "PORT": "1"}
    yield
    connection.close()
    connection.settings_dict = known
