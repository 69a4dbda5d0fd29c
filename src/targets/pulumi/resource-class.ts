import * as k8s from '@pulumi/kubernetes';
import type { CustomResource, CustomResourceOptions } from '@pulumi/pulumi';
import { groupOf, versionOf } from '../../kubernetes/api-version';

/** A class of `@pulumi/kubernetes` whose arguments are a whole object. */
export type ResourceClass = new (name: string, args: object, options: CustomResourceOptions) => CustomResource;

export interface KnownClass {
  readonly construct: ResourceClass;
  /** The expression for the class in a written program, such as `k8s.apps.v1.Deployment`. */
  readonly expression: string;
}

/** The typed class of a kind, or `CustomResource` if `@pulumi/kubernetes` has none. */
export function resourceClass(apiVersion: string, kind: string): KnownClass {
  const [group, version] = [groupOf(apiVersion) || 'core', versionOf(apiVersion)];
  const module = group.split('.')[0] ?? group;
  const construct = (k8s as unknown as Modules)[module]?.[version]?.[kind];
  // The group of a custom kind may begin like a built-in one: `apps.example.org`.
  if (construct && construct.__pulumiType === `kubernetes:${group}/${version}:${kind}`) {
    return { construct, expression: `k8s.${module}.${version}.${kind}` };
  }
  const custom = k8s.apiextensions.CustomResource as unknown as ResourceClass;
  return { construct: custom, expression: 'k8s.apiextensions.CustomResource' };
}

type Typed = ResourceClass & { readonly __pulumiType?: string };
type Modules = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Typed>>>>>>;
