import { z } from 'zod';
import { errorIssue, formatPath, type Issue, type Location, type ValuePath } from '../diagnostics';
import { readTextFile } from '../environments/text-file';
import { isWhole, schemaViolations } from '../environments/yaml/checked';
import { readYaml } from '../environments/yaml/read';
import { check } from '../model/check';
import { type DefaultsDate, defaultsDates, firstDefaults } from '../model/defaults';
import {
  type KubernetesVersion,
  kubernetesVersions,
  newestKubernetes,
} from '../targets/kubernetes/validation/versions';
import { workspaceNameText } from './workspace-name';

export const workspaceFile = 'towpath.yaml';

const layouts = ['object', 'app'] as const;
/** A file for each object, or one for each application. */
export type Layout = (typeof layouts)[number];

/** Options of the whole workspace. */
export interface WorkspaceOptions {
  /** The name of the workspace. @default the `name` in `package.json` */
  readonly workspace?: string;
  readonly defaults: DefaultsDate;
  readonly layout: Layout;
  /** The version of Kubernetes that objects are checked against. @default the newest known version */
  readonly kubernetes?: KubernetesVersion;
  /** Folder with definitions of custom kinds, relative to the workspace. @default `crds`, if it exists */
  readonly crds?: string;
  /** The folder that flows are found in, relative to the workspace. @default the repository around the workspace */
  readonly source?: string;
  /** Unknown fields that are allowed. @default none */
  readonly allowFields?: readonly string[];
  /** Names of Secrets whose content may be in the application, and so in the output. @default none */
  readonly allowSecrets?: readonly string[];
  /** Objects that several environments may write to one cluster, as `<kind>/<name>`, if all write them equally. @default none */
  readonly shareObjects?: readonly string[];
  readonly rollback?: RollbackPolicy;
  /** The targets that every synthesis writes, by name, each with its options. @default plain YAML */
  readonly targets?: Readonly<Record<string, unknown>>;
}

/** The content of `towpath.yaml`. */
export interface WorkspaceFile {
  readonly options: WorkspaceOptions;
  readonly issues: Issue[];
  /** The line that sets a value, or the line of the innermost map around it. */
  readonly locate: (path: ValuePath) => Location;
}

/** What a rollback requires of a release. */
export interface RollbackPolicy {
  /**
   * Whether git must know the commit of the release (`required`), or verifies the release only if it knows the commit
   * (`possible`). @default 'possible'
   */
  readonly verify?: 'possible' | 'required';
}

const rollbackPolicy = z.strictObject({
  verify: z.enum(['possible', 'required']).optional().meta({
    description:
      'How git verifies a release. `possible`, the default, compares the release with `dist/` at its commit if git knows the commit. `required` also refuses a release whose commit git does not know.',
  }),
});

export const workspaceSchema = z.strictObject({
  workspace: z
    .string()
    .regex(workspaceNameText, 'a name such as `shop-deployment` or `@example/shop`')
    .optional()
    .meta({
      description:
        'The name of this workspace, which marks what it deploys. The default is the `name` in `package.json`. A deploy changes nothing that another workspace deployed.',
    }),
  defaults: z
    .enum(defaultsDates)
    .default(firstDefaults)
    .meta({ description: 'The date of the set of defaults for all applications. To use a newer set, set its date.' }),
  layout: z
    .enum(layouts)
    .default('object')
    .meta({ description: 'The files that synthesis writes: one for each object, or one for each application.' }),
  kubernetes: z
    .enum(kubernetesVersions)
    .default(newestKubernetes)
    .meta({ description: 'The version of Kubernetes that the kinds and fields of objects are checked against.' }),
  crds: z
    .string()
    .regex(/^(?!\/)(?!(.*\/)?\.\.(\/|$))\P{Cc}+$/u, 'a folder of the workspace, such as `crds`')
    .optional()
    .meta({ description: 'The folder with CustomResourceDefinitions. The default is `crds`, if that folder exists.' }),
  source: z
    .string()
    .regex(/^(?!\/)\P{Cc}+$/u, 'a folder relative to the workspace, such as `../backend`')
    .optional()
    .meta({
      description:
        'The folder whose source `towpath flows` searches for flows. The default is the git repository around the workspace, or the workspace if there is none.',
    }),
  allowFields: z
    .array(z.string().regex(/^[A-Z]\w*(\.[^.]+)+$/, 'a kind and a path, such as `Deployment.spec.newField`'))
    .optional()
    .meta({ description: 'Unknown fields that are allowed, such as `Deployment.spec.template.spec.newField`.' }),
  allowSecrets: z
    .array(z.string().regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, 'the name of a Secret, such as `demo-login`'))
    .optional()
    .meta({ description: 'Names of Secrets whose content the application may set.' }),
  shareObjects: z
    .array(z.string().regex(/^[A-Z]\w*\/\S+$/, 'a kind and a name, such as `ClusterRole/reader`'))
    .optional()
    .meta({
      description:
        'Objects that several environments may write to one cluster, such as `ClusterRole/reader`. All of these environments must write the object equally.',
    }),
  targets: z.record(z.string(), z.unknown()).optional().meta({
    description: 'The targets that every synthesis writes, each with its options. The default is plain YAML.',
  }),
  rollback: rollbackPolicy
    .optional()
    .meta({ description: 'The conditions under which a release can be rolled back to.' }),
});

/** Reads `towpath.yaml`, which may be absent. */
export function readWorkspaceFile(root: string): WorkspaceFile {
  const file = readTextFile(root, workspaceFile);
  const yaml = readYaml(file.text);
  // A file that was read in part has the defaults, because a value that is cut off would be reported once more.
  const { value } = check(workspaceSchema, isWhole(yaml) ? yaml.data : {});
  const findings = schemaViolations(yaml, workspaceSchema, yaml.data);
  const locate = (path: ValuePath): Location => ({ file: workspaceFile, ...yaml.positionOf(path) });
  const issues = [
    ...yaml.problems.map(({ code, message, hint, path, line, column }) =>
      errorIssue(code, message, { hint, path: formatPath(path), location: { file: workspaceFile, line, column } }),
    ),
    ...findings.map(({ code, message, hint, path, place = path }) =>
      errorIssue(code as Issue['code'], message, { hint, path: formatPath(path), location: locate(place) }),
    ),
    ...file.issues,
  ];
  return { options: (value ?? workspaceSchema.parse({})) as WorkspaceOptions, issues, locate };
}
