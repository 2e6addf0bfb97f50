"""Past projects like what is asked for: a proposal to the operator, not a conclusion."""

from typing import Final
from uuid import UUID

from apps.memory import embedding
from apps.memory.contracts import Hit, Policy, Scope, SimilarProject
from apps.memory.recall import recall
from apps.records.models import Project

PROJECTS: Final = Scope.everything("project")
PASSAGES_EACH: Final = 8
HALF: Final = 0.5


def similar_projects(text: str, *, k: int = 3, run: str = "") -> list[SimilarProject]:
    """Return delivered and closed projects that are like the text, most alike first.

    A weak match is not shown. Shown is what the model holds for alike (`Embedder.alike`) or
    what has at least half of the text's words, and of those what scores at least half of the
    best. A long text is best given as its services and items. None of it is proof: the operator
    reads the line.
    """
    hits = recall(text, policy=Policy.GENERATIVE, scope=PROJECTS, k=k * PASSAGES_EACH, run=run)
    best: dict[UUID, Hit] = {}
    for hit in filter(_is_alike, hits):
        best.setdefault(UUID(hit.source_id), hit)
    past = Project.objects.filter(state__in=[Project.State.DELIVERED, Project.State.CLOSED])
    rows = past.in_bulk(list(best))
    found = [_similar(rows[key], hit) for key, hit in best.items() if key in rows]
    return [project for project in found if project.score >= HALF * found[0].score][:k]


def _is_alike(hit: Hit) -> bool:
    model, parts = embedding.embedder(), hit.parts
    if parts is None:
        return False
    by_meaning = model is not None and (parts.cosine or 0) >= model.alike
    return by_meaning or parts.cover >= HALF


def _similar(project: Project, hit: Hit) -> SimilarProject:
    return SimilarProject(
        project_id=project.id,
        title=project.name,
        score=hit.score or 0,
        price_minor=project.price_minor,
        currency=project.currency,
        line=hit.line,
    )
