"""Celery carries doorbells, not truth: a message says only that a queue has work."""

import os

import django
from celery import Celery
from celery.signals import worker_init, worker_ready, worker_shutting_down
from django.apps import apps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
if not apps.loading:
    django.setup()

from django.conf import settings

from apps.bus.registry import schedules
from apps.bus.sweeper import Sweeper
from apps.memory.embedding import warm

sweeper = Sweeper()

app = Celery("pilothouse")
# The default of every thread: a web worker's too must ring this app's doorbell.
app.set_default()
app.conf.update(
    broker_url=settings.REDIS_URL,
    result_backend=None,
    task_ignore_result=True,
    task_acks_late=False,
    task_publish_retry=False,
    broker_pool_acquire_timeout=2,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
        "socket_keepalive": True,
        "health_check_interval": 10,
        "retry_on_timeout": True,
        "visibility_timeout": 600,
        "unacked_restore_throttle": 1,
        "global_keyprefix": f"{settings.REDIS_PREFIX}celery:",
        "deadletter_queue": "bus.undeliverable",
    },
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=500,
    worker_lost_wait=10,
    worker_send_task_events=False,
    worker_hijack_root_logger=False,
    worker_redirect_stdouts=False,
    task_soft_time_limit=240,
    task_time_limit=270,
    task_serializer="json",
    accept_content=["json"],
    task_default_queue="work",
    task_create_missing_queues=True,
    timezone="UTC",
    beat_scheduler="django_celery_beat.schedulers:DatabaseScheduler",
)
app.autodiscover_tasks()
app.conf.beat_schedule = {
    name: {
        "task": "bus.tick",
        "schedule": schedule.every.total_seconds(),
        "kwargs": {"name": name},
        "options": {"queue": "work"},
    }
    for name, schedule in schedules().items()
}


@worker_init.connect
def _before_forking(**_: object) -> None:
    warm()


@worker_ready.connect
def _sweep(**_: object) -> None:
    sweeper.start()


@worker_shutting_down.connect
def _stop_sweeping(**_: object) -> None:
    sweeper.stop()
