import { compare } from '../../src/equivalence';
import { readGolden } from '../../tools/verdicts/golden';
import { accept } from './helpers/accept';
import { kubectl, listOf } from './helpers/kubectl';
import { mispredicted } from './helpers/mispredicted';
import { newNamespace } from './helpers/namespace';
import { onServer, server } from './helpers/server';
import { storedIn } from './helpers/stored';

const service = (spec: object) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec });
const plain = service({ ports: [{ port: 80 }] });

onServer('the helpers of other tests', () => {
  it('use a server on loopback', () => {
    expect(kubectl(['config', 'view', '--output=jsonpath={.clusters[*].cluster.server}']).stdout).toMatch(
      /^https:\/\/127\.0\.0\.1:\d+$/,
    );
    expect(server().kubeconfig).not.toBe('');
  });

  const asked = readGolden('node-port').map(({ value }) => Number(value));
  const named = [
    ...asked.filter((port) => Number.isInteger(port) && port > 0 && port < 65_536),
    31_000,
    31_001,
    31_234,
  ];

  it.each(named)(
    'use a server on which nothing can take the node port %i, which tests name in dry runs',
    (nodePort) => {
      const create = ['create', '--namespace', newNamespace(), '-f', '-'];
      const input = listOf([service({ type: 'NodePort', ports: [{ port: 80, nodePort }] })]);
      expect(() => kubectl(create, input)).toThrow(/not in the valid range/);
      expect(() => kubectl([...create, '--dry-run=server'], input)).not.toThrow();
    },
  );

  it('detect fields that a server does not know', () => {
    expect(() => accept([service({ ports: [{ port: 80 }], portz: [] })], newNamespace())).toThrow(/portz/);
  });

  it('detect warnings of a server', () => {
    const metadata = { name: 'a', annotations: { 'kubernetes.io/ingress.class': 'nginx' } };
    const spec = { defaultBackend: { service: { name: 'a', port: { number: 80 } } } };
    const old = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec };
    expect(accept([old], newNamespace())).toMatch(/Warning: .*deprecated/);
  });

  it('detect a stored object that differs', () => {
    const [one, other] = [plain, service({ ports: [{ port: 81 }] })].map((object) =>
      storedIn(newNamespace(), [object]),
    );
    expect(one).toEqual([
      service({
        internalTrafficPolicy: 'Cluster',
        ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
        sessionAffinity: 'None',
        type: 'ClusterIP',
      }),
    ]);
    expect(compare(one ?? [], other ?? [], (object) => object)).not.toEqual([]);
  });

  it('store cluster-scoped objects as predicted', () => {
    const own = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'b' } };
    expect(mispredicted([own], storedIn('default', [own]))).toEqual([]);
  });

  it('detect a missing default and an additional one', () => {
    expect(mispredicted([plain], [service({ ports: [{ port: 80 }], sessionAffinity: 'ClientIP' })])).not.toEqual([]);
    expect(mispredicted([plain], [plain])).toContain("Service/a spec.internalTrafficPolicy: not the server's");
  });
});
