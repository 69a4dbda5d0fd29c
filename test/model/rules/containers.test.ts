import { environment, ServiceFlow, WorkerFlow } from 'towpath';
import { objectOf, synthesize } from 'towpath/testing';
import { define, issuesOf } from '../../helpers/define';
import { ruleIssues } from '../../helpers/rule-issues';

it.each([
  ['as the flow', { sidecars: { it: {} } }, 'error invalid-value sidecars.it'],
  ['as the main container', { containerName: 'main', init: { main: {} } }, 'error invalid-value init.main'],
  ['as one that runs first', { init: { one: {} }, sidecars: { one: {} } }, 'error invalid-value sidecars.one'],
])('a container with the name %s is refused', (_, code, line) => {
  expect(ruleIssues('worker', { code })).toEqual([[line]]);
});

it('a container can have the name of the flow if the main container has another name', () => {
  expect(ruleIssues('worker', { code: { containerName: 'main', sidecars: { it: {} } } })).toEqual([]);
});

describe('waiting', () => {
  const waits = (ports: (db: ServiceFlow) => object[], extra = {}) =>
    define((app) => {
      const db = new ServiceFlow(app, 'db', { image: 'a:1', user: 1, ports: { sql: { port: 1 }, admin: { port: 2 } } });
      new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1, waitFor: ports(db) as never, ...extra });
    });

  it('for two ports of a flow adds two containers', () => {
    const Shop = waits((db) => [db, { host: db.host, port: db.namedPort('admin') }]);
    const app = synthesize(Shop, environment('here'), { id: 'shop' });
    expect(objectOf(app, 'wrk', 'deployment')).toMatchObject({
      spec: { template: { spec: { initContainers: [{ name: 'wait-for-db' }, { name: 'wait-for-db-admin' }] } } },
    });
  });

  it.each([
    ['twice for one port', waits((db) => [db, db]), 'invalid-value shop.wrk.waitFor.1'],
    [
      'under the name of another container',
      waits((db) => [db], { init: { 'wait-for-db': {} } }),
      'invalid-value shop.wrk.waitFor.0',
    ],
  ])('%s is refused', (_, Shop, line) => {
    expect(issuesOf(() => synthesize(Shop, environment('here'), { id: 'shop' }))).toEqual([line]);
  });
});
