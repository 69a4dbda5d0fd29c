import type { Call } from './call';
import type { Names } from './names';
import { pathsFrom } from './paths';

type Arguments = (names: Names, typed: string, given: readonly string[]) => readonly string[];

const flows: Arguments = (names) => flowNames(names, '/');
const applications: Arguments = ({ flows: known }) => [...known.keys()];

/** Arguments that are no choices, by command. */
const ofCommands: Readonly<Record<string, Arguments>> = {
  deploy: flows,
  diff: flows,
  rollback: flows,
  rbac: flows,
  hold: flows,
  promote: (names, _, given) => [...(given.length === 0 ? names.environments : []), ...flowNames(names, '/')],
  explain: (names, _, given) => (given.length === 0 ? flowNames(names, '.') : []),
  history: (names, typed, given) => (given.length === 0 ? applications(names, typed, given) : []),
  delete: (names, typed, given) => (given.length === 0 ? applications(names, typed, given) : []),
  adopt: (names, typed, given) => (given.length === 0 ? [] : sources(names, typed, given)),
  pin: pins,
};

/** What the next argument of a command can be. */
export function argumentsOf({ command, given }: Call, typed: string, names: () => Names): readonly string[] {
  const find = ofCommands[command?.name() ?? ''];
  if (find) return find(names(), typed, given);
  return command?.registeredArguments[given.length]?.argChoices ?? [];
}

/** `shop`, `shop/api` and `shop/wrk`. */
function flowNames({ flows: known }: Names, mark: string): string[] {
  return [...known].flatMap(([app, ids]) => [app, ...ids.map((flow) => `${app}${mark}${flow}`)]);
}

/** `dev=` for each environment that has no source yet, and after the sign files, or a cluster. */
function sources({ environments, contexts }: Names, typed: string, given: readonly string[]): string[] {
  const [environment, source] = splitAt(typed, '=');
  if (!typed.includes('='))
    return environments.filter((name) => !given.some((one) => one.startsWith(`${name}=`))).map((name) => `${name}=`);
  const found = [...pathsFrom(source, 'file'), ...contexts.map((context) => `cluster:${context}/`)];
  return found.map((one) => `${environment}=${one}`);
}

/** `shop=` and `shop/api=`, and after the sign the tags that environments set. */
function pins({ flows: known, images, tags }: Names, typed: string): string[] {
  if (!typed.includes('='))
    return [...known.keys()].flatMap((app) => [
      `${app}=`,
      ...[...(images.get(app) ?? []), ...(known.get(app) ?? [])].map((name) => `${app}/${name}=`),
    ]);
  const [subject] = splitAt(typed, '=');
  return (tags.get(subject.split('/')[0] ?? '') ?? []).map((tag) => `${subject}=${tag}`);
}

export function splitAt(text: string, mark: string): [before: string, after: string] {
  const at = text.indexOf(mark);
  return [text.slice(0, at), text.slice(at + mark.length)];
}
