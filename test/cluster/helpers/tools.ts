import type { KubernetesObject } from '../../../src/assembly/application-assembly';
import { kubectl, listOf } from './kubectl';

/** How a tool writes objects: the name that it goes by, and whether it merges itself or has the server do so. */
export interface WritingTool {
  readonly name: string;
  /** How towpath calls it. */
  readonly tool: string;
  write(objects: readonly KubernetesObject[], namespace: string): void;
}

/**
 * What each tool leaves in `managedFields`, from its own source:
 *
 * - kubectl: `kubectl-client-side-apply` and `kubectl` (cmd/apply/apply.go)
 * - Helm: `helm`, with updates until version 3 and server-side apply from 4 on (pkg/kube/client.go)
 * - Argo CD: `argocd-controller` either way (common/common.go), and `argocd-application-controller`, the name of its
 *   program, with updates, before 2.5
 * - Pulumi: `pulumi-kubernetes-` and eight random digits with server-side apply, `pulumi-kubernetes` with updates
 *   (https://github.com/pulumi/pulumi-kubernetes/pull/2271)
 * - Flux: `kustomize-controller` with server-side apply (internal/controller/kustomization_controller.go), and
 *   `helm-controller`, which hands its name to Helm
 */
export const writingTools: readonly WritingTool[] = [
  { name: 'kubectl apply', tool: 'kubectl apply', write: clientSide('kubectl-client-side-apply') },
  { name: 'kubectl apply --server-side', tool: 'kubectl apply', write: serverSide('kubectl') },
  { name: 'kubectl create', tool: 'kubectl create', write: updating('kubectl-create') },
  { name: 'Helm 3', tool: 'Helm', write: updating('helm') },
  { name: 'Helm 4', tool: 'Helm', write: serverSide('helm') },
  { name: 'Argo CD', tool: 'Argo CD', write: clientSide('argocd-controller') },
  { name: 'Argo CD 2.4', tool: 'Argo CD', write: clientSide('argocd-application-controller') },
  { name: 'Argo CD, server-side', tool: 'Argo CD', write: serverSide('argocd-controller') },
  { name: 'Pulumi', tool: 'Pulumi', write: serverSide('pulumi-kubernetes-4a1b2c3d') },
  { name: 'Pulumi, client-side', tool: 'Pulumi', write: updating('pulumi-kubernetes') },
  { name: 'Flux, Kustomization', tool: 'Flux', write: serverSide('kustomize-controller') },
  { name: 'Flux, HelmRelease', tool: 'Flux', write: updating('helm-controller') },
];

function clientSide(manager: string): WritingTool['write'] {
  return (objects, namespace) => run(['apply', `--field-manager=${manager}`], objects, namespace);
}

function serverSide(manager: string): WritingTool['write'] {
  return (objects, namespace) =>
    run(['apply', '--server-side', '--force-conflicts', `--field-manager=${manager}`], objects, namespace);
}

/** Creates objects, without the annotation of kubectl's; a patch of such a tool's leaves the same entry. */
function updating(manager: string): WritingTool['write'] {
  return (objects, namespace) => run(['create', `--field-manager=${manager}`], objects, namespace);
}

function run(command: readonly string[], objects: readonly KubernetesObject[], namespace: string): void {
  kubectl([...command, '--namespace', namespace, '--filename=-'], listOf(objects));
}
