"""moto's server, with the gaps bridged that the module falls into.

Run with the Python of the environment that holds moto. Serves on a free port of the
loopback and says so on standard output, as a line of JSON: the port, and by resource
type what is bridged. It ends when its standard input does, so that it never outlives
whoever started it.
"""

import json
import os
import sys
import threading

os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"

from moto.core.config import default_user_config  # noqa: E402
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402

import bridges  # noqa: E402
import gate  # noqa: E402


class OneByOne:
    """An application that answers one request at a time: moto's tables are not made to be changed by two."""

    def __init__(self, application):
        self.application = application
        self.lock = threading.Lock()

    def __call__(self, environ, start_response):
        with self.lock:
            return list(self.application(environ, start_response))


def main():
    bridges.install()
    application = OneByOne(DomainDispatcherApplication(create_backend_app))
    if folder := os.environ.get("GATE"):
        application = gate.Gate(application, folder)
    server = make_server("127.0.0.1", 0, application, threaded=True)
    # State machines run, and call the services of this server.
    default_user_config["stepfunctions"]["execute_state_machine"] = True
    os.environ["MOTO_PORT"] = str(server.port)
    print(json.dumps({"port": server.port, "bridged": bridges.BRIDGED}), flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main()
