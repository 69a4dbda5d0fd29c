import { type Fields, fieldsOf, withDefaults } from '../fields';

/**
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go `SetDefaults_Namespace`
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/core/namespace/strategy.go for its finalizer
 */
export function namespace(object: Fields): Fields {
  const metadata = fieldsOf(object.metadata);
  const labels = { ...fieldsOf(metadata.labels), 'kubernetes.io/metadata.name': metadata.name };
  const spec = withDefaults(fieldsOf(object.spec), { finalizers: ['kubernetes'] });
  return { ...object, metadata: { ...metadata, labels }, spec };
}
