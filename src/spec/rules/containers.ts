import { twice } from '../../diagnostics';
import { mainContainerName } from '../flow-spec';
import { waitingName } from '../waiting';
import { containersOf, invalid, type Rule } from './rule';

/** Containers of a pod differ in their names, those that run first and those that wait included. */
export const containersDiffer: Rule = (spec) => {
  const names = containersOf(spec).map(({ path }) => ({ path, name: path.at(-1) ?? mainContainerName(spec) }));
  const waiting = (spec.waitFor ?? []).map(({ host, port }, position) => ({
    path: ['waitFor', String(position)],
    name: waitingName(host.flow, port.attribute),
  }));
  return twice([...names, ...waiting], ({ name }) => name).map(([, { path, name }]) =>
    invalid(path, `two containers of the pod are called \`${name}\``),
  );
};

/** What waits needs an image to wait in. */
export const waitingHasImage: Rule = ({ waitFor = [], waitImage }) =>
  waitFor.length > 0 && waitImage === undefined
    ? [invalid(['waitImage'], 'the flow waits for others, and has no image to wait in')]
    : [];
