"""Shows the flows of a towpath workspace in the editor. Written by `towpath portal init`."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from acme_portal_sdk.flow_finder import FlowDetails, FlowFinder

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


class TowpathFlowFinder(FlowFinder):
    def find_flows(self, *, flows_to_fetch=None, flow_groups=None):
        flows = [FlowDetails(**flow) for flow in json.loads(towpath("portal", "flows"))]
        if flows_to_fetch is not None:
            wanted = {flow.id for flow in flows_to_fetch}
            flows = [flow for flow in flows if flow.id in wanted]
        if flow_groups is not None:
            flows = [flow for flow in flows if set(flow.grouping) & set(flow_groups)]
        return flows


flow_finder = TowpathFlowFinder()
