"""Programs that tests drive and that a machine may not have: Debian's packages, installed where that can be done."""

import os
import shutil
import subprocess
from collections.abc import Iterable


def as_root() -> list[str] | None:
    """What to put before a command to run it as root without a question; None if that can't be done."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def install_one_of(packages: Iterable[str]) -> None:
    """Install the first of these packages that there is, where Debian's tools are and we may use them.

    A server among them isn't started.
    """
    root = as_root()
    if root is None or not shutil.which("apt-get"):
        return
    apt_get = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1", "apt-get", "--quiet=2"]
    subprocess.run([*apt_get, "update"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    for package in packages:
        print(f"Installing Debian's package {package}.", flush=True)
        command = [*apt_get, "install", "--yes", "--no-install-recommends", package]
        if subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False).returncode == 0:
            return
