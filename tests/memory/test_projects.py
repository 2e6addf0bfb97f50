import pytest

from apps.memory.models import Retrieval
from apps.memory.projects import similar_projects
from apps.memory.remember import remember
from apps.records.models import Project
from tests.factories.memory import SourceFactory
from tests.factories.records import ProjectFactory

pytestmark = pytest.mark.django_db

PAST = {
    "Bakery website": "website design, seo.\nA website for a bakery with an online menu.",
    "Noor Coffee": "logo, packaging.\nA logo and coffee bags for a small roastery.",
    "Alpine film": "video, social media.\nA two minute film about a mountain festival.",
    "Clinic app": "mobile app, ui ux.\nAn app to book appointments with a clinic.",
}


@pytest.fixture(autouse=True)
def past() -> dict[str, Project]:
    """Four projects that were delivered."""
    return {name: delivered(name, text) for name, text in PAST.items()}


def delivered(name: str, text: str, **fields) -> Project:
    given = {"state": "delivered", "price_minor": 420_000, "currency": "EUR", **fields}
    project = ProjectFactory(name=name, **given)
    thread = f"project:{project.id}"
    remember(SourceFactory(type="project", id=str(project.id), thread=thread, who=name), text)
    return project


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("We open a coffee shop and need a logo and packaging for our beans.", "Noor Coffee"),
        ("Wir sind eine Konditorei und brauchen eine neue Internetseite.", "Bakery website"),
        ("Nous cherchons quelqu'un pour tourner un court film sur notre fête.", "Alpine film"),
        ("Necesitamos una aplicación para que los pacientes reserven citas.", "Clinic app"),
    ],
    ids=["en", "de", "fr", "es"],
)
def test_a_project_like_it_comes_first_in_whatever_language(past, asked, name):
    found = similar_projects(asked, run="run-1")

    assert found[0].title == name
    assert found[0].project_id == past[name].id
    assert (found[0].price_minor, found[0].currency) == (420_000, "EUR")
    assert found[0].line.startswith(f"8 May 2026 {name}: ")
    assert Retrieval.objects.get().run == "run-1"


@pytest.mark.parametrize(
    "asked",
    [
        "The sink in our kitchen leaks, we need a plumber.",
        "Wir suchen jemanden, der unsere Steuererklärung macht.",
        "🎉",
        "",
    ],
)
def test_where_no_project_is_like_it_none_is_shown(asked):
    assert similar_projects(asked) == []


def test_without_a_model_only_what_has_half_of_the_words_is_shown(no_model):
    assert [p.title for p in similar_projects("logo packaging")] == ["Noor Coffee"]
    assert similar_projects("Wir brauchen eine Internetseite") == []


def test_a_project_is_shown_once_however_many_of_its_passages_match():
    delivered("Roastery", "A logo for a roastery. " * 30)

    found = similar_projects("a logo for a coffee roastery", k=3)

    assert sorted(p.title for p in found) == ["Noor Coffee", "Roastery"]


def test_a_project_that_was_lost_is_no_example():
    delivered("Lost", "A wedding cake.", state="lost", closed_at="2026-05-08T00:00:00Z")

    assert similar_projects("wedding cake") == []


def test_a_project_that_is_gone_from_the_books_is_not_made_up(past):
    assert similar_projects("logo packaging coffee")
    past["Noor Coffee"].delete()

    assert similar_projects("logo packaging coffee") == []
