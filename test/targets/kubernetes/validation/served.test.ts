import { type KubernetesVersion, validateObject } from '../../../../src/targets/kubernetes/validation';

function said(apiVersion: string, kind: string, version: KubernetesVersion = '1.34') {
  const object = { apiVersion, kind, metadata: { name: 'a' } };
  return validateObject(object, { version })
    .filter(({ code }) => code === 'api-not-served' || code === 'kind-unknown')
    .map(({ code, severity, message, hint }) => ({ code, severity, message, hint }));
}

describe('a kind that is no longer served', () => {
  // https://kubernetes.io/docs/reference/using-api/deprecation-guide/
  it.each([
    ['batch/v1beta1', 'CronJob', '1.25', 'use `batch/v1`'],
    ['extensions/v1beta1', 'Ingress', '1.22', 'use `networking.k8s.io/v1`'],
    ['extensions/v1beta1', 'Deployment', '1.16', 'use `apps/v1`'],
    ['apps/v1beta2', 'StatefulSet', '1.16', 'use `apps/v1`'],
    ['networking.k8s.io/v1beta1', 'Ingress', '1.22', 'use `networking.k8s.io/v1`'],
    ['policy/v1beta1', 'PodDisruptionBudget', '1.25', 'use `policy/v1`'],
    [
      'policy/v1beta1',
      'PodSecurityPolicy',
      '1.25',
      'remove the object, because no version of Kubernetes replaces this kind',
    ],
    ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', '1.26', 'use `autoscaling/v2`'],
    ['events.k8s.io/v1beta1', 'Event', '1.25', 'use `events.k8s.io/v1`'],
    ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', '1.32', 'use `flowcontrol.apiserver.k8s.io/v1`'],
  ])('is reported with the API version that replaces it: %s %s', (apiVersion, kind, since, hint) => {
    const message = `kind \`${kind}\` of \`${apiVersion}\` is not served since Kubernetes ${since}`;
    expect(said(apiVersion, kind)).toEqual([{ code: 'api-not-served', severity: 'error', message, hint }]);
  });

  it('is replaced by a stable version if there is one', () => {
    const [found] = said('coordination.k8s.io/v1alpha1', 'Lease');
    expect(found?.hint).toBe('use `coordination.k8s.io/v1`');
    expect(said('admissionregistration.k8s.io/v1alpha1', 'ValidatingAdmissionPolicy', '1.33')[0]?.hint).toBe(
      'use `admissionregistration.k8s.io/v1`',
    );
  });

  it('is accepted for a version of Kubernetes that serves it', () => {
    expect(said('flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', '1.31')).toEqual([]);
  });
});

describe('a kind that is not served yet', () => {
  it('is reported with the first version of Kubernetes that serves it', () => {
    const message =
      'kind `DeviceClass` of `resource.k8s.io/v1` exists since Kubernetes 1.34, and objects are checked against 1.33';
    const hint = 'use `resource.k8s.io/v1beta2`';
    expect(said('resource.k8s.io/v1', 'DeviceClass', '1.33')).toEqual([
      { code: 'api-not-served', severity: 'error', message, hint },
    ]);
    expect(said('resource.k8s.io/v1', 'DeviceClass', '1.34')).toEqual([]);
  });
});

describe('a kind that no version of Kubernetes has', () => {
  it.each([
    ['apps/v1', 'Deploymnet', 'Kubernetes 1.34 has no kind `Deploymnet` of `apps/v1`', 'did you mean `Deployment`?'],
    ['v1', 'Deployment', 'Kubernetes 1.34 has no kind `Deployment` of `v1`', 'use `apps/v1`'],
    ['apps/v2', 'Deployment', 'Kubernetes 1.34 has no kind `Deployment` of `apps/v2`', 'use `apps/v1`'],
  ])('is an error in a group of Kubernetes: %s %s', (apiVersion, kind, message, hint) => {
    expect(said(apiVersion, kind)).toEqual([{ code: 'api-not-served', severity: 'error', message, hint }]);
  });

  it('is a warning in any other group', () => {
    const message = 'no schema is known for kind `Thing` of `example.org/v1`, so its fields are not checked';
    const hint = 'add its CustomResourceDefinition to the `crds` folder';
    expect(said('example.org/v1', 'Thing')).toEqual([{ code: 'kind-unknown', severity: 'warning', message, hint }]);
  });
});
