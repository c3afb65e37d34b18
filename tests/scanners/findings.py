"""What parliament finds in policies of IAM: a JSON list of texts on standard input; a list of findings on standard output.

A finding is a line: the issue, its detail, and where it is.
"""

import json
import sys

from parliament import analyze_policy_string

findings = set()
for text in json.load(sys.stdin):
    for finding in analyze_policy_string(text).findings:
        findings.add(f"{finding.issue}: {json.dumps(finding.detail, sort_keys=True)}")
print(json.dumps(sorted(findings)))
