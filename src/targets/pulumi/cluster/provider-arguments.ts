import { delimiter } from 'node:path';
import type { ProviderArgs } from '@pulumi/kubernetes';
import { Config, runtime } from '@pulumi/pulumi';

const prefix = 'kubernetes:';

/**
 * The arguments of a provider that goes by a context. Whatever the configuration of the stack says of the default
 * provider, such as `kubernetes:namespace`, holds here, too.
 */
export function providerArguments(context: string, env: NodeJS.ProcessEnv = process.env): ProviderArgs {
  const entries = Object.entries(runtime.allConfig()).filter(([key]) => key.startsWith(prefix));
  return {
    ...Object.fromEntries(entries.map(([key, text]) => [key.slice(prefix.length), fromText(text)])),
    ...kubeconfigArgument(env),
    context,
  };
}

/** Configuration is text; an argument may be a truth value or an object. */
function fromText(text: string): unknown {
  return /^(true|false|\{.*)$/s.test(text) ? JSON.parse(text) : text;
}

/**
 * Credentials may stand in a kubeconfig, so the state has it as a secret. Without one, the provider takes what
 * KUBECONFIG says for one file; empty text makes it read a list of files, as kubectl does.
 */
function kubeconfigArgument({ KUBECONFIG = '' }: NodeJS.ProcessEnv): Pick<ProviderArgs, 'kubeconfig'> {
  const config = new Config('kubernetes');
  if (config.get('kubeconfig')) return { kubeconfig: config.requireSecret('kubeconfig') };
  return KUBECONFIG.includes(delimiter) ? { kubeconfig: '' } : {};
}
