import type { Command } from 'commander';
import { shellWord } from '../data/shell-word';
import { type KnownNames, type MeantWords, meantWords, ownerOf } from './meant-words';
import { takesSeveral } from './options';

/** The forms in which a command takes environments, versions and numbers. Without an entry, it takes the plain word. */
interface Spelling {
  readonly environments?: (names: readonly string[], known: KnownNames) => readonly string[] | undefined;
  readonly version?: (subject: string, version: string) => readonly string[];
  readonly number?: (number: string) => readonly string[];
  /** Its words are applications, and no flows. */
  readonly takesWhole?: boolean;
  /** Its words are one path. */
  readonly isPath?: boolean;
}

const spellings: Readonly<Record<string, Spelling>> = {
  pin: { version: (subject, version) => [`${subject}=${version}`] },
  deploy: { version: (subject, version) => [subject, '--tag', version] },
  hold: { version: (subject, version) => [subject, '--version', version] },
  rollback: { number: (number) => ['--to', number] },
  history: { number: (number) => ['--revision', number] },
  diff: { environments: ([name, ...others]) => (others.length > 0 || !name ? undefined : ['-e', name]) },
  delete: { takesWhole: true },
  explain: { isPath: true },
  promote: { environments: promotionOf },
};

/**
 * The call that the words of a call mean, in the form that its command takes: `towpath pin -e prod shop=v2` for
 * `towpath pin prod shop:v2`, with quotes for a shell. Undefined if the words mean nothing else than they say.
 *
 * @param command as commander left it, with the words and the options of the call
 */
export function writtenCall(command: Command, known: KnownNames): string | undefined {
  const typed = command.args;
  if (!command.parent || typed.length === 0 || typed.some((word) => word.startsWith('-'))) return undefined;
  const spelling = spellings[command.name()] ?? {};
  const meant = meantWords(typed, known);
  const [argument] = command.registeredArguments;
  // For a command that takes no arguments, a word beside environments is an environment too, perhaps with a typing error.
  const isList = !argument && meant.environments.length > 0 && meant.subjects.every((one) => isPlain(one, known));
  const strays = isList ? meant.subjects.map(({ name }) => name) : [];
  const environments = environmentWords(command, [...meant.environments, ...strays], known);
  const others = isList ? [] : spelling.isPath ? pathOf(typed, known) : otherWords(meant, spelling);
  if (!environments || !others || (others.length > 0 && !argument)) return undefined;
  const lacks = argument?.required && others.length === 0 ? [argument.name().toUpperCase()] : [];
  const words = [...environments, ...others, ...lacks];
  const isSaid = words.join(' ').replace(/^-e ENV /, '') === typed.join(' ');
  const isSpelt = environments[0] === '-e';
  // A part of a word such as `prod,-y` would become an option.
  const isOption = meant.subjects
    .flatMap(({ name, version = '' }) => [name, version])
    .some((one) => one.startsWith('-'));
  if (isSaid || isOption) return undefined;
  return ['towpath', command.name(), ...words, ...optionsOf(command, isSpelt)].map(shellWord).join(' ');
}

/** Whether a word names no application and no flow, and has no version. */
function isPlain({ name, version }: MeantWords['subjects'][number], { flows }: KnownNames): boolean {
  return version === undefined && !flows.has(name) && !name.includes('/');
}

/** Returns the words that name the environments. `ENV` stands for a missing one. Undefined if the command takes fewer. */
function environmentWords(
  command: Command,
  found: readonly string[],
  known: KnownNames,
): readonly string[] | undefined {
  const option = command.options.find(({ long }) => long === '--env');
  const given = [command.opts().env ?? []].flat() as string[];
  if (found.length === 0) return given.length === 0 && option?.mandatory ? ['-e', 'ENV'] : [];
  const all = [...new Set([...given, ...found])];
  const { environments } = spellings[command.name()] ?? {};
  if (environments) return environments(all, known);
  return option && (all.length === 1 || takesSeveral(command)) ? ['-e', all.join(',')] : undefined;
}

/** Returns the options of a promotion between two environments. The one that promotes from the other is its target. */
function promotionOf(names: readonly string[], { sources }: KnownNames): string[] | undefined {
  const [first = '', second, ...more] = names;
  if (second === undefined || more.length > 0) return second === undefined ? [first] : undefined;
  return sources.get(first)?.includes(second) ? ['--from', second, '--to', first] : ['--from', first, '--to', second];
}

/** Returns the words for applications, flows and numbers; undefined if the command takes no version and one is given. */
function otherWords(
  { subjects, numbers }: MeantWords,
  { version, number, takesWhole }: Spelling,
): string[] | undefined {
  if (takesWhole && subjects.some(({ name }) => name.includes('/'))) return undefined;
  const [one] = number && numbers.length === 1 ? numbers : [];
  const words = subjects.flatMap(({ name, version: own }): readonly (string | undefined)[] => {
    if (name === one) return [];
    return own === undefined || own === one ? [name] : (version?.(name, own) ?? [undefined]);
  });
  if (one !== undefined && number) words.push(...number(one));
  return words.every((word): word is string => word !== undefined) ? words : undefined;
}

/** `shop.api.replicas` for `shop/api replicas`. */
function pathOf(typed: readonly string[], known: KnownNames): string[] {
  const words = typed.filter((word) => !known.environments.includes(word));
  const path = words.join('.').replaceAll('/', '.');
  const [first = ''] = path.split('.');
  const owner = known.flows.has(first) ? undefined : ownerOf(first, known);
  return path === '' ? [] : [owner === undefined ? path : `${owner}.${path}`];
}

/** The options of the call with their values, as they were typed. */
function optionsOf(command: Command, isWithoutEnvironment: boolean): string[] {
  const typed = command.parent?.args.slice(1) ?? [];
  const optionOf = (word: string | undefined) =>
    command.options.find(
      ({ long, short }) => word?.startsWith('-') === true && [long, short].includes(word.split('=')[0]),
    );
  return typed.filter((word, at) => {
    const before = optionOf(typed[at - 1]);
    const option = before?.required && !typed[at - 1]?.includes('=') ? before : optionOf(word);
    return option !== undefined && !(isWithoutEnvironment && option.long === '--env');
  });
}
