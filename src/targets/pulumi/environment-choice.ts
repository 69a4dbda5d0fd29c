import { Config, getStack } from '@pulumi/pulumi';
import { findEnvironment } from '../../assembly/assemble-workspace';
import { TowpathError } from '../../diagnostics';
import type { Environment } from '../../environments/environment';

/**
 * The environment that a stack is for: the one that the program names, else the one that the stack's
 * configuration names as `towpath:environment`, else the one of the stack's own name.
 *
 * @throws TowpathError with the environments that there are
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
