"""The flow: an inquiry becomes a proposal, which waits for the operator, then is sent once."""

from apps.agents.library.draft import draft
from apps.agents.library.estimate import estimate
from apps.agents.library.intake import intake
from apps.conductor.flow import Flow, commit, record
from apps.conductor.subscribers import wire
from apps.records.commands import SendProposal
from apps.records.received import received
from apps.streams.proposals.books import (
    keep_brief,
    keep_estimate,
    keep_proposal,
    open_project,
    settle_proposal,
)

from_inquiry = wire(
    Flow(
        "proposals.from_inquiry",
        on="message.received",
        load=received,
        wakes_on=(
            "conversation.identified",
            "pricing_rule.activated",
            "project.rescoped",
            "template.published",
        ),
        steps=[
            intake,
            record(keep_brief),
            record(open_project),
            estimate,
            record(keep_estimate),
            draft,
            record(keep_proposal),
            commit(SendProposal),
            record(settle_proposal),
        ],
    )
)
