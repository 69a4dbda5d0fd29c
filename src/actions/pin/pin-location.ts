import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Application } from '../../applications/application';
import { buildApplication } from '../../assembly/assemble';
import { type IssueCollector, suggest } from '../../diagnostics';
import { type Environment, isInitial } from '../../environments/environment';
import { environmentsFolder } from '../../environments/folder';
import type { Workspace } from '../../workspace/workspace';
import type { PinRequest } from './pin-request';

/**
 * The place of a pin: of the application, of one of its images, or of one of its flows. Undefined, with an issue, if
 * there is none.
 */
export function pinPath(
  { applications, options }: Workspace,
  environment: Environment,
  request: PinRequest,
  problems: IssueCollector,
): readonly string[] | undefined {
  const { app, name, tag, text } = request;
  const known = applications.map(({ id }) => id);
  const entry = applications.find(({ id }) => id === app);
  if (!entry) {
    const hint = suggest(app, known);
    const message = `there is no application \`${app}\` in this workspace`;
    problems.error('unknown-application', message, { path: text, ...(hint && { hint }) });
    return undefined;
  }
  const isRefused = tag === 'latest' && !isInitial(environment);
  if (isRefused) {
    const hint = 'pin a released tag or a digest';
    problems.error('image-latest', `\`latest\` cannot be pinned in \`${environment.name}\``, { path: text, hint });
  }
  if (name === undefined) return isRefused ? undefined : ['apps', app];
  const { application, issues } = buildApplication(entry, environment, options.defaults);
  if (!application) {
    problems.add(...issues);
    return undefined;
  }
  const path = pathIn(application, name, text, problems);
  return isRefused ? undefined : path;
}

function pathIn(application: Application, name: string, text: string, problems: IssueCollector): string[] | undefined {
  const { id: app } = application.node;
  const images = application.images.map((image) => image.name);
  if (images.includes(name)) return ['apps', app, 'images', name];
  const flow = application.flows.find(({ node }) => node.id === name);
  if (flow?.isValid && 'image' in flow.spec && !flow.spec.image.built) {
    const message = `the flow \`${name}\` runs \`${flow.spec.image.repository}\`, which the application does not build`;
    problems.error('pin-of-foreign-image', message, {
      path: text,
      hint: 'set `image` of the flow to the whole name of the image instead',
    });
    return undefined;
  }
  if (flow) return ['apps', app, 'flows', name];
  const hint = suggest(name, [...new Set([...images, ...application.flows.map(({ node }) => node.id)])]);
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
