import { join } from 'node:path';
import { type AdoptResult, adopt } from '../../src/actions/adopt/adopt';
import type { AdoptOptions } from '../../src/actions/adopt/adopt-options';
import { folderWith } from '../helpers/files';
import { failure } from '../helpers/outcome';
import { workspaceWith } from '../helpers/workspace';

/** Adopts the Compose file of a folder with these files. */
async function adopted(
  files: Readonly<Record<string, string>> | string,
  options: Partial<AdoptOptions> = {},
  source = 'compose.yaml',
): Promise<AdoptResult> {
  const folder = folderWith(typeof files === 'string' ? { 'compose.yaml': files } : files);
  const place = source
    .split('+')
    .map((file) => join(folder, file))
    .join('+');
  return adopt({ root: workspaceWith({}), application: 'shop', sources: { dev: place }, dryRun: true, ...options });
}

const code = ({ files }: AdoptResult) => files['apps/shop.ts'] ?? '';
const found = ({ findings }: AdoptResult, wanted: string) => findings.filter((one) => one.code === wanted);
const service = (lines: string) => `services:\n  web:\n    image: example/web:v1\n${lines.replace(/^/gm, '    ')}\n`;

describe('a Compose file', () => {
  it.each<[string, string, RegExp]>([
    ['a port', 'ports: ["8000:8000"]', /port: 8000, expose: 'nodePort'/],
    ['a port with another number on the host', 'ports: ["8080:80"]', /services: \{ published: .*servicePort: 8080/],
    ['a port of a node', 'ports: ["30080:80"]', /nodePort: 30080/],
    ['a range of ports', 'ports: ["8000-8001:8000-8001"]', /'port-8000'.*'port-8001'/s],
    ['a long port', 'ports: [{target: 53, published: "53", protocol: udp}]', /protocol: 'UDP'/],
    ['an exposed port', 'expose: ["9000"]', /port: 9000/],
    ['a table of variables', 'environment: {A: "1", B: 2, C: true}', /env: \{ A: '1', B: '2', C: 'true' \}/],
    ['a list of variables', 'environment: ["A=1", "B=x=y"]', /env: \{ A: '1', B: 'x=y' \}/],
    ['words of a command', 'command: run --name "a b; c"', /args: \['run', '--name', 'a b; c'\]/],
    ['an entrypoint', 'entrypoint: [sh, -c]', /command: \['sh', '-c'\]/],
    ['a text that looks like a reference', 'environment: {A: x, B: "$$(A) $$$$"}', /B: '\$\$\(A\) \$\$\$\$'/],
    [
      'a health check in a shell',
      'healthcheck: {test: "curl x", interval: 1m30s}',
      /exec: \['\/bin\/sh', '-c', 'curl x'\], periodSeconds: 90/,
    ],
    [
      'limits',
      'deploy: {resources: {limits: {cpus: "0.5", memory: 512M}}}',
      /limits: \{ cpu: '500m', memory: '512Mi' \}/,
    ],
    ['limits of older files', 'mem_limit: 1g\ncpus: 2', /limits: \{ cpu: '2', memory: '1Gi' \}/],
    ['replicas', 'deploy: {replicas: 3}', /replicas: 3/],
    ['a user', 'user: "1000:2000"', /user: 1000, group: 2000/],
    ['a read-only root', 'read_only: true', /readOnlyRoot: true/],
    ['capabilities', 'cap_drop: [ALL]\ncap_add: [CAP_CHOWN]', /capabilities: \{ add: \['CHOWN'\], drop: \['ALL'\] \}/],
    ['a folder', 'working_dir: /srv', /workingDir: '\/srv'/],
    ['the time to stop', 'stop_grace_period: 1m', /terminationGracePeriodSeconds: 60/],
    ['a folder in memory', 'tmpfs: ["/cache:size=1m"]', /empty: 'memory', sizeLimit: '1Mi', mountPath: '\/cache'/],
    ['hosts', 'extra_hosts: ["a=10.0.0.1"]', /hostAliases: \{ '10.0.0.1': \['a'\] \}/],
    ['a job', 'restart: "no"', /new JobFlow\(this, 'web'/],
  ])('with %s says it in the model', async (_, lines, wanted) => {
    const result = await adopted(service(lines));
    expect(result.differences).toEqual([]);
    expect(Object.values(result.files).join('')).toMatch(wanted);
    expect(code(result)).not.toContain('JsonPatch');
  });

  it('keeps the address of a service in the network, and publishes what the host publishes', async () => {
    const text = `${service('ports: ["8080:80"]')}  api:\n    image: example/api:v1\n    environment: {WEB: "http://web:80", DB: "db:5000"}\n  db: {image: "example/db:v1"}\n`;
    const result = await adopted(text);
    expect(code(result)).toMatch(/ServiceFlow\(this, 'web', \{\n.*\n +ports: \{ 'port-80': \{ port: 80 \} \}/);
    expect(code(result)).toMatch(/ServiceFlow\(this, 'db', \{ image: 'example\/db:v1', port: 5000 \}/);
    expect(found(result, 'compose-assumed').map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/`db` opens no port 5000/),
    );
  });

  it('with a volume makes a claim, whose size is assumed', async () => {
    const result = await adopted(`${service('volumes: ["data:/data:ro"]')}volumes: {data: }\n`);
    expect(code(result)).toContain("this.volume('data', { name: 'data', size: '1Gi', accessMode: 'ReadWriteOnce' });");
    expect(code(result)).toContain("data: { claim: 'data', mountPath: '/data', readOnly: true }");
    expect(found(result, 'compose-assumed')).toMatchObject([
      { location: { line: 5 }, message: expect.stringContaining('1Gi') },
    ]);
  });

  it('with a file of the project makes a ConfigMap', async () => {
    const files = {
      'compose.yaml': service('volumes: ["./etc/nginx.conf:/etc/nginx.conf"]'),
      'etc/nginx.conf': 'worker 1;\n',
    };
    const result = await adopted(files);
    expect(code(result)).toContain("this.config('web-nginx-conf'");
    expect(code(result)).toContain("subPath: 'nginx.conf'");
    expect(JSON.stringify(result.files)).toContain('worker 1;');
  });

  it('keeps the files of two folders with the same last name apart, and of a config with that name', async () => {
    const web = service('volumes: ["./a/conf:/a", "./b/conf:/b"]\nconfigs: [web-conf]');
    const files = {
      'compose.yaml': `${web}configs: {web-conf: {content: third}}\n`,
      'a/conf/a.txt': 'first',
      'b/conf/b.txt': 'second',
    };
    const result = await adopted(files);
    expect(result.differences).toEqual([]);
    const written = Object.values(result.files).join('');
    for (const text of ['first', 'second', 'third']) expect(written).toContain(text);
  });

  it.each([
    ['volumes', 'volumes: ["my_data:/a", "my.data:/b"]', 'volumes: {my_data: , my.data: }'],
    ['configs', 'configs: [my_data, my.data]', 'configs: {my_data: {content: a}, my.data: {content: b}}'],
  ])('refuses two %s that would have one name', async (_, lines, below) => {
    const result = await adopted(`${service(lines)}${below}\n`);
    expect(found(result, 'compose-invalid')).toMatchObject([
      {
        severity: 'error',
        message: '`my.data` and `my_data` would both be named `my-data`',
        location: { line: expect.any(Number) },
      },
    ]);
  });

  it.each([
    ['a path of the host', 'volumes: ["/var/run/docker.sock:/var/run/docker.sock"]'],
    ['a folder of the source', 'build: ./src\nvolumes: ["./src:/srv"]'],
    ['a path without a file', 'volumes: ["./gone:/srv"]'],
    ['networks', 'networks: [a]'],
    ['a start order', 'depends_on: [web]'],
    ['a port of the host alone', 'ports: ["127.0.0.1:80:80"]'],
    ['a user with a name', 'user: node'],
    ['a label that Kubernetes refuses', 'labels: {rule: "Host(`a`)"}'],
    ['placement', 'deploy: {placement: {constraints: [a]}}'],
    ['limits of files', 'ulimits: {nofile: 3}'],
  ])('names %s, which is not taken over, with its line', async (_, lines) => {
    const files = { 'compose.yaml': service(lines), 'src/a.txt': 'a' };
    const [first] = found(await adopted(files), 'compose-not-taken-over');
    expect(first?.location?.line).toBeGreaterThan(3);
  });

  it('leaves out services with a profile, unless it is wanted', async () => {
    const text = `${service('profiles: [seed]')}  api: {image: "example/api:v1"}\n`;
    const without = await adopted(text);
    expect([code(without).includes("'web'"), found(without, 'compose-not-taken-over').length]).toEqual([false, 1]);
    expect(code(await adopted(text, { set: ['COMPOSE_PROFILES=seed'] }))).toContain("'web'");
  });

  it('names the image of a service that is only built, and says what to do', async () => {
    const result = await adopted('services:\n  web:\n    build: .\n');
    expect(code(result)).toContain("this.image('web', 'shop-web')");
    expect(found(result, 'compose-built')).toMatchObject([
      { location: { line: 3 }, hint: expect.stringContaining('push the image') },
    ]);
  });

  it('is merged with those after it', async () => {
    const files = {
      'compose.yaml': service('environment: {A: "1", B: "1"}\nexpose: [80]'),
      'b.yaml': 'services: {web: {image: "example/web:v2", environment: ["B=2"]}}',
    };
    const result = await adopted(files, {}, 'compose.yaml+b.yaml');
    expect(code(result)).toMatch(/image: 'example\/web:v2'.*port: 80.*|env: \{ A: '1', B: '2' \}/s);
    expect(code(result)).toContain("env: { A: '1', B: '2' }");
  });

  it('extends services of its own and of other files', async () => {
    const files = {
      'compose.yaml': `services:\n  web: {extends: base, image: "example/web:v1"}\n  base: {extends: {file: o/base.yaml, service: b}, image: "example/b:v1"}\n`,
      'o/base.yaml': 'services: {b: {environment: {A: b}}}\n',
    };
    expect(code(await adopted(files)).match(/env: \{ A: 'b' \}/g)).toHaveLength(2);
  });

  it('is read from standard input', async () => {
    const result = await adopt({
      ...{ root: workspaceWith({}), application: 'shop', dryRun: true },
      ...{ sources: { dev: '-' }, input: service('expose: [80]') },
    });
    expect(code(result)).toContain('port: 80');
  });
});

describe('variables of a Compose file', () => {
  const image = (text: string) => `services: {web: {image: "example/web:${text}"}}\n`;

  it.each([
    [`\${TAG}`, 'v7'],
    ['$TAG', 'v7'],
    [`\${NONE:-v2}`, 'v2'],
    [`\${NONE-\${TAG}}`, 'v7'],
    [`\${EMPTY:-v3}`, 'v3'],
    [`\${TAG:+v4}`, 'v4'],
    [`\${FILE}`, 'v5'],
  ])('fill %s as %s', async (text, tag) => {
    const files = { 'compose.yaml': image(text), '.env': 'FILE=v5\nTAG=old\nEMPTY=\n' };
    const { files: made } = await adopted(files, { set: ['TAG=v7'], own: ['example'] });
    expect(made['environments/dev.yaml']).toContain(`tag: ${tag}`);
  });

  it('without a value are an error in an image, a key of a Secret if they look like one, and else empty', async () => {
    const issues = await failure(() => adopted(image(`\${TAG}`)));
    expect(issues).toContainEqual(expect.objectContaining({ code: 'adopt-placeholder', severity: 'error' }));
    const result = await adopted(service(`environment: ["DB_PASSWORD", "HOST=\${HOST}", "URL=a:\${DB_PASSWORD}@b"]`));
    expect(code(result)).toContain("DB_PASSWORD: { secret: 'web-credentials', key: 'DB_PASSWORD' }");
    expect(code(result)).toContain("URL: 'a:$(DB_PASSWORD)@b'");
    expect(found(result, 'adopt-placeholder')).toMatchObject([
      { message: expect.stringContaining('HOST'), location: { line: 4 } },
    ]);
  });

  it('come from files, and from a Secret if the file is not here', async () => {
    const files = {
      'compose.yaml': service('env_file: [a.env, secrets/gone.env]\nenvironment: {B: "2"}'),
      'a.env': 'A="1"\nB=1\n',
    };
    const result = await adopted(files);
    expect(code(result)).toContain("env: { A: '1', B: '2' }");
    expect(code(result)).toContain("envFrom: [{ secret: 'gone' }]");
    expect(found(result, 'compose-secret-needed')).toHaveLength(1);
  });
});

describe('credentials of a Compose file', () => {
  const password = 'correct-horse-battery';

  it.each([
    ['a variable', { 'compose.yaml': service(`environment: {DB_PASSWORD: ${password}}`) }],
    ['a command', { 'compose.yaml': service(`command: ["run", "--password", "${password}"]`) }],
    ['an env file', { 'compose.yaml': service('env_file: a.env'), 'a.env': `DB_PASSWORD=${password}\n` }],
    [
      'the file of values',
      { 'compose.yaml': service(`environment: ["P=postgres://a:\${X}@b"]`), '.env': `X=${password}\n` },
    ],
    [
      'a mounted file',
      { 'compose.yaml': service('volumes: ["./a.conf:/a.conf"]'), 'a.conf': `x: 1\npassword: ${password}\n` },
    ],
    ['a secret', { 'compose.yaml': `${service('secrets: [p]')}secrets: {p: {file: ./p.txt}}\n`, 'p.txt': password }],
    [
      'a config',
      { 'compose.yaml': `${service('configs: [p]')}configs: {p: {content: "password: ${password}\\na: 1"}}\n` },
    ],
    ['a label', { 'compose.yaml': service(`labels: {api-token: ${password}}`) }],
  ])('in %s are never copied', async (_, files) => {
    const result = await adopted(files);
    expect(JSON.stringify(result)).not.toContain(password);
    expect(result.differences).toEqual([]);
  });

  it('are read by the command from the container that runs', async () => {
    const result = await adopted(
      service(`environment: {DB_PASSWORD: ${password}}\ncommand: ["run", "--password", "${password}"]`),
    );
    const [command] = result.commands;
    expect(command).toMatch(/docker compose -f \S+compose.yaml exec -T web printenv DB_PASSWORD/);
    expect(command).toMatch(/docker inspect -f '\{\{index .Config.Cmd 2\}\}' "\$\(docker compose -f \S+ ps -q web\)"/);
  });
});
