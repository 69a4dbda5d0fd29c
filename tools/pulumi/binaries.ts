import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { isExecutable } from '../control-plane/binaries';
import { versions } from './versions';

/** Where what was built is kept, and where the plugins may be put that Go cannot build. */
export const cache = join(homedir(), '.cache/towpath-dev/pulumi', versions.pulumi);

/** Where the plugins are unpacked to. */
export const unpacked = join(cache, `plugins-${versions.kubernetes}`);

/** The command line, and the two plugins that it starts for a program in Node with Kubernetes resources. */
export const cli = 'pulumi';
export const plugins = ['pulumi-language-nodejs', 'pulumi-resource-kubernetes'];

/** The folder that has a program: one of PATH, the cache, what was unpacked, or where `pulumi plugin install` puts the provider. */
export function folderOf(program: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const installed = join(
    env.PULUMI_HOME ?? join(homedir(), '.pulumi'),
    `plugins/resource-kubernetes-v${versions.kubernetes}`,
  );
  const folders = [...(env.PATH ?? '').split(delimiter), cache, unpacked, installed];
  return folders.find((folder) => folder !== '' && isExecutable(join(folder, program)));
}
