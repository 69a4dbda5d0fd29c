import { Config, getStack } from '@pulumi/pulumi';
import { findEnvironment } from '../../assembly/assemble-workspace';
import { TowpathError } from '../../diagnostics';
import type { Environment } from '../../environments/environment';

/**
 * The environment of a stack: the one that the program names, else `towpath:environment` of the stack's configuration,
 * else the one with the stack's name.
 *
 * @throws TowpathError that lists the environments
 */
export function chosenEnvironment(environments: readonly Environment[], asked: string | undefined): Environment {
  const configured = new Config('towpath').get('environment');
  const name = asked ?? configured ?? getStack();
  const by = asked ? 'in the program' : configured ? 'as `towpath:environment`' : 'by the name of the stack';
  try {
    return findEnvironment({ environments, issues: [] }, name);
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    const known = `environments are ${environments.map((one) => one.name).join(', ')}`;
    const hint = (said = '') => [...(said.startsWith('one of') ? [] : [said]), known, howTo].filter(Boolean).join('; ');
    throw new TowpathError(
      error.issues.map((issue) => ({ ...issue, message: `${issue.message}, named ${by}`, hint: hint(issue.hint) })),
    );
  }
}

const howTo = 'a stack of another name says which: pulumi config set towpath:environment ENV';
