"""Who sees what, who may post, and how one enters."""

import re
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from apps.commits.models import Decision
from apps.console.models import LinkUsed, LoginToken
from apps.core.actor import system

pytestmark = pytest.mark.django_db


def link(**options) -> str:
    """Return the path that `manage.py login_link` prints."""
    out = StringIO()
    call_command("login_link", stdout=out, **options)
    lines = out.getvalue().splitlines()
    assert len(lines) == 1
    return re.sub(r"^https?://[^/]+", "", lines[0])


PAGES = ["/", "/decide/{held}/", "/decide/{held}/content/", "/decide/{held}/files/0/", "/runs/"]


@pytest.mark.parametrize("page", PAGES)
def test_nobody_reads_without_a_login(client, held, page):
    answer = client.get(page.format(held=held.id))

    assert answer.status_code == 302
    assert answer.url.startswith("/admin/login/")


@pytest.mark.parametrize("page", PAGES)
def test_mallory_gets_nothing(client, held, mallory, page):
    client.force_login(mallory)

    answer = client.get(page.format(held=held.id))

    assert answer.status_code == 403
    assert held.effect not in answer.content.decode()


def test_a_reader_sees_but_has_no_buttons_and_cannot_post(client, held, grace):
    client.force_login(grace)

    page = client.get(f"/decide/{held.id}/")
    refused = client.post(f"/decide/{held.id}/", {"verb": "approve", "digest": held.digest})
    edit = client.post(f"/decide/{held.id}/edit/", {"digest": held.digest, "subject": "x"})

    assert held.effect in page.content.decode()
    assert not re.search(r'name="verb"|/edit/"', page.content.decode())
    assert (refused.status_code, edit.status_code) == (403, 403)
    assert "Only a person with a login and the right to decide" in refused.content.decode()
    assert Decision.objects.count() == 0


def test_a_collaborator_with_the_right_decides(client, held, grace):
    grace.user_permissions.add(Permission.objects.get(codename="decide_command"))
    client.force_login(grace)

    client.post(f"/decide/{held.id}/", {"verb": "approve", "digest": held.digest})

    assert Decision.objects.get().actor_id == "grace"


def test_a_post_without_the_forms_token_is_refused_in_words(held, ada, settings):
    settings.CSRF_FAILURE_VIEW = "apps.console.views.errors.stale_form"
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada)

    refused = strict.post(f"/decide/{held.id}/", {"verb": "approve", "digest": held.digest})

    assert refused.status_code == 403
    assert "Your click did not count" in refused.content.decode()
    assert Decision.objects.count() == 0


def test_the_first_link_makes_the_owner_without_a_password():
    path = link(user="ada")

    ada = get_user_model().objects.get()
    assert (ada.username, ada.is_superuser, ada.has_usable_password()) == ("ada", True, False)
    assert LoginToken.objects.get().hash not in path


def test_a_link_lets_in_once(client, ada):
    path = link(user="ada")

    looked = client.get(path)
    assert "_auth_user_id" not in client.session
    entered = client.post(path)
    again = client.post(path)

    assert "Welcome aboard, ada" in looked.content.decode()
    assert entered.url == "/"
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert again.status_code == 410
    assert "manage.py login_link" in again.content.decode()


def test_a_link_is_over_after_24_hours(client, ada):
    path = link(user="ada")
    with connection.cursor() as cursor:
        cursor.execute("update console_logintoken set expires_at = pilothouse_now()")

    assert client.get(path).status_code == 410
    assert client.post(path).status_code == 410


def test_a_password_may_be_chosen_and_a_bad_one_costs_nothing(client, ada):
    path = link(user="ada")

    refused = client.post(path, {"password": "short"})
    client.post(path, {"password": "a-long-sea-voyage"})

    ada.refresh_from_db()
    assert refused.status_code == 400
    assert "at least 10 characters" in refused.content.decode()
    assert ada.check_password("a-long-sea-voyage")


def test_nobody_enters_who_was_sent_away(client, ada):
    path = link(user="ada")
    ada.is_active = False
    ada.save()

    assert client.post(path).status_code == 410


def test_a_link_for_nobody_says_so(ada):
    with pytest.raises(CommandError, match="nobody called 'eve'"):
        link(user="eve")


def test_a_used_link_cannot_be_used_by_two_at_once(ada):
    secret = LoginToken.issue(ada, by=system("test"))

    LoginToken.use(secret)

    with pytest.raises(LinkUsed):
        LoginToken.use(secret)


def test_leaving_needs_a_post(as_ada):
    assert as_ada.get("/leave/").status_code == 405
    as_ada.post("/leave/")
    assert as_ada.get("/").status_code == 302
