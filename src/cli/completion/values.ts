import type { Option } from 'commander';
import { registry } from '../../targets/registry';
import { takesSeveral } from '../options';
import type { Call } from './call';
import type { Names } from './names';
import { pathsFrom } from './paths';

type Values = (names: () => Names, typed: string) => readonly string[];

const files: Values = (_, typed) => pathsFrom(typed, 'file');
const folders: Values = (_, typed) => pathsFrom(typed, 'folder');
const environments: Values = (names) => names().environments;

/** Values of options that are no choices, by the name of the option. */
const values: Readonly<Record<string, Values>> = {
  '--env': environments,
  '--context': (names) => names().contexts,
  '--kubeconfig': files,
  '--directory': folders,
  '--outdir': folders,
  '--set-from': files,
  '--html': files,
  '--plan': files,
  '--report': files,
  '--save': files,
  '--tag': (names) => [...names().tags.values()].flat(),
  '--target': () => registry.map(({ name }) => name),
};

/** Options whose meaning depends on the command. */
const ofCommands: Readonly<Record<string, Values>> = {
  'promote --from': environments,
  'promote --to': environments,
  'hold --version': (names) => [...names().held, ...[...names().tags.values()].flat()],
};

/** The values that an option can have. With a list that is being typed, those that it lacks follow its last comma. */
export function valuesOf(option: Option, typed: string, { command }: Call, names: () => Names): readonly string[] {
  const { long = '', argChoices } = option;
  const find = ofCommands[`${command?.name()} ${long}`] ?? values[long];
  const found = argChoices ?? find?.(names, typed) ?? [];
  const isList = long === '--target' || (long === '--env' && command !== undefined && takesSeveral(command));
  const earlier = typed.split(',').slice(0, -1);
  if (!isList || earlier.length === 0) return found;
  return found.filter((name) => !earlier.includes(name)).map((name) => [...earlier, name].join(','));
}
