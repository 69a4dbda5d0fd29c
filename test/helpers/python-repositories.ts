const flaskApp = 'from flask import Flask\n\napp = Flask(__name__)\n';
const celeryApp =
  "import os\nfrom celery import Celery\n\napp = Celery('tasks', broker=os.environ['CELERY_BROKER_URL'])\n";
const dockerfile = (...lines: readonly string[]) => ['FROM python:3.12-slim', ...lines, ''].join('\n');

/** A repository of Python, and the flows and stores that `towpath init` proposes for it, each as its kind and what is special. */
export interface PythonRepository {
  readonly files: Readonly<Record<string, string>>;
  readonly parts: Readonly<Record<string, string>>;
}

/** Small repositories in the usual shapes, and a few in shapes that tools trip over. */
export const pythonRepositories: Readonly<Record<string, PythonRepository>> = {
  'Flask, a worker and Redis': {
    files: {
      'app.py': `import os\nimport redis\n${flaskApp}db = redis.Redis(host=os.environ["REDIS_HOST"], port=int(os.getenv("REDIS_PORT", "6379")))\n`,
      'worker.py':
        "from redis import Redis\nfrom rq import Worker, Queue\n\nWorker(['mails'], connection=Redis()).work()\n",
      'requirements.txt': 'flask==3.0\nrq\nredis>=5\n',
      Dockerfile: dockerfile('USER 10001', 'EXPOSE 5000', 'CMD ["flask", "run", "--host=0.0.0.0"]'),
      'compose.yaml':
        'services:\n  web:\n    build: .\n    ports: ["8080:5000"]\n    environment: { REDIS_HOST: cache }\n  worker:\n    build: .\n    command: python worker.py\n  cache:\n    image: redis:7.2-alpine\n',
    },
    parts: { web: 'service 5000', mails: 'worker', cache: 'store redis:7.2-alpine' },
  },
  'a monorepo of two images': {
    files: {
      'services/api/pyproject.toml': '[project]\nname = "api"\ndependencies = ["fastapi", "asyncpg>=0.29"]\n',
      'services/api/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
      'services/api/Dockerfile': dockerfile('EXPOSE 8080', 'CMD uvicorn main:app --host 0.0.0.0 --port 8080'),
      'services/mail/pyproject.toml': '[project]\nname = "mail"\n',
      'services/mail/mail/celery.py': celeryApp,
      'services/mail/Dockerfile': dockerfile('USER 2000', 'CMD ["celery", "-A", "mail", "worker"]'),
    },
    parts: { api: 'service 8080', mail: 'worker', postgres: 'store postgres:17.2' },
  },
  'MySQL, MariaDB and Postgres': {
    files: {
      'app.py': `import os\n${flaskApp}first = os.getenv("DATABASE_URL", "mysql+pymysql://root@localhost/shop")\nsecond = os.environ["MYSQL_PASSWORD"]\n`,
      'requirements.txt': 'flask\nPyMySQL\npsycopg2-binary\n',
      'docker-compose-dev.yml': 'services:\n  old:\n    image: mariadb:11.4\n',
    },
    parts: { app: 'service 5000', old: 'store mariadb:11.4', postgres: 'store postgres:17.2' },
  },
  'a Dockerfile for each program': {
    files: {
      'app.py': flaskApp,
      'tasks.py': celeryApp,
      Dockerfile: dockerfile('EXPOSE 5000', 'CMD ["flask", "run", "--host=0.0.0.0"]'),
      'Dockerfile.dev': dockerfile('EXPOSE 5678', 'CMD ["flask", "run", "--debug"]'),
      'Dockerfile.worker': dockerfile('CMD ["celery", "-A", "tasks", "worker"]'),
      'mails.Dockerfile': dockerfile('CMD ["python", "mails.py"]'),
    },
    parts: { web: 'service 5000', worker: 'worker', mails: 'worker' },
  },
  'Dockerfiles that Compose builds from a folder above them': {
    files: {
      'app.py': flaskApp,
      'tasks.py': celeryApp,
      'docker/web/Dockerfile': dockerfile('EXPOSE 5000', 'ENTRYPOINT ["/entrypoint.sh"]'),
      'docker/worker/Dockerfile': dockerfile('ENTRYPOINT ["/entrypoint.sh"]'),
      'docker-compose.yml':
        'services:\n  web:\n    build: { context: ., dockerfile: docker/web/Dockerfile }\n    command: gunicorn app:app -b :5000\n  tasks:\n    build: { context: ., dockerfile: ./docker/worker/Dockerfile }\n    command: celery -A tasks worker\n',
      'docker-compose.override.yml': 'services:\n  web:\n    command: flask run --port 9999\n',
    },
    parts: { web: 'service 5000', tasks: 'worker' },
  },
  'a Dockerfile with arguments': {
    files: {
      'app.py': flaskApp,
      Dockerfile:
        'ARG BASE=python:3.12\nARG WITH=build\nFROM $BASE AS build\nARG PORT=8123\nENV UID=1234 HOME="/app"\nEXPOSE $PORT/tcp\nUSER $UID:$UID\nFROM $WITH\nCMD ["./start.sh"]\n',
    },
    parts: { app: 'service 8123' },
  },
  'a src layout': {
    files: {
      'pyproject.toml': '[project]\nname = "shop"\n[project.scripts]\nshop = "shop.cli:main"\n',
      'src/shop/__init__.py': '',
      'src/shop/app.py': flaskApp,
      'src/shop/cli.py': 'def main():\n    print(1)\n',
    },
    parts: { shop: 'service 5000' },
  },
  uv: {
    files: {
      'pyproject.toml': '[project]\nname = "hooks"\ndependencies = [\n  "fastapi>=0.110",\n  "pymongo",\n]\n',
      'uv.lock': '',
      'main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
      Dockerfile: dockerfile('CMD ["uv", "run", "uvicorn", "main:app", "--port", "9000"]'),
    },
    parts: { web: 'service 9000', mongo: 'store mongo:8.0' },
  },
  poetry: {
    files: {
      'pyproject.toml':
        '[tool.poetry]\nname = "feeds"\n[tool.poetry.dependencies]\npython = "^3.12"\ncelery = { version = "^5", extras = ["redis"] }\n',
      'feeds/celery_app.py': celeryApp,
    },
    parts: { tasks: 'worker', redis: 'store redis:7.4' },
  },
  'Django with Celery and its beat': {
    files: {
      'manage.py': 'from django.core.management import execute_from_command_line\nexecute_from_command_line([])\n',
      'site1/wsgi.py': 'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n',
      'site1/settings.py':
        'import os\nDATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": os.environ["DB_HOST"]}}\n',
      'site1/celery.py': `${celeryApp}app.conf.beat_schedule = {'nightly': {'task': 'a', 'schedule': 3600.0}}\n`,
      'apps/shop/models.py': 'from django.db import models\n',
      'requirements/base.txt': 'django\n',
      'requirements.txt': 'django\ncelery\nredis\n',
      Procfile:
        'web: gunicorn site1.wsgi --bind 0.0.0.0:$PORT\nworker: celery -A site1 worker\nbeat: celery -A site1 beat\n',
    },
    parts: {
      web: 'service 8000',
      worker: 'worker',
      beat: 'worker recreate',
      redis: 'store redis:7.4',
      postgres: 'store postgres:17.2',
    },
  },
  'FastAPI with workers and RabbitMQ': {
    files: {
      'app/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
      'app/worker.py': "from celery import Celery\ncelery = Celery('app', broker='amqp://guest@localhost//')\n",
      'docker-compose.yml':
        'services:\n  api:\n    image: registry.example.org/team/api:1.0\n    build: .\n    command: uvicorn app.main:app --host 0.0.0.0 --port 80\n    environment:\n      - CELERY_BROKER_URL=amqp://guest:guest@queue:5672//\n  jobs:\n    build: .\n    command: [celery, -A, app.worker, worker, -c, "4"]\n  queue:\n    image: rabbitmq:latest\n',
      Dockerfile: dockerfile('USER app'),
    },
    parts: { api: 'service 80', jobs: 'worker', queue: 'store rabbitmq:4.0' },
  },
  'a Prefect project': {
    files: {
      'flows/load.py':
        'from prefect import flow\n\n@flow\ndef load_data():\n    part()\n\n@flow\ndef part():\n    pass\n',
      'flows/clean.py':
        'from prefect import flow\n\n@flow(name="clean-up")\ndef clean():\n    pass\n\nif __name__ == "__main__":\n    clean.serve(name="nightly", cron="0 3 * * *")\n',
      'prefect.yaml':
        'deployments:\n  - name: hourly\n    entrypoint: flows/load.py:load_data\n    schedule: { cron: "0 * * * *" }\n',
      'requirements.txt': 'prefect>=3\n',
    },
    parts: { 'clean-up': 'worker', 'load-data': 'worker' },
  },
  'an Airflow project': {
    files: {
      'dags/load.py':
        "from airflow import DAG\n\nwith DAG('load_data', schedule='@daily') as dag:\n    pass\n\nwith DAG('by_hand', schedule=None) as other:\n    pass\n",
      'requirements.txt': 'apache-airflow\n',
    },
    parts: { 'load-data': 'schedule @daily' },
  },
  'what cookiecutter leaves': {
    files: {
      '{{cookiecutter.project_slug}}/app.py': flaskApp,
      '{{cookiecutter.project_slug}}/Dockerfile':
        'FROM {{cookiecutter.image}}\nUSER {{cookiecutter.user}}\nCMD ["{{cookiecutter.command}}"]\n',
      '{{cookiecutter.project_slug}}/requirements.txt': '{{cookiecutter.requirements}}\n',
      'cookiecutter.json': '{"project_slug": "x"}',
      'setup.py': 'from setuptools import setup\nsetup(name="{{ x }}")\n',
    },
    parts: { 'cookiecutter-project-slug': 'service 5000' },
  },
  'no framework at all': {
    files: { 'main.py': 'print("hello")\n', 'README.md': '# x\n' },
    parts: { web: 'service 8000' },
  },
  'Python 2 in latin-1': {
    files: {
      'old.py': 'print "caf\u00e9"\nexec "x"\n',
      'app.py': `${flaskApp}print "x"\n`,
      'setup.cfg': '[options]\ninstall_requires =\n  flask\n  psycopg2\n',
    },
    parts: { app: 'service 5000', postgres: 'store postgres:17.2' },
  },
  'notebooks and a huge file': {
    files: {
      'analysis.ipynb': '{"cells": []}',
      'generated.py': `from flask import Flask\napp = Flask(__name__)\n${'x = 1\n'.repeat(200_000)}`,
      'requirements.txt': 'jupyter\n',
    },
    parts: { web: 'service 8000' },
  },
  'names that differ in a hyphen or an underscore only': {
    files: {
      'a.py':
        "from airflow import DAG\nDAG('load-data', schedule='@daily')\nDAG('load_data', schedule='@hourly')\nDAG('load data', schedule='@weekly')\n",
    },
    parts: { 'load-data': 'schedule @daily', 'load-data-flow': 'schedule @hourly', 'load-data-2': 'schedule @weekly' },
  },
  'hostile names': {
    files: {
      "it's ${x}`\\/app.py": flaskApp,
      'a.py':
        "from airflow import DAG\nDAG('*/ } ` $\u007b1} \\n \\' x', schedule='@daily')\nDAG('class', schedule='@daily')\nDAG('\u65e5\u672c', schedule='@daily')\n",
      'compose.yaml':
        'services:\n  "it\'s": { image: redis:7.4 }\n  "7": { image: "mongo:8.0" }\n  class: { image: "postgres:17.2" }\n',
    },
    parts: {
      'it-s': 'store redis:7.4',
      '7': 'store mongo:8.0',
      class: 'store postgres:17.2',
      'it-s-x': 'service 5000',
      '1-x': 'schedule @daily',
      'class-flow': 'schedule @daily',
      web: 'schedule @daily',
    },
  },
  'a Dockerfile of stages': {
    files: {
      'app.py': flaskApp,
      Dockerfile:
        'ARG VERSION=3.12\nFROM python:$\u007bVERSION} AS base\nUSER 4321\nEXPOSE 7000\nFROM base AS build\nUSER root\nEXPOSE 1\nRUN make\nFROM base\nCOPY --from=build /x /x\nENTRYPOINT ["tini", "--"]\nCMD gunicorn app:app\n',
    },
    parts: { web: 'service 7000' },
  },
  'Compose with profiles': {
    files: {
      'app.py': flaskApp,
      'compose.yaml':
        'services:\n  web: { build: ., command: flask --app app run -p 6000 }\n  jobs: { build: ., profiles: [jobs], command: rq worker }\n  mongo: { image: mongo:7.0, profiles: [tools] }\n',
    },
    parts: { web: 'service 6000' },
  },
};
