"""Pages on which drafts are written: pricing rules and templates."""

from abc import abstractmethod
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from pydantic import ValidationError

from apps.commits.services import propose
from apps.core.actor import Actor, person
from apps.core.fsm import TransitionNotAllowed
from apps.core.origin import Trust
from apps.records import templating
from apps.records.admin.books import BookAdmin, money_text
from apps.records.commands import UpdatePricingRule
from apps.records.models import PricingRule, Template
from apps.records.models.pricing_rules import SAID
from apps.records.pricing import Rule


class DraftAdmin(BookAdmin):
    """A page on which drafts may be written; what holds is copied as a new version instead."""

    actions: Any = ("copy_as_new_version",)
    fixed: tuple[str, ...] = ("id", "created_at", "state", "name", "version")
    first_form: Any = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Allow the first version of a name to be drafted by whoever may."""
        may: bool = admin.ModelAdmin.has_add_permission(self, request)
        return may

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Ask for the name too, where there is no row yet."""
        if obj is None:
            kwargs["form"] = self.first_form
        return super().get_form(request, obj, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow drafts to be changed by whoever may."""
        may: bool = admin.ModelAdmin.has_change_permission(self, request, obj)
        return may and (obj is None or obj.state == "draft")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Keep what identifies the row."""
        if obj is not None and self.has_change_permission(request, obj):
            return list(self.fixed)
        return [] if obj is None else super().get_readonly_fields(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001
        """Draft or revise as the person who is logged in."""
        if not change:
            obj.pk = self.draft(obj, person(request.user.get_username())).pk
            return
        row = self.model._default_manager.get(pk=obj.pk)
        try:
            with row.locked():
                self.revise(row, obj, person(request.user.get_username()))
        except TransitionNotAllowed:
            self.message_user(request, f"{row} is no draft any more.", messages.ERROR)

    @abstractmethod
    def draft(self, said: Any, by: Actor) -> Any:
        """Return the draft that says what the form says."""

    @abstractmethod
    def revise(self, row: Any, said: Any, by: Actor) -> None:
        """Have the row say what the form says."""

    @admin.action(description="Copy as a new version", permissions=["change"])
    def copy_as_new_version(self, request: HttpRequest, rows: models.QuerySet[Any]) -> None:
        """Draft the next version of each."""
        by = person(request.user.get_username())
        for row in rows:
            self.message_user(request, f"{row.copy(by=by)} is a draft now.")


class PricingRuleForm(forms.ModelForm):  # type: ignore[type-arg]
    """A rule that can price."""

    class Meta:
        model = PricingRule
        fields: tuple[str, ...] = SAID

    def clean(self) -> dict[str, Any]:
        """Refuse what pricing could not work with."""
        said = super().clean() or {}
        try:
            Rule.model_validate({"name": self.instance.name, **said})
        except ValidationError as error:
            raise forms.ValidationError([e["msg"] for e in error.errors()]) from error
        return said


class FirstPricingRuleForm(PricingRuleForm):
    """The first version of a rule, which is given its name."""

    class Meta(PricingRuleForm.Meta):
        fields = ("name", *SAID)


@admin.register(PricingRule)
class PricingRuleAdmin(DraftAdmin):
    """What the studio charges. A draft is activated through a commit point."""

    form = PricingRuleForm
    first_form = FirstPricingRuleForm
    list_display = (
        "__str__", "is_now", "service", "currency", "unit", "base", "each", "minimum",
    )  # fmt: skip
    list_filter = ("state", "currency", "service")
    actions = ("copy_as_new_version", "propose_to_activate")

    @admin.display(description="Base", ordering="base_minor")
    def base(self, row: PricingRule) -> str:
        """Show what the included quantity costs."""
        return money_text(row.base_minor, row.currency)

    @admin.display(description="Each more", ordering="unit_minor")
    def each(self, row: PricingRule) -> str:
        """Show what each unit more costs."""
        return money_text(row.unit_minor, row.currency)

    @admin.display(description="Minimum", ordering="minimum_minor")
    def minimum(self, row: PricingRule) -> str:
        """Show what it never costs less than."""
        return money_text(row.minimum_minor, row.currency)

    def draft(self, said: PricingRule, by: Actor) -> PricingRule:
        """Draft a rule that says what the form says."""
        said.version = 1
        return PricingRule.draft(rule=said.as_rule(), by=by)

    def revise(self, row: PricingRule, said: PricingRule, by: Actor) -> None:
        """Have the rule say what the form says."""
        row.revise(rule=said.as_rule(), by=by)

    @admin.action(description="Propose to price by it", permissions=["change"])
    def propose_to_activate(
        self, request: HttpRequest, rows: models.QuerySet[PricingRule]
    ) -> None:
        """Ask for drafts to be activated: policy and the operator decide, as always."""
        by = person(request.user.get_username())
        for row in rows.filter(state=PricingRule.State.DRAFT):
            command = propose(UpdatePricingRule.of(row), by=by, trust=Trust.OPERATOR)
            self.message_user(request, f"{row} is {command.state}.")


class TemplateForm(forms.ModelForm):  # type: ignore[type-arg]
    """A template whose placeholders are well formed."""

    class Meta:
        model = Template
        fields: tuple[str, ...] = ("subject", "body")

    def clean(self) -> dict[str, Any]:
        """Refuse a stray brace."""
        said = super().clean() or {}
        for field in ("subject", "body"):
            try:
                templating.placeholders(said.get(field, ""))
            except templating.MalformedTemplate as error:
                self.add_error(field, str(error))
        return said


class FirstTemplateForm(TemplateForm):
    """The first version of a template, which is given its name and its use."""

    class Meta(TemplateForm.Meta):
        fields = ("name", "kind", "subject", "body")


@admin.register(Template)
class TemplateAdmin(DraftAdmin):
    """The studio's own words."""

    form = TemplateForm
    first_form = FirstTemplateForm
    fixed = (*DraftAdmin.fixed, "kind")
    list_display = ("__str__", "is_now", "kind", "subject", "created_at")
    list_filter = ("state", "kind")
    actions = ("copy_as_new_version", "publish")

    def draft(self, said: Template, by: Actor) -> Template:
        """Draft a template that says what the form says."""
        return Template.draft(
            name=said.name, kind=said.kind, subject=said.subject, body=said.body, by=by
        )

    def revise(self, row: Template, said: Template, by: Actor) -> None:
        """Have the template say what the form says."""
        row.revise(subject=said.subject, body=said.body, by=by)

    @admin.action(description="Publish", permissions=["change"])
    def publish(self, request: HttpRequest, rows: models.QuerySet[Template]) -> None:
        """Write by these drafts from now on."""
        by = person(request.user.get_username())
        for row in rows.filter(state=Template.State.DRAFT):
            with row.locked():
                row.publish(by=by)
            self.message_user(request, f"{row} is published.")
