import { groupBy } from '../../data/group-by';
import { type Issue, warningIssue } from '../../diagnostics';
import { type Fields, fieldsOf, itemsOf } from '../../equivalence/fields';
import { kindOf } from '../../equivalence/kinds';
import { leadsTo } from '../flows/ports';
import { podLabelsOf, selects } from '../recognise';
import { namespaceIn, type SourceObject, shownObject } from '../source-object';
import { containersOf, podSpecOf } from './pods';

/** Services that reach no pods or no open port, and those with a fixed address. */
export function serviceFindings(objects: readonly SourceObject[]): Issue[] {
  const selectedBy = selectable(
    objects.map(({ object }) => object).filter((object) => podSpecOf(object) !== undefined),
  );
  return objects
    .filter(({ object }) => kindOf(object) === '/Service')
    .flatMap(({ object, location }) => {
      const { selector, clusterIP, ports } = fieldsOf(object.spec);
      const warn = (code: 'adopt-selects-nothing' | 'adopt-port-not-open' | 'adopt-fixed-address', message: string) =>
        warningIssue(code, message, { location });
      const own = selectedBy(selector, namespaceIn(object));
      const name = shownObject(object);
      const isSelecting = Object.keys(fieldsOf(selector)).length > 0;
      const closed =
        own.length === 0 ? [] : itemsOf(ports).filter((port) => !own.some((workload) => opens(workload, port)));
      return [
        ...(isSelecting && own.length === 0
          ? [warn('adopt-selects-nothing', `\`${name}\` selects no pods of this source`)]
          : []),
        ...closed.map(({ port, targetPort = port }) =>
          warn(
            'adopt-port-not-open',
            `no container of \`${name}\` lists the port \`${String(targetPort)}\`, to which the port ${String(port)} leads`,
          ),
        ),
        ...(typeof clusterIP === 'string' && clusterIP !== 'None' && clusterIP !== ''
          ? [warn('adopt-fixed-address', `\`${name}\` has the fixed cluster IP ${clusterIP}`)]
          : []),
      ];
    });
}

/** Finds the workloads whose pods a selector selects. They are looked up by their labels, because there may be many. */
function selectable(workloads: readonly Fields[]): (selector: unknown, namespace: string | undefined) => Fields[] {
  const placeOf = (namespace: string | undefined, label: unknown) => JSON.stringify([namespace, label]);
  const labelled = workloads.flatMap((workload) =>
    Object.entries(podLabelsOf(workload)).map((label) => ({ workload, place: placeOf(namespaceIn(workload), label) })),
  );
  const byLabel = groupBy(labelled, ({ place }) => place);
  return (selector, namespace) => {
    const having = Object.entries(fieldsOf(selector)).map((label) => byLabel.get(placeOf(namespace, label)) ?? []);
    const fewest = having.sort((a, b) => a.length - b.length)[0] ?? [];
    return fewest.map(({ workload }) => workload).filter((workload) => selects(selector, workload));
  };
}

function opens(workload: Fields, port: Fields): boolean {
  return containersOf(workload).some((container) => itemsOf(container.ports).some((listed) => leadsTo(port, listed)));
}
