import { moduleName, programName } from '../module-name';
import { type PythonModule, variableOf } from '../python/module';
import { childOf } from '../python/syntax';
import { mapEntries, scheduleValue, textValue } from '../python/values';
import { type FileFindings, type SourceDeployment, type SourceFlow, sourceFlow } from '../source-flow';

const applications = ['celery.Celery', 'celery.app.Celery', 'celery.app.base.Celery'];

/** Finds applications of Celery, and the schedules of its beat. */
export function celeryFlows(module: PythonModule): FileFindings {
  const { file, docstring } = module;
  const apps = module.calls
    .filter(({ target }) => applications.includes(target))
    .map((call): SourceFlow => {
      const variable = variableOf(call, module) ?? 'app';
      return sourceFlow({
        kind: 'celery',
        name: textValue(call.keywords.get('main') ?? call.positional[0], module) ?? programName(file),
        originalName: variable,
        file,
        line: call.line,
        description: docstring,
        command: ['celery', '-A', moduleName(file), 'worker'],
      });
    });
  const entries = beatEntries(module);
  const [first] = entries;
  if (!first) return { flows: apps };
  const beat = sourceFlow({
    kind: 'celery-beat',
    name: `${apps[0]?.name ?? programName(file)}-beat`,
    originalName: 'beat_schedule',
    file,
    line: first.line,
    description: docstring,
    command: ['celery', '-A', moduleName(file), 'beat'],
  });
  return { flows: [...apps, { ...beat, deployments: entries }] };
}

/** The entries of `beat_schedule` and of the older `CELERYBEAT_SCHEDULE`, and the calls of `add_periodic_task`. */
function beatEntries(module: PythonModule): SourceDeployment[] {
  const maps = module.assignments
    .filter(({ target }) => /(?:^|\.|\[["'])(?:beat_schedule|(?:CELERY_?)?BEAT_SCHEDULE)(?:["']\])?$/.test(target))
    .map(({ value }) => value);
  for (const { keywords, positional } of module.calls.filter(({ target }) => target.endsWith('.conf.update'))) {
    const value = keywords.get('beat_schedule') ?? new Map(mapEntries(positional[0], module)).get('beat_schedule');
    if (value) maps.push(value);
  }
  const single = module.assignments.flatMap(({ target, value }) => {
    const name = /(?:beat_schedule|BEAT_SCHEDULE)(?:["']\])?\[["']([^"'\]]{1,200})["']\]$/.exec(target)?.[1];
    return name === undefined ? [] : [[name, value] as const];
  });
  const entries = [...maps.flatMap((value) => mapEntries(value, module)), ...single].map(([name, entry]) => {
    const schedule = scheduleValue(new Map(mapEntries(entry, module)).get('schedule'), module);
    return deployment(name, module.file, module.lineAt(entry.from), schedule);
  });
  const calls = module.calls
    .filter(({ node }) => endsWith(node.firstChild, '.add_periodic_task', module))
    .map(({ positional, keywords, line }) => {
      const [when, task] = positional;
      const signature = task && (childOf(task, 'MemberExpression') ?? task);
      const shown = signature ? module.text.slice(signature.from, signature.to).replace(/\.si?$/, '') : 'task';
      const name = textValue(keywords.get('name'), module) ?? shown;
      return deployment(name, module.file, line, scheduleValue(when, module));
    });
  return [...entries, ...calls];
}

function deployment(name: string, file: string, line: number, schedule: string | undefined): SourceDeployment {
  return { name, file, line, ...(schedule !== undefined && { schedule }) };
}

function endsWith(node: { from: number; to: number } | null, end: string, { text }: PythonModule): boolean {
  return node !== null && text.slice(node.from, node.to).endsWith(end);
}
