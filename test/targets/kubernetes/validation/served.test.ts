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
    ['batch/v1beta1', 'CronJob', '1.25', 'use batch/v1'],
    ['extensions/v1beta1', 'Ingress', '1.22', 'use networking.k8s.io/v1'],
    ['extensions/v1beta1', 'Deployment', '1.16', 'use apps/v1'],
    ['apps/v1beta2', 'StatefulSet', '1.16', 'use apps/v1'],
    ['networking.k8s.io/v1beta1', 'Ingress', '1.22', 'use networking.k8s.io/v1'],
    ['policy/v1beta1', 'PodDisruptionBudget', '1.25', 'use policy/v1'],
    ['policy/v1beta1', 'PodSecurityPolicy', '1.25', 'it has no successor'],
    ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', '1.26', 'use autoscaling/v2'],
    ['events.k8s.io/v1beta1', 'Event', '1.25', 'use events.k8s.io/v1'],
    ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', '1.32', 'use flowcontrol.apiserver.k8s.io/v1'],
  ])('is named with its successor: %s %s', (apiVersion, kind, since, hint) => {
    const message = `${apiVersion} ${kind} is not served since Kubernetes ${since}`;
    expect(said(apiVersion, kind)).toEqual([{ code: 'api-not-served', severity: 'error', message, hint }]);
  });

  it('is followed by the stable one of its successors', () => {
    const [found] = said('coordination.k8s.io/v1alpha1', 'Lease');
    expect(found?.hint).toBe('use coordination.k8s.io/v1');
    expect(said('admissionregistration.k8s.io/v1alpha1', 'ValidatingAdmissionPolicy', '1.33')[0]?.hint).toBe(
      'use admissionregistration.k8s.io/v1',
    );
  });

  it('is accepted by a version that serves it', () => {
    expect(said('flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', '1.31')).toEqual([]);
  });
});

describe('a kind that is not served yet', () => {
  it('is named with the version that brings it', () => {
    const message = 'resource.k8s.io/v1 DeviceClass comes with Kubernetes 1.34; this is for 1.33';
    const hint = 'use resource.k8s.io/v1beta2';
    expect(said('resource.k8s.io/v1', 'DeviceClass', '1.33')).toEqual([
      { code: 'api-not-served', severity: 'error', message, hint },
    ]);
    expect(said('resource.k8s.io/v1', 'DeviceClass', '1.34')).toEqual([]);
  });
});

describe('a kind that no version of Kubernetes has', () => {
  it.each([
    ['apps/v1', 'Deploymnet', 'Kubernetes 1.34 has no apps/v1 Deploymnet', 'did you mean `Deployment`?'],
    ['v1', 'Deployment', 'Kubernetes 1.34 has no v1 Deployment', 'use apps/v1'],
    ['apps/v2', 'Deployment', 'Kubernetes 1.34 has no apps/v2 Deployment', 'use apps/v1'],
  ])('is an error in a group of its own: %s %s', (apiVersion, kind, message, hint) => {
    expect(said(apiVersion, kind)).toEqual([{ code: 'api-not-served', severity: 'error', message, hint }]);
  });

  it('is a warning in the group of somebody else', () => {
    const message = 'nobody says which fields example.org/v1 Thing has; it is not checked';
    const hint = 'put its CustomResourceDefinition into `crds/` of the workspace';
    expect(said('example.org/v1', 'Thing')).toEqual([{ code: 'kind-unknown', severity: 'warning', message, hint }]);
  });
});
