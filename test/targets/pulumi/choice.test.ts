import { RunError } from '@pulumi/pulumi';
import { WorkerFlow } from 'towpath';
import { ApplicationComponent, deployWorkspace } from 'towpath/pulumi';
import { define } from '../../helpers/define';
import { folderWith } from '../../helpers/files';
import { root as repository } from '../../project/repository';
import { type MockedStack, registered } from './mocked';

const application = define((app) => {
  new WorkerFlow(app, 'wrk', { image: 'example/wrk:v1', user: 1000 });
});

/** The environment that a stack uses, or the message of the error. */
async function choice(stack: MockedStack, environment?: string, files: Record<string, string> = {}): Promise<string> {
  const root = folderWith({ 'environments/dev.yaml': '', 'environments/tst.yaml': 'promotesFrom: [dev]', ...files });
  let chosen = '';
  try {
    await registered(() => {
      const component = new ApplicationComponent('shop', { application, environment, root });
      chosen = component.environment;
    }, stack);
  } catch (error) {
    if (!RunError.isInstance(error)) throw error;
    return error.message;
  }
  return chosen;
}

describe('the environment of a stack', () => {
  test('is the one with the name of the stack', async () => {
    expect(await choice({ stack: 'tst' })).toBe('tst');
  });

  test('is the one in the configuration, whatever the name of the stack is', async () => {
    expect(await choice({ stack: 'dev', config: { 'towpath:environment': 'tst' } })).toBe('tst');
  });

  test('is the one that the program sets, whatever the configuration says', async () => {
    expect(await choice({ stack: 'x', config: { 'towpath:environment': 'y' } }, 'dev')).toBe('dev');
  });

  test('must exist; the error lists all environments and suggests a similar one', async () => {
    const message = await choice({ stack: 'tsst' });
    expect(message).toMatch(/^error unknown-environment: /);
    for (const word of ['`tsst`', 'did you mean `tst`?', 'dev, tst', 'towpath:environment']) {
      expect(message).toContain(word);
    }
  });

  test('must exist; the error lists the environments once if none has a similar name', async () => {
    const message = await choice({ stack: 'production' });
    expect(message.split('dev, tst')).toHaveLength(2);
    expect(message).not.toContain('did you mean');
  });

  test('must exist; the error says where to run the program if there is no environment at all', async () => {
    const root = folderWith({ 'README.md': '' });
    const failure = await registered(
      () => {
        new ApplicationComponent('shop', { application, root });
      },
      { stack: 'dev' },
    ).catch((error: Error) => error.message);
    expect(failure).toContain('run towpath in the folder that contains `environments/`');
    expect(failure).not.toContain('the environments are');
  });
});

test('all issues are reported at once, each with its path and line, and nothing is registered', async () => {
  const message = await choice({ stack: 'dev' }, undefined, {
    'environments/dev.yaml': 'apps:\n  shop:\n    flows:\n      wrk: { replicas: many }\n      wkr: {}\n',
  });
  expect(message).toContain('environments/dev.yaml:4');
  expect(message).toContain('apps.shop.flows.wrk.replicas');
  expect(message).not.toMatch(/\n\s+at [^\n]*\.[jt]s:\d+:\d+\)/);
});

test('nothing of an application with errors is registered', async () => {
  const broken = define((app) => {
    new WorkerFlow(app, 'wrk', { image: 'example/wrk:latest', user: 1000, env: { A: app.flow('nobody').host } });
  });
  const root = folderWith({ 'environments/dev.yaml': '' });
  const all = await registered(() => {
    expect(() => new ApplicationComponent('shop', { application: broken, root })).toThrow(RunError);
  });
  expect(all).toEqual({});
});

test('a whole workspace is deployed without naming its applications', async () => {
  const all = await registered(() => deployWorkspace({ root: repository }), { stack: 'tst' });
  const applications = Object.values(all).filter(({ type }) => type === 'towpath:index:Application');
  expect(applications.map(({ name }) => name).sort()).toEqual(['django', 'pssp']);
  await expect(registered(() => deployWorkspace({ root: repository }), { stack: 'tsst' })).rejects.toThrow(RunError);
});
