import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from pydantic import BaseModel, Field

from apps.core import canonical
from apps.gateway import registry
from apps.gateway.ask import InvalidAnswer, NoTier, ask
from apps.gateway.contracts import Reply, Tier
from apps.gateway.models import ModelCall
from tests.factories.gateway import ModelCallFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registered")]


class Question(BaseModel):
    text: str


class Answer(BaseModel):
    length: int = Field(ge=0)


class Nested(BaseModel):
    answer: Answer


def length(question: Question) -> Answer:
    return Answer(length=len(question.text))


def test_a_rule_answers_and_the_call_is_written_down():
    registry.rules(Answer)(length)

    answer = ask(Answer, Question(text="four"), run="run-1", step="measure")

    assert answer == Answer(length=4)
    call = ModelCall.objects.get()
    assert (call.tier, call.provider) == ("rules", "rules")
    assert (call.run, call.step) == ("run-1", "measure")
    assert call.answer_type == "tests.gateway.test_ask.Answer"
    assert call.question_digest == canonical.sha256(b'{"text":"four"}')
    assert call.answer_digest == canonical.sha256(b'{"length":4}')
    assert (call.tokens_in, call.tokens_out, call.cost_micros) == (None, None, 0)
    assert call.error == ""
    assert 0 < call.ms < 1000


def test_where_no_tier_can_answer_it_says_so_and_no_call_is_made():
    with pytest.raises(NoTier, match="Answer"):
        ask(Answer, Question(text="four"))

    assert not ModelCall.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(None, id="nothing"),
        pytest.param({"length": 4}, id="a mapping that would validate"),
        pytest.param(Nested(answer=Answer(length=4)), id="another type"),
        pytest.param(Answer.model_construct(length=-1), id="made around its checks"),
        pytest.param(Answer.model_construct(), id="made without its field"),
        pytest.param(Answer.model_construct(length=2**60), id="not canonical"),
        pytest.param(Answer.model_construct(length=object()), id="not data at all"),
    ],
)
def test_an_invalid_answer_is_refused_and_recorded(wrong):
    registry.rules(Answer)(lambda _question: wrong)

    with pytest.raises(InvalidAnswer):
        ask(Answer, Question(text="four"), run="run-1")

    call = ModelCall.objects.get()
    assert call.error.startswith("InvalidAnswer: ")
    assert (call.answer_digest, call.run) == ("", "run-1")


def test_an_invalid_answer_deep_inside_is_refused_too():
    registry.rules(Nested)(lambda _q: Nested(answer=Answer.model_construct(length=-1)))

    with pytest.raises(InvalidAnswer, match=r"answer\.length"):
        ask(Nested, Question(text="four"))


def test_the_error_of_an_invalid_answer_does_not_repeat_what_it_said():
    registry.rules(Answer)(lambda _q: Answer.model_construct(length="Anna's secret"))

    with pytest.raises(InvalidAnswer):
        ask(Answer, Question(text="four"))

    assert "secret" not in ModelCall.objects.get().error


def test_a_failing_rule_is_recorded_and_its_error_reaches_the_asker():
    def fails(question: Question) -> Answer:
        raise ZeroDivisionError("by zero\x00")

    registry.rules(Answer)(fails)

    with pytest.raises(ZeroDivisionError):
        ask(Answer, Question(text="four"))

    assert ModelCall.objects.get().error == "ZeroDivisionError: by zero"


def test_a_question_that_has_no_canonical_bytes_is_refused_and_recorded():
    registry.rules(Answer)(length)

    with pytest.raises(canonical.NotCanonical):
        ask(Answer, Question(text="a\x00b"))

    assert ModelCall.objects.get().question_digest == ""


@pytest.mark.django_db(transaction=True)
def test_a_call_within_a_transaction_is_part_of_it():
    registry.rules(Answer)(length)

    with pytest.raises(RuntimeError), transaction.atomic():
        ask(Answer, Question(text="four"))
        raise RuntimeError("the caller's own trouble")
    assert not ModelCall.objects.exists()

    ask(Answer, Question(text="four"))
    assert ModelCall.objects.count() == 1


def test_the_cheapest_tier_that_can_answer_is_asked():
    class Model:
        name = "a-model"
        tier = Tier.SMALL

        def answers(self, answer_type: type[BaseModel]) -> bool:
            return True

        def answer(self, answer_type: type[BaseModel], question: BaseModel) -> Reply:
            return Reply(Answer(length=99), tokens_in=12, tokens_out=3, cost_micros=70)

    registry.provider(Model)
    dear = ask(Answer, Question(text="four"))
    registry.rules(Answer)(length)
    cheap = ask(Answer, Question(text="four"))

    assert (dear.length, cheap.length) == (99, 4)
    first, second = ModelCall.objects.order_by("started_at")
    assert (first.tier, first.cost_micros) == ("small", 70)
    assert (first.tokens_in, first.tokens_out) == (12, 3)
    assert (second.tier, second.cost_micros) == ("rules", 0)


def test_out_of_the_box_there_are_only_rules():
    assert [(p.name, p.tier) for p in registry.providers()] == [("rules", Tier.RULES)]


def test_a_second_rule_for_one_type_is_refused():
    registry.rules(Answer)(length)

    with pytest.raises(registry.AlreadyAnswered):
        registry.rules(Answer)(length)


@pytest.mark.parametrize(
    "untrue",
    [
        pytest.param({"tier": "magic"}, id="an unknown tier"),
        pytest.param({"answer_digest": ""}, id="neither answer nor error"),
        pytest.param({"error": "both"}, id="both answer and error"),
        pytest.param({"cost_micros": -1}, id="a negative cost"),
    ],
)
def test_the_database_refuses_a_call_that_cannot_be_true(untrue):
    ModelCallFactory()

    with pytest.raises(DatabaseError), transaction.atomic():
        ModelCallFactory(**untrue)


def test_the_operator_reads_the_calls_and_changes_none(client, ada):
    call = ModelCallFactory(step="measure")
    client.force_login(ada)

    page = client.get(reverse("admin:gateway_modelcall_changelist"))
    change = client.post(
        reverse("admin:gateway_modelcall_change", args=[call.pk]), {"tier": "large"}
    )

    assert page.status_code == 200
    assert "measure" in page.content.decode()
    assert change.status_code == 403
