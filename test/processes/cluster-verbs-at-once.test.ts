import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Outcome, towpath } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { shop, workspaceWith } from '../helpers/workspace';
import { type ServedCluster, serveCluster } from '../memory-cluster/serve';

// Some hundred processes.
jest.setTimeout(600_000);

let cluster: ServedCluster;
let root: string;
let env: Record<string, string>;

const environment = (name: string, from: string, tag: string) =>
  `${from}namespace: shop-${name}\ncluster: { context: office }\napps: { shop: { tag: ${tag} } }\n`;

/** Dev and prod run v1, and prod ran v0 before; then dev gets v2. */
beforeEach(async () => {
  cluster = await serveCluster('shop-dev', 'shop-prod');
  root = workspaceWith({
    'apps/shop.ts': shop,
    'environments/dev.yaml': environment('dev', '', 'v1'),
    'environments/prod.yaml': environment('prod', 'promotesFrom: [dev]\n', 'v0'),
  });
  env = { KUBECONFIG: join(folderWith({ kubeconfig: cluster.kubeconfig('office') }), 'kubeconfig') };
  for (const args of [['deploy'], ['deploy', '-e', 'prod'], ['promote', 'prod', '--deploy']]) await run(args);
});

const run = (args: readonly string[]) => towpath(root, args, { env });

/** Verbs that write to the cluster of prod. */
const verbs = {
  deploy: ['deploy', '-e', 'prod'],
  rollback: ['rollback', '-e', 'prod', 'shop'],
  delete: ['delete', '-e', 'prod', 'shop', '-y'],
  hold: ['hold', '-e', 'prod', 'shop', '--version', 'v9', '--why', 'loses orders'],
  'promote --deploy': ['promote', 'prod', '--deploy'],
} as const;

const isAnswer = ({ code, stderr }: Outcome) => code === 0 || /^error [a-z-]+:/m.test(stderr);

async function releases(): Promise<number[]> {
  const { stdout } = await run(['history', '-e', 'prod', '-o', 'json']);
  const { releases: found = [] } = JSON.parse(stdout) as { releases?: { revision: number }[] };
  return found.map(({ revision }) => revision);
}

const names = Object.keys(verbs) as (keyof typeof verbs)[];
const pairs = names.flatMap((one, at) => names.slice(at).map((other) => [one, other] as const));

test.each(pairs)(
  '%s and %s at once: each is done or says why not, and a deploy afterwards succeeds',
  async (one, other) => {
    writeFileSync(join(root, 'environments/dev.yaml'), environment('dev', '', 'v2'));
    writeFileSync(join(root, 'apps/shop.ts'), shop.replace('port: 80', 'port: 81'));
    await run(['deploy']);
    const outcomes = await Promise.all([run(verbs[one]), run(verbs[other])]);
    expect(outcomes.filter((outcome) => !isAnswer(outcome))).toEqual([]);
    const seen = await releases();
    expect(new Set(seen).size).toBe(seen.length);
    const isHeld = [one, other].some((name, at) => name === 'hold' && outcomes[at]?.code === 0);
    const { stdout: held } = await run(['hold', '-e', 'prod']);
    expect(/\bv9\b/.test(held)).toBe(isHeld);
    expect(await run(['deploy', '-e', 'prod', '-y', '--override', 'after both'])).toMatchObject({ code: 0 });
  },
);

test('two holds of different versions at once are both kept, in the cluster and in the file', async () => {
  const hold = (version: string) => run(['hold', '-e', 'prod', 'shop', '--version', version, '--why', 'loses orders']);
  const outcomes = await Promise.all(['v7', 'v8', 'v9'].map(hold));
  expect(outcomes.map(({ code, stderr }) => [code, stderr])).toEqual(outcomes.map(() => [0, '']));
  const { stdout } = await run(['hold', '-e', 'prod']);
  for (const version of ['v7', 'v8', 'v9']) expect(stdout).toMatch(new RegExp(`api +${version} .*cluster, file`));
});
