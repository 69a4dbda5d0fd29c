import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { isExecutable } from '../control-plane/binaries';

/** A program that `npm run bench` compares towpath with. Go builds it if it is not installed. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  /** The Go package of the program. */
  readonly source: string;
}

export const helm: Peer = { name: 'helm', version: '4.2.4', source: 'helm.sh/helm/v4/cmd/helm' };
export const kustomize: Peer = {
  name: 'kustomize',
  version: '5.8.1',
  source: 'sigs.k8s.io/kustomize/kustomize/v5',
};

/** The folder that a built program is kept in. */
export function cacheOf({ name, version }: Peer): string {
  return join(homedir(), '.cache/towpath-dev/peers', `${name}-${version}`);
}

/** The path of the program on PATH or in the cache; undefined if it is in neither. */
export function programOf(peer: Peer, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = [...(env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''), cacheOf(peer)];
  return folders.map((folder) => join(folder, peer.name)).find(isExecutable);
}
