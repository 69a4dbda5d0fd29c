import { environment, StoreFlow } from '../../src';
import { passedChecks, unlessPassed } from '../../src/environments/passed-checks';
import { BuiltImage } from '../../src/model/image';
import { Reference, Text } from '../../src/model/reference';
import { synthesize } from '../../src/testing';
import { define } from '../helpers/define';

const reference = (flow: string) => new Reference(flow, 'host', () => 'host');
const values = (tag: string) => ({
  image: new BuiltImage('api', 'example/api'),
  env: { HOST: reference('db'), URL: new Text(['redis://', reference('db')]), TAG: tag },
  args: ['--verbose', 1],
});

/** How often a check runs for values that follow each other. */
function runs(...all: readonly unknown[]): number {
  const check = jest.fn(() => []);
  const subject = `${expect.getState().currentTestName}`;
  for (const each of all) unlessPassed(passedChecks(subject, each), 'rules', check);
  return check.mock.calls.length;
}

describe('a check', () => {
  it('runs once for equal values, whatever their references lead to', () => {
    expect(runs(values('a'), values('a'), values('a'))).toBe(1);
  });

  it.each([
    ['text', values('b')],
    ['image', { ...values('a'), image: new BuiltImage('api', 'example/other') }],
    ['reference', { ...values('a'), env: { ...values('a').env, HOST: reference('cache') } }],
    ['entry', { ...values('a'), port: 80 }],
    ['item', { ...values('a'), args: ['--verbose'] }],
    ['undefined entry', { ...values('a'), args: undefined }],
  ])('runs again for another %s', (_, other) => {
    expect(runs(values('a'), other)).toBe(2);
  });

  it('runs again for values in which it found something, and for each check', () => {
    const find = jest.fn(() => ['a problem']);
    const passed = () => passedChecks('faulty', values('a'));
    expect([unlessPassed(passed(), 'rules', find), unlessPassed(passed(), 'rules', find)]).toEqual([
      ['a problem'],
      ['a problem'],
    ]);
    unlessPassed(passed(), 'schema', () => []);
    unlessPassed(passed(), 'secrets', find);
    expect(find).toHaveBeenCalledTimes(3);
  });
});

describe('a flow that passed in one environment', () => {
  const Shop = define((app) => {
    const port = { port: 6379, volume: { mountPath: '/data', size: '1Gi' } } as const;
    new StoreFlow(app, 'redis', { image: 'redis:7', user: 999, ...port, env: { PASSWORD: 'hunter22-Xk3' } });
  });
  const issuesIn = (name: string, flow: object) => {
    const given = environment(name, {
      promotesFrom: name === 'dev' ? [] : ['dev'],
      apps: { shop: { flows: { redis: flow } } },
    } as never);
    return synthesize(Shop, given, { id: 'shop' });
  };

  it.each([
    ['a schema', { replicas: -1 }, 'invalid-value'],
    ['a rule', { resources: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } } }, 'invalid-value'],
  ])('is reported if its values break %s in another', (_, flow, code) => {
    issuesIn('dev', {});
    expect(() => issuesIn('dev', flow)).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ code })] }),
    );
  });
});
