import type { ApplicationDrift, Status } from '../actions/status/status';
import { count } from '../data/count';
import { valueChange } from './value-change';

/** How many changed fields of one object are shown. The JSON has all. */
const mostFields = 10;

/** A list beside the table of a status. */
export interface StatusSection {
  readonly title: string;
  /** Texts from outside. They are not escaped. */
  readonly lines: readonly string[];
}

/** What a status tells beside its table, without the lists that are empty. */
export function statusSections({ flows, drift, holds, hotfixes }: Status): readonly StatusSection[] {
  const sections = [
    { title: 'deploys that failed', lines: failedReleases(flows) },
    {
      title: 'never in an earlier environment',
      lines: hotfixes.map(
        ({ environment, application, flow, version, lacking }) =>
          `${environment} ${application}/${flow} ${version} was never in ${lacking.join(', ')}`,
      ),
    },
    { title: 'held', lines: holds.map(holdLine) },
    { title: 'changed since the release', lines: drift.flatMap(driftLines) },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
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
