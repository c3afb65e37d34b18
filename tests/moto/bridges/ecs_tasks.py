"""ECS: one-shot tasks that end, with a log; services that give up until the database is ready, and that run another
task definition at once, or go back to the one they have.

What a task would do is not done: its log names its command, and it ends at once, with
the exit code that the SSM parameter EXIT_CODE holds, else with 0.
"""

import time

from moto.ecs.models import EC2ContainerServiceBackend
from moto.logs import logs_backends
from moto.moto_api import state_manager
from moto.ssm import ssm_backends

BRIDGED = {
    "aws_ecs_task_definition": "its tasks never end and have no log; ours end at once, and the log names the command",
}

EXIT_CODE = "/bridges/exit-code"
GOES_BACK = "/bridges/goes-back"


def install():
    # By moto's default a task takes a step each time that it is asked for.
    state_manager.set_transition("ecs::task", {"progression": "immediate"})
    tasks()
    services()


def tasks():
    run_task = EC2ContainerServiceBackend.run_task

    def ending(self, *args, **kwargs):
        started = run_task(self, *args, **kwargs)
        for task in started:
            end(self, task)
        return started

    EC2ContainerServiceBackend.run_task = ending
    # moto adds up the containers' memory, to place them on an instance; on Fargate they need not say it.
    nothing = {"CPU": 0, "MEMORY": 0, "PORTS": [], "PORTS_UDP": []}
    EC2ContainerServiceBackend._calculate_task_resource_requirements = staticmethod(lambda definition: nothing)


def end(backend, task):
    definition = backend.describe_task_definition(task.task_definition_arn).container_definitions[0]
    overrides = task.overrides.get("containerOverrides", [{}])[0]
    command = overrides.get("command") or definition.get("command") or []
    parameter = ssm_backends[backend.account_id][backend.region_name].get_parameter(EXIT_CODE)
    task.containers[0].exitCode = int(parameter.value) if parameter else 0
    task.stopped_reason = "Essential container in task exited"

    options = definition["logConfiguration"]["options"]
    stream = f"{options['awslogs-stream-prefix']}/{definition['name']}/{task.id}"
    logs = logs_backends[backend.account_id][backend.region_name]
    logs.create_log_stream(options["awslogs-group"], stream)
    event = {"timestamp": int(time.time() * 1000), "message": " ".join(["ran:", *command])}
    logs.put_log_events(options["awslogs-group"], stream, [event])


def services():
    create, update = EC2ContainerServiceBackend.create_service, EC2ContainerServiceBackend.update_service

    def create_service(self, *args, **kwargs):
        return rolled_out(create(self, *args, **kwargs), "FAILED")

    def update_service(self, properties):
        is_anew, definition = properties.get("force_new_deployment"), properties.get("task_definition")
        if definition and ssm_backends[self.account_id][self.region_name].get_parameter(GOES_BACK):
            # As the circuit breaker does.
            properties["task_definition"] = None
        service = update(self, properties)
        if definition:
            return settled(service)
        return rolled_out(service, "IN_PROGRESS") if is_anew else service

    EC2ContainerServiceBackend.create_service = create_service
    EC2ContainerServiceBackend.update_service = update_service


def settled(service):
    service.running_count, service.pending_count = service.desired_count, 0
    for deployment in service.deployments:
        deployment["taskDefinition"] = service.task_definition
        deployment["runningCount"], deployment["pendingCount"] = service.desired_count, 0
    return rolled_out(service, "COMPLETED")


def rolled_out(service, state):
    for deployment in service.deployments:
        deployment["rolloutState"] = state
    return service
