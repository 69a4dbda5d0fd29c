import { join } from 'node:path';
import { synthesize } from 'towpath/testing';
import { parseAllDocuments } from 'yaml';
import Django from '../../apps/django';
import Pssp from '../../apps/pssp';
import { change, type Fields, fieldsOf } from '../../src/equivalence/fields';
import type { ApplicationClass } from '../../src/workspace/workspace';
import { cases } from '../adopted/cases';
import { withFreePorts } from '../cluster/helpers/free-ports';
import { withoutMade } from '../cluster/helpers/without-made';
import { caseFolder } from '../helpers/cases';
import { root as repository } from '../project/repository';
import { kubectl } from './helpers/cluster';
import { onCluster } from './helpers/on-cluster';
import { Project } from './helpers/project';

interface Truth {
  readonly id: string;
  readonly environment: string;
  readonly root: string;
  readonly construct: ApplicationClass;
}

const all: readonly Truth[] = [
  ...['dev', 'tst', 'prod'].flatMap((environment) => [
    { id: 'pssp', environment, root: repository, construct: Pssp },
    { id: 'django', environment, root: repository, construct: Django },
  ]),
  ...cases.flatMap(({ workspace, environment, applications }) =>
    Object.entries(applications).map(([id, [construct]]) => {
      return { id, environment, root: join(repository, 'test/adopted', workspace), construct };
    }),
  ),
];

/** No controller handles Ingresses or Routes here, so Pulumi must not wait. The annotation is removed before comparing. */
const skip = 'pulumi.com/skipAwait';

const program = ({ id, environment, root }: Truth) => `
const { createJiti } = require('${repository}/node_modules/jiti');
const { ApplicationComponent } = require('towpath/pulumi');
module.exports = async () => {
  const application = await createJiti(__filename).import('${join(root, 'apps', id)}.ts', { default: true });
  const free = (port) => (port.nodePort ? { ...port, nodePort: 20000 + (port.nodePort % 100) } : port);
  const skip = ({ props, opts }) => props.metadata && ({
    props: {
      ...props,
      metadata: { ...props.metadata, annotations: { ...props.metadata.annotations, '${skip}': 'true' } },
      ...(Array.isArray(props.spec?.ports) && { spec: { ...props.spec, ports: props.spec.ports.map(free) } }),
    },
    opts,
  });
  const options = { transforms: [skip] };
  new ApplicationComponent('${id}', { application, environment: '${environment}', root: '${root}' }, options);
};
`;

const routes = caseFolder('crds/openshift-routes-crd.yaml');

onCluster('the objects that Pulumi creates equal those of the YAML', () => {
  beforeAll(() => {
    if (routes === undefined) return;
    kubectl(['apply', '--server-side', '-f', routes]);
    kubectl(['wait', '--for=condition=established', '--timeout=60s', '-f', routes]);
  });

  it.each(all)('$id in $environment', async (truth) => {
    const { construct, environment, id, root } = truth;
    const declared = Object.values(synthesize(construct, environment, { id, root }).objects) as unknown as Fields[];
    const objects = declared.map(withFreePorts);
    // A kind that this server does not serve cannot be compared.
    if (routes === undefined && objects.some(({ kind }) => kind === 'Route')) return;
    const said = new Set(objects.flatMap(({ metadata }) => fieldsOf(metadata).namespace ?? []).map(String));
    const own = [...said].filter((name) => name !== 'default');
    for (const name of own) kubectl(['create', 'namespace', name]);
    const written = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
    try {
      const expected = itemsOf(kubectl(['create', '--dry-run=server', '--output=yaml', '-f', '-'], written));
      const project = new Project(program(truth), {});
      await project.init('one');
      const { status, output } = await project.up('one');
      expect([status, output]).toEqual([0, expect.anything()]);
      const actual = itemsOf(kubectl(['get', '--output=yaml', '-f', '-'], written));
      const plain = (found: readonly Fields[]) => found.map((one, index) => comparable(one, objects[index] ?? {}));
      expect(plain(actual)).toEqual(plain(expected));
    } finally {
      kubectl(['delete', '--wait', '--ignore-not-found', '-f', '-'], written);
      for (const name of own) kubectl(['delete', 'namespace', '--wait', name]);
    }
  });
});

/** The output of kubectl: several documents, or a list. */
function itemsOf(text: string): Fields[] {
  const documents = [...parseAllDocuments(text)].map((document) => document.toJS() as Fields);
  return documents.flatMap((one) => (one.kind === 'List' ? (one.items as Fields[]) : [one]));
}

/** Fields that controllers and this test set, in addition to those that every server sets. */
const others = [
  skip,
  'deployment.kubernetes.io/revision',
  /^pv\.kubernetes\.io\//,
  /^volume\.(beta\.)?kubernetes\.io\//,
];

function comparable(object: Fields, written: Fields): Fields {
  const plain = withoutMade(object, written);
  const clean = change(plain, 'metadata', (metadata) => {
    const { annotations, ...rest } = metadata;
    const kept = Object.entries(fieldsOf(annotations)).filter(
      ([key]) => !others.some((other) => (typeof other === 'string' ? other === key : other.test(key))),
    );
    return kept.length > 0 ? { ...rest, annotations: Object.fromEntries(kept) } : rest;
  });
  if (clean.kind !== 'PersistentVolumeClaim') return clean;
  return change(clean, 'spec', ({ volumeName: _, ...spec }) => spec);
}
