"""What a request to AWS asks for: its operation, by the service's own protocol, and its parameters."""

import json
import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl, unquote

from botocore.loaders import Loader

# What a service signs as, where IAM or botocore call it otherwise.
IAM_PREFIX = {"monitoring": "cloudwatch"}
MODEL = {
    "elasticfilesystem": "efs",
    "elasticloadbalancing": "elbv2",
    "monitoring": "cloudwatch",
    "states": "stepfunctions",
}


@dataclass
class Request:
    """A signed request."""

    access_key: str
    region: str
    service: str
    operation: str
    parameters: dict
    protocol: str

    @property
    def prefix(self):
        """The service as IAM calls it."""
        return IAM_PREFIX.get(self.service, self.service)

    @property
    def name(self):
        """As `ecs:CreateService`, with the operation's name, which is not always the action's."""
        return f"{self.prefix}:{self.operation}"


def read(environ, body):
    """The request that a WSGI environment and its body hold; `None` without a signature."""
    scope = re.search(r"Credential=([^/]+)/[^/]+/([^/]+)/([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
    if not scope:
        return None
    access_key, region, service = scope.groups()
    query = dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
    if target := environ.get("HTTP_X_AMZ_TARGET"):
        operation, parameters, protocol = target.rpartition(".")[2], json.loads(body or b"{}"), "json"
    elif "Action" in (form := {**query, **dict(parse_qsl(body.decode("utf-8", "replace")))}) and service not in ("s3", "route53"):
        operation, parameters, protocol = form["Action"], form, "ec2" if service == "ec2" else "query"
    else:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        operation, parameters, protocol = by_path(service, method, path, query, body)
    return Request(access_key, region, service, operation, parameters, protocol)


def by_path(service, method, path, query, body):
    """The operation of a REST service whose method, path and query fit best."""
    fits = []
    for name, verb, pattern, wanted, protocol in operations(service):
        found = pattern.fullmatch(path) if verb == method and wanted <= query.keys() else None
        if found:
            named = {key: unquote(value) for key, value in found.groupdict().items()}
            fits.append((len(wanted), -len("".join(named.values())), name, named, protocol))
    if not fits:
        return "unknown", {"method": method, "path": path, "query": query}, "rest-xml"
    _, _, name, named, protocol = max(fits, key=lambda fit: fit[:2])
    parameters = {**query, **named}
    if protocol == "rest-json" and body:
        parameters.update(json.loads(body))
    elif body:
        parameters["body"] = body.decode("utf-8", "replace")
    return name, parameters, protocol


@cache
def operations(service):
    """Each operation of a REST service: name, method, pattern of its path, what its query has, and the protocol."""
    name = MODEL.get(service, service)
    model = Loader().load_service_model(name, "service-2")
    protocol = model["metadata"]["protocol"]
    found = []
    for operation, about in model["operations"].items():
        path, _, query = about["http"]["requestUri"].partition("?")
        if name == "s3":
            path = path if path.startswith("/{Bucket}") else "/{Bucket}" + path if path != "/" else path
        pattern = "".join(
            part if not part.startswith("{") else f"(?P<{part.strip('{}+')}>{'.+' if part.endswith('+}') else '[^/]+'})"
            for part in re.split(r"(\{[^}]+\})", path.rstrip("/") or "/")
        )
        wanted = {part.partition("=")[0] for part in query.split("&") if part}
        found.append((operation, about["http"]["method"], re.compile(pattern + "/?"), wanted, protocol))
    return found
