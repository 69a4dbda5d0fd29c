import { differences } from '../../data/differences';
import { formatPath, type Issue, TowpathError } from '../../diagnostics';
import type { DesiredApplication, DesiredObject } from '../../release/desired';
import type { LoadOptions } from '../../workspace/load';
import { desiredEnvironment } from '../deploy/desired-environment';
import { isOfPin } from '../diff/pin';

/** An object that the next deploy would change by more than a pin. */
export interface PendingChange {
  readonly application: string;
  readonly kind: string;
  readonly name: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Paths of the changed fields. */
  readonly fields: readonly string[];
}

/** The differences between the current workspace and the restored release, which the next deploy would bring back. */
export async function changesBeyondPins(
  options: LoadOptions & { readonly environment: string },
  restored: readonly DesiredApplication[],
): Promise<{ objects: readonly PendingChange[]; warnings: readonly Issue[] }> {
  try {
    const { applications } = await desiredEnvironment({
      root: options.root,
      applications: options.applications,
      environment: options.environment,
    });
    const objects = restored.flatMap((one) => {
      const now = applications.find(({ application }) => application === one.application);
      return now ? compare(one, now) : [];
    });
    return { objects, warnings: [] };
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    return { objects: [], warnings: error.issues.map((issue) => ({ ...issue, severity: 'warning' })) };
  }
}

function compare(restored: DesiredApplication, now: DesiredApplication): PendingChange[] {
  const isKept = ({ manifest }: DesiredObject) => manifest.kind !== 'Secret' && manifest.kind !== 'Namespace';
  const [before, after] = [restored, now].map(
    ({ objects }) => new Map(objects.filter(isKept).map((object) => [object.path, object.manifest])),
  ) as [Map<string, DesiredObject['manifest']>, Map<string, DesiredObject['manifest']>];
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path): PendingChange[] => {
    const [was, is] = [before.get(path), after.get(path)];
    const object = is ?? was;
    if (!object) return [];
    const named = { application: now.application, kind: object.kind, name: object.metadata.name };
    if (!was || !is) return [{ ...named, change: is ? 'added' : 'removed', fields: [] }];
    const fields = differences(was, is)
      // Where the object stands was filled in when it was deployed.
      .filter((one) => formatPath(one.path) !== 'metadata.namespace' && !isOfPin(object.kind, one))
      .map((one) => formatPath(one.path));
    return fields.length > 0 ? [{ ...named, change: 'changed', fields }] : [];
  });
}
