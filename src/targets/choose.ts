import { z } from 'zod';
import { errorIssue, type Issue, suggest, TowpathError } from '../diagnostics';
import { type Environment, locateIn } from '../environments/environment';
import { check } from '../model/check';
import { dnsLabel } from '../model/formats';
import type { Workspace } from '../workspace/workspace';
import { acceptable } from './losses';
import { registry } from './registry';
import type { Target, TargetWriter } from './target';

/** A target that synthesis writes, with its loaded code and its options. */
export interface ChosenTarget {
  readonly target: Target;
  readonly writer: TargetWriter;
  readonly options: Readonly<Record<string, unknown>>;
  /** The losses that the user accepts. */
  readonly accept: readonly string[];
}

export interface Choice {
  readonly chosen: readonly ChosenTarget[];
  /** Problems of `targets` in `towpath.yaml`, and of environments that have the name of a target. */
  readonly issues: readonly Issue[];
}

/**
 * Loads the targets that synthesis writes, and checks their options.
 *
 * @param wanted names of built-in targets, or other targets. @default the targets in `towpath.yaml`, else plain YAML
 * @throws TowpathError `unknown-target` for a name that no target has, `invalid-name` for a target whose name cannot be used
 */
export async function chooseTargets(
  { options, locateOption, environments }: Pick<Workspace, 'options' | 'locateOption' | 'environments'>,
  wanted?: readonly (string | Target)[],
): Promise<Choice> {
  const known = knownTargets(wanted);
  const listed = options.targets ?? {};
  const names = wanted?.map((one) => (typeof one === 'string' ? one : one.name)) ?? Object.keys(listed);
  const unknown = wanted ? names.filter((name) => !known.some((target) => target.name === name)) : [];
  const unusable = unusableTargets(known);
  if (unusable.length > 0) throw new TowpathError(unusable);
  if (unknown.length > 0) throw new TowpathError(unknown.map((name) => unknownTarget(name, known)));
  const [first] = registry as readonly [Target, ...Target[]];
  const meant = names.length === 0 ? [first] : known.filter(({ name }) => names.includes(name));
  const loaded = await Promise.all(meant.map(async (target) => ({ target, writer: await target.load() })));
  const shape = Object.fromEntries(known.map(({ name }) => [name, z.unknown().optional()]));
  const own = loaded.map(({ target, writer }) => [target.name, optionsSchema(writer)] as const);
  // A chosen target that `towpath.yaml` does not list gets the defaults of its options.
  const chosenOptions = Object.fromEntries(meant.map(({ name }) => [name, listed[name] ?? {}]));
  const { value, violations: findings } = check(z.strictObject({ ...shape, ...Object.fromEntries(own) }), {
    ...listed,
    ...chosenOptions,
  });
  const found = findings.map(({ code, message, hint, path, place: shown = path }): Issue => {
    const place = { path: ['targets', ...path].join('.'), location: locateOption(['targets', ...shown]) };
    if (path.length === 1 && code === 'unknown-key') return { ...unknownTarget(String(path[0]), known), ...place };
    return { code: code as Issue['code'], severity: 'error', message, ...(hint && { hint }), ...place };
  });
  const chosen = loaded.map(({ target, writer }): ChosenTarget => {
    const { accept = [], ...rest } = (((value ?? {}) as Record<string, unknown>)[target.name] ?? {}) as {
      accept?: readonly string[];
    };
    return { target, writer, options: rest, accept };
  });
  return { chosen, issues: [...found, ...takenNames(environments, known)] };
}

/** The schema of `targets` in `towpath.yaml`, with the options of each built-in target. */
export async function targetsSchema(): Promise<z.ZodType> {
  const entries = await Promise.all(
    registry.map(async (target) => {
      const schema = optionsSchema(await target.load()).meta({ description: `Writes ${target.description}.` });
      return [target.name, schema] as const;
    }),
  );
  return z.strictObject(Object.fromEntries(entries));
}

/** The schema of a target's options. In YAML, the name of a target without options has the value `null`. */
function optionsSchema({ options = z.strictObject({}), losses = [] }: TargetWriter): z.ZodType {
  const [first, ...more] = acceptable(losses);
  const accept =
    first === undefined
      ? {}
      : {
          accept: z
            .array(z.enum([first, ...more]))
            .optional()
            .meta({
              description: 'Properties that the target cannot express and may leave out. Their loss is not reported.',
            }),
        };
  return options.extend(accept).nullable().optional();
}

function knownTargets(wanted: readonly (string | Target)[] = []): Target[] {
  const others = wanted.filter((one) => typeof one !== 'string');
  return [...new Set([...registry, ...others])];
}

function unknownTarget(name: string, known: readonly Target[]): Issue {
  const all = known.map((target) => target.name);
  const message = `there is no target \`${name}\``;
  const hint = suggest(name, all);
  return errorIssue('unknown-target', message, { hint });
}

/** Targets whose name cannot be the name of a folder, or is the name of another target. */
function unusableTargets(known: readonly Target[]): Issue[] {
  const issue = (message: string, hint: string): Issue => errorIssue('invalid-name', message, { hint });
  return known.flatMap(({ name }, index) => {
    if (!dnsLabel.safeParse(name).success)
      return [issue(`\`${name}\` is not a valid name for a target`, 'use at most 63 of a-z, 0-9 and `-`')];
    if (known.findIndex((other) => other.name === name) === index) return [];
    return [issue(`two targets have the name \`${name}\``, 'give each target a different name')];
  });
}

/** Environments that have the name of a target, so that both would use the same folder in the output. */
function takenNames(environments: readonly Environment[], known: readonly Target[]): Issue[] {
  return environments
    .filter(({ name }) => known.some((target) => target.name === name))
    .map((environment): Issue => {
      const { name } = environment;
      const location = locateIn(environment, []);
      return errorIssue('invalid-name', `the environment \`${name}\` has the name of a target`, {
        hint: 'rename the file of the environment',
        path: name,
        location,
      });
    });
}
