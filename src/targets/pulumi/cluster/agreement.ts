import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import type { Kubeconfig } from '../../../cluster/kubeconfig/kubeconfig';
import { kubeconfigOf, readKubeconfig } from '../../../cluster/kubeconfig/read';
import { type ClusterClaim, selectCluster } from '../../../cluster/kubeconfig/select';
import { valueOrNone, yamlDocuments } from '../../../data/yaml-documents';
import type { ClusterSettings } from './settings';

/**
 * The context of an environment's cluster, chosen as `towpath deploy` chooses it: a kubeconfig and a context in the
 * settings count as `--kubeconfig` and `--context`.
 *
 * @throws TowpathError `cluster-other`, `context-unknown` or `kubeconfig-unreadable`
 */
export function contextFor(claim: ClusterClaim, settings: ClusterSettings): string {
  return chosenContext(kubeconfigFor(settings.kubeconfig), claim, settings);
}

/**
 * Checks that a provider with these settings writes to the environment's cluster. A provider uses its own context, else
 * the current one.
 *
 * @throws TowpathError `cluster-other`, `context-unknown` or `kubeconfig-unreadable`
 */
export function assertLeadsTo(claim: ClusterClaim, settings: ClusterSettings): void {
  if (settings.renderYamlToDirectory) return;
  const config = kubeconfigFor(settings.kubeconfig);
  const context = settings.context || selectCluster(config).context;
  chosenContext(config, claim, { ...settings, context });
}

function chosenContext(config: Kubeconfig, claim: ClusterClaim, { context, cluster }: ClusterSettings): string {
  const asked = context || undefined;
  if (!cluster) return selectCluster(config, claim, asked).context;
  const target = selectCluster(withCluster(config, cluster), claim, asked);
  // If the environment sets a context, the provider must write to the cluster of that context.
  if (claim.context) {
    selectCluster(config, { context: claim.context, server: target.cluster.server });
  }
  return target.context;
}

/** Reads a kubeconfig as a provider with the argument `cluster` does: every context leads to that cluster. */
function withCluster(config: Kubeconfig, cluster: string): Kubeconfig {
  const contexts = [...config.contexts].map(([name, context]) => [name, { ...context, cluster }] as const);
  return { ...config, contexts: new Map(contexts) };
}

/** The name that messages use for an inline kubeconfig. They never show its content, because it may be secret. */
const content = '`kubeconfig`';

/**
 * The kubeconfig that a provider reads: the file that the setting names, or the setting itself if there is no such
 * file, or the kubeconfig of kubectl if nothing is set.
 */
function kubeconfigFor(setting: unknown): Kubeconfig {
  if (!setting) return readKubeconfig();
  if (typeof setting !== 'string') return kubeconfigOf(setting, content);
  const path = setting.replace(/^~(?=$|\/)/, homedir());
  return existsSync(path) ? readKubeconfig(path) : kubeconfigOf(parsed(setting), content);
}

function parsed(text: string): unknown {
  const read = yamlDocuments(text);
  const [document] = 'problem' in read ? [] : read.documents;
  return document && valueOrNone(document);
}
