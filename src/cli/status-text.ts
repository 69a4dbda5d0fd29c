import type { ApplicationDrift, DeploymentStatus, Status } from '../actions/status/status';
import { printable } from '../diagnostics';
import { count } from './issues';
import { shortVersion } from './short-names';
import { table } from './table';
import { valueChange } from './value-change';
import { wrap } from './wrap';

/** How many changed fields of one object are shown. The JSON has all. */
const mostFields = 10;

export function statusText({ flows, environments, drift, holds, hotfixes }: Status, width: number): string {
  const rows = flows.map(({ application, flow, deployments }) => {
    const cells = environments.map((name) =>
      deployments
        .filter(({ environment }) => environment === name)
        .map(cell)
        .join(' | '),
    );
    return [application, flow, ...cells.map((text) => text || '-')];
  });
  const lines = (title: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : ['', title, ...texts.map((text) => wrap(`  ${printable(text)}`, width, 4))];
  return [
    table(
      ['application', 'flow', ...environments].map((head) => ({ head })),
      rows,
      width,
    ),
    ...lines('deploys that failed:', failedReleases(flows)),
    ...lines(
      'never in an earlier environment:',
      hotfixes.map(
        ({ environment, application, flow, version, lacking }) =>
          `${environment} ${application}/${flow} ${version} was never in ${lacking.join(', ')}`,
      ),
    ),
    ...lines('held:', holds.map(holdLine)),
    ...lines('changed since the release:', drift.flatMap(driftLines)),
  ].join('\n');
}

/** The newest release of each application whose deploy failed, with the reason. */
function failedReleases(flows: Status['flows']): string[] {
  const failed = flows
    .flatMap(({ deployments }) => deployments)
    .flatMap(({ environment, application, release, reason }) =>
      reason === undefined ? [] : [`${environment} ${application} release ${release}: ${reason}`],
    );
  return [...new Set(failed)];
}

/** A hold that stands in one place only is named as such, because the other place does not forbid the version. */
function holdLine({ environment, application, image, version, why, by, at, places }: Status['holds'][number]): string {
  const only = places.length > 1 ? '' : places[0] === 'file' ? ', only in the file' : ', only in the cluster';
  return `${environment} ${application}/${image} ${version}: ${why} (${by}, ${at}${only})`;
}

/** Such as `v2 (pin v3) progressing, drift 1`. */
function cell({ version, digest, pin, state, declared, object, drifted = 0 }: DeploymentStatus): string {
  if (state === 'external') return 'external';
  const runs = object && shortVersion(version ?? digest ?? '(no version)');
  const isPinned = pin === undefined || pin === version || pin === digest;
  const words = [runs, !isPinned && `(pin ${shortVersion(pin)})`, state].filter(Boolean).join(' ');
  return [words, declared === false && 'orphan', drifted > 0 && `drift ${drifted}`].filter(Boolean).join(', ');
}

function driftLines({ application, environment, kind, name, isMissing, fields }: ApplicationDrift): string[] {
  const about = `${environment} ${application} ${kind}/${name}`;
  if (isMissing) return [`${about} was deleted`];
  const shown = fields.slice(0, mostFields).map(({ path, released, live, by }) => {
    const now = live === undefined ? 'was removed' : valueChange(released, live);
    return `${about} ${path}: ${now}${by === undefined ? '' : ` (${by})`}`;
  });
  const rest = fields.length - shown.length;
  return rest > 0 ? [...shown, `${about}: ${count(rest, 'more field')}; -o json shows all`] : shown;
}
