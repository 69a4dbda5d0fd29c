import { duplicates } from '../../diagnostics';
import { mainContainerName } from '../flow-spec';
import { waitingContainerName } from '../waiting-name';
import { containersOf, invalid, type Rule } from './rule';

/** Checks that the names of all containers of a pod differ, including init containers that wait. */
export const containersDiffer: Rule = (spec) => {
  const names = containersOf(spec).map(({ path }) => ({ path, name: path.at(-1) ?? mainContainerName(spec) }));
  const waiting = (spec.waitFor ?? []).map(({ host, port }, position) => ({
    path: ['waitFor', String(position)],
    name: waitingContainerName(host.flow, port.attribute),
  }));
  return duplicates([...names, ...waiting], ({ name }) => name).map(([, { path, name }]) =>
    invalid(path, `two containers of the pod have the name \`${name}\``),
  );
};

/** Checks that a flow with `waitFor` has an image for its waiting containers. */
export const waitingHasImage: Rule = ({ waitFor = [], waitImage }) =>
  waitFor.length > 0 && waitImage === undefined
    ? [invalid(['waitImage'], 'the flow sets `waitFor`, but has no `waitImage` to wait with')]
    : [];
