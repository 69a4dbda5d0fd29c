import type { FlowModel } from '../../model/application-model';
import { isWorkload } from '../../model/flow-spec';
import { containersOf } from '../../model/rules/rule';
import type { Context } from './context';
import { knownFiles } from './files';
import { environmentFilePath, outsideSources } from './variables';
import { allMounts } from './volumes';

/** A file that the user must create beside compose.yaml, and the flow that uses it. */
interface Need {
  readonly path: string;
  readonly what: string;
  readonly flow: string;
}

/** An example of `.env`: every variable without a value, then the files that must exist. Undefined if nothing is needed. */
export function envExample(context: Context): string | undefined {
  const keys = [...context.outside.values()];
  const files = context.model.flows.flatMap((flow) => neededFiles(context, flow));
  if (keys.length === 0 && files.length === 0) return undefined;
  const variables = keys.flatMap(({ kind, name, key, variable, flows, isOptional }) => [
    '',
    `# Key ${key} of the ${kind} ${name}, used by ${flows.join(', ')}.${isOptional ? ' It may stay empty.' : ''}`,
    `${variable}=`,
  ]);
  const paths = [...new Set(files.map(({ path }) => path))].sort();
  const listed = paths.map((path) => {
    const uses = files.filter((file) => file.path === path);
    return `# ${path}: ${uses[0]?.what}, used by ${[...new Set(uses.map(({ flow }) => flow))].sort().join(', ')}.`;
  });
  return `${[
    '# Copy this file to .env in the same folder, and set the values there. Compose reads a value in single quotes as it is.',
    ...variables,
    ...(listed.length > 0 ? ['', '# Create these files in the same folder:', ...listed] : []),
  ].join('\n')}\n`;
}

/** The files with values from outside that the containers of a flow read. */
function neededFiles(context: Context, { id: flow, spec }: FlowModel): Need[] {
  if (!isWorkload(spec)) return [];
  const variables = containersOf(spec).flatMap(({ container }) =>
    outsideSources(context, container).map((source): Need => {
      const what = 'secret' in source ? `secret ${source.secret}` : `config ${source.config}`;
      return { path: environmentFilePath(source), what: `the variables of the ${what}`, flow };
    }),
  );
  const mounted = allMounts(spec).flatMap(({ volume }): Need[] => {
    const { config, secret, items, ...said } = spec.volumes?.[volume] ?? {};
    if (knownFiles(context, spec, { config, items, ...said })) return [];
    const [folder, what] =
      secret !== undefined ? [`secrets/${secret}`, `secret ${secret}`] : [`configs/${config}`, `config ${config}`];
    if (secret === undefined && config === undefined) return [];
    if (!items) return [{ path: `${folder}/`, what: `a file for each key of the ${what}`, flow }];
    return Object.keys(items).map((key) => ({ path: `${folder}/${key}`, what: `key ${key} of the ${what}`, flow }));
  });
  return [...variables, ...mounted];
}
