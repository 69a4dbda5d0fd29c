import { duplicates, suggest } from '../../diagnostics';
import { mainContainerName, type WorkloadSpec } from '../flow-spec';
import { waitingContainerName } from '../waiting-name';
import { containersOf, invalid, type Rule } from './rule';

/** Checks that the names of all containers of a pod differ, including init containers that wait. */
export const containersDiffer: Rule = (spec) => {
  return duplicates(namedContainers(spec), ({ name }) => name).map(([, { path, name }]) =>
    invalid(path, `two containers of the pod have the name \`${name}\``),
  );
};

/** Checks that `containerOrder` names each container of the pod at most once, and no others. */
export const orderNamesContainers: Rule = (spec) => {
  const names = namedContainers(spec).map(({ name }) => name);
  return (spec.containerOrder ?? []).flatMap((name, position, all) => {
    const path = ['containerOrder', String(position)];
    if (!names.includes(name)) return [invalid(path, `the pod has no container \`${name}\``, suggest(name, names))];
    return all.indexOf(name) < position ? [invalid(path, `\`containerOrder\` names \`${name}\` twice`)] : [];
  });
};

/** Returns the name of each container of a flow's pods, with the path that declares it. */
export function namedContainers(spec: WorkloadSpec): { readonly path: readonly string[]; readonly name: string }[] {
  const names = containersOf(spec).map(({ path }) => ({ path, name: path.at(-1) ?? mainContainerName(spec) }));
  const waiting = (spec.waitFor ?? []).map(({ host, port }, position) => ({
    path: ['waitFor', String(position)],
    name: waitingContainerName(host.flow, port.attribute),
  }));
  return [...names, ...waiting];
}

/** Checks that a flow with `waitFor` has an image for its waiting containers. */
export const waitingHasImage: Rule = ({ waitFor = [], waitImage }) =>
  waitFor.length > 0 && waitImage === undefined
    ? [invalid(['waitImage'], 'the flow sets `waitFor`, but has no `waitImage` to wait with')]
    : [];
