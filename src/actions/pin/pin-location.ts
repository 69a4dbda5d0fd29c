import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Application } from '../../applications/application';
import { buildApplication } from '../../assembly/assemble';
import { type IssueCollector, suggest } from '../../diagnostics';
import { type Environment, isInitial } from '../../environments/environment';
import { environmentsFolder } from '../../environments/folder';
import type { ApplicationEntry, Workspace } from '../../workspace/workspace';
import type { PinRequest } from './pin-request';

/**
 * Returns a function that finds the place of a pin: of an application, of one of its images, or of one of its flows. The
 * place is undefined, with an issue, if there is none. Each application is built once.
 */
export function pinPaths(
  { applications, options }: Workspace,
  environment: Environment,
  problems: IssueCollector,
): (request: PinRequest) => readonly string[] | undefined {
  const entries = new Map(applications.map((entry) => [entry.id, entry]));
  const built = new Map<string, ReturnType<typeof buildApplication>>();
  const buildOnce = (entry: ApplicationEntry) => {
    const result = built.get(entry.id) ?? buildApplication(entry, environment, options.defaults);
    built.set(entry.id, result);
    return result;
  };
  return (request) => {
    const { app, name, tag, text } = request;
    const entry = entries.get(app);
    if (!entry) {
      const hint = suggest(app, [...entries.keys()]);
      const message = `there is no application \`${app}\` in this workspace`;
      problems.error('unknown-application', message, { path: text, ...(hint && { hint }) });
      return undefined;
    }
    const isRefused = tag === 'latest' && !isInitial(environment);
    if (isRefused) {
      const hint = 'pin a released tag or a digest';
      problems.error('image-latest', `\`latest\` cannot be pinned in \`${environment.name}\``, { path: text, hint });
    }
    const { application, issues } = buildOnce(entry);
    // An application with errors gets its pin, because the pin may be what it lacks.
    if (name === undefined && !application) return isRefused ? undefined : ['apps', app];
    if (!application) problems.add(...issues);
    const path = application && pathIn(application, name, text, problems);
    return isRefused ? undefined : path;
  };
}

function pathIn(
  application: Application,
  name: string | undefined,
  text: string,
  problems: IssueCollector,
): string[] | undefined {
  const { id: app } = application.node;
  if (name === undefined) {
    if (application.images.length > 0) return ['apps', app];
    const message = `the application \`${app}\` builds no image, so no flow would get the version`;
    const hint = 'declare an image that the application builds with `this.image(name, repository)`';
    problems.error('pin-of-foreign-image', message, { path: text, hint });
    return undefined;
  }
  if (application.hasImage(name)) return ['apps', app, 'images', name];
  const flow = application.flowWithId(name);
  if (flow?.isValid && 'image' in flow.spec && !flow.spec.image.built) {
    const message = `the flow \`${name}\` runs \`${flow.spec.image.repository}\`, which the application does not build`;
    problems.error('pin-of-foreign-image', message, {
      path: text,
      hint: 'set `image` of the flow to the whole name of the image instead',
    });
    return undefined;
  }
  if (flow) return ['apps', app, 'flows', name];
  const known = [...application.images.map((image) => image.name), ...application.flows.map(({ node }) => node.id)];
  const hint = suggest(name, [...new Set(known)]);
  problems.error('unknown-image', `the application \`${app}\` has no image or flow \`${name}\``, {
    path: text,
    ...(hint && { hint }),
  });
  return undefined;
}

/** The file of the team if it exists, else that of the environment. */
export function pinFile(
  root: string,
  environment: string,
  path: readonly string[],
): { file: string; path: readonly string[] } {
  const [, app, ...inner] = path;
  const isThere = (file: string) => existsSync(join(root, file));
  const team = ['yaml', 'yml'].map((ending) => `${environmentsFolder}/${environment}/${app}.${ending}`).find(isThere);
  if (team) return { file: team, path: inner };
  const shared = ['yaml', 'yml'].map((ending) => `${environmentsFolder}/${environment}.${ending}`).find(isThere);
  return { file: shared ?? `${environmentsFolder}/${environment}.yaml`, path };
}
