import type { OutputFile } from '../../output/output-unit';
import { laterIssues } from '../later-issues';
import type { TargetInput, TargetOutput } from '../target';
import { applicationFiles } from './files';
import { namespaceFiles, sharedNamespaceFiles } from './namespaces';

/** Writes a file for each object, or one for each application, and the namespaces that environments create. */
export function write({ applications, layout }: TargetInput): TargetOutput {
  const issues = applications.flatMap(({ model }) => laterIssues(model));
  if (issues.length > 0) return { files: [], issues };
  const files = applications.flatMap((one) => [...namespaceFiles(one), ...applicationFiles(one, layout)]);
  return { files };
}

export function writeShared({ applications }: TargetInput): readonly OutputFile[] {
  return sharedNamespaceFiles(applications);
}
