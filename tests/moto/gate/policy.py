"""What a policy allows: actions, resources with wildcards, and the conditions that the shipped ones have."""

import json
import re
from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True)
class Ask:
    """An action on a resource. Its context is what a condition may look at."""

    action: str
    resource: str
    context: dict = field(default_factory=dict, hash=False)

    def __str__(self):
        return f"{self.action} on {self.resource} {self.context or ''}".strip()


@cache
def read(folder):
    """The statements of all documents in a folder."""
    return [statement for file in sorted(folder.glob("*.json")) for statement in json.loads(file.read_text())["Statement"]]


def allows(statements, ask):
    """Whether one of the statements allows it."""
    return any(
        any(fits(action.lower(), ask.action.lower()) for action in statement["Action"])
        and any(fits(resource, ask.resource) for resource in statement["Resource"])
        and holds(statement.get("Condition", {}), ask.context)
        for statement in statements
    )


def fits(pattern, text):
    return pattern == text or bool(expression(pattern).fullmatch(text))


@cache
def expression(pattern):
    return re.compile("".join({"*": ".*", "?": "."}.get(character, re.escape(character)) for character in pattern))


def holds(condition, context):
    """Every operator and key holds for one of its values. An operator that is not known does not."""
    compare = {"StringEquals": str.__eq__, "ArnEquals": fits, "ArnLike": fits}
    return all(
        operator in compare and key in context and any(compare[operator](value, context[key]) for value in values)
        for operator, keys in condition.items()
        for key, values in keys.items()
    )
