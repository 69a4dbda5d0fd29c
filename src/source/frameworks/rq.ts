import type { PythonModule } from '../python/module';
import { isMember } from '../python/names';
import { textValue, textValues } from '../python/values';
import { type FileFindings, sourceFlow } from '../source-flow';

/** Finds the queues of RQ, and files that are workers themselves. */
export function rqWorkers(module: PythonModule): FileFindings {
  const { file } = module;
  const queues = module.calls
    .filter(({ target }) => isMember(target, 'rq', 'Queue'))
    .map(({ keywords, positional, line }) => {
      const given = keywords.get('name') ?? positional[0];
      return { line, name: textValue(given, module) ?? 'default', isNamed: !given || textValue(given, module) };
    })
    .filter(({ isNamed }) => isNamed);
  const jobs = module.decorated
    .filter(({ target }) => isMember(target, 'rq', 'job'))
    .flatMap(({ keywords, positional, line }) =>
      textValues(keywords.get('queue') ?? positional[0], module).map((name) => ({ line, name })),
    );
  const workers = module.calls
    .filter(({ target }) => isMember(target, 'rq', 'Worker') || isMember(target, 'rq', 'SimpleWorker'))
    .flatMap(({ keywords, positional, line }) => {
      const names = textValues(keywords.get('queues') ?? positional[0], module);
      return (names.length > 0 ? names : ['default']).map((name) => ({ line, name, command: ['python', file] }));
    });
  // The first place of a queue stands for it. A worker says how it is started.
  const found = new Map<string, { line: number; name: string; command?: string[] }>();
  for (const place of [...workers, ...queues, ...jobs]) if (!found.has(place.name)) found.set(place.name, place);
  const flows = [...found.values()].map(({ name, line, command }) =>
    sourceFlow({
      kind: 'rq',
      name,
      file,
      line,
      description: module.docstring,
      command: command ?? ['rq', 'worker', name],
    }),
  );
  return { flows };
}
