import { isDeepStrictEqual } from 'node:util';
import { duplicates, errorIssue, type Issue } from '../diagnostics';
import { applicationOverlay, type Environment, locateIn } from '../environments/environment';
import type { ApplicationAssembly } from './application-assembly';
import { ownNamespace, sharedNamespace } from './namespaces';

const particulars = ['namespaceLabels', 'namespaceAnnotations'] as const;

/** Reports labels and annotations of namespaces that are not created, or that applications create differently. */
export function namespaceIssues(environment: Environment, assemblies: readonly ApplicationAssembly[]): Issue[] {
  const of = assemblies.filter((assembly) => assembly.environment === environment);
  const owned = of.flatMap((assembly) => {
    const namespace = ownNamespace(assembly);
    return namespace ? [{ application: assembly.application, namespace }] : [];
  });
  const isOwned = new Set(owned.map(({ application }) => application));
  const unused = of
    .filter(({ application }) => !isOwned.has(application))
    .flatMap(({ application }) =>
      withoutEffect(environment, applicationOverlay(environment, application), ['apps', application]),
    );
  const isCreated = sharedNamespace(environment) !== undefined || owned.length > 0;
  return [
    ...(isCreated ? [] : withoutEffect(environment, environment.props, [])),
    ...unused,
    ...duplicates(owned, ({ namespace }) => namespace.metadata.name)
      .filter(([first, second]) => !isDeepStrictEqual(first.namespace, second.namespace))
      .map(([first, second]) => {
        const owners = `\`${first.application}\` and \`${second.application}\``;
        const { name } = first.namespace.metadata;
        const message = `in \`${environment.name}\`, ${owners} both create the Namespace \`${name}\`, with different labels or annotations`;
        const path = ['apps', second.application];
        return errorIssue('object-collision', message, { path: path.join('.'), location: locateIn(environment, path) });
      }),
  ];
}

function withoutEffect(
  environment: Environment,
  values: Readonly<Partial<Record<(typeof particulars)[number], unknown>>>,
  prefix: readonly string[],
): Issue[] {
  return particulars
    .filter((name) => values[name])
    .map((name) => {
      const path = [...prefix, name];
      const message = `\`${name}\` has no effect, because the environment does not create this namespace`;
      return errorIssue('invalid-value', message, {
        hint: 'set `namespace` and `createNamespace: true` here, or remove it',
        path: path.join('.'),
        location: locateIn(environment, path),
      });
    });
}
