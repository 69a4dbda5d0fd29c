import { join } from 'node:path';
import { declaredHolds } from '../../actions/hold/declared-holds';
import { isMap } from '../../data/merge';
import { environmentsFolder, readEnvironments } from '../../environments/folder';
import { readUserText } from '../../files/read-file';
import { workspaceRoot } from '../../workspace/workspace-root';

/** The names in a workspace. They are read from its files; no code of an application is run. */
export interface Names {
  readonly environments: readonly string[];
  /** The environments that an environment promotes from. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
  /** The contexts of the clusters that environments name. */
  readonly contexts: readonly string[];
  /** The versions that the files of environments hold. */
  readonly held: readonly string[];
  /** Flows by application. */
  readonly flows: ReadonlyMap<string, readonly string[]>;
  /** Built images by application. */
  readonly images: ReadonlyMap<string, readonly string[]>;
  /** Tags that any environment sets, by application. */
  readonly tags: ReadonlyMap<string, readonly string[]>;
}

export function namesInWorkspace(): Names {
  const root = workspaceRoot();
  const { environments } = readEnvironments(root);
  const apps = tableIn(schemaOf(root), 'apps');
  const tags = environments.flatMap(({ props }) =>
    Object.entries(props.apps ?? {}).flatMap(([app, overlay]) => (overlay?.tag ? [[app, overlay.tag] as const] : [])),
  );
  const ids = [...new Set([...Object.keys(apps), ...tags.map(([app]) => app)])].sort();
  const by = (namesOf: (app: string) => readonly string[]) =>
    new Map(ids.map((app) => [app, [...new Set(namesOf(app))]]));
  return {
    environments: environments.map(({ name }) => name),
    sources: new Map(environments.map(({ name, props }) => [name, props.promotesFrom ?? []])),
    contexts: environments.flatMap(({ props }) => props.cluster?.context ?? []),
    held: environments.flatMap((one) => declaredHolds(one).map(({ version }) => version)),
    flows: by((app) => Object.keys(tableIn(apps[app], 'flows'))),
    images: by((app) => Object.keys(tableIn(apps[app], 'images'))),
    tags: by((app) => tags.filter(([other]) => other === app).map(([, tag]) => tag)),
  };
}

/** The schema that `towpath schema` has written, which lists applications, flows and images. */
function schemaOf(root: string): unknown {
  try {
    return JSON.parse(readUserText(join(root, environmentsFolder, '.schema/environment.json')));
  } catch {
    return {};
  }
}

/** The entries of a table in a schema, by name. A schema of a value that can be null is the first of two. */
function tableIn(schema: unknown, name: string): Record<string, unknown> {
  const properties = propertiesOf(schema);
  return propertiesOf(properties[name]);
}

function propertiesOf(schema: unknown): Record<string, unknown> {
  if (!isMap(schema)) return {};
  if (isMap(schema.properties)) return schema.properties;
  const options = Array.isArray(schema.anyOf) ? schema.anyOf : [];
  return options.map(propertiesOf).find((found) => Object.keys(found).length > 0) ?? {};
}
