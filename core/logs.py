"""What must not be read from our logs."""

import logging
import re

#: What stands behind these opens a door: links by mail, and the links of a forgotten password.
_SECRET = re.compile(r"(/(?:q|d|m|s|key)/)[^/\s?\"']+")


class BlankLinks(logging.Filter):
    """Writes `/q/…/` where a log line holds a link that works without a password."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        blanked = _SECRET.sub(r"\1…", said)
        if blanked != said:
            record.msg, record.args = blanked, ()
        return True
