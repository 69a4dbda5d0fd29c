"""Deploys flows to the first environment of a towpath workspace. Written by `towpath portal init`."""

import shutil
import subprocess
import sys
from pathlib import Path

from acme_portal_sdk.flow_deploy import DeployWorkflow

WORKSPACE = Path(__file__).resolve().parent.parent


def towpath(*arguments):
    """Runs towpath in the workspace and returns what it prints."""
    name = "towpath.cmd" if sys.platform == "win32" else "towpath"
    places = [folder / "node_modules" / ".bin" / name for folder in (WORKSPACE, *WORKSPACE.parents)]
    program = next((str(place) for place in places if place.exists()), shutil.which(name))
    if program is None:
        raise RuntimeError("towpath is not installed: run `npm install` in the workspace")
    done = subprocess.run(
        [program, *arguments], cwd=WORKSPACE, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8"
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip() or f"towpath ended with {done.returncode}")
    return done.stdout


def check_ref(ref):
    """Refuses a ref that is not checked out, because towpath deploys the files of the workspace."""
    commits = [
        subprocess.run(
            ["git", "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"],
            cwd=WORKSPACE,
            capture_output=True,
            encoding="utf-8",
        ).stdout.strip()
        for name in (ref, "HEAD")
    ]
    if commits[0] != commits[1]:
        raise RuntimeError(f"{ref} is not checked out: towpath deploys the files of the workspace")


class TowpathDeploy(DeployWorkflow):
    def run(self, *, flows_to_deploy, ref, additional_context=None):
        """Returns the address of what was deployed."""
        check_ref(ref)
        towpath("deploy", "--yes", "--", *flows_to_deploy)
        return towpath("portal", "address").strip()


flow_deploy = TowpathDeploy()
