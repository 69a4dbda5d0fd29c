import { TowpathError } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import { pinLayers } from '../../environments/image-pin';
import { followLinks } from '../../files/follow-links';
import { gateTrailer, observationsIn } from '../../gates/evidence';
import type { Arrival, Observation } from '../../gates/gate-facts';
import { runGit } from '../git/run-git';
import { deepening, isShallow } from '../git/shallow';
import { environmentAt, filesOf } from './environment-at';
import type { Observed } from './observed';

/** How many commits of an environment's files are read. */
const mostCommits = 200;

/**
 * What the commits say that set the pins of an environment. The record of a commit counts for a version as long as each
 * later commit keeps the pin, and the files on disk have it.
 */
export function recordedFor(root: string, environment: Environment, arrivals: readonly Arrival[]): Observed {
  const found: Observation[] = [];
  let open = [...arrivals];
  const now = pinsIn(environment);
  for (const { id, lines } of commitsOf(root, filesOf(environment))) {
    const then = open.length > 0 ? tryEnvironmentAt(root, environment, id) : undefined;
    if (!then) break;
    const pins = pinsIn(then);
    open = open.filter((arrival) => {
      if (pins(arrival) !== now(arrival)) return false;
      const records = observationsIn(lines, environment.name, arrival, `the commit ${id.slice(0, 12)}`);
      found.push(...records);
      return records.length === 0;
    });
  }
  return { observations: found, unknown: whyUnknown(root, arrivals.length > 0) };
}

/** Why git may lack the record of a promotion, in words for a message. */
function whyUnknown(root: string, isAsked: boolean): string[] {
  const shallow = isAsked ? isShallow(root) : false;
  if (shallow === undefined) return ['the workspace is not in a git checkout, so no commit has a record'];
  if (!shallow) return [];
  return [`the clone is shallow, so the commit that set the pin may be missing: fetch the history with ${deepening}`];
}

/** The pins of an image of a flow as text, so that two states of the files can be compared. */
function pinsIn(environment: Environment): (arrival: Arrival) => string {
  return ({ application, flow, image }) =>
    JSON.stringify(pinLayers(environment, application, flow, image).map(({ origin, text }) => [origin, text]));
}

function tryEnvironmentAt(root: string, environment: Environment, ref: string): Environment | undefined {
  try {
    return environmentAt(root, environment, ref);
  } catch (error) {
    if (TowpathError.is(error)) return undefined;
    throw error;
  }
}

/** The commits that changed some files, newest first, with the values of their gate trailers. */
function commitsOf(root: string, files: readonly string[]): { readonly id: string; readonly lines: string[] }[] {
  if (files.length === 0) return [];
  const trailers = `%(trailers:key=${gateTrailer},valueonly,unfold)`;
  const { isDone, stdout } = runGit(root, [
    ...['--literal-pathspecs', '-c', 'log.showSignature=false', '-c', 'trailer.separators=:'],
    ...['log', '-z', `--max-count=${mostCommits}`, `--format=%H%x00${trailers}`, 'HEAD'],
    ...['--', ...followLinks(root, files).values()],
  ]);
  if (!isDone) return [];
  const parts = stdout.split('\0');
  return parts.flatMap((part, index) =>
    index % 2 === 0 && part !== '' ? [{ id: part, lines: (parts[index + 1] ?? '').split('\n') }] : [],
  );
}
