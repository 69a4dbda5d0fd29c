import { type ApplicationProps, type FlowProps, ServiceFlow, WorkerFlow } from 'towpath';
import { validate } from 'towpath/actions';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';

/** The advice about a service and a worker, as texts. */
async function adviceFor(shared: ApplicationProps['shared'], api: FlowProps = {}): Promise<readonly string[]> {
  const Shop = define(
    (app) => {
      new ServiceFlow(app, 'api', { image: 'redis:7.4', port: 80, user: 1, ...api });
      new WorkerFlow(app, 'wrk', { image: 'redis:7.4', user: 1 });
    },
    { shared },
  );
  const root = folderWith({ 'environments/dev.yaml': 'namespace: dev\n' });
  const { issues } = await validate({ root, applications: { shop: Shop }, advise: true });
  expect(issues).toEqual(issues.map((issue) => ({ ...issue, code: 'default-loosened', severity: 'warning' })));
  return issues.map(({ message, hint, location }) => `${location?.file}: ${message} (${hint})`);
}

const file = 'test/helpers/define.ts';
const both = '`shop.api`, `shop.wrk` do not use the default of';

test('there is no advice if all defaults are used', async () => {
  expect(await adviceFor({})).toEqual([]);
});

test('flows that share the line that turns a default off share the advice', async () => {
  expect(await adviceFor({ security: 'none', serviceAccountToken: null, serviceLinks: null } as never)).toEqual([
    expect.stringContaining(`${file}: ${both} \`security\`: nothing limits`),
    expect.stringContaining(`${file}: ${both} \`serviceAccountToken\`: Kubernetes mounts a token`),
    expect.stringContaining(`${file}: ${both} \`serviceLinks\`: Kubernetes adds variables`),
  ]);
});

test('what stands in the way of a profile is found in the objects with their overrides', async () => {
  const [free] = await adviceFor({ security: 'baseline' });
  expect(free).toContain('(nothing that the flow declares stands in the way of `security: restricted`)');
  const spec = { template: { spec: { hostNetwork: true } } };
  const [held, rest] = await adviceFor({ security: 'none' }, { overrides: { deployment: { spec } } });
  expect(held).toMatch(/`shop.api` does not .*\(for `security: baseline`, change first: the pod .*hostNetwork/);
  expect(rest).toMatch(/`shop.wrk` does not .*\(nothing that the flow declares stands in the way/);
});

test('a value that is turned on is left alone, and one that a flow turns off itself has the line of the flow', async () => {
  const [own, ...others] = await adviceFor({ serviceAccountToken: true }, { serviceLinks: null } as never);
  expect(own).toContain('test/actions/advice.test.ts: `shop.api` does not use the default of `serviceLinks`');
  expect(others).toEqual([]);
});

test('nothing is advised unless it is asked for', async () => {
  const Shop = define((app) => new WorkerFlow(app, 'wrk', { image: 'redis:7.4', user: 1, security: 'none' }));
  const root = folderWith({ 'environments/dev.yaml': 'namespace: dev\n' });
  expect((await validate({ root, applications: { shop: Shop } })).issues).toEqual([]);
});
