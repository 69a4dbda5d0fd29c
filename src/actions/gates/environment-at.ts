import type { Environment } from '../../environments/environment';
import { readEnvironments } from '../../environments/folder';
import { textsAt } from '../promote/git/checkout';

/** The files of an environment, relative to the workspace. An environment that code declares has none. */
export function filesOf({ sources }: Environment): string[] {
  return [...new Set(sources.flatMap(({ file }) => file ?? []))];
}

/**
 * An environment as its files were at a commit. A file that did not exist counts as empty. Undefined if the environment
 * did not exist.
 *
 * @throws TowpathError if the checkout does not contain the commit
 */
export function environmentAt(root: string, environment: Environment, ref: string): Environment | undefined {
  const files = filesOf(environment);
  const texts = textsAt(root, ref, files);
  const then = new Map(files.map((file) => [file, texts.get(file) ?? '']));
  return readEnvironments(root, then).environments.find(({ name }) => name === environment.name);
}
