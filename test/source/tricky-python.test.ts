import { findInPython } from '../../src/source/find-in-python';
import { joinFindings } from '../../src/source/join-findings';
import { prefectYaml } from '../../src/source/manifests/prefect-yaml';
import { projectScripts } from '../../src/source/manifests/pyproject';

/** A short form of what a file declares: kind, name and command of each flow, or the reason why one is not listed. */
function found(text: string, file: string): string[] {
  const findings = findInPython(file, text);
  const flows = joinFindings([findings]).map(({ kind, name, command, deployments = [] }) =>
    [kind, name, command.join(' '), ...deployments.map((one) => `${one.name} ${one.schedule}`)].join(' | '),
  );
  return [...flows, ...(findings.issues ?? []).map(({ code }) => code)];
}

const prefect = 'from prefect import flow\n';
const served = (name: string, symbol = name) => `prefect | ${name} | prefect flow serve a.py:${symbol}`;

const cases: Readonly<Record<string, readonly (readonly [string, readonly string[]])[]>> = {
  'imports and names': [
    ['from prefect import flow as f\n@f\ndef a(): ...\n', [served('a')]],
    ['import prefect\nstart = prefect.flow\n@start\ndef a(): ...\n', [served('a')]],
    ['from os import *\nfrom prefect import *\n@flow\ndef a(): ...\n', [served('a')]],
    ['try:\n    from prefect import flow\nexcept ImportError:\n    flow = None\n@flow\ndef a(): ...\n', [served('a')]],
    [`\ufeff${prefect}@flow\ndef a(): ...\n`, [served('a')]],
    [`import prefect\ndef flow(f): return f\n@flow\ndef a(): ...\n`, []],
    [`${prefect}def flow(f): return f\n@flow\ndef a(): ...\n`, []],
  ],
  'decorators and calls': [
    [`${prefect}@flow(\n  name="x", # it\n  retries=3,\n)\nasync def a(): ...\n`, [served('x', 'a')]],
    [`${prefect}class A:\n    @staticmethod\n    @flow(name=None)\n    def run(): ...\n`, [served('run')]],
    [`${prefect}if X:\n    @flow\n    def a(): ...\nelse:\n    @flow\n    def b(): ...\n`, [served('a'), served('b')]],
    [`${prefect}def make():\n    @flow\n    def inner(): ...\n    return inner\n`, [served('inner')]],
    [
      `${prefect}def load_it(): ...\na = flow(load_it)\nb = flow(name="n")(load_it)\n`,
      [served('load-it', 'a'), served('n', 'b')],
    ],
  ],
  'code that does not run': [
    [`${prefect}X = """\n@flow\ndef a(): ...\n"""\n# @flow\n# def b(): ...\n`, []],
    ['"""\n>>> from flask import Flask\n>>> app = Flask(__name__)\n"""\n', []],
    [
      'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from flask import Flask\n    app = Flask(__name__)\n',
      [],
    ],
    [
      `import typing\n${prefect}if typing.TYPE_CHECKING:\n    @flow\n    def a(): ...\nelse:\n    @flow\n    def b(): ...\n`,
      [served('b')],
    ],
  ],
  'names that only a run tells': [
    [`${prefect}@flow(name=f"x-{env}")\ndef a(): ...\n`, ['flow-name-computed']],
    ['from dagster import job\n@job(name="a" + x)\ndef a(): ...\n', ['flow-name-computed']],
    ['import nox\n@nox.session(name="a" + x)\ndef a(s): ...\n', ['flow-name-computed']],
    ['from airflow import DAG\nfor i in x:\n    DAG(f"x_{i}")\n', ['flow-name-computed']],
    ['from airflow import DAG\nDAG(**{"dag_id": "z"})\n', ['flow-name-computed']],
  ],
  Celery: [
    ['from celery import shared_task\n@shared_task\ndef add(): ...\n', []],
    ['from celery import Celery\nclass My(Celery): ...\napp = My("x")\n', ['celery | x | celery -A a worker']],
    ...[
      'app.conf["beat_schedule"] = {"n": {"task": "t", "schedule": 30}}',
      'app.conf.beat_schedule["n"] = {"task": "t", "schedule": 30}',
      'app.conf.update({"beat_schedule": {"n": {"task": "t", "schedule": 30}}})',
      'S = dict(n=dict(task="t", schedule=30))\napp.conf.beat_schedule = S',
      '@app.on_after_configure.connect\ndef setup(sender, **kw):\n    sender.add_periodic_task(30, t.s(), name="n")',
    ].map((line): [string, string[]] => [
      `from celery import Celery\napp = Celery("x")\n${line}\n`,
      ['celery | x | celery -A a worker', 'celery-beat | x-beat | celery -A a beat | n every 30 seconds'],
    ]),
  ],
  'web applications': [
    ['from flask import Flask\nclass My(Flask): ...\nsite = My(__name__)\n', ['web | a | flask --app a:site run']],
    ['import flask\ndef make_app():\n    return flask.Flask(__name__)\n', ['web | a | flask --app a run']],
    [
      'import flask\ndef build():\n    x = flask.Flask(__name__)\n    return x\n',
      ['web | a | flask --app a:build run'],
    ],
    [
      'from fastapi import FastAPI\ndef create_app():\n    return FastAPI()\n',
      ['web | a | uvicorn --factory a:create_app'],
    ],
    [
      'from fastapi import FastAPI\ndef make():\n    x = FastAPI()\n    return x\nsite = make()\n',
      ['web | a | uvicorn a:site'],
    ],
    [
      'from flask import Flask\nclass S:\n    def __init__(self):\n        self.app = Flask(__name__)\n',
      ['web | a | flask --app a run'],
    ],
  ],
};

describe.each(Object.entries(cases))('%s', (_, list) => {
  test.each(list)('%s', (text, expected) => expect(found(text, 'a.py')).toEqual(expected));
});

test('Prefect reads the anchors and merged keys of a prefect.yaml', () => {
  const yaml = `x:
  s: &s { cron: "0 1 * * *" }
deployments:
  - &first { name: one, entrypoint: "a.py:a", schedule: *s }
  - <<: *first
    name: two
`;
  const flows = joinFindings([
    findInPython('a.py', `${prefect}@flow\ndef a(): ...\n`),
    prefectYaml('prefect.yaml', yaml),
  ]);
  expect(flows[0]?.deployments).toEqual([
    { name: 'one', file: 'prefect.yaml', line: 4, schedule: '0 1 * * *' },
    { name: 'two', file: 'prefect.yaml', line: 5, schedule: '0 1 * * *' },
  ]);
});

test.each(['[project.scripts]', '[project.gui-scripts]', '[tool.poetry.scripts]'])('%s are scripts', (head) => {
  const flows = joinFindings([projectScripts('pyproject.toml', `${head}\na = "x:y"\n`)]);
  expect(flows.map(({ name, line }) => [name, line])).toEqual([['a', 2]]);
});
