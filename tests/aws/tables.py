#!/usr/bin/env python3
"""Writes the module's tables.tf: what AWS sold on a day, as far as the module's advice needs it.

The source is cfn-lint, whose tables follow AWS's price list and API. The tables say less than the source, to stay
small: families of classes without their sizes, and for a family the regions that lack it only if they are few.

    pip download --no-deps cfn-lint==1.58.0
    python3 tests/aws/tables.py cfn_lint-1.58.0-py3-none-any.whl

With --check nothing is written: a difference ends the program with 1.
"""

import argparse
import json
import pathlib
import sys
import zipfile
import zlib

TABLES = (
    pathlib.Path(__file__).parents[2]
    / "module-templates/infra/terraform/modules/openmercato-ecs/tables.tf"
)
EXTENSIONS = "cfnlint/data/schemas/extensions/"
DB_CLASSES = "aws_rds_dbinstance/dbinstanceclass_enum.json"
DB_VERSIONS = "aws_rds_dbinstance/engine_version.json"
NODE_TYPES = "aws_elasticache_cachecluster/cachenodetype_enum.json"

# The module's rules refuse these, so the tables need not know them.
REFUSED_DB_FAMILIES = {"t1", "t2", "m1", "m2", "m3", "m4", "r3", "r4"}
REFUSED_NODE_FAMILIES = {"r6gd"}
OLDEST_POSTGRES = 13

# A family that more regions lack than this is listed without them.
FEW = 7


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=pathlib.Path, help="cfn-lint's wheel, as pip downloads it")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    arguments = parser.parse_args()
    text = tables(arguments.wheel)
    if not arguments.check:
        TABLES.write_text(text)
    elif TABLES.read_text() != text:
        sys.exit(f"{TABLES} differs from what {arguments.wheel.name} gives: generate it anew")


def tables(wheel):
    """The text of tables.tf."""
    version = wheel.name.split("-")[1]
    with zipfile.ZipFile(wheel) as archive:
        year, month, day = archive.getinfo(EXTENSIONS + DB_CLASSES).date_time[:3]
        classes, versions, nodes = (
            json.loads(archive.read(EXTENSIONS + name)) for name in (DB_CLASSES, DB_VERSIONS, NODE_TYPES)
        )
    db_families = gaps({region: db_classes(rules) for region, rules in classes.items()}, REFUSED_DB_FAMILIES)
    node_types = {region: set(rule["enum"]) for region, rule in nodes.items() if region != "description"}
    node_families = gaps(node_types, REFUSED_NODE_FAMILIES)
    body = TEMPLATE.format(
        date=f"{year}-{month:02}-{day:02}",
        db_families=entries(db_families),
        node_families=entries(node_families),
        versions=entries(newest_minors(postgres(versions, "EngineVersion"))),
    )
    return HEADER.format(version=version, checksum=zlib.crc32(body.encode())) + body


def db_classes(rules):
    """The classes that RDS sells for PostgreSQL in a region."""
    return postgres(rules, "DBInstanceClass")


def postgres(rules, name):
    """The values that a table allows for PostgreSQL."""
    return {
        value
        for rule in rules["allOf"]
        if rule["if"]["properties"]["Engine"].get("const") == "postgres"
        for value in rule["then"]["properties"].get(name, {}).get("enum", [])
    }


def gaps(sold, refused):
    """For each family the regions that lack it, where they are few."""
    families = {}
    for region, classes in sold.items():
        for name in classes:
            families.setdefault(name.split(".")[1], set()).add(region)
    lacking = {family: set(sold) - regions for family, regions in families.items() if family not in refused}
    return {
        family: f'"{" ".join(sorted(regions)) if len(regions) <= FEW else ""}"'
        for family, regions in lacking.items()
    }


def newest_minors(versions):
    """The newest minor version of each major one that the module takes."""
    newest = {}
    for version in versions:
        major, *minor = version.split(".")
        if int(major) >= OLDEST_POSTGRES and len(minor) == 1 and minor[0].isdigit():
            newest[major] = max(newest.get(major, 0), int(minor[0]))
    return {f'"{major}"': minor for major, minor in newest.items()}


def entries(table):
    """A map's lines as terraform fmt writes them."""
    width = max(len(key) for key in table)
    return "\n".join(f"    {key:<{width}} = {value}" for key, value in sorted(table.items()))


# A test compares the checksum with what follows it, so that a change by hand is noticed.
HEADER = """\
# What AWS sold on tables_date, after cfn-lint {version}. Written by
# tests/aws/tables.py of the configurator's repository; change nothing by hand.
# CRC-32 of what follows: {checksum:08x}
"""

TEMPLATE = """
locals {{
  tables_date = "{date}"

  # Families of RDS classes for PostgreSQL, each with the regions that lack it.
  # Where many do, none is named.
  db_families = {{
{db_families}
  }}

  # The same for nodes of ElastiCache.
  redis_families = {{
{node_families}
  }}

  # The newest minor version of each major version of PostgreSQL.
  postgres_minors = {{
{versions}
  }}
}}
"""

if __name__ == "__main__":
    main()
