import { join } from 'node:path';
import { buildApplication } from '../../assembly/assemble';
import { readIfThere, writeFileWhole } from '../../assembly/files';
import { type LoadOptions, loadWorkspace } from '../../assembly/load';
import { workspaceSchema } from '../../assembly/workspace-file';
import { TowpathError } from '../../diagnostics';
import { environmentsFolder } from '../../environments/folder';
import { overlaySchema } from '../../spec/compile';
import { jsonSchemaOf } from './json-schema';
import { applicationProperties, workspaceProperties } from './workspace-properties';

export interface SchemaOptions extends LoadOptions {
  /** Write nothing. @default false */
  readonly check?: boolean | undefined;
}

export interface SchemaResult {
  readonly files: readonly string[];
  /** Those that were written, or with `check` would be. */
  readonly written: readonly string[];
}

/**
 * Writes the JSON Schemas of a workspace's own files into `environments/.schema/`. They know its
 * applications, flows, images and settings, so that an editor completes and checks them.
 * @throws TowpathError when an application cannot be built
 */
export async function schema(options: SchemaOptions = {}): Promise<SchemaResult> {
  const workspace = await loadWorkspace(options);
  const built = workspace.applications.map((entry) => {
    const tries = workspace.environments.map((environment) =>
      buildApplication(entry, environment, workspace.options.defaults),
    );
    const applications = tries.flatMap(({ application }) => application ?? []);
    if (applications.length === 0) throw new TowpathError(tries.flatMap(({ issues }) => issues));
    return [entry.id, applicationProperties(applications)] as const;
  });
  const schemas = {
    environment: jsonSchemaOf(overlaySchema(workspaceProperties(new Map(built))), 'An environment of this workspace'),
    workspace: jsonSchemaOf(workspaceSchema, 'towpath.yaml'),
    ...Object.fromEntries(
      built.map(([id, properties]) => [
        `app.${id}`,
        jsonSchemaOf(overlaySchema(properties), `What an environment says of ${id}`),
      ]),
    ),
  };
  const files = Object.entries(schemas).map(
    ([name, content]) =>
      [`${environmentsFolder}/.schema/${name}.json`, `${JSON.stringify(content, null, 2)}\n`] as const,
  );
  const stale = files.filter(([file, text]) => readIfThere(join(workspace.root, file)) !== text);
  if (!options.check) for (const [file, text] of stale) writeFileWhole(join(workspace.root, file), text);
  return { files: files.map(([file]) => file), written: stale.map(([file]) => file) };
}
