import { realpathSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';

/** What a caller's shell, or the hook of a git repository, may have set and what would change what is tested. */
const ofTheCaller = /^(TOWPATH_|CDK8S_|GIT_|KUBECONFIG$|KUBECTL_|NO_COLOR$|FORCE_COLOR$)/;

/**
 * Runs once before all tests: they, and the processes that they start, see none of these variables; git reads no
 * configuration but a repository's own, and finds no repository around the folder for temporary files.
 */
export default function surroundings(): void {
  for (const name of Object.keys(process.env)) if (ofTheCaller.test(name)) delete process.env[name];
  process.env.GIT_CONFIG_GLOBAL = devNull;
  process.env.GIT_CONFIG_NOSYSTEM = '1';
  process.env.GIT_CEILING_DIRECTORIES = realpathSync(tmpdir());
}
