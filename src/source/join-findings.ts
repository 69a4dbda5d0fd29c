import { posix } from 'node:path';
import { compareTexts } from '../data/compare-texts';
import { moduleName } from './module-name';
import { type DeploymentOf, type FileFindings, type FoundCommand, type SourceFlow, sourceFlow } from './source-flow';

/**
 * Joins what the files of a repository declare: deployments go to the flows that they start, and the commands of
 * Procfiles, Dockerfiles and Compose files to the programs that they start. What has no flow becomes one of its own.
 */
export function joinFindings(findings: readonly FileFindings[]): SourceFlow[] {
  const flows = withoutRepeated(findings.flatMap((found) => found.flows ?? []));
  const deployments = findings.flatMap((found) => found.deployments ?? []);
  const commands = findings.flatMap((found) => found.commands ?? []);
  const all = withDeployments(withCommands(flows, commands), deployments);
  return withUniqueIds(all.sort((a, b) => compareTexts(a.file, b.file) || a.line - b.line));
}

/** Removes repeated flows: a Django project, a queue that several files name, and a file that starts a flow which is listed. */
function withoutRepeated(flows: readonly SourceFlow[]): SourceFlow[] {
  const web = flows.filter(({ kind }) => kind === 'web');
  const folder = (flow: SourceFlow) => flow.grouping.join('/');
  const queues = new Set<string>();
  return flows.filter((flow) => {
    if (flow.kind === 'rq') return !queues.has(flow.name) && !isQueueOf(flow, flows) && queues.add(flow.name);
    if (flow.kind === 'main') return !flows.some((other) => other !== flow && isSameStart(other, flow));
    if (flow.kind !== 'web') return true;
    const isAsgi = posix.basename(flow.file) === 'asgi.py' && flow.originalName === 'application';
    if (isAsgi) return !web.some(({ file }) => file === flow.file.replace(/asgi\.py$/, 'wsgi.py'));
    if (flow.originalName !== 'manage') return true;
    return !web.some((other) => other !== flow && isWithin(folder(other), folder(flow)));
  });
}

/** Whether another file is the worker of a queue that this one only names. */
function isQueueOf({ name, command }: SourceFlow, flows: readonly SourceFlow[]): boolean {
  const isWorker = (flow: SourceFlow) => flow.kind === 'rq' && flow.name === name && flow.command[0] === 'python';
  return command[0] !== 'python' && flows.some(isWorker);
}

function isSameStart(one: SourceFlow, other: SourceFlow): boolean {
  return one.file === other.file && one.command.join(' ') === other.command.join(' ');
}

function withCommands(flows: readonly SourceFlow[], commands: readonly FoundCommand[]): SourceFlow[] {
  const joined = [...flows];
  const own = new Map<string, SourceFlow>();
  for (const { module, ...command } of commands) {
    const place = { name: command.name, file: command.file, line: command.line };
    const flow = startedBy(command, module, joined);
    // The first file that starts a flow says how.
    if (flow && !flow.commandFrom)
      joined[joined.indexOf(flow)] = { ...flow, command: command.command, commandFrom: place };
    if (flow) continue;
    const key = `${command.kind} ${module ?? command.command.join(' ')}`;
    if (!own.has(key)) own.set(key, sourceFlow({ ...command, commandFrom: place }));
  }
  return [...joined, ...own.values()];
}

/** The flow that a command starts: that of its module or, for a command that names none, the only one of its kind. */
function startedBy(
  { kind, file }: FoundCommand,
  module: string | undefined,
  flows: readonly SourceFlow[],
): SourceFlow | undefined {
  const folder = posix.dirname(file);
  const near = flows.filter((flow) => flow.kind === kind && isWithin(flow.file, folder === '.' ? '' : folder));
  if (module !== undefined) return near.find((flow) => isOfModule(flow, module));
  const isGuess = kind !== 'rq' && near.length === 1;
  return isGuess ? near[0] : undefined;
}

function isOfModule(flow: SourceFlow, module: string): boolean {
  const name = moduleName(flow.file);
  const isNamed = (wanted: string) => name === wanted || name.endsWith(`.${wanted}`);
  // Celery finds the application in `shop/celery.py` for `-A shop`.
  return isNamed(module) || (flow.kind.startsWith('celery') && isNamed(`${module}.celery`));
}

function withDeployments(flows: readonly SourceFlow[], deployments: readonly DeploymentOf[]): SourceFlow[] {
  const joined = [...flows];
  const own: SourceFlow[] = [];
  for (const { of, ...deployment } of deployments) {
    const folder = posix.dirname(deployment.file);
    const places = [of.file, of.file !== undefined && posix.join(folder, of.file)];
    const starts = ({ kind, file }: SourceFlow) =>
      (kind === 'prefect' || kind === 'dagster') && (of.file === undefined || places.includes(file));
    // A deployment refers to the name in the code; only a schedule of Dagster may have the name of a job.
    const named = joined.findIndex((flow) => starts(flow) && flow.originalName === of.symbol);
    const at = named !== -1 ? named : joined.findIndex((flow) => starts(flow) && flow.name === of.symbol);
    const flow = joined[at];
    if (flow) joined[at] = { ...flow, deployments: [...(flow.deployments ?? []), deployment] };
    else
      own.push(sourceFlow({ ...deployment, kind: 'prefect-deployment', command: runOf(of.symbol, deployment.name) }));
  }
  return [...joined, ...own].map(withCommonSchedule);
}

function runOf(flow: string, deployment: string): string[] {
  return ['prefect', 'deployment', 'run', `${flow.replaceAll('_', '-')}/${deployment}`];
}

/** A flow has the schedule of its deployments if they agree. The beat of Celery runs all the time. */
function withCommonSchedule(flow: SourceFlow): SourceFlow {
  if (flow.kind === 'celery-beat') return flow;
  const schedules = new Set((flow.deployments ?? []).flatMap(({ schedule }) => schedule ?? []));
  const [schedule] = schedules;
  return flow.schedule === undefined && schedules.size === 1 && schedule ? { ...flow, schedule } : flow;
}

function withUniqueIds(flows: readonly SourceFlow[]): SourceFlow[] {
  const counts = new Map<string, number>();
  return flows.map((flow) => {
    const count = (counts.get(flow.id) ?? 0) + 1;
    counts.set(flow.id, count);
    return count === 1 ? flow : { ...flow, id: `${flow.id}#${count}` };
  });
}

function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}
