import { duplicates, errorIssue, formatPath, type Issue } from '../diagnostics';
import { applicationOverlay, type Environment, locateIn } from '../environments/environment';
import { instanceIn } from '../environments/instance';
import { longestFileName } from '../files/longest-file-name';
import { groupOf } from '../kubernetes/api-version';
import type { ApplicationAssembly, AssembledObject } from './application-assembly';

/** Objects of one application that would overwrite each other, in the cluster or on disk. */
export function objectCollisions(objects: readonly AssembledObject[]): Issue[] {
  return [
    ...duplicates(objects, identity).map(([first, second]): Issue => {
      const { kind, metadata } = first.manifest;
      const message = `\`${first.path}\` and \`${second.path}\` both create the ${kind} \`${metadata.name}\``;
      return errorIssue('object-collision', message, { path: second.path });
    }),
    // Some file systems do not distinguish upper and lower case.
    ...duplicates(objects, ({ file }) => file.toLowerCase()).map(([first, second]): Issue => {
      const message = `\`${first.path}\` and \`${second.path}\` would both be written to the file \`${second.file}\``;
      return errorIssue('file-collision', message, { path: second.path });
    }),
  ];
}

/** Objects whose file name is too long for a file system. */
export function longFileNames(objects: readonly AssembledObject[]): Issue[] {
  const long = objects.filter(({ file }) => Buffer.byteLength(file) > longestFileName);
  return long.map(({ file, path }): Issue => {
    const message = `the file name \`${file}\` is longer than the ${longestFileName} bytes that file systems allow`;
    return errorIssue('invalid-name', message, {
      hint: 'use a shorter name for the object, because its file is named after it',
      path,
    });
  });
}

/** Applications of one environment that would overwrite each other's objects. */
export function applicationCollisions(assemblies: readonly ApplicationAssembly[]): Issue[] {
  const all = assemblies.flatMap(({ application, environment, objects }) =>
    objects.map((object) => ({ ...object, application, environment: environment.name })),
  );
  const across = duplicates(all, (object) => `${object.environment} ${identity(object)}`);
  return across
    .filter(([first, second]) => first.application !== second.application)
    .map(([first, second]) => {
      const { kind, metadata } = first.manifest;
      const owners = `\`${first.application}\` and \`${second.application}\``;
      const message = `in \`${first.environment}\`, ${owners} both create the ${kind} \`${metadata.name}\``;
      return errorIssue('object-collision', message, { path: second.path });
    });
}

/**
 * Environments with the same cluster, namespace and instance, which would overwrite each other. Environments that are
 * not synthesized in this run are checked too.
 */
export function environmentCollisions(
  assemblies: readonly ApplicationAssembly[],
  environments: readonly Environment[],
): Issue[] {
  const reported = new Set<string>();
  return assemblies.flatMap(({ application, environment, objects, carriesEnvironment }) =>
    environments.flatMap((other): Issue[] => {
      const pair = [application, ...[environment.name, other.name].sort()].join(' ');
      if (other === environment || reported.has(pair) || place(environment, application) !== place(other, application))
        return [];
      if (carriesEnvironment && objects.every(({ flow }) => flow !== undefined)) return [];
      reported.add(pair);
      const path = ['apps', application, 'namespace'];
      const location = locateIn(environment, path) ?? locateIn(environment, ['namespace']) ?? locateIn(environment, []);
      return [
        errorIssue(
          'environments-collide',
          `\`${environment.name}\` and \`${other.name}\` would overwrite each other's objects of \`${application}\`: ${describe(environment, application)}`,
          {
            hint: 'set a different `namespace`, `instance` or `cluster` in one of them',
            path: formatPath(path),
            location,
          },
        ),
      ];
    }),
  );
}

function place(environment: Environment, application: string): string {
  if (applicationOverlay(environment, application).enabled === false)
    return `${environment.name} has no ${application}`;
  const { cluster } = environment.props;
  const { instance, namespace } = instanceIn(environment, application);
  return JSON.stringify([cluster?.server ?? cluster?.context, namespace, instance]);
}

function describe(environment: Environment, application: string): string {
  const { instance, namespace } = instanceIn(environment, application);
  return `both deploy the instance \`${instance}\` to ${namespace ? `the namespace \`${namespace}\`` : 'the same namespace'}`;
}

function identity({ manifest: { apiVersion, kind, metadata } }: AssembledObject): string {
  return `${groupOf(apiVersion)} ${kind} ${metadata.namespace ?? ''} ${metadata.name}`;
}
