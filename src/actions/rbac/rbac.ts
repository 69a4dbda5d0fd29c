import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Resources } from '../../cluster/cluster';
import { errorIssue, type Issue, TowpathError } from '../../diagnostics';
import type { DesiredApplication } from '../../release/desired';
import { withNamespaces } from '../../release/plan/namespaces';
import { logRights } from '../../release/pod-output/log-rights';
import { explainingRights, neededRights, type RightsOptions } from '../../release/rights/needed';
import { checkOptions } from '../../workspace/check-options';
import type { LoadOptions } from '../../workspace/load';
import { workspaceRoot } from '../../workspace/workspace-root';
import { desiredEnvironment } from '../deploy/desired-environment';
import { declaredResources } from './declared-resources';
import { guardOf } from './guard';
import { guardable, weakGuardIssues } from './guard-issues';
import { rolesOf } from './roles';
import { type SubjectOptions, subjectsOf } from './subject';

export interface RbacOptions extends LoadOptions, RightsOptions, SubjectOptions {
  readonly environment: string;
  /**
   * Whether to add a ValidatingAdmissionPolicy with its binding for each application, by which only the named accounts
   * change its objects. Needs an account, and Kubernetes 1.30 or later. @default false
   */
  readonly guard?: boolean | undefined;
  /**
   * `pssp`, `pssp/api` or `api`. The rights are for the whole applications, because a deploy of one flow reads all
   * objects. @default everything that is declared
   */
  readonly flows?: readonly string[] | undefined;
}

export interface RbacResult {
  /** Roles and policies with their bindings, and the namespaces of Roles if the environment creates these. */
  readonly objects: readonly KubernetesObject[];
  readonly warnings: readonly Issue[];
}

/**
 * The rights that a deploy to an environment needs, and no others. It connects to no cluster.
 *
 * @throws TowpathError with everything that is wrong with the workspace, `plural-unknown` for kinds without a
 *   definition, `guard-incomplete` for a guard without an account or a namespace
 */
export async function rbac(options: RbacOptions): Promise<RbacResult> {
  checkOptions(options, ['environment']);
  const root = workspaceRoot(options.root);
  const { applications: declared, warnings } = await desiredEnvironment({ ...options, root });
  const manifests = declared.flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
  const resources = declaredResources(root, manifests);
  const unknown = unknownKinds(manifests, resources);
  if (unknown.length > 0) throw new TowpathError(unknown);
  // If no namespace is set, the Role sets none either, and goes to the context's namespace as the objects do.
  const applications = declared.map((one) => ({
    ...one,
    objects: withNamespaces(one.objects, resources, one.namespace ?? ''),
  }));
  const namespaces = applications.map(({ namespace }) => namespace);
  const subjects = subjectsOf(options, namespaces);
  const guarded = options.guard ? guardable(applications, subjects) : [];
  const roles = applications.flatMap((application) =>
    rolesOf(application, subjects, rightsFor(application, resources, options)),
  );
  const inNamespaces = new Set(roles.map(({ metadata }) => metadata.namespace));
  const made = manifests.filter(({ kind, metadata }) => kind === 'Namespace' && inNamespaces.has(metadata.name));
  const guards = guarded.flatMap((application) => guardOf(application, subjects, resources));
  return {
    objects: [...new Map(made.map((one) => [one.metadata.name, one])).values(), ...roles, ...guards],
    warnings: [...warnings, ...weakGuardIssues(subjects, guarded)],
  };
}

function rightsFor(application: DesiredApplication, resources: Resources, options: RightsOptions) {
  const { instance, namespace = '', objects } = application;
  const needed = neededRights({ objects }, { instance, namespace }, resources, options);
  const manifests = objects.map(({ manifest }) => manifest);
  return [...needed, ...explainingRights({ objects }, resources), ...(options.logs ? logRights(manifests) : [])];
}

function unknownKinds(manifests: readonly KubernetesObject[], resources: Resources): Issue[] {
  const names = manifests
    .filter(({ apiVersion, kind }) => !resources.find(apiVersion, kind))
    .map(({ apiVersion, kind }) => `\`${kind}\` of \`${apiVersion}\``);
  return [...new Set(names)].sort().map((name): Issue => {
    const message = `the plural name of ${name}, which a Role needs, is not known`;
    const hint = 'add its CustomResourceDefinition to `crds/`';
    return errorIssue('plural-unknown', message, { hint });
  });
}
