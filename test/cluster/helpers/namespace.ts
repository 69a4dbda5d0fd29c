import { randomUUID } from 'node:crypto';
import { kubectl, listOf, type Who } from './kubectl';

/** A namespace that nobody else uses, with an account for pods: where no controllers run, nobody makes one. */
export function newNamespace(labels: Readonly<Record<string, string>> = {}, who?: Who): string {
  const name = `test-${randomUUID()}`;
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: name } };
  const objects = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }, account];
  // Applied, for the controllers make the account as well, before or after.
  kubectl(['apply', '--server-side', '-f', '-'], listOf(objects), who);
  return name;
}

/** The same under names that are given, which several tests may share. */
export function haveNamespaces(names: readonly string[]): void {
  const objects = names.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  if (objects.length > 0) kubectl(['apply', '--server-side', '-f', '-'], listOf(objects));
}
