import { setTimeout } from 'node:timers/promises';
import { kubectl, podsIn, stored } from './helpers/cluster';
import { onCluster } from './helpers/on-cluster';
import type { Project } from './helpers/project';
import { component, environmentIn, newNamespace, shopIn, shopResources } from './helpers/shop';

const imageOf = (namespace: string, name: string) =>
  stored('deployment', namespace, name).spec.template.spec.containers[0].image;

onCluster('a stack', () => {
  const namespace = newNamespace();
  let project: Project;
  beforeAll(async () => {
    project = await shopIn(namespace);
  });

  it('can be previewed without any change in the cluster', async () => {
    const { status, changes } = await project.preview('dev');
    expect([status, changes]).toEqual([0, { create: shopResources }]);
    expect(() => kubectl(['get', 'namespace', namespace])).toThrow(/not found/);
  });

  it('is created with all objects, which are ready', async () => {
    const { status, changes } = await project.up('dev');
    expect([status, changes]).toEqual([0, { create: shopResources }]);
    expect(stored('deployment', namespace, 'shop-web').status.readyReplicas).toBe(1);
  });

  it('has outputs with its images and Services', async () => {
    const { output } = await project.run('stack', 'output', '--json', '--stack', 'dev');
    expect(JSON.parse(output)).toEqual({
      images: { db: 'redis:7.4', web: 'example/web:v1', wrk: 'example/wrk:v1' },
      services: { db: 'shop-db', web: 'shop-web' },
    });
  });

  it('does not change if nothing changed', async () => {
    const { status, changes } = await project.up('dev');
    expect([status, changes]).toEqual([0, { same: shopResources }]);
  });

  it('applies a new tag only to the flows with that image', async () => {
    project.write('environments/dev.yaml', environmentIn(namespace, '    images: { web: { tag: v2 } }\n'));
    const { steps } = await project.up('dev');
    expect(steps).toEqual(['update shop/web/deployment']);
    expect(imageOf(namespace, 'shop-web')).toBe('example/web:v2');
  });

  it('finds and reverts changes that somebody else made', async () => {
    kubectl(['set', 'image', 'deployment/shop-wrk', 'wrk=example/wrk:foreign', '--namespace', namespace]);
    const refreshed = await project.refresh('dev');
    expect(refreshed.steps).toContain('refresh shop/wrk/deployment');
    const { steps } = await project.up('dev');
    expect(steps).toEqual(['update shop/wrk/deployment']);
    expect(imageOf(namespace, 'shop-wrk')).toBe('example/wrk:v1');
  });

  it('deletes a flow that was removed, and nothing else', async () => {
    const pods = podsIn(namespace);
    project.write('index.js', component.replace(/new WorkerFlow.*/, ''));
    const { steps } = await project.up('dev');
    expect(steps).toEqual(['delete shop/wrk', 'delete shop/wrk/deployment']);
    expect(pods).toEqual(expect.arrayContaining(podsIn(namespace)));
  });

  it('does not replace a disk that is protected', async () => {
    const before = stored('pvc', namespace, 'shop-db').metadata.uid;
    const smaller = '    images: { web: { tag: v2 } }\n    flows: { db: { volume: { storageClass: other } } }\n';
    project.write('environments/dev.yaml', environmentIn(namespace, smaller));
    const refused = await project.up('dev');
    expect(refused.status).not.toBe(0);
    expect(refused.output).toContain('protect');
    expect(stored('pvc', namespace, 'shop-db').metadata.uid).toBe(before);
  });

  it('can be destroyed when its disks are no longer protected', async () => {
    project.write('environments/dev.yaml', environmentIn(namespace, '    images: { web: { tag: v2 } }\n'));
    expect((await project.destroy('dev')).status).not.toBe(0);
    expect(stored('pvc', namespace, 'shop-db').metadata.name).toBe('shop-db');
    project.write('index.js', component.replace('application: Shop }', 'application: Shop }, { protect: false }'));
    expect((await project.up('dev')).status).toBe(0);
    const { status } = await project.destroy('dev');
    expect(status).toBe(0);
    expect(() => kubectl(['get', 'namespace', namespace])).toThrow(/not found/);
  });
});

onCluster('a change of an immutable field', () => {
  const namespace = newNamespace();
  const renamed = component.replace(
    'super(scope, id, props);',
    "super(scope, id, { ...props, naming: { selector: { app: '{flow}' } } });",
  );

  it('replaces the object only if it is not protected, and deletes the old object first', async () => {
    const guarded = (program: string) =>
      program.replace('application: Shop }', 'application: Shop }, { protect: true }');
    const project = await shopIn(namespace, guarded(component));
    await project.up('dev');
    const before = stored('deployment', namespace, 'shop-web').metadata.uid;

    project.write('index.js', guarded(renamed));
    const refused = await project.up('dev');
    expect(refused.status).not.toBe(0);
    expect(stored('deployment', namespace, 'shop-web').metadata.uid).toBe(before);

    // A separate update turns the protection off.
    project.write('index.js', component.replace('application: Shop }', 'application: Shop }, { protect: false }'));
    await project.up('dev');
    project.write('index.js', renamed.replace('application: Shop }', 'application: Shop }, { protect: false }'));
    const { status, steps } = await project.up('dev');
    expect(status).toBe(0);
    expect(steps).toContain('replace shop/web/deployment');
    expect(stored('deployment', namespace, 'shop-web').metadata.uid).not.toBe(before);
  });
});

onCluster('an interrupted update', () => {
  const namespace = newNamespace();

  it('is continued by the next one', async () => {
    // A pod that fits on no node, so that the update waits until it is interrupted.
    const stuck = "    flows: { web: { placement: { nodeSelector: { nowhere: 'yes' } } } }\n";
    const project = await shopIn(namespace, component, stuck);
    const running = project.start('up', '--yes', '--skip-preview', '--stack', 'dev');
    await until(() => exists('deployment/shop-web', namespace), running.ended);
    running.interrupt();
    expect((await running.ended).status).not.toBe(0);

    project.write('environments/dev.yaml', environmentIn(namespace));
    const { status } = await project.up('dev');
    expect(status).toBe(0);
    expect(stored('deployment', namespace, 'shop-web').status.readyReplicas).toBe(1);
    expect((await project.up('dev')).changes).toEqual({ same: shopResources });
  });
});

onCluster('an update whose processes were killed', () => {
  const namespace = newNamespace();

  it('is continued by the next one after the lock is cancelled and unfinished objects are deleted', async () => {
    const stuck = "    flows: { web: { placement: { nodeSelector: { nowhere: 'yes' } } } }\n";
    const project = await shopIn(namespace, component, stuck);
    const running = project.start('up', '--yes', '--skip-preview', '--stack', 'dev');
    await until(() => exists('deployment/shop-web', namespace), running.ended);
    running.kill();
    expect((await running.ended).status).not.toBe(0);

    project.write('environments/dev.yaml', environmentIn(namespace));
    const locked = await project.up('dev');
    expect(locked.status).not.toBe(0);
    expect(locked.output).toContain('pulumi cancel');
    expect((await project.run('cancel', '--yes', '--stack', 'dev')).status).toBe(0);

    const pending = halfMade(await project.state('dev'));
    expect(pending).toContain('Deployment/shop-web');
    // Pulumi does not know that the object was created and would create it again, so it is deleted first.
    const refused = await project.up('dev');
    expect(refused.output).toContain('shop/web/deployment, interrupted while creating');
    expect(refused.output).toContain('already exists');
    for (const object of pending) kubectl(['delete', object, '--namespace', namespace, '--ignore-not-found']);
    const again = await project.up('dev');
    expect([again.status, again.output]).toEqual([0, expect.not.stringContaining('already exists')]);
    expect(stored('deployment', namespace, 'shop-web').status.readyReplicas).toBe(1);
    expect((await project.up('dev')).changes).toEqual({ same: shopResources });
  });
});

/** The resources that the state lists as being created when the engine was killed. */
function halfMade(state: string): string[] {
  const { deployment } = JSON.parse(state);
  const operations = deployment.pending_operations as {
    readonly type: string;
    readonly resource: { readonly inputs: { readonly kind: string; readonly metadata: { readonly name: string } } };
  }[];
  return operations.map(({ resource: { inputs } }) => `${inputs.kind}/${inputs.metadata.name}`);
}

/** Waits until a condition holds, or until another promise has ended. */
async function until(holds: () => boolean, end: Promise<unknown>): Promise<void> {
  let isOver = false;
  void end.then(() => {
    isOver = true;
  });
  while (!holds()) {
    if (isOver) throw new Error('it ended before that');
    await setTimeout(200);
  }
}

function exists(object: string, namespace: string): boolean {
  return kubectl(['get', object, '--namespace', namespace, '--ignore-not-found']) !== '';
}

onCluster('environments', () => {
  const [one, two] = [newNamespace(), newNamespace()];

  it('are stacks of one backend, each with its own version', async () => {
    const project = await shopIn(one);
    project.write('environments/tst.yaml', `promotesFrom: [dev]\n${environmentIn(two).replace('tag: v1', 'tag: v0')}`);
    await project.init('tst');
    expect((await project.up('dev')).status).toBe(0);
    expect((await project.up('tst')).status).toBe(0);
    expect([imageOf(one, 'shop-web'), imageOf(two, 'shop-web')]).toEqual(['example/web:v1', 'example/web:v0']);
    expect((await project.up('dev')).changes).toEqual({ same: shopResources });
  });

  it('with errors are reported with code, path and line, without a stack trace, and create no resource', async () => {
    const project = await shopIn(newNamespace());
    project.write('environments/dev.yaml', 'apps:\n  shop:\n    flows:\n      wbe: { replicas: 2 }\n');
    const { status, output } = await project.preview('dev');
    expect(status).not.toBe(0);
    expect(output).toContain('error unknown-flow');
    expect(output).toContain('environments/dev.yaml:4');
    expect(output).not.toMatch(/^\s+at .*\.[jt]s:\d+/m);
    expect(output).not.toContain('towpath:index:Application');
  });

  it('are listed with a suggestion if a stack has an unknown name', async () => {
    const project = await shopIn(newNamespace());
    project.write('environments/prod.yaml', 'promotesFrom: [dev]\n');
    await project.init('prdo');
    const { status, output } = await project.preview('prdo');
    expect(status).not.toBe(0);
    for (const word of ['unknown-environment', 'did you mean `prod`?', 'dev, prod']) expect(output).toContain(word);
    expect(output).not.toMatch(/^\s+at .*\.[jt]s:\d+/m);
  });
});
