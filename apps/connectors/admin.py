"""Connections in the admin: added and changed through their verbs; secrets are never shown."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from pydantic import ValidationError

from apps.connectors.email.smtp import KIND, SmtpSettings
from apps.connectors.models import Connection
from apps.core.actor import person
from apps.core.admin import ReadOnlyAdmin


class SmtpForm(forms.ModelForm):  # type: ignore[type-arg]
    """The account at the mail server that Pilothouse sends through."""

    host = forms.CharField(help_text="for example smtp.mail.example")
    port = forms.IntegerField(initial=587)
    security = forms.ChoiceField(
        choices=[("starttls", "STARTTLS"), ("tls", "TLS"), ("none", "None: this machine only")]
    )
    username = forms.CharField(required=False)
    password = forms.CharField(
        required=False,
        widget=forms.PasswordInput,
        help_text="Stored encrypted. Left empty, the one that is stored stays.",
    )

    class Meta:
        model = Connection
        fields = ("name",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, value in (self.instance.settings or {}).items():
            if field in self.fields:
                self.fields[field].initial = value

    def clean(self) -> dict[str, Any]:
        """Refuse what no server could be reached by."""
        said = super().clean() or {}
        try:
            self.told()
        except ValidationError as error:
            raise forms.ValidationError([e["msg"] for e in error.errors()]) from error
        ready = Connection.objects.filter(kind=KIND, state=Connection.State.READY)
        if self.instance._state.adding and ready.exists():
            raise forms.ValidationError("There is an account in use already: change that one.")
        return said

    def told(self) -> SmtpSettings:
        """Return the settings that the form says; raise ValidationError."""
        fields = ("host", "port", "security", "username")
        return SmtpSettings.model_validate({f: self.cleaned_data.get(f) or "" for f in fields})


@admin.register(Connection)
class ConnectionAdmin(ReadOnlyAdmin):
    """The operator's accounts at other systems."""

    form = SmtpForm
    fields = ("name", "host", "port", "security", "username", "password")
    list_display = ("name", "kind", "state", "version")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Allow an account to be added by whoever may."""
        may: bool = admin.ModelAdmin.has_add_permission(self, request)
        return may

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow an account to be changed by whoever may."""
        may: bool = admin.ModelAdmin.has_change_permission(self, request, obj)
        return may

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:  # noqa: ARG002
        """Show everything as a field of the form."""
        return []

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        """Add or change the account as the person who is logged in."""
        by = person(request.user.get_username())
        settings = form.told().model_dump()
        password = form.cleaned_data["password"]
        secret = {"password": password} if password else None
        if change:
            obj.change(by=by, settings=settings, secret=secret)
            return
        added = Connection.open(
            kind=KIND, name=obj.name, settings=settings, secret=secret or {}, by=by
        )
        obj.pk = added.pk
