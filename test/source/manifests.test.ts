import { findInPython } from '../../src/source/find-in-python';
import { joinFindings } from '../../src/source/join-findings';
import { composeCommands } from '../../src/source/manifests/compose';
import { dockerfileCommands } from '../../src/source/manifests/dockerfile';
import { prefectYaml } from '../../src/source/manifests/prefect-yaml';
import { procfileCommands } from '../../src/source/manifests/procfile';
import { projectScripts } from '../../src/source/manifests/pyproject';
import { setupScripts } from '../../src/source/manifests/setup-cfg';
import { shellWords } from '../../src/source/manifests/shell-words';
import type { FileFindings } from '../../src/source/source-flow';

function commands({ commands: all = [] }: FileFindings): string[] {
  return all.map(({ kind, name, line, command, module }) =>
    [kind, name, line, command.join(' '), module ?? '-'].join(' | '),
  );
}

test('a Procfile: web servers and workers, and no other program', () => {
  const text = `# comment
web: PORT=1 exec gunicorn -w 4 'shop.app:create()' --bind 0.0.0.0:$PORT
asgi: python -m uvicorn shop.main:app --reload
worker: cd back && poetry run celery -A shop worker -l info
beat: celery --app=shop.tasks beat
jobs: rq worker high low
release: python manage.py migrate
django: gunicorn --worker-class gevent site.wsgi
flask: FLASK_APP=shop/web.py flask run
`;
  expect(commands(procfileCommands('Procfile', text))).toEqual([
    'web | web | 2 | gunicorn -w 4 shop.app:create() --bind 0.0.0.0:$PORT | shop.app',
    'web | asgi | 3 | uvicorn shop.main:app --reload | shop.main',
    'celery | worker | 4 | celery -A shop worker -l info | shop',
    'celery-beat | beat | 5 | celery --app=shop.tasks beat | shop.tasks',
    'rq | jobs | 6 | rq worker high low | -',
    'web | django | 8 | gunicorn --worker-class gevent site.wsgi | site.wsgi',
    'web | flask | 9 | flask run | shop.web',
  ]);
});

test('an address is no module, and a worker counts more than a file that only names its queue', () => {
  const findings = [
    findInPython(
      'app.py',
      'from rq import Queue\nfrom flask import Flask\napp = Flask(__name__)\nq = Queue("mails")\n',
    ),
    findInPython('worker.py', 'from rq import Worker\nWorker(["mails"]).work()\n'),
    dockerfileCommands('Dockerfile', 'FROM a\nCMD ["gunicorn", "-b", "0.0.0.0:5000", "app:app"]\n'),
  ];
  expect(joinFindings(findings).map(({ file, command }) => [file, command.join(' ')])).toEqual([
    ['app.py', 'gunicorn -b 0.0.0.0:5000 app:app'],
    ['worker.py', 'python worker.py'],
  ]);
});

describe('a Dockerfile', () => {
  test.each([
    ['a list', 'CMD ["gunicorn", "a:b"]', 'gunicorn a:b'],
    ['a line of a shell', 'CMD gunicorn a:b --bind "0.0.0.0:80"', 'gunicorn a:b --bind 0.0.0.0:80'],
    ['an entrypoint with arguments', 'ENTRYPOINT ["uvicorn"]\nCMD ["a:b", "--port", "80"]', 'uvicorn a:b --port 80'],
    ['continued lines', 'CMD gunicorn \\\n  # a comment\n  a:b', 'gunicorn a:b'],
    ['the last of two', 'CMD ["uvicorn", "c:d"]\nCMD ["gunicorn", "a:b"]', 'gunicorn a:b'],
    ['a shell in a list', 'CMD ["sh", "-c", "migrate && exec gunicorn a:b"]', 'gunicorn a:b'],
  ])('%s', (_, text, command) => {
    const [found] = dockerfileCommands('Dockerfile', `FROM python\n${text}\n`).commands ?? [];
    expect(found?.command.join(' ')).toBe(command);
  });

  test('only the last stage counts, with the command of the stage that it is made from', () => {
    const stages = 'FROM python AS base\nCMD ["gunicorn", "a:b"]\nFROM python AS other\nCMD ["uvicorn", "c:d"]\n';
    expect(commands(dockerfileCommands('api/Dockerfile', `${stages}FROM base\n`))).toEqual([
      'web | api | 2 | gunicorn a:b | a',
    ]);
    expect(commands(dockerfileCommands('Dockerfile', `${stages}FROM scratch\n`))).toEqual([]);
  });
});

test('a Compose file: services with a known command, with anchors and profiles', () => {
  const text = `x-base: &base
  image: shop
services:
  web:
    <<: *base
    command: gunicorn shop.app:app
  worker:
    profiles: [jobs]
    entrypoint: [celery]
    command: ["-A", "shop", "worker"]
  redis:
    image: redis
`;
  expect(commands(composeCommands('compose.yaml', text))).toEqual([
    'web | web | 6 | gunicorn shop.app:app | shop.app',
    'celery | worker | 10 | celery -A shop worker | shop',
  ]);
});

test('the scripts of a project, with their lines', () => {
  const text = `[project]\nname = "x"\n\n[project.scripts]\nshop = "shop.cli:main"\n"shop-load" = "shop.load:main"\n\n[tool.poetry.scripts]\nold = "a:b"\n`;
  const { flows = [] } = projectScripts('pyproject.toml', text);
  expect(flows.map(({ name, line, command }) => [name, line, command])).toEqual([
    ['shop', 5, ['shop']],
    ['shop-load', 6, ['shop-load']],
    ['old', 9, ['old']],
  ]);
});

test('the scripts of a setup.cfg, with their lines, in Windows line ends too', () => {
  const text =
    '[metadata]\nname = shop\n[options]\nconsole_scripts =\n  no = a:b\n[options.entry_points]\n# all\nconsole_scripts =\n    shop = shop.cli:main\n    # not = this:one\n    shop-all=shop.cli:all\nshop.plugins =\n    one = shop:one\n';
  for (const written of [text, text.replaceAll('\n', '\r\n')])
    expect(setupScripts('setup.cfg', written).flows?.map(({ name, line }) => [name, line])).toEqual([
      ['shop', 9],
      ['shop-all', 11],
    ]);
});

test('prefect.yaml: deployments with their schedules', () => {
  const text = `deployments:
- name: nightly
  entrypoint: ./flows/load.py:load_data
  schedules:
  - cron: 0 6 * * *
    timezone: UTC
  - interval: 60
- name: null
  entrypoint: null
- name: by-module
  entrypoint: flows.load.load_data
  schedule: { rrule: FREQ=DAILY }
`;
  expect(prefectYaml('prefect.yaml', text).deployments).toEqual([
    {
      name: 'nightly',
      file: 'prefect.yaml',
      line: 2,
      of: { file: 'flows/load.py', symbol: 'load_data' },
      schedule: '0 6 * * *; every 60 seconds',
    },
    { name: 'by-module', file: 'prefect.yaml', line: 10, of: { symbol: 'load_data' }, schedule: 'FREQ=DAILY' },
  ]);
});

test.each([
  ['pyproject.toml', () => projectScripts('x', '[project\n')],
  ['compose.yaml', () => composeCommands('x', 'a: [\n')],
  ['prefect.yaml', () => prefectYaml('x', '\n- "')],
])('a broken %s is reported with its line', (_, read) => {
  expect(read().issues).toMatchObject([{ code: 'source-invalid', location: { file: 'x', line: expect.any(Number) } }]);
});

test('words of a shell', () => {
  expect(shellWords(`a "b c"d 'e\\' f\\ g "" x&&y;z`)).toEqual([
    'a',
    'b cd',
    'e\\',
    'f g',
    '',
    'x',
    '&&',
    'y',
    ';',
    'z',
  ]);
});
