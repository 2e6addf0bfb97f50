"""The agents of a proposal by themselves: typed values in, typed values out, no database."""

from datetime import date

import pytest

from apps.agents.contracts import Recalled, Wait, Wording
from apps.agents.library.draft import draft
from apps.agents.library.estimate import estimate
from apps.agents.library.intake import intake
from apps.agents.proposals import EstimateDraft, ProjectOpened
from apps.core.origin import Origin, Sourced, Trust
from apps.records.contracts import Brief, BudgetRange, Item, Kind, MailText
from apps.records.pricing import Line, Priced, Rule
from apps.records.received import MessageReceived
from tests.fakes import FakeContext

TEXT = "We need a new logo and a website of seven pages by 1 December 2026. Nora"
LOGO = Rule(name="logo-eur", service="logo", currency="EUR", base_minor=1_400_00)
SITE = Rule(
    name="site-eur", service="website-design", currency="EUR", unit="page",
    base_minor=2_200_00, unit_minor=180_00, included_quantity=5,
)  # fmt: skip
NORA = Sourced(value="Nora", origin=Origin.STATED, quote="Nora")
WORDING = Wording(
    name="proposal", version=3, subject="Your project: {project}",
    body="Hello {name}\n{lines}\nTogether: {total}\n{deadline}\n{studio}",
)  # fmt: skip


def stated(value: object, quote: str) -> Sourced:
    return Sourced(value=value, origin=Origin.STATED, quote=quote)


def message(subject: str = "A logo") -> MessageReceived:
    return MessageReceived(
        message_id="m",
        conversation_id="c",
        mail=MailText(message="m", subject=subject, text=TEXT, new_text=TEXT),
        sent_on=date(2026, 11, 20),
        trust=Trust.STRANGER,
        own=("studio.example",),
    )


def brief(**values: object) -> Brief:
    return Brief(kind=Kind.INQUIRY, **values)


def project(contact: Sourced[str] | None = NORA) -> ProjectOpened:
    return ProjectOpened(
        project_id="p",
        client_id="k",
        title="Logo for Brightwater",
        client_name=Sourced(value="Brightwater", origin=Origin.OPERATOR),
        contact_name=contact,
        contact_email=Sourced(value="nora@client.example", origin=Origin.OPERATOR),
    )


def priced() -> EstimateDraft:
    line = Line(
        service="logo", description="Logo", quantity=None, low_minor=126_000,
        likely_minor=140_000, high_minor=168_000, rule="logo-eur", rule_version=1,
        computed="base",
    )  # fmt: skip
    whole = Priced(
        currency="EUR", lines=(line,), low_minor=126_000, likely_minor=140_000,
        high_minor=168_000,
    )  # fmt: skip
    euros = Sourced(value="EUR", origin=Origin.INFERRED, because="the studio's own currency")
    return EstimateDraft(priced=whole, currency=euros)


def estimated(asked: Brief, **house: object) -> EstimateDraft | Wait:
    ctx = FakeContext(may=("recall", "rules", "services"), **{"pricing": (LOGO, SITE), **house})
    return estimate(ctx, message(), asked, project())


def drafted(
    *,
    wording: Wording | None = WORDING,
    subject: str = "",
    asked: Brief | None = None,
    **of: object,
):
    ctx = FakeContext(may=("template",), templates=(wording,) if wording else ())
    return draft(ctx, message(subject), asked or brief(), project(**of), priced())


def test_intake_answers_what_was_read_with_each_quote_in_its_place():
    read = brief(services=(stated("logo", "a new logo"),))
    answer = intake(FakeContext(may=("ask",), answers=(read,)), message())

    assert answer.services[0].start == TEXT.index("a new logo")


def test_intake_states_nothing_that_the_mail_does_not_say():
    read = brief(services=(stated("video", "a short film"),), company=stated("Acme", "Acme"))
    answer = intake(FakeContext(may=("ask",), answers=(read,)), message())

    assert answer.services[0].origin is Origin.INFERRED
    assert answer.company
    assert (answer.company.origin, answer.company.quote) == (Origin.INFERRED, "")


def test_estimate_prices_each_service_by_its_rule():
    answer = estimated(brief(services=(stated("logo", "logo"),)))

    assert isinstance(answer, EstimateDraft)
    assert [(line.rule, line.likely_minor) for line in answer.priced.lines] == [
        ("logo-eur", 140_000)
    ]


def test_estimate_counts_what_the_mail_counts():
    pages = stated(Item(what="pages", quantity=7), "seven pages")
    site = stated("website-design", "website")
    answer = estimated(brief(services=(site,), deliverables=(pages,)))

    assert isinstance(answer, EstimateDraft)
    assert answer.priced.likely_minor == 220_000 + 2 * 18_000


def test_estimate_takes_the_currency_of_the_budget_with_its_words():
    budget = stated(BudgetRange(high_minor=300_000, currency="EUR"), "3,000 EUR")
    answer = estimated(brief(services=(stated("logo", "logo"),), budget=budget))

    assert isinstance(answer, EstimateDraft)
    assert (answer.currency.value, answer.currency.quote) == ("EUR", "3,000 EUR")


def test_estimate_infers_the_studios_currency_where_none_is_said():
    answer = estimated(brief(services=(stated("logo", "logo"),)))

    assert isinstance(answer, EstimateDraft)
    assert answer.currency.origin is Origin.INFERRED


def test_estimate_recalls_similar_projects_the_closest_first():
    far, near = (
        Recalled(project=t, title=t, score=s) for t, s in (("far", 0.2), ("near", 0.9))
    )
    answer = estimated(brief(services=(stated("logo", "logo"),)), past=(far, near))

    assert isinstance(answer, EstimateDraft)
    assert [one.title for one in answer.similar] == ["near", "far"]


def test_estimate_waits_for_a_rule_and_names_what_is_missing():
    answer = estimated(brief(services=(stated("seo", "SEO"),)))

    assert isinstance(answer, Wait)
    assert answer.event == "pricing_rule.activated"
    assert "EUR for seo" in answer.reason


def test_estimate_waits_where_no_service_is_named_and_says_what_to_do():
    answer = estimated(brief(), projects={"p": ()})

    assert isinstance(answer, Wait)
    assert answer.event == "project.rescoped"
    assert "manage.py rescope p" in answer.reason


def test_estimate_takes_the_services_that_the_operator_gave_the_project():
    answer = estimated(brief(), projects={"p": ("logo",)})

    assert isinstance(answer, EstimateDraft)
    assert answer.priced.lines[0].service == "logo"


def test_draft_fills_the_studios_own_words():
    answer = drafted()

    assert answer.body.startswith("Hello Nora\n- Logo: €1,400.00\nTogether: €1,400.00\n")
    assert answer.body.endswith("Studio Ada")
    assert (answer.template, answer.template_version) == ("proposal", 3)


@pytest.mark.parametrize(
    ("subject", "answered"),
    [
        ("A logo", "Re: A logo"),
        ("Re: A logo", "Re: A logo"),
        ("  A\n logo ", "Re: A logo"),
        ("", "Your project: Logo for Brightwater"),
    ],
)
def test_draft_answers_under_the_mails_subject(subject, answered):
    assert drafted(subject=subject).subject == answered


def test_draft_greets_somebody_without_a_name_all_the_same():
    assert drafted(contact=None).body.startswith("Hello there\n")


def test_draft_names_the_deadline_or_asks_for_one():
    said = stated(date(2026, 12, 1), "1 December 2026")

    assert "ready by 1 December 2026" in drafted(asked=brief(deadline=said)).body
    assert "not set a date yet" in drafted().body


def test_draft_waits_for_a_template_where_none_is_published():
    answer = drafted(wording=None)

    assert isinstance(answer, Wait)
    assert answer.event == "template.published"
