"""What the executor hangs on the bus."""

from apps.bus.registry import drains, due
from apps.commits import executor, models, services
from apps.core.health import check

drains("effects", name="commits.1.execute", waiting=executor.waiting)(executor.execute)
drains("effects", name="commits.2.rescue", waiting=executor.waiting)(executor.rescue)
due(models.EXPIRE)(services.expire)
due(models.RETRY)(executor.retry)


@check("effects known")
def effects_known() -> tuple[bool, str]:
    """Say how many commands nobody knows the outcome of."""
    lost = models.Command.objects.filter(state=models.Command.State.UNKNOWN).count()
    return lost == 0, f"{lost} commands have an unknown outcome and wait for your word"
