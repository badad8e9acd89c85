"""Who can sign in at the demonstration clinic."""

from contextlib import closing

import psycopg2

WHO = """
SELECT name, replace(role, '_', ' '), email FROM (
    SELECT person.*, row_number() OVER (PARTITION BY role ORDER BY created_at, person.id) AS number
    FROM people_user person JOIN people_clinic clinic ON clinic.id = person.clinic_id
    WHERE clinic.is_demonstration AND person.is_active
) numbered
WHERE number <= 2
ORDER BY array_position(ARRAY['physician', 'navigator', 'front_desk', 'manager'], role), number
"""


def lines(clinic: dict[str, str]) -> list[str]:
    """Two of each role, staff first; nobody in a database without a demonstration clinic."""
    with closing(psycopg2.connect(clinic["DATABASE_URL"])) as connection, connection.cursor() as cursor:
        cursor.execute(WHO)
        people = cursor.fetchall()
    listed = [f"    {email:32} {name}, {role}" for name, role, email in people]
    return [f"  Sign in with the password {clinic['DEMO_PASSWORD']} as", *listed] if listed else []
