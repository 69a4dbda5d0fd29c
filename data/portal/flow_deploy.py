"""Deploys flows to the first environment of a towpath workspace. Written by `towpath portal init`."""

import shutil
import subprocess
import sys
from pathlib import Path

from acme_portal_sdk.flow_deploy import DeployWorkflow

WORKSPACE = (Path(__file__).parent / "..").resolve()


# part: towpath.py


# part: check_ref.py


class TowpathDeploy(DeployWorkflow):
    def run(self, *, flows_to_deploy, ref, additional_context=None):
        """Returns the address of what was deployed."""
        check_ref(ref)
        towpath("deploy", "--yes", "--", *flows_to_deploy)
        return towpath("portal", "address").strip()


flow_deploy = TowpathDeploy()
