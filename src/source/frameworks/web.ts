import { posix } from 'node:path';
import type { SyntaxNode } from '@lezer/common';
import { moduleName, programName } from '../module-name';
import { type Call, type PythonModule, variableOf } from '../python/module';
import { childOf } from '../python/syntax';
import { textValue } from '../python/values';
import { type FileFindings, sourceFlow } from '../source-flow';

/** @param factory the function that makes the application, if the module has no variable for it */
type Command = (module: string, name: string, factory: string | undefined) => string[];

/** The names that Flask looks for in a module. @see https://flask.palletsprojects.com/en/stable/cli/#application-discovery */
const flaskNames = ['app', 'application', 'create_app', 'make_app'];

/** The classes of applications, each with the command that starts an application of this class. */
const servers: readonly { classes: readonly string[]; command: Command }[] = [
  {
    classes: ['flask.Flask', 'flask.app.Flask'],
    command: (module, name, factory = name) => [
      'flask',
      '--app',
      flaskNames.includes(factory) ? module : `${module}:${factory}`,
      'run',
    ],
  },
  {
    classes: [
      ...['fastapi.FastAPI', 'fastapi.applications.FastAPI'],
      ...['starlette.applications.Starlette', 'django.core.asgi.get_asgi_application'],
    ],
    command: (module, name, factory) =>
      factory === undefined ? ['uvicorn', `${module}:${name}`] : ['uvicorn', '--factory', `${module}:${factory}`],
  },
  {
    classes: ['django.core.wsgi.get_wsgi_application'],
    command: (module, name) => ['gunicorn', `${module}:${name}`],
  },
];

/**
 * The variable of a module that holds an application: also one that a function of the file returns, as in
 * `app = create_app()`. Undefined if there is none.
 */
function applicationName(call: Call, module: PythonModule): string | undefined {
  const factory = factoryOf(call, module);
  const made = factory === undefined ? call : module.calls.find(({ target }) => target === factory);
  const variable = made && variableOf(made, module);
  if (factory === undefined) return variable?.includes('.') === false ? variable : 'app';
  return variable;
}

/** The function of the file whose body has a call. Methods of classes are none. */
function factoryOf({ node }: Call, { text }: PythonModule): string | undefined {
  let found: SyntaxNode | undefined;
  for (let outer = node.parent; outer; outer = outer.parent) {
    if (outer.name === 'ClassDefinition') return undefined;
    if (outer.name === 'FunctionDefinition') found = outer;
  }
  const name = found && childOf(found, 'VariableName');
  return name && text.slice(name.from, name.to);
}

/** Finds applications of Flask, FastAPI, Starlette and Django. */
export function webApplications(module: PythonModule): FileFindings {
  const { file } = module;
  const flows = module.calls.flatMap((call) => {
    const server = servers.find(({ classes }) => classes.includes(call.target));
    if (!server) return [];
    const variable = applicationName(call, module);
    const factory = variable === undefined ? factoryOf(call, module) : undefined;
    return [
      sourceFlow({
        kind: 'web',
        name: programName(file),
        originalName: variable ?? 'app',
        file,
        line: call.line,
        description: textValue(call.keywords.get('description'), module) ?? module.docstring,
        command: server.command(moduleName(file), variable ?? 'app', factory),
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
