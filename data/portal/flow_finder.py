"""Shows the flows of a towpath workspace in the editor. Written by `towpath portal init`."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from acme_portal_sdk.flow_finder import FlowDetails, FlowFinder

WORKSPACE = (Path(__file__).parent / "..").resolve()


# part: towpath.py


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
