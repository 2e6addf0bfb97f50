"""The console's pages."""

from django.urls import path

from apps.console.views import decide, enter, files, messages, outbox, runs

app_name = "console"
urlpatterns = [
    path("", decide.queue, name="decide"),
    path("decide/<uuid:command_id>/", decide.command, name="command"),
    path("decide/<uuid:command_id>/edit/", decide.edit, name="edit"),
    path("decide/<uuid:command_id>/content/", files.content, name="content"),
    path("decide/<uuid:command_id>/files/<int:number>/", files.attachment, name="attachment"),
    path("messages/<uuid:message_id>/", messages.message, name="message"),
    path("runs/", runs.runs, name="runs"),
    path("runs/<uuid:run_id>/", runs.run, name="run"),
    path("outbox/", outbox.mails, name="outbox"),
    path("outbox/<str:name>/", outbox.mail, name="outbox_mail"),
    path("outbox/<str:name>/files/<int:number>/", outbox.attachment, name="outbox_attachment"),
    path("enter/<str:secret>", enter.enter, name="enter"),
    path("leave/", enter.leave, name="leave"),
]
