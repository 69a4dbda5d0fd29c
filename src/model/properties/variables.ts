import { z } from 'zod';
import { configName, envName, envPrefix, fileKey, quantity, secretName } from '../formats';
import { byBoth, type Properties } from '../property';
import { isToken, type Token } from '../reference';

const optional = z.boolean().optional();
const prefix = envPrefix.optional();

const secretKey = z.strictObject({ secret: secretName, key: fileKey, optional });
const configKey = z.strictObject({ config: configName, key: fileKey, optional });
const podField = z.strictObject({ field: z.string().min(1) });
const resourceField = z.strictObject({ resource: z.string().min(1), divisor: quantity.optional() });

const value = z.union([z.string(), secretKey, configKey, podField, resourceField, z.custom<Token>(isToken)], {
  error:
    'text (quote numbers in code), a reference such as db.host, text`…`, { secret, key }, { config, key }, { field } or { resource }',
});

const source = z.union(
  [z.strictObject({ secret: secretName, prefix, optional }), z.strictObject({ config: configName, prefix, optional })],
  { error: '{ secret: … } or { config: … }, with prefix and optional at most' },
);

export const variables = {
  env: byBoth(
    z.record(envName, value.nullable()),
    'Environment variables by name. A value is text; a key of a Secret or ConfigMap (`secret.key(…)`, `{ secret, key }`); a field of the pod (`{ field: metadata.name }`); or a resource of the container (`{ resource: limits.cpu }`). In code it can also be a reference (`db.host`, text`…`) or a Pulumi output. A variable can use another one as `$(NAME)`.',
    {
      codeType: 'Readonly<Record<string, Variable | Token | Deferred<string> | null>>',
      source: 'https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/',
    },
  ),
  envFrom: byBoth(
    z.array(source),
    'Secrets and ConfigMaps whose keys all become variables. Later entries override earlier ones, and `env` overrides all of them.',
    {
      codeType: 'readonly VariableSource[]',
      source: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
    },
  ),
} satisfies Properties;
