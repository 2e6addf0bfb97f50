"""Invoices: numbers without gaps, and words that stay."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from apps.core.actor import person
from apps.core.fsm import TransitionNotAllowed
from apps.records.models import Counter, Invoice, NotAPart, NoTransaction, Overpaid
from tests.factories import records as make

ADA = person("ada")
DAY = date(2026, 3, 2)
THREADS = 8


def issued(**fields):
    invoice = make.InvoiceFactory.create(**fields)
    with invoice.locked():
        invoice.issue(by=ADA, on=DAY)
    return invoice


@pytest.mark.django_db
def test_a_draft_has_no_number_and_an_issue_gives_it_one():
    draft = make.InvoiceFactory.create()
    before = draft.number

    with draft.locked():
        draft.issue(by=ADA, on=DAY)

    assert (before, draft.number, draft.issued_on) == (None, "INV-2026-0001", DAY)


@pytest.mark.django_db(transaction=True)
def test_eight_threads_issue_without_a_gap_although_half_of_them_fail():
    drafts = [make.InvoiceFactory.create() for _ in range(2 * THREADS)]
    barrier = Barrier(THREADS)

    def issue(chunk):
        barrier.wait()
        for invoice, fails in zip(chunk, (True, False), strict=True):
            try:
                with invoice.locked():
                    invoice.issue(by=ADA, on=DAY)
                    _ = 1 / (not fails)
            except ZeroDivisionError:
                pass
        connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(issue, [drafts[i::THREADS] for i in range(THREADS)]))

    numbers = sorted(Invoice.objects.exclude(number=None).values_list("number", flat=True))
    assert numbers == [f"INV-2026-{n:04d}" for n in range(1, THREADS + 1)]


@pytest.mark.django_db(transaction=True)
def test_eight_threads_issue_one_invoice_once():
    invoice = make.InvoiceFactory.create()
    barrier = Barrier(THREADS)

    def issue(_):
        mine = Invoice.objects.get(pk=invoice.pk)
        barrier.wait()
        try:
            with mine.locked():
                mine.issue(by=ADA, on=DAY)
        except TransitionNotAllowed:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        outcomes = list(pool.map(issue, range(THREADS)))

    assert sum(outcomes) == 1
    assert Counter.objects.get().value == 1
    assert invoice.history().filter(kind="invoice.issued").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_number_is_taken_only_within_a_transaction():
    with pytest.raises(NoTransaction):
        Counter.number("INV", 2026)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"number": "INV-1"},
        {"number": None},
        {"amount_minor": 1},
        {"currency": "USD"},
        {"lines": [{"what": "else"}]},
        {"issued_on": date(2025, 1, 1)},
    ],
    ids=str,
)
def test_the_database_refuses_to_change_what_was_issued(change):
    invoice = issued()

    with pytest.raises(IntegrityError, match="was issued"), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk).update(**change)


@pytest.mark.django_db
def test_the_database_refuses_another_client_for_what_was_issued():
    invoice, other = issued(), make.ClientFactory.create()

    with pytest.raises(IntegrityError, match="was issued"), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk).update(client=other)


@pytest.mark.django_db
def test_the_database_refuses_to_delete_what_was_issued_but_not_a_draft():
    invoice, draft = issued(), make.InvoiceFactory.create()

    draft.delete()

    with pytest.raises(IntegrityError, match="was issued"), transaction.atomic():
        invoice.delete()


@pytest.mark.django_db
def test_a_draft_may_still_change():
    draft = make.InvoiceFactory.create()

    Invoice.objects.filter(pk=draft.pk).update(amount_minor=7, currency="USD")

    assert Invoice.objects.get(pk=draft.pk).amount_minor == 7


@pytest.mark.django_db
def test_what_comes_in_pays_a_part_and_then_all():
    invoice = issued(amount_minor=1000)

    for amount in (400, 600):
        with invoice.locked():
            invoice.credit(amount, by=ADA)

    assert (invoice.state, invoice.open_minor) == ("paid", 0)
    kinds = [event.kind for event in invoice.history()]
    assert kinds == ["invoice.issued", "invoice.partially_paid", "invoice.paid"]


@pytest.mark.django_db
def test_more_than_is_open_is_refused():
    invoice = issued(amount_minor=1000)

    with pytest.raises(Overpaid), invoice.locked():
        invoice.credit(1001, by=ADA)

    with pytest.raises(Overpaid), invoice.locked():
        invoice.pay_partially(by=ADA, amount_minor=1000)


@pytest.mark.django_db
@pytest.mark.parametrize("amount", [0, -1, 1000, 1001])
def test_a_partial_refund_is_a_part(amount):
    payment = make.PaymentFactory.create(amount_minor=1000, state="completed")

    with pytest.raises(NotAPart), payment.locked():
        payment.refund_partially(by=ADA, amount_minor=amount)


@pytest.mark.django_db
def test_a_voided_invoice_keeps_its_number():
    invoice = issued()

    with invoice.locked():
        invoice.void(by=ADA)

    assert invoice.number == "INV-2026-0001"
