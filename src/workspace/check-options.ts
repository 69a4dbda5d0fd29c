import { z } from 'zod';
import { errorIssue, type Issue, issueError, TowpathError } from '../diagnostics';

const text = z.string().refine((value) => !value.includes('\0'));
const texts = z.array(text);
const reason = z.string().regex(/\S/);

/** The schema of each option that is checked, and its description in messages. */
const forms: Readonly<Record<string, readonly [z.ZodType, string]>> = {
  root: [text, 'a string'],
  name: [text, 'a string'],
  environment: [text, 'a string'],
  application: [text, 'a string'],
  path: [text, 'a string'],
  branch: [text, 'a string'],
  why: [text, 'a string'],
  tag: [text, 'a string'],
  base: [text, 'a string'],
  override: [reason, 'a text that says why'],
  outdir: [text, 'a string'],
  mirror: [text, 'a string'],
  kubeconfig: [text, 'a string'],
  context: [text, 'a string'],
  environments: [texts, 'a list of strings'],
  only: [texts, 'a list of strings'],
  flows: [texts, 'a list of strings'],
  pins: [texts, 'a list of strings'],
  targets: [z.array(z.union([text, z.looseObject({ name: text })])), 'a list of names and targets'],
  sources: [z.record(z.string(), text), 'a map of environments to sources'],
  applications: [z.record(z.string(), z.instanceof(Function)), 'a map of ids to classes'],
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
  const given = readable(options);
  const missing = required.filter((name) => given[name] === undefined);
  const absent = missing.map((name) =>
    errorIssue('missing-value', `the option \`${name}\` is missing`, { path: name }),
  );
  const wrong = Object.entries(given).flatMap(([name, value]): Issue[] => {
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
    if (!form || value === undefined || form[0].safeParse(value).success) return [];
    const message = `the option \`${name}\` must be ${form[1]}`;
    return [errorIssue('invalid-value', message, { path: name })];
  });
  if (absent.length + wrong.length > 0) throw new TowpathError([...absent, ...wrong]);
}

/** The options as they are now. A getter or a proxy may throw. */
function readable(options: object): Readonly<Record<string, unknown>> {
  try {
    return { ...options };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'a getter throws';
    throw issueError('invalid-value', `the options of an action cannot be read: ${reason}`);
  }
}
