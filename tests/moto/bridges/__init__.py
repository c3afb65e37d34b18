"""Gaps of moto that this project bridges by itself.

What these answer is ours and proves nothing about AWS: it only lets Terraform get
past a resource, so that those around it can be tried for real.
"""

from . import budgets, ecs_tasks, efs, elasticache, smaller, state_machines

# By resource type: what moto lacks, and what stands in for it.
BRIDGED = {**budgets.BRIDGED, **ecs_tasks.BRIDGED, **efs.BRIDGED, **elasticache.BRIDGED, **smaller.BRIDGED, **state_machines.BRIDGED}


def install():
    """Puts every bridge in place. To be called before the server starts."""
    budgets.install()
    ecs_tasks.install()
    efs.install()
    elasticache.install()
    smaller.install()
    state_machines.install()
