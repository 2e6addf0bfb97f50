"""The company's books."""

from apps.records.models.artifacts import Artifact, ContentPurged
from apps.records.models.conversations import Conversation
from apps.records.models.deliverables import Agreement, Deliverable
from apps.records.models.estimates import Estimate
from apps.records.models.invoices import Invoice, Overpaid
from apps.records.models.messages import Message
from apps.records.models.numbers import Counter, NoTransaction
from apps.records.models.payments import NotAPart, Payment
from apps.records.models.people import Client, Contact
from apps.records.models.pricing_rules import PricingRule
from apps.records.models.projects import Project
from apps.records.models.proposals import Proposal
from apps.records.models.templates import Template

__all__ = [
    "Agreement",
    "Artifact",
    "Client",
    "Contact",
    "ContentPurged",
    "Conversation",
    "Counter",
    "Deliverable",
    "Estimate",
    "Invoice",
    "Message",
    "NoTransaction",
    "NotAPart",
    "Overpaid",
    "Payment",
    "PricingRule",
    "Project",
    "Proposal",
    "Template",
]
