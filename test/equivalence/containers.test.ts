import { compare, type Fields } from '../../src/equivalence';
import { judge } from './facts';
import { container } from './objects';

const probe = (fields: Fields) => container({ livenessProbe: fields });

const processor = (cpu: string) => container({ resources: { requests: { cpu } } });

judge([
  ['a sliver of a processor', processor('0.0001'), processor('1m'), processor('2m')],
  [
    'a container',
    container({}),
    container({
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
      tty: false,
      resources: {},
      command: [],
    }),
    container({ securityContext: {} }),
  ],
  [
    'what it asks for',
    container({ resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: 0.5 } } }),
    container({ resources: { limits: { cpu: 1, memory: '1024Mi' }, requests: { cpu: '500m', memory: '1Gi' } } }),
    container({ resources: { limits: { cpu: '1', memory: '1Gi' } } }),
  ],
  [
    'a port',
    container({ ports: [{ containerPort: 1 }] }),
    container({ ports: [{ containerPort: 1, protocol: 'TCP' }] }),
    container({ ports: [{ containerPort: 1, protocol: 'UDP' }] }),
  ],
  [
    'a variable',
    container({ env: [{ name: 'A' }] }),
    container({ env: [{ name: 'A', value: '' }] }),
    container({ env: [] }),
  ],
  [
    'a variable from the pod',
    container({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'a' } } }] }),
    container({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'a', apiVersion: 'v1' } } }] }),
    container({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'b' } } }] }),
  ],
  [
    'a probe',
    probe({ tcpSocket: { port: 1 } }),
    probe({
      tcpSocket: { port: 1 },
      initialDelaySeconds: 0,
      timeoutSeconds: 1,
      periodSeconds: 10,
      successThreshold: 1,
      failureThreshold: 3,
    }),
    probe({ tcpSocket: { port: 1 }, periodSeconds: 5 }),
  ],
  [
    'a probe over HTTP',
    probe({ httpGet: { port: 1 } }),
    probe({ httpGet: { port: 1, path: '/', scheme: 'HTTP' } }),
    probe({ httpGet: { port: 1, scheme: 'HTTPS' } }),
  ],
]);

describe('the pull policy', () => {
  const pulled = (image: string, imagePullPolicy?: string) =>
    container({ image, ...(imagePullPolicy && { imagePullPolicy }) });

  it.each([
    ['a', 'Always'],
    ['a:latest', 'Always'],
    ['host:5000/a', 'Always'],
    ['host:5000/a:1', 'IfNotPresent'],
    ['a:1', 'IfNotPresent'],
    [`a@sha256:${'0'.repeat(64)}`, 'IfNotPresent'],
    [`a:latest@sha256:${'0'.repeat(64)}`, 'Always'],
    // No name of an image, as templates of other tools have it.
    ['IMAGE', 'IfNotPresent'],
    ['IMAGE:latest', 'IfNotPresent'],
    ['HOST/a', 'Always'],
  ])('of %s is %s', (image, policy) => {
    expect(compare([pulled(image)], [pulled(image, policy)])).toEqual([]);
    expect(compare([pulled(image)], [pulled(image, 'Never')])).toHaveLength(1);
  });
});
