import type { Construct } from 'constructs';
import { WorkerFlow } from '../../src';
import { Application } from '../../src/applications/application';
import type { ApplicationProps } from '../../src/applications/application-props';
import { assembleWorkspace } from '../../src/assembly/assemble-workspace';
import { KeptAssemblies } from '../../src/assembly/kept-assemblies';
import { loadWorkspace } from '../../src/workspace/load';
import type { ApplicationClass } from '../../src/workspace/workspace';
import { folderWith } from '../helpers/files';

let built: string[];
let label: string;

beforeEach(() => {
  built = [];
  label = 'steady';
});

const worker = (user?: number): ApplicationClass =>
  class extends Application {
    constructor(scope: Construct, id: string, props: ApplicationProps) {
      super(scope, id, props);
      built.push(`${id} in ${props.environment.name}`);
      const env = { LABEL: label };
      new WorkerFlow(this, 'wrk', { image: this.image('wrk', 'example/wrk'), env, ...(user && { user }) });
    }
  };
const classes = { mail: worker(1000), shop: worker(1000) };
const dev = 'namespace: dev\napps:\n  mail: { tag: v1 }\n  shop: { tag: v1 }\n';
const tst = 'namespace: tst\npromotesFrom: [dev]\napps:\n  mail: { tag: v1 }\n  shop: { tag: v1 }\n';
const root = folderWith({ 'environments/dev.yaml': dev, 'environments/tst.yaml': tst });

/** Builds the workspace with these texts in the place of its files. */
async function assembly(kept: KeptAssemblies, texts: Readonly<Record<string, string>> = {}, applications = classes) {
  built = [];
  const environmentTexts = new Map(Object.entries(texts).map(([name, text]) => [`environments/${name}.yaml`, text]));
  const workspace = await loadWorkspace({ root, applications, environmentTexts });
  return assembleWorkspace(workspace, undefined, true, kept);
}

test.each<[string, Record<string, string>, string[]]>([
  ['nothing has changed', {}, []],
  ['a comment was added', { dev: `# Ours.\n${dev}` }, []],
  [
    'the tag of one application has changed',
    { dev: dev.replace('shop: { tag: v1', 'shop: { tag: v2') },
    ['shop in dev'],
  ],
  ['the namespace of one environment has changed', { tst: tst.replace('tst', 'test') }, ['mail in tst', 'shop in tst']],
])('if %s, only what it concerns is built again', async (_, texts, expected) => {
  const kept = new KeptAssemblies();
  await assembly(kept);
  const again = await assembly(kept, texts);
  expect(built).toEqual(expected);
  const fresh = await assembly(new KeptAssemblies(), texts);
  const plain = ({ applications, issues }: typeof fresh) => [applications.map(({ objects }) => objects), issues];
  expect(plain(again)).toEqual(plain(fresh));
  expect(again.applications.every(({ environment }) => again.environments.includes(environment))).toBe(true);
});

test('an application whose code was loaded again is built again', async () => {
  const kept = new KeptAssemblies();
  await assembly(kept);
  await assembly(kept, {}, { ...classes, mail: worker(1001) });
  expect(built).toEqual(['mail in dev', 'mail in tst']);
});

test('an application with issues is built again, because their lines may have moved', async () => {
  const kept = new KeptAssemblies();
  const wrong = dev.replace('{ tag: v1 }\n', '{ tag: v1, flows: { none: {} } }\n');
  await assembly(kept, { dev: wrong });
  const { issues } = await assembly(kept, { dev: `# Ours.\n${wrong}` });
  expect(built).toEqual(['mail in dev']);
  expect(issues.map(({ location }) => location?.line)).toEqual([4]);
});

test('an application that was built differently from the same code and values is found', async () => {
  const [first, second, third] = [new KeptAssemblies(), new KeptAssemblies(), new KeptAssemblies()];
  await assembly(first);
  await assembly(second);
  label = 'other';
  await assembly(third, { tst: tst.replace('tst', 'test') });
  expect([second.changedSince(first), third.changedSince(second)]).toEqual([[], ['mail', 'shop']]);
});
