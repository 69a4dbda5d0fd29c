import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findSourceFlows } from '../../src/source/find-source-flows';
import { folderWith } from '../helpers/files';
import { makeUnreadable } from '../helpers/unreadable';

const flow = (name: string) => `from prefect import flow\n@flow\ndef ${name}(): ...\n`;

async function namesIn(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { flows } = await findSourceFlows(folderWith(files));
  return flows.map(({ name }) => name);
}

test('what git ignores is not searched, and the nearest .gitignore decides', async () => {
  const names = await namesIn({
    '.gitignore': 'build/\n*_old.py\n/only_here.py\n',
    'a.py': flow('a'),
    'b_old.py': flow('b'),
    'only_here.py': flow('c'),
    'build/d.py': flow('d'),
    'x/.gitignore': '!e_old.py\nf.py\n',
    'x/e_old.py': flow('e'),
    'y/.gitignore': 'nothing.py\n',
    'y/h_old.py': flow('h'),
    'x/f.py': flow('f'),
    'x/only_here.py': flow('g'),
  });
  expect(names).toEqual(['a', 'e', 'g']);
});

test('code of others, notebooks, tests, links in a circle and large files are left out and counted', async () => {
  const root = folderWith({
    'flows/a.py': flow('a'),
    'flows/large.py': `${flow('large')}x = "${'x'.repeat(2 ** 20)}"\n`,
    'flows/note.ipynb': '{}',
    'env/pyvenv.cfg': '',
    'env/lib/b.py': flow('b'),
    '.venv/lib/c.py': flow('c'),
    'node_modules/x/d.py': flow('d'),
    'flows/test_e.py': flow('e'),
    'tests/f.py': flow('f'),
  });
  symlinkSync('..', join(root, 'flows/circle'));
  const { flows, skipped } = await findSourceFlows(root);
  expect(flows.map(({ name }) => name)).toEqual(['a']);
  expect(skipped).toEqual({ large: 1, notebooks: 1, links: 1, virtualenvs: 1, tests: 2 });
});

test('a file in an old encoding is searched', async () => {
  const root = folderWith({ 'a.py': '' });
  const bytes = Buffer.from(`# -*- coding: latin-1 -*-\n# caf\xe9\n${flow('old')}`, 'latin1');
  writeFileSync(join(root, 'a.py'), bytes);
  expect((await findSourceFlows(root)).flows.map(({ name }) => name)).toEqual(['old']);
});

test('a file that is a pipe or a folder stops nothing', async () => {
  const root = folderWith({ 'z.py': flow('z') });
  makeUnreadable(join(root, 'a.py'), 'a pipe');
  makeUnreadable(join(root, 'b.py'), 'a folder');
  expect((await findSourceFlows(root)).flows.map(({ name }) => name)).toEqual(['z']);
});

test('a broken file is reported, and the others are read', async () => {
  const root = folderWith({ 'a.py': 'import prefect\ndef (:\n', 'b.py': flow('b'), 'pyproject.toml': '[' });
  const { flows, issues } = await findSourceFlows(root);
  expect(flows.map(({ name }) => name)).toEqual(['b']);
  expect(issues.map(({ code, location }) => [code, location?.file, location?.line])).toEqual([
    ['source-invalid', 'a.py', 2],
    ['source-invalid', 'pyproject.toml', 1],
  ]);
});

test('the command of a Procfile, a Dockerfile or a Compose file goes to the program that it starts', async () => {
  const root = folderWith({
    'back/src/shop/app.py': 'from flask import Flask\napp = Flask(__name__)\n',
    'back/src/shop/celery.py': 'from celery import Celery\napp = Celery("shop")\n',
    'back/Procfile': 'web: gunicorn shop.app:app\nworker: celery -A shop worker -c 2\nother: uvicorn far.main:app\n',
    'back/Dockerfile': 'FROM python\nCMD ["gunicorn", "-w", "9", "shop.app:app"]\n',
    'front/app.py': 'from flask import Flask\napp = Flask(__name__)\n',
  });
  const { flows } = await findSourceFlows(root);
  const lines = flows.map(({ kind, name, command, commandFrom }) =>
    [kind, name, command.join(' '), commandFrom?.file ?? '-'].join(' | '),
  );
  expect(lines).toEqual([
    'web | other | uvicorn far.main:app | back/Procfile',
    'web | shop | gunicorn -w 9 shop.app:app | back/Dockerfile',
    'celery | shop | celery -A shop worker -c 2 | back/Procfile',
    'web | front | flask --app front.app run | -',
  ]);
});

test('a deployment of prefect.yaml goes to its flow', async () => {
  const root = folderWith({
    'jobs/flows/a.py': flow('load_data'),
    'jobs/prefect.yaml':
      'deployments:\n- {name: nightly, entrypoint: "flows/a.py:load_data", schedule: {cron: 0 1 * * *}}\n',
  });
  const { flows } = await findSourceFlows(root);
  expect(flows).toMatchObject([
    { name: 'load-data', schedule: '0 1 * * *', deployments: [{ name: 'nightly', line: 2 }] },
  ]);
});
