import { buildApplication } from '../../assembly/assemble';
import { TowpathError } from '../../diagnostics';
import { environmentsFolder } from '../../environments/folder';
import { followLink } from '../../files/follow-links';
import { assertNoObstacles } from '../../files/obstacle';
import { readIfThere } from '../../files/read-file';
import { writeFiles } from '../../files/write-files';
import { describedSchema } from '../../model/compile';
import { targetsSchema } from '../../targets/choose';
import { type LoadOptions, loadWorkspace } from '../../workspace/load';
import { workspaceSchema } from '../../workspace/workspace-file';
import { jsonSchemaOf } from './json-schema';
import { applicationStamp, environmentStamp } from './stamp';
import { applicationProperties, workspaceProperties } from './workspace-properties';

export interface SchemaOptions extends LoadOptions {
  /** Write nothing. @default false */
  readonly check?: boolean | undefined;
}

export interface SchemaResult {
  readonly files: readonly string[];
  /** The files that were written, or with `check` would be. */
  readonly written: readonly string[];
}

/**
 * Writes the JSON Schemas of a workspace's own files into `environments/.schema/`. They contain its applications,
 * flows, images and settings, so that an editor completes and checks them. `environments` may be a link to another
 * folder of the workspace; below it, no link is followed.
 *
 * @throws TowpathError if an application cannot be built, or a link or a folder is in the place of a schema; then
 *   nothing was written
 */
export async function schema(options: SchemaOptions = {}): Promise<SchemaResult> {
  const workspace = await loadWorkspace(options);
  const { root } = workspace;
  const folder = followLink(root, environmentsFolder);
  const built = workspace.applications.map((entry) => {
    const tries = workspace.environments.map((environment) =>
      buildApplication(entry, environment, workspace.options.defaults),
    );
    const applications = tries.flatMap(({ application }) => application ?? []);
    if (applications.length === 0) {
      throw new TowpathError([...workspace.issues, ...tries.flatMap(({ issues }) => issues)]);
    }
    const stamp = applicationStamp(applications.map(({ model }) => model));
    return { id: entry.id, properties: applicationProperties(applications), stamp };
  });
  const names = workspace.environments.map(({ name }) => name).sort();
  const { description } = workspaceSchema.shape.targets.meta() ?? {};
  const targets = (await targetsSchema()).optional().meta({ ...(description && { description }) });
  const schemas = {
    environment: jsonSchemaOf(
      describedSchema(workspaceProperties(new Map(built.map(({ id, properties }) => [id, properties])), names)),
      'An environment of this workspace',
      environmentStamp(names),
    ),
    workspace: jsonSchemaOf(workspaceSchema.extend({ targets }), 'towpath.yaml'),
    ...Object.fromEntries(
      built.map(({ id, properties, stamp }) => [
        `app.${id}`,
        jsonSchemaOf(describedSchema(properties), `Settings of the application ${id} in an environment`, stamp),
      ]),
    ),
  };
  const files = Object.entries(schemas).map(([name, content]) => {
    const path = `.schema/${name}.json`;
    const text = `${JSON.stringify(content, null, 2)}\n`;
    return { place: `${folder}/${path}`, shown: `${environmentsFolder}/${path}`, text };
  });
  assertNoObstacles(
    root,
    root,
    files.map(({ place }) => place),
  );
  const stale = files.filter(({ place, text }) => readIfThere(root, place) !== text);
  if (!options.check) writeFiles(root, new Map(stale.map(({ place, text }) => [place, text])));
  return { files: files.map(({ shown }) => shown), written: stale.map(({ shown }) => shown) };
}
