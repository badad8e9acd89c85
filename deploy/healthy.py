"""Ends well when this container's web server says that it is well; used by docker-compose.yml."""

import os
from http.client import HTTPConnection

connection = HTTPConnection("127.0.0.1", 8000, timeout=5)
connection.request("GET", "/healthz", headers={"Host": os.environ["ALLOWED_HOSTS"].split(",")[0]})
if connection.getresponse().status != 200:
    raise SystemExit("unwell")
