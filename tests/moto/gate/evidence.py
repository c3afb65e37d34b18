"""What a recording says of the policies that it was made with.

Run with a folder of the gate: prints as JSON what was refused; which actions and patterns of each policy could be taken
away without one of its requests being refused; which requests would be let through for deployments of other names; by
which patterns it let through what names nothing; and what of the policies that roles were given is beyond their boundary,
and what of the boundary no role was given.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from gate.policy import Ask, fits, holds  # noqa: E402


def grants(statements, ask):
    """Each action and pattern that allows what is asked, by itself."""
    return [
        (action, resource)
        for statement in statements
        for action in statement["Action"]
        for resource in statement["Resource"]
        if fits(action.lower(), ask.action.lower()) and fits(resource, ask.resource) and holds(statement.get("Condition", {}), ask.context)
    ]


def unneeded(document, asks, others):
    """What of a document none of these needs: others are what else was allowed."""
    actions = {action for statement in document for action in statement["Action"]}
    patterns = {resource for statement in document for resource in statement["Resource"]}
    for ask in asks:
        allowed = grants(document + others, ask)
        actions -= set.intersection(*({action} for action, _ in allowed)) if allowed else set()
        patterns -= set.intersection(*({pattern} for _, pattern in allowed)) if allowed else set()
    return {"actions": sorted(actions), "patterns": sorted(patterns)}


def renamed(ask, name, other):
    """The same of a deployment with another name."""
    context = {key: value.replace(name, other) for key, value in ask.context.items()}
    return Ask(ask.action, ask.resource.replace(name, other), context)


def documents(folder, *patterns):
    """The statements of files, and of each file once."""
    files = {file.name: file for pattern in patterns for file in sorted(folder.glob(pattern))}
    return [statement for file in files.values() for statement in json.loads(file.read_text())["Statement"]]


def given(line):
    """What a policy allows that a role is given: each action on each resource, which may be a pattern itself."""
    if line["operation"] != "iam:PutRolePolicy" or line["refused"]:
        return []
    statements = json.loads(line["parameters"]["PolicyDocument"])["Statement"]
    return [Ask(action, resource) for statement in statements for action in statement["Action"] for resource in statement["Resource"]]


def main(folder, name, *others):
    plan = documents(folder / "planner", "plan*.json")
    apply = documents(folder / "deployer", "apply*.json")
    boundary = documents(folder, "boundary.json")
    asks, refused, roles = {"planner": {}, "deployer": {}}, set(), {}
    for line in (folder / "recording.jsonl").read_text().splitlines():
        said = json.loads(line)
        roles.update({str(ask): ask for ask in given(said)})
        refused.update(said["refused"] and [f"{said['operation']}: {what}" for what in said["refused"]])
        if not said["refused"]:
            asks[said["who"]].update({str(ask): ask for ask in (Ask(**ask) for ask in said["asks"])})
    everything = [*asks["planner"].values(), *asks["deployer"].values()]
    print(json.dumps({
        "requests": len(everything),
        "refused": sorted(refused),
        "plan": unneeded(plan, asks["planner"].values(), []),
        "apply": unneeded(apply, asks["deployer"].values(), plan),
        "elsewhere": {
            other: sorted({str(ask) for ask in everything if renamed(ask, name, other) != ask and grants(plan + apply, renamed(ask, name, other))})
            for other in others
        },
        "boundary": unneeded(boundary, roles.values(), []),
        "beyond": sorted(str(ask) for ask in roles.values() if not grants(boundary, ask)),
        "nameless": sorted({pattern for ask in everything if name not in str(ask) for _, pattern in grants(plan + apply, ask)}),
    }))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
