import { delimiter } from 'node:path';
import type { ProviderArgs } from '@pulumi/kubernetes';
import { Config, runtime } from '@pulumi/pulumi';

const prefix = 'kubernetes:';

/**
 * The arguments of a provider for a context. The stack's configuration of the default provider, such as
 * `kubernetes:namespace`, is used too.
 */
export function providerArguments(context: string, env: NodeJS.ProcessEnv = process.env): ProviderArgs {
  const entries = Object.entries(runtime.allConfig()).filter(([key]) => key.startsWith(prefix));
  return {
    ...Object.fromEntries(entries.map(([key, text]) => [key.slice(prefix.length), fromText(text)])),
    ...kubeconfigArgument(env),
    context,
  };
}

/** Configuration is text; an argument may be a boolean or an object. */
function fromText(text: string): unknown {
  return /^(true|false|\{.*)$/s.test(text) ? JSON.parse(text) : text;
}

/**
 * A kubeconfig may contain credentials, so it is a secret in the state. Without one, the provider would take KUBECONFIG
 * for one file; with empty text it reads a list of files, as kubectl does.
 */
function kubeconfigArgument({ KUBECONFIG = '' }: NodeJS.ProcessEnv): Pick<ProviderArgs, 'kubeconfig'> {
  const config = new Config('kubernetes');
  if (config.get('kubeconfig')) return { kubeconfig: config.requireSecret('kubeconfig') };
  return KUBECONFIG.includes(delimiter) ? { kubeconfig: '' } : {};
}
