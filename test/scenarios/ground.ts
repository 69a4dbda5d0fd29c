import type { KubernetesObject } from '../../src/assembly/application-assembly';
import type { ApplyOptions, Cluster, LiveObject } from '../../src/cluster/cluster';

/** Where scenarios take place: the cluster in memory, or a real API server. */
export interface Ground {
  /** Makes a namespace that nobody else uses. */
  newNamespace(): Promise<string>;
  /** Opens a connection, as the verbs open theirs. */
  connect(): Cluster;
  /** Somebody else who writes to the same cluster. @param manager the name under which the server knows what they wrote */
  by(manager: string): Writer;
  /** What `kubectl apply` does for the first time with an object, without `--server-side`. */
  kubectlApply(object: KubernetesObject): Promise<void>;
  /** Carries out work that waits for time to pass: for twenty seconds at most. In memory, time passes at once. */
  outlast<T>(work: () => Promise<T>): Promise<T>;
}

export interface Writer {
  apply(object: KubernetesObject, options?: Pick<ApplyOptions, 'force'>): Promise<unknown>;
  create(object: KubernetesObject): Promise<unknown>;
  replace(object: LiveObject): Promise<unknown>;
  remove(object: LiveObject): Promise<unknown>;
}

export type Scenario = (ground: Ground) => Promise<void>;

/** What is tested, by its name. */
export type Scenarios = Readonly<Record<string, Scenario>>;
