import { posix } from 'node:path';
import { moduleName, programName } from '../module-name';
import { type PythonModule, variableOf } from '../python/module';
import { textValue } from '../python/values';
import { type FileFindings, sourceFlow } from '../source-flow';

/** The program that starts an application of each class, and how it names the application. */
const servers: readonly { classes: readonly string[]; command: (module: string, name: string) => string[] }[] = [
  {
    classes: ['flask.Flask', 'flask.app.Flask'],
    command: (module, name) => ['flask', '--app', name === 'app' ? module : `${module}:${name}`, 'run'],
  },
  {
    classes: [
      ...['fastapi.FastAPI', 'fastapi.applications.FastAPI'],
      ...['starlette.applications.Starlette', 'django.core.asgi.get_asgi_application'],
    ],
    command: (module, name) => ['uvicorn', `${module}:${name}`],
  },
  {
    classes: ['django.core.wsgi.get_wsgi_application'],
    command: (module, name) => ['gunicorn', `${module}:${name}`],
  },
];

/** Finds applications of Flask, FastAPI, Starlette and Django. */
export function webApplications(module: PythonModule): FileFindings {
  const { file } = module;
  const flows = module.calls.flatMap((call) => {
    const server = servers.find(({ classes }) => classes.includes(call.target));
    if (!server) return [];
    const variable = variableOf(call, module) ?? 'app';
    return [
      sourceFlow({
        kind: 'web',
        name: programName(file),
        originalName: variable,
        file,
        line: call.line,
        description: textValue(call.keywords.get('description'), module) ?? module.docstring,
        command: server.command(moduleName(file), variable),
      }),
    ];
  });
  return { flows: [...flows, ...managed(module)] };
}

/** A `manage.py` of Django. */
function managed({ file, calls, docstring }: PythonModule) {
  const started = calls.find(({ target }) => target === 'django.core.management.execute_from_command_line');
  if (!started || posix.basename(file) !== 'manage.py') return [];
  const command = ['python', file, 'runserver'];
  const name = programName(file);
  return [
    sourceFlow({
      kind: 'web',
      name,
      originalName: 'manage',
      file,
      line: started.line,
      description: docstring,
      command,
    }),
  ];
}
