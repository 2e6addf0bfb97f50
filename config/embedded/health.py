"""What `doctor` says about the wiring: the application must not own what it works on."""

from django.db import connection

from apps.core.health import check
from config.embedded.addresses import APP_ROLE


@check("database role")
def application_role() -> tuple[bool, str]:
    """Say whether the application's role could undo what the database promises."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper FROM pg_roles WHERE rolname = current_user")
        role, is_superuser = cursor.fetchone()
        cursor.execute(
            "SELECT count(*) FROM pg_tables WHERE tableowner = current_user"
            " AND schemaname = current_schema()"
        )
        (owned,) = cursor.fetchone()
    if is_superuser:
        return False, f"{role} is a superuser: nothing is really refused. Use {APP_ROLE}."
    if owned:
        return False, (
            f"{role} owns {owned} tables, so it could drop the journal's protection. "
            f"Give the application the role {APP_ROLE} and DATABASE_OWNER_URL to the owner."
        )
    return True, f"{role} owns no table and is no superuser"
