import { kubectl } from './kubectl';

/**
 * Waits until an object of a namespace, or several by `pod --selector=…`, are as a condition of `kubectl wait` has it.
 *
 * @throws Error after a minute and a half
 */
export function waitFor(namespace: string, object: string, condition: string): void {
  kubectl(['wait', `--for=${condition}`, ...object.split(' '), '--namespace', namespace, '--timeout=90s']);
}
