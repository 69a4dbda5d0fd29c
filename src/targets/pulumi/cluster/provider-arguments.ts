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

/**
 * The value of a setting of the stack's configuration, which is text, as an argument, which may be a boolean or an
 * object.
 */
function fromText(text: string): unknown {
  return /^(true|false|\{.*)$/s.test(text) ? JSON.parse(text) : text;
}

/**
 * The kubeconfig as an argument of a provider. It may contain credentials, so it is a secret in the state. If the
 * argument were missing, the provider would take the value of KUBECONFIG for one file; with an empty text it reads a
 * list of files, as kubectl does.
 */
function kubeconfigArgument({ KUBECONFIG = '' }: NodeJS.ProcessEnv): Pick<ProviderArgs, 'kubeconfig'> {
  const config = new Config('kubernetes');
  if (config.get('kubeconfig')) return { kubeconfig: config.requireSecret('kubeconfig') };
  return KUBECONFIG.includes(delimiter) ? { kubeconfig: '' } : {};
}
