"""Promotes flows between environments of a towpath workspace. Written by `towpath portal init`."""

import shutil
import subprocess
import sys
from pathlib import Path

from acme_portal_sdk.deployment_promote import PromoteWorkflow

WORKSPACE = (Path(__file__).parent / "..").resolve()


# part: towpath.py


# part: check_ref.py


class TowpathPromote(PromoteWorkflow):
    def run(self, *, flows_to_deploy, source_env, target_env, ref, additional_context=None):
        """Returns the address of what was promoted."""
        check_ref(ref)
        towpath(
            "promote", f"--from={source_env}", f"--to={target_env}", "--commit", "--deploy", "--yes", "--", *flows_to_deploy
        )
        return towpath("portal", "address", f"--env={target_env}").strip()


deployment_promote = TowpathPromote()
