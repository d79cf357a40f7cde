"""Kept pages take a bounded room, are made by one machine, and need no server to be there."""

import threading

import pytest
from django.core.cache import cache, caches

from dashboard.web import one_maker
from dashboard.web.one_maker import one_machine_makes
from dashboard.web.page_memory import PageMemory
from dashboard.web.shared_pages import SharedPages

KB = 1024


@pytest.fixture
def memory():
    memory = PageMemory("a test", {"OPTIONS": {"MAX_BYTES": 100 * KB}})
    memory.clear()
    return memory


def test_memory_is_bounded_by_bytes_and_lets_go_of_what_was_not_asked_for(memory):
    for number in range(9):
        memory.set(f"page-{number}", b"." * 10 * KB)
    memory.get("page-0")
    for number in range(9, 12):
        memory.set(f"page-{number}", b"." * 10 * KB)

    assert sum(map(len, memory._cache.values())) <= 100 * KB
    assert memory.get("page-0")
    assert [n for n in range(12) if memory.get(f"page-{n}") is None] == [1, 2, 3]


def test_one_large_file_does_not_drive_out_the_pages(memory):
    memory.set("page", b"." * KB)
    memory.set("file", b"." * 30 * KB)

    assert memory.get("page")
    assert memory.get("file") is None


def test_room_that_was_taken_is_free_again(memory):
    for _ in range(50):
        memory.set("page", b"." * 10 * KB)
    memory.delete("page")
    for number in range(9):
        memory.set(number, b"." * 10 * KB)

    assert all(memory.get(number) for number in range(9))


class OtherMachinesToo(PageMemory):
    """A memory that says of itself that other machines have it too."""

    answers = True


@pytest.fixture
def shared(settings, monkeypatch):
    place = f"{__name__}.{OtherMachinesToo.__name__}"
    settings.CACHES = {"default": {"BACKEND": place, "OPTIONS": {"MAX_BYTES": 100 * KB}}}
    cache.clear()


def test_a_page_that_another_machine_makes_is_waited_for(shared):
    with one_machine_makes("page") as found:
        assert found is None
        others = []
        other = threading.Thread(target=lambda: others.append(wait_for("page")))
        other.start()
        cache.set("page", "made once")
    other.join()

    assert others == ["made once"]


def wait_for(key):
    with one_machine_makes(key) as found:
        return found


def test_what_another_machine_made_and_did_not_keep_is_made_here(shared):
    cache.add("page.maker", True)
    other = threading.Thread(target=cache.delete, args=["page.maker"])
    other.start()

    assert wait_for("page") is None
    other.join()
    assert cache.get("page.maker") is None


def test_a_maker_that_died_is_not_waited_for_long(shared, monkeypatch):
    monkeypatch.setattr(one_maker, "WAITS", 0.01)
    cache.add("page.maker", True)

    assert wait_for("page") is None
    assert cache.get("page.maker"), "it is the other's"


def test_memory_stands_in_for_a_server_that_does_not_answer(settings, caplog):
    settings.CACHES = {
        "default": {
            "BACKEND": "dashboard.web.shared_pages.SharedPages",
            "LOCATION": "redis://127.0.0.1:1/0",
            "OPTIONS": {"MAX_BYTES": 100 * KB},
        }
    }
    SharedPages.left_alone_until = 0
    for number in range(5):
        cache.set(f"page-{number}", number)
    with one_machine_makes("page-5") as found:
        assert found is None

    assert [cache.get(f"page-{number}") for number in range(5)] == list(range(5))
    assert len(caplog.messages) == 1, "asked once, and left alone"
    assert "does not answer" in caplog.text
    assert "127.0.0.1" in str(caches["default"]._servers)
