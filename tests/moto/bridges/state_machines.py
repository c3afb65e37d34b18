"""Step Functions: what the provider asks and moto does not know."""

import json

from moto.core.responses import ActionResult
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_aws_sdk import (
    StateTaskServiceAwsSdk,
)
from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser, ASLParserException
from moto.stepfunctions.parser.asl.utils.boto_client import boto_client_for
from moto.stepfunctions.responses import StepFunctionResponse

BRIDGED = {
    "aws_sfn_state_machine": "its definition cannot be validated, nor its versions listed, and it calls ECS with names that ECS does not know; ours asks moto's own parser of the Amazon States Language, has no versions, and calls ECS as AWS does",
}


def install():
    def validate_state_machine_definition(self):
        try:
            AmazonStateLanguageParser.parse(self._get_param("definition"))
        except ASLParserException as error:
            fault = {"severity": "ERROR", "code": "SCHEMA_VALIDATION_FAILED", "message": repr(error)}
            return ActionResult({"result": "FAIL", "diagnostics": [fault], "truncated": False})
        return ActionResult({"result": "OK", "diagnostics": [], "truncated": False})

    def normalise_parameters(self, parameters, boto_service_name=None, service_action_name=None):
        client = boto_client_for(service=self._get_boto_service_name(), region="us-east-1")
        action = self.resource.api_action[0].upper() + self.resource.api_action[1:]
        self._to_boto_request(parameters, client.meta.service_model.operation_model(action).input_shape)

    evaluate = StateTaskServiceAwsSdk._eval_service_task

    def eval_service_task(self, env, *arguments, **named):
        evaluate(self, env, *arguments, **named)
        # Times are text in a state's output.
        env.stack.append(json.loads(json.dumps(env.stack.pop(), default=str)))

    StateTaskServiceAwsSdk._normalise_parameters = normalise_parameters
    StateTaskServiceAwsSdk._eval_service_task = eval_service_task

    def list_state_machine_versions(self):
        return ActionResult({"stateMachineVersions": []})

    StepFunctionResponse.list_state_machine_versions = list_state_machine_versions
    StepFunctionResponse.validate_state_machine_definition = validate_state_machine_definition
