import { callSite } from '../applications/call-site';
import type { Flow } from '../applications/flow';
import { notDeployedHere } from '../applications/flow-issue';
import { TowpathError } from '../diagnostics';
import { isWorkload } from '../model/flow-spec';

/**
 * Returns the flow if it has objects in this environment.
 * @throws TowpathError `not-deployed-here`, or the issues of the flow
 */
export function deployedHere<F extends Flow>(flow: F, lacks: string): F {
  if (isWorkload(flow.spec)) return flow;
  throw new TowpathError([notDeployedHere(flow, lacks, { location: callSite()() })]);
}
