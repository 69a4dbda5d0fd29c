import { findInPython } from '../../src/source/find-in-python';
import { joinFindings } from '../../src/source/join-findings';
import { mayHaveFlows } from '../../src/source/marks';

/** A short form of the flows of one file: kind, name, line, schedule and command. */
function found(text: string, file = 'jobs/load.py', mains = false): string[] {
  expect(mayHaveFlows(text, mains)).toBe(true);
  return joinFindings([findInPython(file, text, mains)]).map(({ kind, name, line, schedule, command }) =>
    [kind, name, line, schedule ?? '-', command.join(' ')].join(' | '),
  );
}

describe('Prefect', () => {
  test('a flow has the name of its function with hyphens, or the name that the decorator sets', () => {
    const text = `
import prefect as p
from prefect import flow as start, task

@start
def load_data():
    pass

@p.flow(name="All " "orders", retries=2)
async def orders(): ...

@task
def helper(): ...
`;
    expect(found(text)).toEqual([
      'prefect | load-data | 6 | - | prefect flow serve jobs/load.py:load_data',
      'prefect | All orders | 10 | - | prefect flow serve jobs/load.py:orders',
    ]);
  });

  test('a constant of the file is a name, and a star import is followed', () => {
    const text = `from prefect import *\nNAME = 'nightly'\n@flow(name=NAME)\ndef f(): pass\n`;
    expect(found(text)).toEqual(['prefect | nightly | 4 | - | prefect flow serve jobs/load.py:f']);
  });

  test('a file that serves its flow starts it, with the schedule of the deployment', () => {
    const text = `from prefect import flow
@flow
def load(): pass
if __name__ == '__main__':
    load.serve(name='nightly', cron='0 6 * * *')
`;
    expect(found(text)).toEqual(['prefect | load | 3 | 0 6 * * * | python jobs/load.py']);
    expect(joinFindings([findInPython('load.py', text)])[0]?.deployments).toEqual([
      { name: 'nightly', file: 'load.py', line: 5, schedule: '0 6 * * *' },
    ]);
  });

  test('a deployment of a flow from another repository is listed by its own name', () => {
    const text = `from prefect import flow
from prefect.schedules import Cron
remote = flow.from_source(source='https://example.com/x.git', entrypoint='flows/a.py:far')
remote.deploy(name='far-nightly', schedule=Cron('1 2 * * *', timezone='UTC'))
flow.from_source('https://example.com/y.git', 'flows/b.py:near').serve(name='near-daily', interval=60)
`;
    expect(found(text)).toEqual([
      'prefect-deployment | far-nightly | 4 | 1 2 * * * | prefect deployment run far/far-nightly',
      'prefect-deployment | near-daily | 5 | every 60 seconds | prefect deployment run near/near-daily',
    ]);
  });

  test('a flow with deployments of different schedules has none of its own', () => {
    const text = `from prefect import flow
@flow
def load(): pass
load.deploy('a', cron='0 1 * * *')
load.deploy('b', cron='0 2 * * *')
`;
    expect(found(text)[0]).toContain('load | 3 | -');
  });

  test('`deploy` and `flow` of other libraries are left alone', () => {
    const text = `# prefect is elsewhere\nfrom other import flow\nclient = make()\nclient.deploy(name='x')\n@flow\ndef f(): pass\n`;
    expect(found(text)).toEqual([]);
  });
});

describe('Airflow', () => {
  test.each([
    ['from airflow import DAG', 'DAG'],
    ['from airflow.models import DAG', 'DAG'],
    ['from airflow.models.dag import DAG as D', 'D'],
    ['from airflow.sdk import DAG', 'DAG'],
    ['import airflow', 'airflow.DAG'],
    ['import airflow.models as am', 'am.DAG'],
  ])('%s: a DAG has its id and its schedule', (line, name) => {
    const text = `${line}\nwith ${name}(dag_id="etl", schedule_interval="@daily") as dag:\n    pass\nother = ${name}("two", schedule=None)\n`;
    expect(found(text)).toEqual([
      'airflow | etl | 2 | @daily | airflow dags trigger etl',
      'airflow | two | 4 | - | airflow dags trigger two',
    ]);
  });

  test.each(['airflow.decorators', 'airflow.sdk'])(
    'a function with @dag of %s is a DAG, and its tasks are not',
    (module) => {
      const text = `from ${module} import dag, task
from airflow.timetables.interval import CronDataIntervalTimetable
@dag(schedule=CronDataIntervalTimetable("0 4 * * *", timezone="UTC"), tags=["x"])
def load_orders():
    """Loads orders."""
    @task
    def one(): ...
load_orders()
@dag("other_id")
def other(): ...
`;
      expect(found(text)).toEqual([
        'airflow | load_orders | 4 | 0 4 * * * | airflow dags trigger load_orders',
        'airflow | other_id | 10 | - | airflow dags trigger other_id',
      ]);
      expect(findInPython('a.py', text).flows?.[0]?.description).toBe('Loads orders.');
    },
  );

  test('a DAG whose id is computed is reported with its line', () => {
    const { flows, issues } = findInPython('a.py', 'from airflow import DAG\nfor i in range(3):\n    DAG(f"x{i}")\n');
    expect(flows).toEqual([]);
    expect(issues).toMatchObject([{ code: 'flow-name-computed', location: { file: 'a.py', line: 3 } }]);
  });
});

test('Dagster: jobs, and the schedules that start them', () => {
  const text = `import dagster as dg
from dagster import job, op, graph, schedule, ScheduleDefinition
@job(name="orders")
def orders_job(): ...
@graph
def shape(): ...
assets = dg.define_asset_job("all_assets", selection="*")
made = shape.to_job()
nightly = ScheduleDefinition(job=assets, cron_schedule="0 1 * * *")
@schedule(cron_schedule="0 2 * * *", job=orders_job)
def orders_nightly(context): ...
`;
  expect(found(text)).toEqual([
    'dagster | orders | 4 | 0 2 * * * | dagster job execute -f jobs/load.py -j orders',
    'dagster | all_assets | 7 | 0 1 * * * | dagster job execute -f jobs/load.py -j all_assets',
    'dagster | shape | 8 | - | dagster job execute -f jobs/load.py -j shape',
  ]);
});

test('Celery: an application is a worker, and its schedules are the beat', () => {
  const text = `from celery import Celery as C
from celery.schedules import crontab
app = C('shop', broker='redis://')
app.conf.beat_schedule = {
    'clean': {'task': 'shop.clean', 'schedule': crontab(minute=0, hour='*/3', day_of_week='mon')},
    'ping': {'task': 'shop.ping', 'schedule': 30.0},
}
@app.on_after_configure.connect
def setup(sender, **kw):
    sender.add_periodic_task(10.0, ping.s('x'), name='often')
`;
  expect(found(text, 'src/shop/celery.py')).toEqual([
    'celery | shop | 3 | - | celery -A shop.celery worker',
    'celery-beat | shop-beat | 5 | - | celery -A shop.celery beat',
  ]);
  expect(findInPython('a.py', text).flows?.[1]?.deployments).toEqual([
    { name: 'clean', file: 'a.py', line: 5, schedule: '0 */3 * * mon' },
    { name: 'ping', file: 'a.py', line: 6, schedule: 'every 30.0 seconds' },
    { name: 'often', file: 'a.py', line: 10, schedule: 'every 10.0 seconds' },
  ]);
});

test('Celery: settings of Django are a beat', () => {
  const text = `CELERY_BEAT_SCHEDULE = dict(a={'task': 't', 'schedule': 5})\n`;
  expect(found(text, 'shop/settings.py')).toEqual([
    'celery-beat | settings-beat | 1 | - | celery -A shop.settings beat',
  ]);
});

test('RQ: each queue is a worker', () => {
  const text = `from rq import Queue, Worker
from rq.decorators import job
q = Queue('high', connection=c)
again = Queue('high')
@job('low', connection=c)
def f(): ...
`;
  expect(found(text)).toEqual(['rq | high | 3 | - | rq worker high', 'rq | low | 6 | - | rq worker low']);
  expect(found(`from rq import Worker\nWorker(['a', 'b']).work()\n`)).toEqual([
    'rq | a | 2 | - | python jobs/load.py',
    'rq | b | 2 | - | python jobs/load.py',
  ]);
});

describe('web applications', () => {
  test.each([
    ['import flask\napi = flask.Flask(__name__)', 'flask --app shop.main:api run'],
    ['from flask import Flask as F\ndef create_app():\n    app = F(__name__)', 'flask --app shop.main run'],
    ['from fastapi import FastAPI\napp: FastAPI = FastAPI(title="x")', 'uvicorn shop.main:app'],
    ['from starlette.applications import Starlette\na = Starlette()', 'uvicorn shop.main:a'],
    [
      'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()',
      'gunicorn shop.main:application',
    ],
  ])('%s', (text, command) => {
    const [flow] = findInPython('src/shop/main.py', text).flows ?? [];
    expect([flow?.kind, flow?.name, flow?.command.join(' ')]).toEqual(['web', 'shop', command]);
  });

  test('a Django project is one flow', () => {
    const wsgi = 'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n';
    const asgi = 'from django.core.asgi import get_asgi_application\napplication = get_asgi_application()\n';
    const manage = 'from django.core.management import execute_from_command_line\nexecute_from_command_line()\n';
    const flows = joinFindings([
      findInPython('back/manage.py', manage),
      findInPython('back/site/asgi.py', asgi),
      findInPython('back/site/wsgi.py', wsgi),
    ]);
    expect(flows.map(({ id }) => id)).toEqual(['web:back/site/wsgi.py:application']);
    expect(joinFindings([findInPython('manage.py', manage)])[0]?.command).toEqual(['python', 'manage.py', 'runserver']);
  });
});

test('nox: each session', () => {
  const text = 'import nox\n@nox.session(name="unit-tests", python=["3.12"])\ndef unit(s):\n    """Unit tests."""\n';
  expect(found(text, 'noxfile.py')).toEqual(['nox | unit-tests | 3 | - | nox -f noxfile.py -s unit-tests']);
});

test('a file that can be started is a flow only where that is asked', () => {
  const text = 'import rq\nif "__main__" == __name__:\n    run()\n';
  expect(found(text)).toEqual([]);
  expect(found(text, 'jobs/load.py', true)).toEqual(['main | load | 2 | - | python jobs/load.py']);
});

test('two flows whose names differ only in a hyphen and an underscore are two flows with two ids', () => {
  const text = `from prefect import flow\n@flow(name="load_data")\ndef a(): ...\n@flow(name="load-data")\ndef b(): ...\n`;
  const flows = joinFindings([findInPython('a.py', text)]);
  expect(flows.map(({ name }) => name)).toEqual(['load_data', 'load-data']);
  expect(new Set(flows.map(({ id }) => id)).size).toBe(2);
});

test('the id of a flow does not depend on its line, and a repeated name gets a number', () => {
  const text = `from prefect import flow\n@flow\ndef a(): ...\n@flow\ndef a(): ...\n`;
  const ids = (source: string) => joinFindings([findInPython('a.py', source)]).map(({ id }) => id);
  expect(ids(text)).toEqual(['prefect:a.py:a', 'prefect:a.py:a#2']);
  expect(ids(`# a comment\n\n${text}`)).toEqual(ids(text));
});
