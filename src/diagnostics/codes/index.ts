import { clusterCodes } from './cluster';
import type { CodeEntry } from './code-entry';
import { environmentCodes } from './environments';
import { flowCodes } from './flows';
import { imageCodes } from './images';
import { kubernetesCodes } from './kubernetes';
import { outputCodes } from './output';
import { referenceCodes } from './references';
import { releaseCodes } from './releases';
import { valueCodes } from './values';
import { workspaceCodes } from './workspace';
import { yamlCodes } from './yaml';

export type { CodeEntry };

/** The one registry of codes. A code, once released, keeps its meaning. */
export const codes = {
  ...workspaceCodes,
  ...environmentCodes,
  ...valueCodes,
  ...imageCodes,
  ...flowCodes,
  ...referenceCodes,
  ...outputCodes,
  ...kubernetesCodes,
  ...yamlCodes,
  ...clusterCodes,
  ...releaseCodes,
} as const satisfies Record<string, CodeEntry>;

export type IssueCode = keyof typeof codes;

/** Whether a cluster, or another system, failed, and not whoever gave the command. */
export function isOfSystem(code: IssueCode): boolean {
  return (codes[code] as CodeEntry).isOfSystem ?? false;
}
