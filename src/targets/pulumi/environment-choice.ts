import { Config, getStack } from '@pulumi/pulumi';
import { findEnvironment, meantEnvironment } from '../../assembly/assemble-workspace';
import { TowpathError } from '../../diagnostics';
import type { Environment } from '../../environments/environment';

/**
 * The environment of a stack: the one that the program names, else `towpath:environment` of the stack's configuration,
 * else the one with the stack's name.
 *
 * @throws TowpathError `unknown-environment`, with the names of all environments
 */
export function chosenEnvironment(environments: readonly Environment[], asked: string | undefined): Environment {
  const configured = new Config('towpath').get('environment');
  const name = asked ?? configured ?? getStack();
  const source = asked ? 'the program' : configured ? '`towpath:environment`' : 'the name of the stack';
  try {
    return findEnvironment({ environments, issues: [] }, name);
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    const names = environments.map((one) => one.name);
    const meant = meantEnvironment(name, names);
    const known = [`the environments are ${names.join(', ')}`, howTo, ...(meant ? [meant] : [])].join('; ');
    throw new TowpathError(
      error.issues.map((issue) => ({
        ...issue,
        message: `${issue.message} (set by ${source})`,
        ...(names.length > 0 && { hint: known }),
      })),
    );
  }
}

const howTo = 'set the environment of this stack with `pulumi config set towpath:environment ENV`';
