import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { towpath } from '../helpers/cli';
import { type Watched, watchedSynth } from '../helpers/watched';
import { workspaceWith } from '../helpers/workspace';

// Each run watches a workspace of its own, and starts a process after each of its edits.
jest.setTimeout(300_000);

interface State {
  readonly tags: Readonly<Record<string, number>>;
  readonly ports: Readonly<Record<string, number>>;
  readonly replicas: number;
  readonly namespaces: Readonly<Record<string, string>>;
}

const ids = ['blog', 'mail', 'shop'];
const first: State = {
  tags: { 'dev blog': 1, 'dev mail': 1, 'dev shop': 1, 'tst blog': 1, 'tst mail': 1, 'tst shop': 1 },
  ports: { blog: 8000, mail: 8000, shop: 8000 },
  replicas: 1,
  namespaces: { dev: 'dev', tst: 'tst' },
};

/** An edit of the workspace. A number that makes each edit change something is added to its value. */
type Edit = (state: State, count: number) => State;

const edits = fc.oneof(
  fc.constantFrom(...Object.keys(first.tags)).map(
    (key): Edit =>
      (state, count) => ({ ...state, tags: { ...state.tags, [key]: count } }),
  ),
  fc.constantFrom(...ids).map(
    (id): Edit =>
      (state, count) => ({ ...state, ports: { ...state.ports, [id]: 8000 + count } }),
  ),
  fc.constant<Edit>((state, count) => ({ ...state, replicas: count })),
  fc.constantFrom('dev', 'tst').map(
    (name): Edit =>
      (state, count) => ({ ...state, namespaces: { ...state.namespaces, [name]: `${name}-${count}` } }),
  ),
  fc.constantFrom(...ids.slice(1)).map(
    (id): Edit =>
      ({ ports: { [id]: port, ...others }, ...state }, count) => ({
        ...state,
        ports: port === undefined ? { ...others, [id]: 8000 + count } : others,
      }),
  ),
);

function filesOf({ tags, ports, replicas, namespaces }: State): Record<string, string> {
  const environment = (name: string) => {
    const pins = Object.keys(ports).map((id) => `  ${id}: { tag: v${tags[`${name} ${id}`]} }\n`);
    const source = name === 'tst' ? 'promotesFrom: [dev]\n' : '';
    return `${source}namespace: ${namespaces[name]}\napps:\n${pins.sort().join('')}`;
  };
  const application = (id: string) => `
import type { Construct } from 'constructs';
import { Application, type ApplicationProps, ServiceFlow } from 'towpath';
import { replicas } from '../shared/replicas';

export default class App extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
    new ServiceFlow(this, 'api', { image: this.image('api', 'example/api'), user: 1, port: ${ports[id]}, replicas });
  }
}
`;
  return {
    'shared/replicas.ts': `export const replicas = ${replicas};\n`,
    'environments/dev.yaml': environment('dev'),
    'environments/tst.yaml': environment('tst'),
    ...Object.fromEntries(Object.keys(ports).map((id) => [`apps/${id}.ts`, application(id)])),
  };
}

/** @returns whether the files differ */
function write(root: string, before: Record<string, string>, after: Record<string, string>): boolean {
  for (const path of Object.keys(before).filter((one) => !(one in after))) rmSync(join(root, path));
  for (const [path, text] of Object.entries(after)) if (before[path] !== text) writeFileSync(join(root, path), text);
  return JSON.stringify(before) !== JSON.stringify(after);
}

/** Waits until the folder is what a new process would write. An edit of several files may take several rounds. */
async function expectUpToDate(root: string, watched: Watched): Promise<void> {
  for (;;) {
    await watched.line(' written, ');
    const { code, stdout } = await towpath(root, ['synth', '--check']);
    if (code === 0 && stdout === 'dist/ is up to date\n') return;
  }
}

test('after any edit a watch has written what a new process would write', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edits, { minLength: 6, maxLength: 6 }), async (list) => {
      let state = first;
      const root = workspaceWith(filesOf(state));
      const watched = watchedSynth(root);
      try {
        await expectUpToDate(root, watched);
        for (const [index, edit] of list.entries()) {
          const [before, after] = [filesOf(state), filesOf(edit(state, index + 2))];
          state = edit(state, index + 2);
          if (!write(root, before, after)) continue; // the tag of an application that was removed
          await expectUpToDate(root, watched);
        }
        await watched.end('SIGKILL');
        // A rest has found no build that differs from the quick one. A round in the middle of an edit may find errors.
        expect((await watched.messages()).filter((line) => line.includes('build-not-repeatable'))).toEqual([]);
      } finally {
        await watched.end('SIGKILL');
      }
    }),
    { numRuns: 4, endOnFailure: true },
  );
});
