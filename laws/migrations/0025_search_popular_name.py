from django.db import migrations

# As in 0023, with the name by which a law is known beside its title.
FUNCTION = """
CREATE OR REPLACE FUNCTION laws_refresh_search_text(ids bigint[], may_add boolean) RETURNS void AS $$
    WITH fresh AS (
        SELECT m.id,
            setweight(to_tsvector('english', concat_ws(
                ' · ', m.title, m.popular_name, m.law_citation, m.code_citation)), 'A')
            || setweight(to_tsvector('english', m.summary), 'B')
            || setweight(to_tsvector('english', coalesce((
                SELECT string_agg(concat_ws(' · ', p.detail, p.pinpoint), ' · ' ORDER BY p.id)
                FROM laws_provision p WHERE p.measure_id = m.id), '')), 'C')
            || setweight(to_tsvector('english', concat_ws(' · ', m.notes, m.effect_note, (
                SELECT string_agg(a.description, ' · ' ORDER BY a.order)
                FROM laws_action a WHERE a.measure_id = m.id))), 'D') AS words
        FROM laws_measure m WHERE m.id = ANY(ids)
    ), kept AS (
        UPDATE laws_searchtext t SET words = fresh.words FROM fresh WHERE t.measure_id = fresh.id
    )
    INSERT INTO laws_searchtext (measure_id, words)
    SELECT id, words FROM fresh WHERE may_add ON CONFLICT DO NOTHING
$$ LANGUAGE sql;
"""
BEFORE = FUNCTION.replace("m.title, m.popular_name,", "m.title,")
FILL = "SELECT laws_refresh_search_text(ARRAY(SELECT id FROM laws_measure), true)"


class Migration(migrations.Migration):
    dependencies = [
        ("laws", "0024_popular_name"),
    ]

    operations = [
        migrations.RunSQL(FUNCTION, BEFORE),
        migrations.RunSQL(FILL, FILL),
    ]
