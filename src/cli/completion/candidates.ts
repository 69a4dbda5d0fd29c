import type { Command, Option } from 'commander';
import { isPrintable, TowpathError } from '../../diagnostics';
import { type Names, namesInWorkspace } from './names';

const none: Names = { environments: [], flows: new Map(), images: new Map(), tags: new Map() };

/**
 * What the last word of a command line can become.
 *
 * @param words the words after `towpath`
 */
export function candidatesFor(program: Command, words: readonly string[]): string[] {
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const command = program.commands.find((one) => before.includes(one.name()));
  const [flag, value] = current.startsWith('--') && current.includes('=') ? splitAt(current, '=') : ['', current];
  const options = [...program.options, ...(command?.options ?? [])];
  const option = options.find(
    (one) => [one.short, one.long].includes(flag || (before.at(-1) ?? '')) && (one.required || one.optional),
  );
  const found = option
    ? valuesOf(option, value, command)
    : current.startsWith('-')
      ? [...options.flatMap(({ short, long }) => [short, long]), '--help'].flatMap((name) => name ?? [])
      : command
        ? argumentsOf(command, before, current)
        : program.commands.map((one) => one.name());
  const prefix = flag === '' ? '' : `${flag}=`;
  return [...new Set(found)].filter((one) => one.startsWith(value) && isPrintable(one)).map((one) => prefix + one);
}

function valuesOf(option: Option, value: string, command: Command | undefined): readonly string[] {
  const isOfEnvironment =
    option.long === '--env' || (command?.name() === 'promote' && ['--from', '--to'].includes(option.long ?? ''));
  if (!isOfEnvironment) return option.argChoices ?? [];
  const { environments } = names();
  const isList =
    command !== undefined && ['diff', 'synth', 'validate', 'status', 'deployments'].includes(command.name());
  const earlier = value.split(',').slice(0, -1);
  if (!isList || earlier.length === 0) return environments;
  return environments.filter((name) => !earlier.includes(name)).map((name) => [...earlier, name].join(','));
}

function argumentsOf(command: Command, before: readonly string[], current: string): readonly string[] {
  const name = command.name();
  if (['deploy', 'diff', 'rollback', 'rbac', 'hold'].includes(name)) return flowNames('/');
  if (name === 'promote') return before.at(-1) === name ? [...names().environments, ...flowNames('/')] : flowNames('/');
  if (name === 'explain') return flowNames('.');
  if (name === 'history') return [...names().flows.keys()];
  if (name === 'pin') return pinNames(current);
  const { argChoices = [] } = command.registeredArguments[0] ?? {};
  return before.at(-1) === name ? argChoices : [];
}

/** `shop`, `shop/api` and `shop/wrk`. */
function flowNames(mark: string): string[] {
  return [...names().flows].flatMap(([app, flows]) => [app, ...flows.map((flow) => `${app}${mark}${flow}`)]);
}

/** `shop=` and `shop/api=`, and after the sign the tags that environments set. */
function pinNames(current: string): string[] {
  const { flows, images, tags } = names();
  if (!current.includes('=')) {
    return [...flows.keys()].flatMap((app) => [
      `${app}=`,
      ...[...(images.get(app) ?? []), ...(flows.get(app) ?? [])].map((name) => `${app}/${name}=`),
    ]);
  }
  const [subject] = splitAt(current, '=');
  return (tags.get(subject.split('/')[0] ?? '') ?? []).map((tag) => `${subject}=${tag}`);
}

/** The names in the workspace. In a folder that is none, nothing is offered. */
function names(): Names {
  try {
    return namesInWorkspace();
  } catch (error) {
    if (TowpathError.is(error)) return none;
    throw error;
  }
}

function splitAt(text: string, mark: string): [before: string, after: string] {
  const at = text.indexOf(mark);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
