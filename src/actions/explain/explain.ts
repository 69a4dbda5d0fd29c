import type { Application } from '../../applications/application';
import { buildApplication } from '../../assembly/assemble';
import { assembleWorkspace, findEnvironment } from '../../assembly/assemble-workspace';
import { isMap, merge, valueAt, withoutNulls } from '../../data/merge';
import { formatPath, issueError, type Location, suggest, TowpathError, type ValuePath } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import { pinLayers } from '../../environments/image-pin';
import { environmentProperties, teamProperties } from '../../environments/properties';
import { describeValue } from '../../model/describe';
import { BuiltImage } from '../../model/image';
import { formatImage } from '../../model/image-reference';
import { kinds } from '../../model/kinds';
import type { Properties } from '../../model/property';
import { checkOptions } from '../../workspace/check-options';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';
import type { Workspace } from '../../workspace/workspace';
import { misspelt } from './misspelt';
import { parsePath } from './path';

export interface ExplainOptions extends LoadOptions {
  readonly environment: string;
  /**
   * `pssp.api.replicas`, or the form of error messages: `apps.pssp.flows.api.replicas`. A prefix explains everything
   * below it.
   */
  readonly path: string;
}

/** One value, and every layer that sets it. */
export interface Explanation {
  readonly path: string;
  /** The final value. Absent if the last layer set `null`. */
  readonly value?: unknown;
  /** The last layer first, whose value counts. */
  readonly layers: readonly ExplainedLayer[];
}

export interface ExplainedLayer {
  /** `defaults 2026-12`, `code`, or the path in an environment file. */
  readonly origin: string;
  /** The layer's value. `null` removes the value of earlier layers. */
  readonly value: unknown;
  readonly location?: Location;
}

interface Voice {
  readonly origin: string;
  readonly data: unknown;
  locate(path: ValuePath): Location | undefined;
}

/**
 * Explains where the values of an environment come from.
 * @throws TowpathError if no value has this path
 */
export async function explain(options: ExplainOptions): Promise<Explanation[]> {
  checkOptions(options, ['environment', 'path']);
  const workspace = await loadWorkspace(options);
  const environment = findEnvironment(workspace, options.environment);
  const path = parsePath(options.path);
  const { subject, voices, rest, properties } = find(workspace, environment, path);
  const below = voices.map((voice) => ({ ...voice, layerValue: valueAt(voice.data, rest) }));
  const merged = withoutNulls(below.reduce<unknown>((lower, { layerValue }) => merge(lower, layerValue), undefined));
  const whole = voices.reduce<unknown>((lower, { data }) => merge(lower, data), undefined);
  const leaves = leafPaths(below.map(({ layerValue }) => layerValue).concat(merged));
  if (leaves.length === 0) throw nowhere(workspace, environment, options.path, misspelt(rest, properties, whole));
  return leaves.map((leaf) => {
    const value = valueAt(merged, leaf);
    const layers = below.flatMap(({ origin, layerValue, locate }): ExplainedLayer[] => {
      const own = leaf.length === 0 ? layerValue : valueAt(layerValue, leaf);
      const location = locate([...rest, ...leaf]);
      return own === undefined ? [] : [{ origin, value: describeValue(own), ...(location && { location }) }];
    });
    const found = formatPath([...subject, ...rest, ...leaf]);
    return {
      path: found,
      ...(value !== undefined && value !== null && { value: describeValue(value) }),
      layers: layers.reverse(),
    };
  });
}

/** What a path is about: a flow, another part of an application, an application, or the environment itself. */
interface Found {
  /** The path of that thing. */
  readonly subject: ValuePath;
  readonly voices: readonly Voice[];
  /** The rest of the path, inside that thing. */
  readonly rest: ValuePath;
  /** The properties that it can have. Empty if the model does not list them. */
  readonly properties: Properties;
}

/** The layers of the thing that a path names: those of a flow, or the sources of the environment itself. */
function find(workspace: Workspace, environment: Environment, path: ValuePath): Found {
  const steps = path[0] === 'apps' ? path.slice(1) : path;
  const [app, ...inner] = steps;
  const entry = workspace.applications.find(({ id }) => id === app);
  const [flow, ...rest] = inner[0] === 'flows' ? inner.slice(1) : inner;
  if (entry) {
    const { application, issues } = buildApplication(entry, environment, workspace.options.defaults);
    if (!application) throw new TowpathError(issues);
    const found = application.flows.find(({ node }) => node.id === flow);
    if (found) {
      const voices = [...found.layers, ...imageVoices(application, found.node.id)];
      return { subject: [entry.id, found.node.id], voices, rest, properties: kinds[found.kind] };
    }
    const [table = '', name = '', ...below] = inner.map(String);
    const part = application.parts.layersOf(table, name);
    if (part) return { subject: ['apps', entry.id, table, name], voices: [...part], rest: below, properties: {} };
    const subject = ['apps', entry.id];
    return { subject, voices: sourceVoices(environment, subject), rest: inner, properties: teamProperties };
  }
  return { subject: [], voices: sourceVoices(environment, []), rest: path, properties: environmentProperties };
}

function sourceVoices({ sources }: Environment, prefix: ValuePath): Voice[] {
  return sources.map((source) => ({
    origin: source.file ?? 'code',
    data: valueAt(source.data, prefix),
    locate: (path) => source.locate([...prefix, ...path]),
  }));
}

/** A pin has its own layers: application < image < flow. */
function imageVoices({ environment, node, flows }: Application, id: string): Voice[] {
  const flow = flows.find((candidate) => candidate.node.id === id);
  const image = valueAt(flow?.layers.find(({ origin }) => origin === 'code')?.data, ['image']);
  if (!flow?.isValid || !BuiltImage.is(image) || !('image' in flow.spec)) return [];
  const pins = pinLayers(environment, node.id, id, image.name).map(
    ({ origin, text, location }): Voice => ({ origin, data: { image: text }, locate: () => location }),
  );
  const whole: Voice = { origin: 'combined', data: { image: formatImage(flow.spec.image) }, locate: () => undefined };
  return [...pins, whole];
}

function leafPaths(values: readonly unknown[]): ValuePath[] {
  const found = new Map<string, ValuePath>();
  const walk = (value: unknown, path: ValuePath): void => {
    if (value === undefined) return;
    if (isMap(value) && Object.keys(value).length > 0) {
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
    } else {
      found.set(formatPath(path), path);
    }
  };
  for (const value of values) walk(value, []);
  return [...found.keys()].sort().map((key) => found.get(key) as ValuePath);
}

function nowhere(
  workspace: Workspace,
  environment: Environment,
  path: string,
  correction: string | undefined,
): TowpathError {
  const { applications } = assembleWorkspace(workspace, [environment.name], false);
  const known = applications.flatMap(({ application, model }) => model.flows.map(({ id }) => `${application}.${id}`));
  const isFlow = known.some((name) => path === name || path.startsWith(`${name}.`));
  const hint = isFlow || path.startsWith('apps.') ? correction : flowHint(path, known, correction);
  const message = `no value is set for \`${path}\` in \`${environment.name}\``;
  return issueError('unknown-path', message, { hint });
}

/** A path that names no flow is compared with the flows, because a flow is asked for most often. */
function flowHint(path: string, known: readonly string[], correction: string | undefined): string | undefined {
  const hint = suggest(path.split('.').slice(0, 2).join('.'), known);
  return hint?.startsWith('did you mean') || !correction?.startsWith('did you mean') ? hint : correction;
}
