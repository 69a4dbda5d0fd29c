import type { OutputFile } from '../../output/output-unit';
import { laterIssues } from '../later-issues';
import type { TargetInput, TargetOutput } from '../target';
import { applicationFiles } from './files';
import { namespaceFiles, sharedNamespaceFiles } from './namespaces';

/** Creates a file for each object or for each application, and a file for each namespace that an environment creates. */
export function write({ applications, layout }: TargetInput): TargetOutput {
  const issues = applications.flatMap(({ model }) => laterIssues(model));
  if (issues.length > 0) return { files: [], issues };
  const files = applications.flatMap((one) => [...namespaceFiles(one), ...applicationFiles(one, layout)]);
  return { files };
}

export function writeShared({ applications }: TargetInput): readonly OutputFile[] {
  return sharedNamespaceFiles(applications);
}
