import { deploy } from '../../../src/actions/deploy/deploy';
import type { PlanEnvironmentOptions } from '../../../src/actions/deploy/plans';

/** Carries out what a diff has foretold; whether it comes up is another matter. */
export async function deployed(options: PlanEnvironmentOptions): Promise<void> {
  await deploy({ ...options, wait: false });
}
