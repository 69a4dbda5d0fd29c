import { join } from 'node:path';
import { adopt } from '../../src/actions/adopt/adopt';
import type { Issue } from '../../src/diagnostics';
import { folderWith } from '../helpers/files';
import { workspaceWith } from '../helpers/workspace';

const other = '  other: {image: "example/other:v1"}\n';
const web = (lines: string) =>
  `services:\n${other}  web:\n    image: example/web:v1\n${lines.replace(/^/gm, '    ')}\n`;

/** The findings for a Compose file, and whether the other service was adopted. */
async function read(
  text: string,
  more: Readonly<Record<string, string>> = {},
): Promise<{ issues: readonly Issue[]; adopted: boolean }> {
  const folder = folderWith({ 'compose.yaml': text, ...more });
  const options = { root: workspaceWith({}), application: 'shop', dryRun: true };
  try {
    const { findings, files } = await adopt({ ...options, sources: { dev: join(folder, 'compose.yaml') } });
    return { issues: findings, adopted: (files['apps/shop.ts'] ?? '').includes("'other'") };
  } catch (error) {
    return { issues: (error as { issues: readonly Issue[] }).issues, adopted: false };
  }
}

const errors = ({ issues }: { issues: readonly Issue[] }) => issues.filter(({ severity }) => severity === 'error');

describe('a value that Compose refuses is an error with its line, and the other services are adopted', () => {
  it.each<[string, string]>([
    ['an unknown setting', 'imagee: a'],
    ['ports as a map', 'ports: {a: 1}'],
    ['a port of 0', 'ports: ["0:80"]'],
    ['a port beyond the last', 'ports: ["80:70000"]'],
    ['a port that is a word', 'ports: [http]'],
    ['a range that ends before it starts', 'ports: ["90-80:90-80"]'],
    ['ranges of different lengths', 'ports: ["80-82:80-81"]'],
    ['a range of all ports', 'ports: ["1-65535:1-65535"]'],
    ['an unknown protocol', 'ports: ["80:80/icmp"]'],
    ['an exposed port that is a word', 'expose: [http]'],
    ['a list in place of the environment', 'environment: [[a]]'],
    ['a map in place of a value', 'environment: {A: {b: c}}'],
    ['a number in place of the health check', 'healthcheck: 5'],
    ['an unknown form of health check', 'healthcheck: {test: [RUN, a]}'],
    ['an interval that is no duration', 'healthcheck: {test: a, interval: soon}'],
    ['a volume without a target', 'volumes: [{type: bind, source: ./a}]'],
    ['a volume that is not defined', 'volumes: ["data:/data"]'],
    ['a target that is no path', 'volumes: ["./a:b"]'],
    ['too many parts of a volume', 'volumes: ["a:b:c:d"]'],
    ['a limit that is no amount', 'deploy: {resources: {limits: {memory: much}}}'],
    ['cores that are no number', 'cpus: "-1"'],
    ['replicas that are no number', 'deploy: {replicas: many}'],
    ['the network of an unknown service', 'network_mode: "service:gone"'],
    ['a service that extends itself', 'extends: web'],
    ['a base that does not exist', 'extends: {service: gone}'],
    ['a file of a base that does not exist', 'extends: {service: a, file: gone.yaml}'],
    ['a secret that is not defined', 'secrets: [gone]'],
    ['a config that is not defined', 'configs: [{source: gone}]'],
    ['an env file that is a folder', 'env_file: .'],
    ['a brace that does not end', `environment: {A: "\${A"}`],
    ['a variable without a name', `environment: {A: "\${}"}`],
    ['defaults that are nested too deeply', `environment: {A: "${'${A:-'.repeat(40)}x${'}'.repeat(40)}"}`],
    ['a grace period that is no duration', 'stop_grace_period: soon'],
    ['a flag that is a word', 'read_only: perhaps'],
    ['a command as a map', 'command: {a: b}'],
    ['a text in place of the build', 'deploy: [a]'],
  ])('%s', async (_, lines) => {
    const result = await read(web(lines));
    expect(errors(result)).toMatchObject([{ code: 'compose-invalid', location: { line: expect.any(Number) } }]);
    expect(errors(result)[0]?.location?.line).toBeGreaterThan(2);
    expect(result.adopted).toBe(true);
  });

  it.each<[string, string]>([
    ['a service that is a text', `services:\n${other}  web: text\n`],
    ['a service without an image', `services:\n${other}  web: {expose: [80]}\n`],
    ['a name with a space', `services:\n${other}  "a b": {image: "a:1"}\n`],
    ['a name without a letter', `services:\n${other}  "_": {image: "a:1"}\n`],
    ['two names that become one', `services:\n${other}  a_b: {image: "a:1"}\n  a-b: {image: "a:1"}\n`],
    [
      'services that extend each other',
      `services:\n${other}  a: {image: "a:1", extends: b}\n  b: {image: "a:1", extends: a}\n`,
    ],
    ['an unknown part of the file', `services:\n${other}volume: {}\n`],
  ])('%s', async (_, text) => {
    const result = await read(text);
    expect(errors(result).map(({ code }) => code)).toContain('compose-invalid');
    expect(result.adopted).toBe(true);
  });
});

describe('a file that cannot be read is one error', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(9)}]`),
    'services: {}',
  ].join('\n');

  it.each<[string, string]>([
    ['an alias bomb', bomb],
    ['text that is no YAML', 'services: [\n'],
    ['a list', '- a\n'],
    ['nothing', ''],
    ['nesting without an end', `services: ${'['.repeat(20_000)}`],
    ['services as a list', 'services: [a]\n'],
    ['a file of the first version', 'web:\n  image: a:1\n'],
  ])('%s', async (_, text) => {
    const result = await read(text);
    expect(errors(result).length).toBeGreaterThan(0);
    expect(new Set(errors(result).map(({ code }) => code))).toEqual(new Set(['compose-invalid']));
  });
});

it('a file with 2 000 variables is read', async () => {
  const lines = Array.from({ length: 2_000 }, (_, index) => `      V${index}: "\${A:-x}$$"`);
  expect(errors(await read(web(`environment:\n${lines.join('\n')}`)))).toEqual([]);
});

it('a container in the network of a container in its own network ends', async () => {
  const circle = `services:\n${other}  a: {image: "a:1", network_mode: "service:b"}\n  b: {image: "a:1", network_mode: "service:a"}\n`;
  expect((await read(circle)).adopted).toBe(true);
});
