import type { Issue } from '../../diagnostics';
import type { PythonModule } from '../python/module';
import { isMember } from '../python/names';
import { scheduleValue, textValue } from '../python/values';
import { type FileFindings, type SourceFlow, sourceFlow } from '../source-flow';
import { computedName } from './computed-name';

/** The names of the schedule in Airflow 2 and 3. */
const scheduleArguments = ['schedule', 'schedule_interval', 'timetable'];

/** Finds DAGs: `DAG(…)` and functions with `@dag`, imported as Airflow 1, 2 and 3 have it. */
export function airflowDags(module: PythonModule): FileFindings {
  const issues: Issue[] = [];
  const flows: SourceFlow[] = [];
  const add = (
    name: string | undefined,
    { keywords, line }: Pick<PythonModule['calls'][number], 'keywords' | 'line'>,
    originalName: string | undefined,
    docstring: string,
  ) => {
    if (name === undefined) {
      issues.push(computedName('The DAG', module.file, line));
      return;
    }
    const given = scheduleArguments.map((key) => keywords.get(key)).find((node) => node !== undefined);
    flows.push(
      sourceFlow({
        kind: 'airflow',
        name,
        originalName: originalName ?? name,
        file: module.file,
        line,
        description: textValue(keywords.get('description') ?? keywords.get('doc_md'), module) ?? docstring,
        command: ['airflow', 'dags', 'trigger', name],
        schedule: scheduleValue(given, module),
      }),
    );
  };
  for (const call of module.calls) {
    if (!isMember(call.target, 'airflow', 'DAG')) continue;
    add(textValue(call.keywords.get('dag_id') ?? call.positional[0], module), call, undefined, module.docstring);
  }
  for (const decorated of module.decorated) {
    if (!isMember(decorated.target, 'airflow', 'dag')) continue;
    const given = decorated.keywords.get('dag_id') ?? decorated.positional[0];
    const name = given ? textValue(given, module) : decorated.name;
    add(name, decorated, decorated.name, decorated.docstring);
  }
  return { flows, issues };
}
