"""Shows the deployments of a towpath workspace in the editor. Written by `towpath portal init`."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from acme_portal_sdk.deployment_finder import DeploymentDetails, DeploymentFinder

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


class TowpathDeploymentFinder(DeploymentFinder):
    def get_deployments(self, *, deployments_to_fetch=None, flows_to_fetch=None):
        deployments = [DeploymentDetails(**one) for one in json.loads(towpath("portal", "deployments"))]
        if deployments_to_fetch is not None:
            wanted = {one.id for one in deployments_to_fetch}
            deployments = [one for one in deployments if one.id in wanted]
        if flows_to_fetch is not None:
            names = {flow.name for flow in flows_to_fetch}
            deployments = [one for one in deployments if one.flow_name in names]
        return deployments


deployment_finder = TowpathDeploymentFinder()
