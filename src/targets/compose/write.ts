import type { Issue } from '../../diagnostics';
import type { ApplicationModel } from '../../model/application-model';
import { unlessEmpty, withoutUndefined } from '../../model/compact';
import { isWorkload, type WorkloadSpec } from '../../model/flow-spec';
import { mountsOf } from '../../model/mounts';
import { containersOf } from '../../model/rules/rule';
import type { OutputFile } from '../../output/output-unit';
import type { TargetInput, TargetOutput } from '../target';
import { stringifyObject } from '../yaml/stringify';
import { circleIssues, hostPortIssues, unwritable } from './checks';
import { type Context, contextOf } from './context';
import { envExample } from './env-example';
import { folderOf, knownFiles } from './files';
import { imageIssues } from './images';
import { secretFiles } from './mounts';
import { flowServices, type Service } from './services';
import { written } from './template';
import { namedVolumes } from './volumes';

export { losses } from './losses';

/** Creates `compose.yaml` and the files beside it, for each application in each environment. */
export function write({ applications }: Pick<TargetInput, 'applications'>): TargetOutput {
  const outputs = applications.map(({ model }) => writeApplication(model));
  return { files: outputs.flatMap(({ files }) => files), issues: outputs.flatMap(({ issues = [] }) => issues) };
}

/** The files of one application in one environment, and their issues. */
export function writeApplication(model: ApplicationModel): TargetOutput {
  const context = contextOf(model);
  const refused = unwritable(context);
  if (refused.length > 0) return { files: [], issues: refused };
  const specs = model.flows.map(({ spec }) => spec).filter(isWorkload);
  const services: Record<string, Service> = Object.assign({}, ...specs.map((spec) => flowServices(context, spec)));
  const issues: Issue[] = [...imageIssues(context), ...hostPortIssues(context), ...circleIssues(context, services)];
  const file = withoutUndefined({ name: projectName(model), services, ...volumes(context, specs), ...secrets(specs) });
  const example = envExample(context);
  const texts = {
    'compose.yaml': stringifyObject(written(file)),
    ...configFiles(context, specs),
    // The folder may be committed, but `.env` and the files with secrets must not be.
    ...(example !== undefined && { '.env.example': example, '.gitignore': '/.env\n/secrets/\n' }),
  };
  return { files: Object.entries(texts).map(([path, text]) => outputFile(model, path, text)), issues };
}

function outputFile({ environment, application }: ApplicationModel, path: string, text: string): OutputFile {
  return { path: `${environment}/${application}/${path}`, text, objects: [] };
}

/** The name of the Compose project, with which the names of containers, networks and volumes begin. */
function projectName({ application, instance, environment }: ApplicationModel): string {
  // The parts contain no underscore, so no two projects get the same name.
  return [...new Set([application, instance]), environment].join('_');
}

function volumes(context: Context, specs: readonly WorkloadSpec[]): object {
  const all = specs.flatMap((spec) => [...namedVolumes(context, spec).values()]);
  const definitions = unlessEmpty(Object.fromEntries(all.map(({ key, definition }) => [key, definition])));
  return definitions ? { volumes: definitions } : {};
}

function secrets(specs: readonly WorkloadSpec[]): object {
  const all = specs.flatMap((spec) =>
    containersOf(spec).flatMap(({ container }) => secretFiles(spec, mountsOf(spec, container))),
  );
  const definitions = unlessEmpty(Object.fromEntries(all.map(({ source, file }) => [source, { file }])));
  return definitions ? { secrets: definitions } : {};
}

/** The files of configs that containers mount. Compose does not interpret these files, so `$` stays as it is. */
function configFiles(context: Context, specs: readonly WorkloadSpec[]): Record<string, string> {
  const files = specs.flatMap((spec) =>
    Object.entries(spec.volumes ?? {}).flatMap(([volume, said]) => {
      const known = (said && knownFiles(context, spec, said)) ?? new Map<string, string>();
      return [...known].map(([path, text]): [string, string] => [`${folderOf(spec, volume)}/${path}`, text]);
    }),
  );
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}
