"""Templates are served without their blanks, and say the same words."""

from django.template import Context, Engine


def test_a_template_loses_its_blanks_and_keeps_its_words_apart(tmp_path):
    source = "<p>\n    {% if on %}\n\tOne\n        two\n    {% endif %}\n</p>\n"
    (tmp_path / "page.html").write_text(source)
    loader = ("dashboard.web.template_loader.Loader", [tmp_path])
    page = Engine(loaders=[loader]).get_template("page.html").render(Context({"on": True}))

    assert page == "<p>\nOne\ntwo\n</p>\n"
