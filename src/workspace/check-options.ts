import { isMap, isObject } from '../data/merge';
import { errorIssue, type Issue, issueError, TowpathError } from '../diagnostics';

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === 'string' && !value.includes('\0');
const isReason: Test = (value) => typeof value === 'string' && /\S/.test(value);
const isFunction: Test = (value) => typeof value === 'function';
const isTarget: Test = (value) => isText(value) || (isObject(value) && isText(value.name));

const listOf =
  (test: Test): Test =>
  (value) =>
    // `every` alone skips holes.
    Array.isArray(value) && [...value].every(test);
const mapOf =
  (test: Test): Test =>
  (value) =>
    isMap(value) && Object.values(value).every(test);

/** The test of each option that is checked, and its description in messages. */
const forms: Readonly<Record<string, readonly [Test, string]>> = {
  root: [isText, 'a string'],
  name: [isText, 'a string'],
  environment: [isText, 'a string'],
  application: [isText, 'a string'],
  path: [isText, 'a string'],
  branch: [isText, 'a string'],
  why: [isText, 'a string'],
  tag: [isText, 'a string'],
  base: [isText, 'a string'],
  override: [isReason, 'a text that says why'],
  outdir: [isText, 'a string'],
  mirror: [isText, 'a string'],
  kubeconfig: [isText, 'a string'],
  context: [isText, 'a string'],
  environments: [listOf(isText), 'a list of strings'],
  only: [listOf(isText), 'a list of strings'],
  flows: [listOf(isText), 'a list of strings'],
  pins: [listOf(isText), 'a list of strings'],
  targets: [listOf(isTarget), 'a list of names and targets'],
  sources: [mapOf(isText), 'a map of environments to sources'],
  applications: [mapOf(isFunction), 'a map of ids to classes'],
};

/**
 * Checks the options of an action, because a program in JavaScript can pass values of any type.
 * @param required the options that the action needs
 * @throws TowpathError `invalid-value` for each option with a value of another type, `missing-value` for each required
 *   option that is missing
 */
export function checkOptions(options: object, required: readonly string[] = []): void {
  if (typeof options !== 'object' || options === null) {
    throw issueError('invalid-value', 'the options of an action must be an object');
  }
  const given = reading(() => ({ ...options }) as Readonly<Record<string, unknown>>);
  const missing = required.filter((name) => given[name] === undefined);
  const absent = missing.map((name) =>
    errorIssue('missing-value', `the option \`${name}\` is missing`, { path: name }),
  );
  const wrong = Object.entries(given).flatMap(([name, value]): Issue[] => {
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
    if (!form || value === undefined || reading(() => form[0](value))) return [];
    const message = `the option \`${name}\` must be ${form[1]}`;
    return [errorIssue('invalid-value', message, { path: name })];
  });
  if (absent.length + wrong.length > 0) throw new TowpathError([...absent, ...wrong]);
}

/** Reads the options, or what is in one of them. A getter or a proxy may throw. */
function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'a getter throws';
    throw issueError('invalid-value', `the options of an action cannot be read: ${reason}`);
  }
}
