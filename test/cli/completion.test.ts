import { chdir, cwd } from 'node:process';
import type { Command, Option } from 'commander';
import { candidatesFor } from '../../src/cli/completion/candidates';
import { program } from '../../src/cli/program';
import type { Terminal } from '../../src/cli/terminal';
import { folderWith } from '../helpers/files';

const towpath = program({} as Terminal);
const before = cwd();
afterAll(() => chdir(before));
beforeAll(() =>
  chdir(
    folderWith({
      'apps/shop.ts': '',
      'apps/www/index.html': '',
      'environments/dev.yaml': 'cluster: { context: campus }\napps: { shop: { tag: v1 } }',
      'environments/prod.yaml':
        'apps: { shop: { tag: v2, holds: { web: { v3: { why: x, by: ada, at: "2026-11-28T09:30:00Z" } } } } }',
      'environments/.schema/environment.json': JSON.stringify({
        properties: { apps: { properties: { shop: { properties: { flows: { properties: { api: {} } } } } } } },
      }),
    }),
  ),
);

const complete = (line: string) => candidatesFor(towpath, line.split(' '));

/** Values that nobody can know without a cluster, another file or the mind of the user. */
const unknown: Readonly<Record<string, string>> = {
  '--base': 'a commit, a branch or a tag of git',
  '--branch': 'a new name',
  '--failures-allowed': 'a number',
  '--group': 'an account of the cluster',
  '--no-activity-timeout': 'a duration',
  '--override': 'a reason',
  '--own': 'a part of the name of an image',
  '--release': 'the cluster knows the releases',
  '--revision': 'the cluster knows the releases',
  '--select': 'the sources know their applications',
  '--service-account': 'an account of the cluster',
  '--set': 'the sources know their placeholders',
  '--timeout': 'a duration',
  '--user': 'an account of the cluster',
  '--why': 'a reason',
  'rollback --to': 'the cluster knows the releases',
};

const takingValues: readonly [string, Option][] = towpath.commands.flatMap((command) =>
  command.options
    .filter(({ required, optional }) => required || optional)
    .map((option): [string, Option] => [`${command.name()} ${option.long}`, option]),
);

test.each(takingValues)('a value of %s is offered, or there is a reason why not', (name, { long }) => {
  const isKnown = complete(`${name} `).length > 0;
  expect(isKnown).toBe(!((long ?? '') in unknown || name in unknown));
});

test('each reason is about an option that exists', () => {
  const names = takingValues.flatMap(([name, { long }]) => [name, long]);
  expect(Object.keys(unknown).filter((one) => !names.includes(one))).toEqual([]);
});

const withArguments = towpath.commands.filter(({ registeredArguments }) => registeredArguments.length > 0);

test.each(withArguments.map((command) => [command.name(), command] as const))(
  'an argument of %s is offered',
  (name, command: Command) => {
    const start = name === 'adopt' ? 'adopt shop ' : `${name} `;
    // The name of an application that `init` creates is new.
    expect(complete(start).length > 0).toBe(name !== 'init');
    expect(command.registeredArguments.length).toBeGreaterThan(0);
  },
);

test.each([
  ['he', ['help']],
  ['help rb', ['rbac']],
  ['portal flows --y', ['--yes']],
  ['portal fl', ['flows']],
  ['flows -e dev,p', ['dev,prod']],
  ['gates -e dev,', []],
  ['synth --target yaml,c', ['yaml,compose']],
  ['hold -e prod --version ', ['v3', 'v1', 'v2']],
  ['diff -e dev --context ', ['campus']],
  ['status --html apps/', ['apps/shop.ts', 'apps/www/']],
  ['synth --outdir ap', ['apps/']],
  ['synth --outdir apps/', ['apps/www/']],
  ['adopt shop d', ['dev=']],
  ['adopt shop dev=x p', ['prod=']],
  ['adopt shop dev=ap', ['dev=apps/']],
  ['adopt shop dev=cl', ['dev=cluster:campus/']],
  ['delete shop ', []],
  ['rollback -e prod sh', ['shop', 'shop/api']],
  ['-C apps flows -e d', ['dev']],
  ['flows -e dev -C nosuch ', []],
])('towpath %s is completed by %j', (line, expected) => {
  const here = cwd();
  expect(complete(line)).toEqual(expected);
  chdir(here);
});
