import { adoptionCodes } from './adoption';
import { clusterCodes } from './cluster';
import type { CodeEntry } from './code-entry';
import { environmentCodes } from './environments';
import { flowCodes } from './flows';
import { imageCodes } from './images';
import { kubernetesCodes } from './kubernetes';
import { outputCodes } from './output';
import { promotionCodes } from './promotions';
import { referenceCodes } from './references';
import { releaseCodes } from './releases';
import { sourceCodes } from './source';
import { valueCodes } from './values';
import { workspaceCodes } from './workspace';
import { yamlCodes } from './yaml';

export type { CodeEntry };

/** All codes with their descriptions. The meaning of a released code never changes. */
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
  ...promotionCodes,
  ...adoptionCodes,
  ...sourceCodes,
} as const satisfies Record<string, CodeEntry>;

export type IssueCode = keyof typeof codes;
