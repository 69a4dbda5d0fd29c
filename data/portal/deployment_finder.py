"""Shows the deployments of a towpath workspace in the editor. Written by `towpath portal init`."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from acme_portal_sdk.deployment_finder import DeploymentDetails, DeploymentFinder

WORKSPACE = (Path(__file__).parent / "..").resolve()


# part: towpath.py


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
