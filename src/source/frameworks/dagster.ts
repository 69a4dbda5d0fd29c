import type { PythonModule } from '../python/module';
import { isMember } from '../python/names';
import { givenName, scheduleValue, textValue } from '../python/values';
import { type DeploymentOf, type FileFindings, type SourceFlow, sourceFlow } from '../source-flow';
import { computedName } from './computed-name';

/** Finds jobs (`@job`, `define_asset_job`, `graph.to_job`) and the schedules that start them. */
export function dagsterJobs(module: PythonModule): FileFindings {
  const { file } = module;
  const job = (name: string, line: number, originalName: string, description: string): SourceFlow =>
    sourceFlow({
      kind: 'dagster',
      name,
      originalName,
      file,
      line,
      description,
      command: ['dagster', 'job', 'execute', '-f', file, '-j', name],
    });
  const issues: ReturnType<typeof computedName>[] = [];
  const decorated = module.decorated
    .filter(({ target }) => isMember(target, 'dagster', 'job'))
    .flatMap(({ name: symbol, line, docstring, keywords }) => {
      const description = textValue(keywords.get('description'), module) ?? docstring;
      const name = givenName(keywords.get('name'), module, symbol);
      if (name === undefined) issues.push(computedName('The job', file, line));
      return name === undefined ? [] : [job(name, line, symbol, description)];
    });
  const variables = new Map(module.assignments.map(({ target, value }) => [value.from, target]));
  const graphs = module.decorated.filter(({ target }) => isMember(target, 'dagster', 'graph')).map(({ name }) => name);
  const made = module.calls.flatMap((call): SourceFlow[] => {
    const graph = graphs.find((name) => call.target === `${name}.to_job`);
    if (!graph && !isMember(call.target, 'dagster', 'define_asset_job')) return [];
    const given = call.keywords.get('name') ?? call.positional[0];
    const name = given ? textValue(given, module) : graph;
    if (name === undefined) {
      issues.push(computedName('The job', file, call.line));
      return [];
    }
    const description = textValue(call.keywords.get('description'), module) ?? '';
    return [job(name, call.line, variables.get(call.node.from) ?? name, description)];
  });
  return { flows: [...decorated, ...made], deployments: schedulesOf(module, variables), issues };
}

function schedulesOf(module: PythonModule, variables: ReadonlyMap<number, string>): DeploymentOf[] {
  const { file, text } = module;
  const constructed = module.calls
    .filter(({ target }) => isMember(target, 'dagster', 'ScheduleDefinition'))
    .map((call) => ({ ...call, name: variables.get(call.node.from) }));
  const decorated = module.decorated.filter(({ target }) => isMember(target, 'dagster', 'schedule'));
  return [...constructed, ...decorated].flatMap(({ name, line, keywords, positional }): DeploymentOf[] => {
    const job = keywords.get('job');
    const symbol = job ? text.slice(job.from, job.to) : textValue(keywords.get('job_name'), module);
    const schedule = scheduleValue(keywords.get('cron_schedule') ?? positional[0], module);
    const shown = textValue(keywords.get('name'), module) ?? name ?? symbol;
    if (symbol === undefined || shown === undefined) return [];
    return [{ name: shown, file, line, of: { symbol }, ...(schedule !== undefined && { schedule }) }];
  });
}
