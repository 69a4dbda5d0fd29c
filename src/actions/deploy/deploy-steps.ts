import type { Issue } from '../../diagnostics';
import { stepsOf } from '../../release/apply/steps';
import { checkOptions } from '../../workspace/check-options';
import type { LoadOptions } from '../../workspace/load';
import { desiredEnvironment } from './desired-environment';

export interface DeployStepsOptions extends LoadOptions {
  /** Name of the environment. */
  readonly environment: string;
  /** Applications and flows: `pssp`, `pssp/api` or `api`. @default everything that is declared there */
  readonly flows?: readonly string[] | undefined;
}

/** Objects of one application that a deploy applies together. */
export interface DeployStep {
  readonly application: string;
  /** Position of the step within the application, from 1. */
  readonly step: number;
  /** Kind and name of each object: `Deployment/pssp-api`. */
  readonly objects: readonly string[];
}

export interface DeploySteps {
  /** By application, and within one in the order in which a deploy applies them. */
  readonly steps: readonly DeployStep[];
  /** Warnings about the workspace. */
  readonly warnings: readonly Issue[];
}

/**
 * Returns the order in which a deploy applies objects: `towpath deploy --dry-run=client`. It connects to no
 * cluster.
 *
 * @throws TowpathError with everything that is wrong with the workspace; `not-deployable` if nothing is declared in
 * the environment
 */
export async function deploySteps(options: DeployStepsOptions): Promise<DeploySteps> {
  checkOptions(options, ['environment']);
  const { applications, warnings } = await desiredEnvironment(options);
  const steps = applications.flatMap(({ application, objects }) =>
    stepsOf(objects).map(({ objects: together }, index) => ({
      application,
      step: index + 1,
      objects: together.map(({ manifest }) => `${manifest.kind}/${manifest.metadata.name}`),
    })),
  );
  return { steps, warnings };
}
