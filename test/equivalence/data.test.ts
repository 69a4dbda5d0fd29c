import { judge } from './facts';
import { object, pod } from './objects';

judge([
  [
    'a claim',
    object('v1 PersistentVolumeClaim', { spec: {} }),
    object('v1 PersistentVolumeClaim', { spec: { volumeMode: 'Filesystem' } }),
    object('v1 PersistentVolumeClaim', { spec: { storageClassName: '' } }),
  ],
  [
    'a Secret',
    object('v1 Secret', { stringData: { a: 'b' } }),
    object('v1 Secret', { data: { a: 'Yg==' }, type: 'Opaque' }),
    object('v1 Secret', { data: { a: 'b' } }),
  ],
  [
    'two values in a Secret',
    object('v1 Secret', { stringData: { a: 'b' }, data: { a: 'Yw==' } }),
    object('v1 Secret', { stringData: { a: 'b' } }),
    object('v1 Secret', { data: { a: 'Yw==' } }),
  ],
  [
    'a ConfigMap',
    object('v1 ConfigMap'),
    object('v1 ConfigMap', { data: {} }),
    object('v1 ConfigMap', { data: { a: '' } }),
  ],
  [
    'a RoleBinding',
    object('rbac.authorization.k8s.io/v1 RoleBinding', { subjects: [{ kind: 'User', name: 'a' }] }),
    object('rbac.authorization.k8s.io/v1 RoleBinding', {
      subjects: [{ kind: 'User', name: 'a', apiGroup: 'rbac.authorization.k8s.io' }],
    }),
    object('rbac.authorization.k8s.io/v1 RoleBinding', { subjects: [{ kind: 'ServiceAccount', name: 'a' }] }),
  ],
  [
    'labels',
    object('v1 ServiceAccount', { metadata: { name: 'a', labels: null, annotations: {} } }),
    object('v1 ServiceAccount'),
    object('v1 ServiceAccount', { metadata: { name: 'a', labels: { a: '' } } }),
  ],
  [
    'a Namespace',
    object('v1 Namespace'),
    object('v1 Namespace', {
      metadata: { name: 'a', labels: { 'kubernetes.io/metadata.name': 'a' } },
      spec: { finalizers: ['kubernetes'] },
    }),
    object('v1 Namespace', { metadata: { name: 'a', labels: { a: '' } } }),
  ],
  ['a field without a value', pod({ affinity: null, volumes: [] }), pod({ volumes: null }), pod({ affinity: {} })],
  ['a kind that is not known', object('a/v1 A', { a: null }), object('a/v1 A'), object('a/v1 A', { a: {} })],
]);
