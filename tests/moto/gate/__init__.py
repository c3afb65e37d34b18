"""A gate before moto: it lets through what the shipped policies allow, and notes every request.

moto's own check of IAM knows names of actions alone. This one knows ARNs, conditions, and what an action implies, as
far as `actions.py` says so: a request that it does not know is refused. It decides for the access keys that have a
folder of policies beside the recording; others pass unseen.
"""

import io
import json
import threading
from pathlib import Path

from . import actions, denial, policy, request


class Gate:
    """An application of WSGI before another one."""

    def __init__(self, application, folder):
        self.application, self.folder, self.lock = application, Path(folder), threading.Lock()

    def __call__(self, environ, start_response):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        asked = request.read(environ, body)
        if asked is None or not (self.folder / asked.access_key).is_dir():
            return self.application(environ, start_response)
        asks = actions.asked(asked)
        statements = policy.read(self.folder / asked.access_key)
        refused = ["a request that is not known"] if asks is None else [str(ask) for ask in asks if not policy.allows(statements, ask)]
        self.note(asked, asks or [], refused)
        if refused:
            return denial.answer(asked, refused[0], start_response)
        return self.application(environ, start_response)

    def note(self, asked, asks, refused):
        """A line for each request, which the checks afterwards read."""
        line = {"who": asked.access_key, "operation": asked.name, "asks": [ask.__dict__ for ask in asks], "refused": refused}
        if refused or asked.name == "iam:PutRolePolicy":
            line["parameters"] = asked.parameters
        with self.lock, open(self.folder / "recording.jsonl", "a") as file:
            file.write(json.dumps(line) + "\n")
