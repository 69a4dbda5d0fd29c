import { type Application, environment, WorkerFlow } from 'towpath';
import { assemble } from '../../src/assembly/assemble';
import { assembleWorkspace } from '../../src/assembly/assemble-workspace';
import { define } from '../helpers/define';

const dev = environment('dev', {});
const built: Application[] = [];
const construct = define((app) => {
  new WorkerFlow(app, 'mail', { image: 'example/mail:1' });
  built.push(app);
});
const deployment = () => built.at(-1)?.flows[0]?.object('deployment');

test('a build of a whole workspace gives up the constructs of objects, and keeps the objects', () => {
  const { applications } = assembleWorkspace({
    root: __dirname,
    name: 'shop',
    options: { defaults: '2026-12', layout: 'object' },
    locateOption: () => ({ file: 'towpath.yaml' }),
    applications: [{ id: 'shop', construct }],
    environments: [dev],
    issues: [],
  });
  expect(applications[0]?.objects.map(({ path }) => path)).toEqual(['shop/mail/deployment']);
  expect(deployment()).toBeUndefined();
});

test('a build of one application keeps the constructs, because its caller may use them', () => {
  assemble({ id: 'shop', construct }, dev);
  expect(deployment()?.toJson()).toMatchObject({ kind: 'Deployment' });
});
