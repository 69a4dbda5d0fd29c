import { type Issue, warningIssue } from '../../diagnostics';
import { type Fields, fieldsOf, itemsOf } from '../../equivalence/fields';
import { kindOf } from '../../equivalence/kinds';
import { leadsTo } from '../flows/ports';
import { containersOf, podSpecOf } from '../pods';
import { selectable } from '../selectors';
import { type SourceObject, shownObject } from '../source-object';

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
      const own = selectedBy(object);
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

function opens(workload: Fields, port: Fields): boolean {
  return containersOf(workload).some((container) => itemsOf(container.ports).some((listed) => leadsTo(port, listed)));
}
