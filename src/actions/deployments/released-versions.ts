import type { KnownVersions, PlacedVersion } from '../../promotion/hotfixes';
import type { Release } from '../../release/store/release';

/** The versions of stored releases, and whether the releases of an application are stored from the first one on. */
export function releasedVersions(
  releases: readonly Pick<Release, 'application' | 'environment' | 'revision' | 'flows'>[],
): Pick<KnownVersions, 'released' | 'isWhole'> {
  const released = releases.flatMap(({ application, environment, flows }) =>
    Object.entries(flows).map(([flow, { tag, digest }]): PlacedVersion => {
      return { application, flow, environment, ...(tag && { tag }), ...(digest && { digest }) };
    }),
  );
  const keyOf = (application: string, environment: string) => `${environment}/${application}`;
  const isFirst = ({ revision }: { readonly revision: number }) => revision === 1;
  const whole = new Set(
    releases.filter(isFirst).map(({ application, environment }) => keyOf(application, environment)),
  );
  return { released, isWhole: (application, environment) => whole.has(keyOf(application, environment)) };
}
