"""What the agents and record steps of a proposal hand to each other. Pure values."""

from pydantic import BaseModel, ConfigDict

from apps.agents.contracts import Recalled
from apps.core.origin import Sourced
from apps.records.pricing import Priced


class BriefKept(BaseModel):
    """The brief is in the books, and it asks for work."""

    model_config = ConfigDict(frozen=True)

    message_id: str


class ProjectOpened(BaseModel):
    """The project that an inquiry became, and whom to answer."""

    model_config = ConfigDict(frozen=True)

    project_id: str
    client_id: str
    title: str
    client_name: Sourced[str]
    contact_name: Sourced[str] | None
    contact_email: Sourced[str]


class EstimateDraft(BaseModel):
    """What the work would cost, the rule behind each number, and projects like it."""

    model_config = ConfigDict(frozen=True)

    priced: Priced
    currency: Sourced[str]
    similar: tuple[Recalled, ...] = ()


class EstimateKept(BaseModel):
    """The estimate as the books have it."""

    model_config = ConfigDict(frozen=True)

    estimate_id: str


class ProposalDraft(BaseModel):
    """The words of a proposal, and the template they were filled into."""

    model_config = ConfigDict(frozen=True)

    title: str
    subject: str
    body: str
    template: str
    template_version: int
