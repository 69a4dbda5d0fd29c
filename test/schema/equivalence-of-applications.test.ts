import { join } from 'node:path';
import { valueAt } from '../../src/data/merge';
import { formatPath, type ValuePath } from '../../src/diagnostics';
import { compare, normalize } from '../../src/equivalence';
import { added, changed, lists, nodes, removed, reversed, scalars } from '../equivalence/mutations';
import { caseFolder, manifestsAt } from '../helpers/cases';
import { filesBelow } from '../project/repository';

const applications = [
  'voting-app/k8s-specifications',
  'laa-fee-calculator/kubernetes_deploy/live',
  'garbo/rendered',
  'painless-django/kustomize-build',
];
const folders = applications.map((name) => caseFolder(name)).filter((folder) => folder !== undefined);
const withFolders = folders.length === applications.length ? describe : describe.skip;

/** A path as it is in every object: without positions. */
const general = (path: ValuePath) => path.filter((step) => typeof step === 'string').join('.');

withFolders('the manifests of the applications', () => {
  // Each application lies there for several environments: what they have in common is needed once.
  const texts = folders.flatMap((folder) => manifestsAt(folder).map((object) => JSON.stringify(object)));
  const objects = [...new Set(texts)].map((text): object => JSON.parse(text));

  // Each object is compared with thousands of others, and normalized once.
  const normal = new WeakMap<object, ReturnType<typeof normalize>>();
  const normalizeOnce: typeof normalize = (object) => {
    const found = normal.get(object) ?? normalize(object);
    normal.set(object, found);
    return found;
  };

  const unseen = (paths: (object: object) => ValuePath[], mutate: (object: object, path: ValuePath) => object) =>
    objects.flatMap((object) =>
      paths(object)
        .filter((path) => compare([mutate(object, path)], [object], normalizeOnce).length === 0)
        .map((path) => ({ path, object })),
    );
  const pathsOf = (found: ReturnType<typeof unseen>) => found.map(({ path }) => formatPath(path));

  it('are all there', () => {
    expect(folders.map((folder) => manifestsAt(folder).length)).toEqual([9, 9, 24, 33]);
  });

  it('equal themselves', () => {
    const files = folders.flatMap((folder) => filesBelow(folder).map((file) => join(folder, file)));
    expect(files.flatMap((file) => compare(manifestsAt(file).reverse(), manifestsAt(file)))).toEqual([]);
  });

  it('differ when any value is another', () => {
    expect(pathsOf(unseen(scalars, changed))).toEqual([]);
  });

  it('differ when anything is added', () => {
    expect(pathsOf(unseen(nodes, added))).toEqual([]);
  });

  it('differ when anything is removed but a default', () => {
    const found = unseen(nodes, removed).map(({ object, path }) => {
      const text = JSON.stringify(valueAt(object, path));
      return `${general(path)} = ${/[{[]./.test(text) && text !== '{}' ? 'more' : text}`;
    });
    expect([...new Set(found)].sort()).toEqual([
      'roleRef.apiGroup = "rbac.authorization.k8s.io"',
      'spec.failedJobsHistoryLimit = 1',
      // Those of its pods are taken.
      'spec.jobTemplate.metadata.labels = more',
      'spec.jobTemplate.spec.template.spec.volumes.emptyDir = {}',
      // Eighty per cent of the processor, in a list of one.
      'spec.metrics = more',
      'spec.minReplicas = 1',
      'spec.ports.targetPort = 5001',
      'spec.ports.targetPort = 5432',
      'spec.ports.targetPort = 6379',
      'spec.replicas = 1',
      'spec.strategy.type = "RollingUpdate"',
      // Of an image without a tag.
      'spec.template.spec.containers.imagePullPolicy = "Always"',
      'spec.template.spec.restartPolicy = "Always"',
      'spec.template.spec.volumes.emptyDir = {}',
      'spec.tls.termination = "edge"',
      'spec.to.kind = "Service"',
      'spec.type = "ClusterIP"',
    ]);
  });

  it('differ when the order of a list that has no keys is another', () => {
    const equal = unseen(lists, reversed).map(({ path }) => general(path));
    const all = objects.flatMap((object) => lists(object).map(general));
    const count = (paths: string[], path: string) => paths.filter((one) => one === path).length;
    const found = [...new Set(all)].filter((path) => count(all, path) > count(equal, path));
    expect([...new Set(equal)].sort()).toEqual(['spec.template.spec.containers', 'spec.template.spec.containers.env']);
    expect(found.sort()).toEqual([
      'spec.jobTemplate.spec.template.spec.containers.command',
      'spec.metrics',
      'spec.template.spec.containers.command',
      // Where a variable refers to another.
      'spec.template.spec.containers.env',
      'spec.template.spec.containers.envFrom',
      'spec.template.spec.containers.lifecycle.preStop.exec.command',
      'spec.template.spec.containers.readinessProbe.exec.command',
      'spec.template.spec.initContainers.command',
      'spec.template.spec.initContainers.env',
      'spec.template.spec.initContainers.envFrom',
    ]);
  });
});
