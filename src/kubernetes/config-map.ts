import type { Manifest } from './manifest';
import { keptLabels, type NamingContext } from './naming';

/** Labels of what belongs to the application and to none of its flows. */
export function applicationLabels(context: NamingContext, id: string): Readonly<Record<string, string>> {
  return (
    keptLabels(context, id) ?? {
      'app.kubernetes.io/instance': context.instance,
      'app.kubernetes.io/part-of': context.application,
      'app.kubernetes.io/managed-by': 'towpath',
      'towpath.dev/environment': context.environment,
    }
  );
}

/** @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
export function configMap(metadata: Manifest['metadata'], data: object, binaryData: object): Manifest {
  const has = (part: object) => Object.keys(part).length > 0;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata,
    ...(has(data) && { data }),
    ...(has(binaryData) && { binaryData }),
  };
}
