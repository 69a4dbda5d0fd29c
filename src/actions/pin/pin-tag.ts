import { buildApplication } from '../../assembly/assemble';
import { findEnvironment } from '../../assembly/assemble-workspace';
import { issueError, TowpathError } from '../../diagnostics';
import { applicationOverlay, type Environment } from '../../environments/environment';
import type { Pin } from '../../model/image';
import { checkOptions } from '../../workspace/check-options';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';
import type { Workspace } from '../../workspace/workspace';
import { selectionOf } from '../deploy/selection';
import { type PinResult, pin } from './pin';

export interface PinTagOptions extends LoadOptions {
  readonly environment: string;
  /** Applications and flows: `pssp`, `pssp/api` or `api`. @default all that build an image */
  readonly flows?: readonly string[] | undefined;
  /** A tag, a digest, or `TAG@DIGEST`. */
  readonly tag: string;
}

/**
 * Pins the own images of applications or flows to one version: the first half of `towpath deploy --tag v1`. Pins of
 * single images and flows that would override the pin of their application are set too.
 *
 * @throws TowpathError as `pin`; then nothing was written
 */
export async function pinTag(options: PinTagOptions): Promise<PinResult> {
  checkOptions(options, ['environment', 'tag']);
  const { tag, flows, environment: name, ...load } = options;
  const workspace = await loadWorkspace(load);
  const environment = findEnvironment(workspace, name);
  const known = applicationsOf(workspace, environment);
  const selection = selectionOf(known, flows, undefined, () => workspace.environments.map((one) => one.name));
  const isOfAll = (flows ?? []).length === 0;
  const pins = [...selection].flatMap(([application, selected]) => {
    const { builds = [] } = known.find((one) => one.application === application) ?? {};
    if (selected) return selected.map((flow) => `${application}/${flow}=${tag}`);
    if (isOfAll && builds.length === 0) return [];
    const names = ownPins(environment, application);
    return [`${application}=${tag}`, ...names.map((one) => `${application}/${one}=${tag}`)];
  });
  if (pins.length === 0) {
    const message = `no application builds an image that could have the tag in \`${name}\``;
    const hint = 'declare an image that the application builds with `this.image(name, repository)`';
    throw issueError('unknown-image', message, { path: '--tag', hint });
  }
  return pin({ ...load, environment: name, pins });
}

interface BuiltFlows {
  readonly application: string;
  readonly flows: readonly string[];
  /** The flows that run an image which the application builds. */
  readonly builds: readonly string[];
}

/** @throws TowpathError with the errors of an application that cannot be built */
function applicationsOf({ applications, options }: Workspace, environment: Environment): BuiltFlows[] {
  const enabled = applications.filter(({ id }) => applicationOverlay(environment, id).enabled !== false);
  return enabled.map((entry) => {
    const { application, issues } = buildApplication(entry, environment, options.defaults);
    if (!application) throw new TowpathError(issues);
    const flows = application.flows.map(({ node }) => node.id);
    const builds = application.flows.flatMap((flow) =>
      flow.isValid && 'image' in flow.spec && flow.spec.image.built !== undefined ? [flow.node.id] : [],
    );
    return { application: entry.id, flows, builds };
  });
}

/** The images and flows of an application that have pins of their own. */
function ownPins(environment: Environment, application: string): string[] {
  const { images, flows } = applicationOverlay(environment, application);
  const tables = [...Object.entries(images ?? {}), ...Object.entries(flows ?? {})] as [string, Pin | null][];
  return [...new Set(tables.flatMap(([name, own]) => ((own?.tag ?? own?.digest) ? [name] : [])))];
}
