import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The environment variable with the path of the interpreter; not set if there is none. */
export const variable = 'TOWPATH_TEST_PORTAL';

/** Loads one file, calls its first object of a class of the SDK, and writes the result, as the extension does. */
const runner = `
import importlib.util, json, sys
from acme_portal_sdk import deployment_finder, deployment_promote, flow_deploy, flow_finder
classes = {
    "flow_finder": flow_finder.FlowFinder,
    "deployment_finder": deployment_finder.DeploymentFinder,
    "flow_deploy": flow_deploy.DeployWorkflow,
    "deployment_promote": deployment_promote.PromoteWorkflow,
}
folder, name, arguments, target = sys.argv[1:]
spec = importlib.util.spec_from_file_location(name, f"{folder}/{name}.py")
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
found = next(one for one in vars(module).values() if isinstance(one, classes[name]))
with open(target, "w") as out:
    json.dump(found(**json.loads(arguments)), out)
`;

export interface Answer {
  readonly result?: unknown;
  readonly stderr: string;
}

/** Calls one of the four files of a workspace. The arguments go through a shell, quoted as the extension quotes them. */
export function callPortal(root: string, name: string, args: object = {}): Answer {
  const scratch = mkdtempSync(join(tmpdir(), 'towpath-portal-'));
  const target = join(scratch, 'result.json');
  const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const words = [process.env[variable] ?? '', '-c', `exec(__import__('os').environ['RUNNER'])`];
  const line = [...words, join(root, '.acme_portal_sdk'), name, JSON.stringify(args), target].map(quoted).join(' ');
  try {
    const env = { ...process.env, RUNNER: runner };
    const { status, stderr } = spawnSync('sh', ['-c', line], { cwd: root, env, encoding: 'utf8' });
    return status === 0 ? { result: JSON.parse(readFileSync(target, 'utf8')), stderr } : { stderr };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
