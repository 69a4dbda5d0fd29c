import { partOfSet } from '../../src/kubernetes/apply-set';
import { setId } from '../../src/release/store/instance';
import { type Deployer, deployerOf } from './helpers/deployer';
import { kubeconfigFor } from './helpers/kubeconfig';
import { kubectl, listOf, type Who } from './helpers/kubectl';
import { written } from './helpers/live';
import { api, db, shopOn, wrk } from './helpers/shop';
import { towpath } from './helpers/towpath';
import { asUser, type User } from './helpers/users';
import { waitFor } from './helpers/wait-for';
import { withControllers } from './helpers/with-controllers';

const scaled = api.replace(
  'port: 80',
  "port: 80, resources: { requests: { cpu: '10m' } }, autoscaling: { min: 2, max: 4, cpu: 80 }",
);
const web = api.replace("'api', { image", "'web', { image");
const worker = { apiVersion: 'apps/v1', kind: 'Deployment' };

/** An object without a namespace, and a Pod. */
const more = (name: string) => [
  `new ApiObject(this, 'class', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: '${name}' }, ...{ value: 7 } });`,
  "new ApiObject(this, 'pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'shop-pod' }, ...{ spec: { containers: [{ name: 'main', image: 'example/app:v1' }] } } });",
];

/** A Deployment that no deploy of towpath manages. */
function foreign(name: string): object {
  const labels = { app: name };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'example/app:v1' }] } };
  return { ...worker, metadata: { name }, spec: { selector: { matchLabels: labels }, template } };
}

withControllers('a guard that `towpath rbac --guard` writes', () => {
  let shop: ReturnType<typeof shopOn>;
  let deployer: Deployer;
  let person: User;
  let set: string;

  const inShop = (...args: string[]) => [...args, '--namespace', shop.namespace];
  const run = (who: Who, ...args: string[]) => towpath([...args, '-e', 'dev'], { cwd: shop.cwd, ...who });
  const lines = (...others: string[]) => [scaled, db, ...more(shop.namespace), ...others];
  const policies = 'validatingadmissionpolicy,validatingadmissionpolicybinding';

  beforeAll(async () => {
    shop = shopOn([api]);
    set = setId({ instance: 'shop', namespace: shop.namespace });
    shop.change(lines(wrk, web));
    deployer = await deployerOf(shop.cwd);
    const { namespace, name } = deployer.subject;
    const guarded = await shop.run(['rbac', '-e', 'dev', '--guard', '--service-account', `${namespace}:${name}`]);
    expect(guarded).toMatchObject({ code: 0, stderr: '' });
    kubectl(['apply', '-f', '-'], guarded.stdout);
    const user = asUser('person');
    person = { ...user, kubeconfig: kubeconfigFor({ context: 'loopback', user }) };
    const account = `${person.subject.namespace}:person`;
    const binding = ['clusterrolebinding', shop.namespace, '--clusterrole=cluster-admin'];
    kubectl(['create', ...binding, `--serviceaccount=${account}`]);
    untilGuarded();
    expect(await run(deployer, 'deploy')).toMatchObject({ code: 0 });
  });
  afterAll(() => {
    kubectl(['delete', policies, `towpath.shop.${shop.namespace}`]);
  });

  /** The server enforces a new policy only some time after it has stored it. */
  function untilGuarded(): void {
    const metadata = { generateName: 'towpath.shop.probe-', namespace: shop.namespace };
    for (;;) {
      try {
        kubectl(['create', '-f', '-'], listOf([{ apiVersion: 'v1', kind: 'ConfigMap', metadata }]), person);
      } catch (error) {
        if (String(error).includes('denied request: only')) return;
        // The server may not know yet that this account has all rights.
        if (!String(error).includes('is forbidden')) throw error;
      }
    }
  }

  it('names who may change the objects, and what to do', () => {
    const scale = () => kubectl(inShop('set', 'image', 'deployment/shop-api', '*=example/other'), '', person);
    expect(scale).toThrow(
      `only \`${deployer.name}\` may change what towpath keeps in the cluster for \`shop\` in \`dev\``,
    );
    expect(scale).toThrow('change the workspace and let that account deploy it');
  });

  const withoutLabel = JSON.stringify({ metadata: { labels: { [partOfSet]: null } } });
  it.each([
    ['delete a Service', 'delete service shop-api'],
    ['delete all Deployments in one request', 'delete --raw /apis/apps/v1/namespaces/NAMESPACE/deployments'],
    ['change a claim', 'annotate pvc shop-db a=b'],
    ['change the autoscaler', 'annotate hpa shop-api a=b'],
    ['scale a Deployment', 'scale deployment/shop-wrk --replicas=0'],
    ['change the image of a Deployment', 'set image deployment/shop-api *=example/other'],
    ['add a container to a Pod by its subresource', 'debug shop-pod --image=example/other'],
    ['change an object without a namespace', 'annotate priorityclass NAMESPACE a=b'],
    ['delete an object without a namespace', 'delete priorityclass NAMESPACE'],
    ['take the label off', `label deployment/shop-api ${partOfSet}-`],
    [
      'take the label off with a write to the status',
      `patch service shop-api --subresource=status --patch ${withoutLabel}`,
    ],
    ['give the label to an object', `label serviceaccount default ${partOfSet}=SET`],
    ['delete the record of the set', 'delete configmap towpath.shop'],
    ['delete a release', 'delete configmap towpath.shop.v1'],
    ['change the lease', 'annotate lease towpath.shop a=b'],
  ])('refuses another account with all rights: %s', (_, command) => {
    const args = command.replace('NAMESPACE', shop.namespace).replace('SET', set).split(' ');
    expect(() => kubectl(inShop(...args), '', person)).toThrow(/ValidatingAdmissionPolicy .* denied request: only/);
  });

  it.each([
    ['a change', 'set image deployment/shop-api *=example/other'],
    ['a Scale', 'scale deployment/shop-wrk --replicas=0'],
    ['a deletion', 'delete service shop-api'],
    ['a record', 'create configmap towpath.shop.v99'],
  ])('lets the dry run of another account pass: %s', (_, command) => {
    expect(() => kubectl(inShop(...command.split(' '), '--dry-run=server'), '', person)).not.toThrow();
  });

  it('refuses a new object with the label', () => {
    const metadata = { name: 'extra', namespace: shop.namespace, labels: { [partOfSet]: set } };
    const extra = listOf([{ apiVersion: 'v1', kind: 'ConfigMap', metadata }]);
    expect(() => kubectl(['create', '-f', '-'], extra, person)).toThrow('denied request: only');
  });

  it('refuses an administrator', () => {
    expect(() => kubectl(inShop('annotate', 'service', 'shop-api', 'a=b'))).toThrow('denied request: only');
  });

  it('leaves objects without the label alone', () => {
    const names = ['own', 'towpath.shop-two'];
    const maps = names.map((one) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: one } }));
    kubectl(inShop('create', '-f', '-'), listOf([...maps, foreign('own')]), person);
    const priority = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', value: 1 };
    const name = `${shop.namespace}-own`;
    kubectl(['create', '-f', '-'], listOf([{ ...priority, metadata: { name } }]), person);
    kubectl(['delete', 'priorityclass', name], '', person);
    kubectl(inShop('scale', 'deployment/own', '--replicas=2'), '', person);
    waitFor(shop.namespace, 'deployment/own', 'jsonpath={.status.readyReplicas}=2');
    for (const one of names) kubectl(inShop('delete', 'configmap', one), '', person);
    kubectl(inShop('delete', 'deployment', 'own', '--cascade=foreground'), '', person);
  });

  it('lets the autoscaler scale', () => {
    // Before the next test, which looks for any change of an object.
    waitFor(shop.namespace, 'deployment/shop-api', 'jsonpath={.status.readyReplicas}=2');
  });

  it('lets another account see a diff, and refuses its deploy before anything is written', async () => {
    const { namespace } = shop;
    shop.change(lines(wrk, web), 'v2');
    const before = written(namespace);
    const diff = await run(person, 'diff');
    expect(diff.stdout).toContain('v2');
    expect(diff.stderr).not.toContain('denied');
    const refused = await run(person, 'deploy');
    expect(refused).toMatchObject({ code: 3 });
    expect(refused.stderr).toContain('denied request: only');
    expect(written(namespace)).toEqual(before);
  });

  it('lets the deployer change, prune and roll back, and Kubernetes follow', async () => {
    const slice = ['endpointslices', '--selector=kubernetes.io/service-name=shop-web'];
    const labels = kubectl(inShop('get', ...slice, '--output=jsonpath={.items[0].metadata.labels}')).stdout;
    // Kubernetes copies the label of a Service to what it makes for it, and removes that with the Service.
    expect(JSON.parse(labels)).toMatchObject({ [partOfSet]: set });
    shop.change(lines(wrk), 'v2');
    expect(await run(deployer, 'deploy')).toMatchObject({ code: 0 });
    waitFor(shop.namespace, slice.join(' '), 'delete');
    waitFor(shop.namespace, 'pod --selector=app.kubernetes.io/component=web', 'delete');
    // A rollback restores only objects that the workspace declares.
    shop.change(lines(wrk, web), 'v2');
    expect(await run(deployer, 'rollback', 'shop', '--yes')).toMatchObject({ code: 0 });
    waitFor(shop.namespace, 'deployment/shop-web', 'condition=Available');
  });

  it('lets the deployer hold a version, and nobody else', async () => {
    const hold = ['hold', 'shop', '--why', 'it is slow'];
    expect(await run(person, ...hold)).toMatchObject({ code: 3 });
    expect(await run(deployer, ...hold)).toMatchObject({ code: 0 });
  });

  it('lets the deployer delete the application, and Kubernetes the namespace', async () => {
    expect(await run(deployer, 'delete', 'shop')).toMatchObject({ code: 0 });
    kubectl(['delete', 'namespace', shop.namespace, '--timeout=90s']);
    expect(() => kubectl(['get', 'namespace', shop.namespace])).toThrow(/not found/);
  });
});
