import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lacking } from '../../../tools/lacking';
import { kubectl } from './kubectl';
import { server, serverIfAny } from './server';

/** A `describe` that starts when controllers, scheduler, node and volumes work, and is skipped where there are none. */
export function withControllers(name: string, tests: () => void): void {
  const there = serverIfAny()?.controllers ?? false;
  if (!there) lacking('controllers', 'there are no controllers beside the API server');
  (there ? describe : describe.skip)(name, () => {
    beforeAll(waitForControllers);
    tests();
  });
}

/** Waits until what was made at the start for this purpose is available. */
function waitForControllers(): void {
  const where = ['--namespace=towpath-trial', 'deployment/trial', '--timeout=50s'];
  try {
    kubectl(['wait', '--for=create', ...where]);
    kubectl(['wait', '--for=condition=Available', ...where]);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${lastWords()}`);
  }
}

function lastWords(): string {
  const names = ['kube-controller-manager', 'kube-scheduler', 'kwok'];
  const logs = names.map((name) => join(dirname(server().kubeconfig), `${name}.log`));
  return logs.map((log) => `${log}\n${readFileSync(log, 'utf8').slice(-2000)}`).join('\n');
}
