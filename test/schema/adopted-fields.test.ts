import '../helpers/without-limits';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { TowpathError } from '../../src/diagnostics';
import { adopted } from '../adoption/adopted';
import { caseFolder } from '../helpers/cases';

const folder = caseFolder('k8s-api-roundtrip/testdata/HEAD');

type Value = Record<string, unknown>;

/** The workload kinds, and the kinds that stand beside them. */
const kinds = [
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind) => `apps.v1.${kind}`),
  ...['Job', 'CronJob'].map((kind) => `batch.v1.${kind}`),
  ...['Pod', 'ReplicationController', 'Service', 'ConfigMap', 'PersistentVolumeClaim', 'ServiceAccount'].map(
    (kind) => `core.v1.${kind}`,
  ),
  ...['Ingress', 'NetworkPolicy'].map((kind) => `networking.k8s.io.v1.${kind}`),
  ...['Role', 'RoleBinding'].map((kind) => `rbac.authorization.k8s.io.v1.${kind}`),
  'autoscaling.v2.HorizontalPodAutoscaler',
  'policy.v1.PodDisruptionBudget',
];

/** The object with every field filled. Its texts are placeholders such as `typeValue`. */
function filled(kind: string): Value {
  const { status: _, ...object } = parse(readFileSync(join(folder ?? '', `${kind}.yaml`), 'utf8')) as Value;
  return JSON.parse(JSON.stringify(object).replaceAll('"namespaceValue"', '"namespacevalue"')) as Value;
}

/** Puts the first value that is expected in the place of each placeholder that no server accepts. */
function repair(object: Value, { issues }: TowpathError): void {
  for (const { message } of issues) {
    const [, path = '', expected = ''] = /^\S+ (\S+): found `.*?`; expected (.*)$/.exec(message) ?? [];
    const steps = path.replace(/\[(\d+)\]/g, '.$1').split('.');
    const last = steps.pop() ?? '';
    const place = steps.reduce<Value | undefined>((inner, step) => inner?.[step] as Value | undefined, object);
    if (place) place[last] = /`(\w+)`/.exec(expected)?.[1];
  }
}

(folder ? it : it.skip).each(kinds)('%s with every field filled is adopted, and nothing is lost', async (kind) => {
  const object = filled(kind);
  const adopt = () => adopted({ prod: [object] }, { dryRun: true });
  const result = await adopt().catch((error: unknown) => {
    if (!TowpathError.is(error)) throw error;
    repair(object, error);
    return adopt();
  });
  expect(result.differences).toEqual([]);
  expect(result.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});
