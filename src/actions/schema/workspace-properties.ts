import { z } from 'zod';
import type { Application } from '../../applications/application';
import { environmentProperties, pinProperties, teamProperties } from '../../environments/properties';
import { kinds } from '../../model/kinds';
import { byDeployment, type Group, group, type Properties } from '../../model/property';

/** The properties that environments may set of one application: its own flows, images and settings by name. */
export function applicationProperties(built: readonly Application[]): Properties {
  const images = [...new Set(built.flatMap((application) => application.images.map(({ name }) => name)))];
  const flows = new Map(
    built.flatMap((application) => application.flows.map(({ node, kind }) => [node.id, kind] as const)),
  );
  const settings = built.find(({ settingsSchema }) => settingsSchema)?.settingsSchema;
  const { settings: _any, ...rest } = teamProperties;
  return {
    ...rest,
    images: named(
      teamProperties.images,
      images.map((name) => [name, pinProperties]),
    ),
    flows: named(
      teamProperties.flows,
      // A schema contains each kind once, however many flows have it.
      [...flows].map(([id, kind]) => [id, kinds[kind], `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Flow`]),
    ),
    ...(settings && { settings: byDeployment(partial(settings), 'Settings that the application declares.') }),
  };
}

/** The properties that an environment may set in this workspace. */
export function workspaceProperties(
  applications: ReadonlyMap<string, Properties>,
  environments: readonly string[],
): Properties {
  const { apps, promotesFrom } = environmentProperties;
  const names = z.array(z.enum(environments as [string, ...string[]]));
  return {
    ...environmentProperties,
    ...(environments.length > 0 && { promotesFrom: byDeployment(names, promotesFrom.description) }),
    apps: named(apps, [...applications]),
  };
}

/** The entries of a table by name, so that an unknown one is refused. */
function named(
  table: Properties[string] | undefined,
  entries: readonly (readonly [name: string, properties: Properties, definition?: string])[],
): Group {
  const members = entries.map(
    ([name, properties, definition]) => [name, group(`\`${name}\``, properties, { name: definition })] as const,
  );
  return group(table?.description ?? '', Object.fromEntries(members));
}

/** One file need not set all settings of an environment. */
function partial(settings: z.ZodType): z.ZodType {
  return settings instanceof z.ZodObject ? settings.partial() : settings;
}
