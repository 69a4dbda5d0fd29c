import type { Application } from '../../applications/application';
import { buildApplication } from '../../assembly/assemble';
import { assembleWorkspace, findEnvironment } from '../../assembly/assemble-workspace';
import { isMap, merge, valueAt, withoutNulls } from '../../data/merge';
import { formatPath, issueError, type Location, suggest, TowpathError, type ValuePath } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import { pinLayers } from '../../environments/image-pin';
import { describeValue } from '../../model/describe';
import { BuiltImage } from '../../model/image';
import { formatImage } from '../../model/image-reference';
import { checkOptions } from '../../workspace/check-options';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';
import type { Workspace } from '../../workspace/workspace';
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
  const [subject, voices, rest] = find(workspace, environment, path);
  const below = voices.map((voice) => ({ ...voice, layerValue: valueAt(voice.data, rest) }));
  const merged = withoutNulls(below.reduce<unknown>((lower, { layerValue }) => merge(lower, layerValue), undefined));
  const leaves = leafPaths(below.map(({ layerValue }) => layerValue).concat(merged));
  if (leaves.length === 0) throw nowhere(workspace, environment, options.path);
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

/** The layers of the thing that a path names: those of a flow, or the sources of the environment itself. */
function find(workspace: Workspace, environment: Environment, path: ValuePath): [ValuePath, Voice[], ValuePath] {
  const steps = path[0] === 'apps' ? path.slice(1) : path;
  const [app, ...inner] = steps;
  const entry = workspace.applications.find(({ id }) => id === app);
  const [flow, ...rest] = inner[0] === 'flows' ? inner.slice(1) : inner;
  if (entry) {
    const { application, issues } = buildApplication(entry, environment, workspace.options.defaults);
    if (!application) throw new TowpathError(issues);
    const found = application.flows.find(({ node }) => node.id === flow);
    if (found) return [[entry.id, found.node.id], [...found.layers, ...imageVoices(application, found.node.id)], rest];
    const [table = '', name = '', ...below] = inner.map(String);
    const part = application.parts.layersOf(table, name);
    if (part) return [['apps', entry.id, table, name], [...part], below];
    return [['apps', entry.id], sourceVoices(environment, ['apps', entry.id]), inner];
  }
  return [[], sourceVoices(environment, []), path];
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

function nowhere(workspace: Workspace, environment: Environment, path: string): TowpathError {
  const { applications } = assembleWorkspace(workspace, [environment.name], false);
  const known = applications.flatMap(({ application, model }) => model.flows.map(({ id }) => `${application}.${id}`));
  const hint = suggest(path.split('.').slice(0, 2).join('.'), known);
  const message = `no value is set for \`${path}\` in \`${environment.name}\``;
  return issueError('unknown-path', message, { hint });
}
