"""AWS's answers to what is not allowed, by the service's protocol."""

import json
from xml.sax.saxutils import escape


def answer(asked, what, start_response):
    """Refuses a request."""
    message = f"User: {asked.access_key} is not authorized to perform: {what}"
    xml = f"<Code>%s</Code><Message>{escape(message)}</Message>"
    forms = {
        "ec2": ("403 Forbidden", f"<Response><Errors><Error>{xml % 'UnauthorizedOperation'}</Error></Errors></Response>"),
        "query": ("403 Forbidden", f"<ErrorResponse><Error><Type>Sender</Type>{xml % 'AccessDenied'}</Error></ErrorResponse>"),
        "rest-xml": ("403 Forbidden", f"<ErrorResponse><Error><Type>Sender</Type>{xml % 'AccessDenied'}</Error></ErrorResponse>"),
        "json": ("400 Bad Request", json.dumps({"__type": "AccessDeniedException", "message": message})),
        "rest-json": ("403 Forbidden", json.dumps({"message": message})),
    }
    status, body = forms[asked.protocol]
    if asked.service == "s3":
        body = f"<Error>{xml % 'AccessDenied'}</Error>"
    kind = "application/x-amz-json-1.1" if "json" in asked.protocol else "text/xml"
    start_response(status, [("Content-Type", kind), ("x-amzn-ErrorType", "AccessDeniedException")])
    return [body.encode()]
