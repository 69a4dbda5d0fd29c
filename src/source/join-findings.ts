import { posix } from 'node:path';
import { compareTexts } from '../data/compare-texts';
import { groupBy } from '../data/group-by';
import { foldersAbove } from '../files/folders-above';
import { moduleName } from './module-name';
import {
  type DeploymentOf,
  type FileFindings,
  type FoundCommand,
  type SourceDeployment,
  type SourceFlow,
  sourceFlow,
} from './source-flow';

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
  const webFiles = new Set(web.map(({ file }) => file));
  const webBelow = flowsBelow(web);
  const byStart = groupBy(flows, startOf);
  const workers = flows.filter(({ kind, command }) => kind === 'rq' && command[0] === 'python');
  const queuesOfWorkers = new Set(workers.map(({ name }) => name));
  const queues = new Set<string>();
  return flows.filter((flow) => {
    if (flow.kind === 'rq') {
      // A file may only name the queue of a worker, which is in another file.
      const hasWorker = flow.command[0] !== 'python' && queuesOfWorkers.has(flow.name);
      return !queues.has(flow.name) && !hasWorker && queues.add(flow.name);
    }
    if (flow.kind === 'main') return byStart.get(startOf(flow))?.length === 1;
    if (flow.kind !== 'web') return true;
    const isAsgi = posix.basename(flow.file) === 'asgi.py' && flow.originalName === 'application';
    if (isAsgi) return !webFiles.has(flow.file.replace(/asgi\.py$/, 'wsgi.py'));
    // `manage.py` starts the project in its folder, which is listed if the folder has another web application.
    return flow.originalName !== 'manage' || webBelow.get(posix.dirname(flow.file))?.length === 1;
  });
}

/** Identifies how a flow is started: its file and its command. */
function startOf({ file, command }: SourceFlow): string {
  return JSON.stringify([file, command.join(' ')]);
}

/** The flows in or below each folder. The folder that was searched is `.`. */
function flowsBelow(flows: readonly SourceFlow[]): ReadonlyMap<string, readonly SourceFlow[]> {
  const below = new Map<string, SourceFlow[]>();
  for (const flow of flows) {
    for (const folder of foldersAbove(flow.file)) {
      const known = below.get(folder);
      if (known) known.push(flow);
      else below.set(folder, [flow]);
    }
  }
  return below;
}

function withCommands(flows: readonly SourceFlow[], commands: readonly FoundCommand[]): SourceFlow[] {
  const below = flowsBelow(flows);
  const started = new Map<SourceFlow, SourceFlow>();
  const own = new Map<string, SourceFlow>();
  for (const { module, ...command } of commands) {
    const place = { name: command.name, file: command.file, line: command.line };
    const flow = startedBy(command, module, below.get(posix.dirname(command.file)) ?? []);
    // The first file that starts a flow says how.
    if (flow && !flow.commandFrom && !started.has(flow))
      started.set(flow, { ...flow, command: command.command, commandFrom: place });
    if (flow) continue;
    const key = `${command.kind} ${module ?? command.command.join(' ')}`;
    if (!own.has(key)) own.set(key, sourceFlow({ ...command, commandFrom: place }));
  }
  return [...flows.map((flow) => started.get(flow) ?? flow), ...own.values()];
}

/**
 * The flow that a command starts: that of its module or, for a command that names none, the only one of its kind.
 * @param flows the flows in or below the folder of the command
 */
function startedBy(
  { kind }: FoundCommand,
  module: string | undefined,
  flows: readonly SourceFlow[],
): SourceFlow | undefined {
  const near = flows.filter((flow) => flow.kind === kind);
  if (module !== undefined) return near.find((flow) => isOfModule(flow, module));
  return kind !== 'rq' && near.length === 1 ? near[0] : undefined;
}

function isOfModule(flow: SourceFlow, module: string): boolean {
  const name = moduleName(flow.file);
  const isNamed = (wanted: string) => name === wanted || name.endsWith(`.${wanted}`);
  // Celery finds the application in `shop/celery.py` for `-A shop`.
  return isNamed(module) || (flow.kind.startsWith('celery') && isNamed(`${module}.celery`));
}

function withDeployments(flows: readonly SourceFlow[], deployments: readonly DeploymentOf[]): SourceFlow[] {
  const deployable = flows.filter(({ kind }) => kind === 'prefect' || kind === 'dagster');
  const bySymbol = groupBy(deployable, ({ originalName }) => originalName);
  const byName = groupBy(deployable, ({ name }) => name);
  const started = new Map<SourceFlow, SourceDeployment[]>();
  const own: SourceFlow[] = [];
  for (const { of, ...deployment } of deployments) {
    const folder = posix.dirname(deployment.file);
    const places = [of.file, of.file !== undefined && posix.join(folder, of.file)];
    const starts = ({ file }: SourceFlow) => of.file === undefined || places.includes(file);
    // A deployment refers to the name in the code; only a schedule of Dagster may have the name of a job.
    const flow = bySymbol.get(of.symbol)?.find(starts) ?? byName.get(of.symbol)?.find(starts);
    if (flow) started.set(flow, [...(started.get(flow) ?? flow.deployments ?? []), deployment]);
    else
      own.push(sourceFlow({ ...deployment, kind: 'prefect-deployment', command: runOf(of.symbol, deployment.name) }));
  }
  const joined = flows.map((flow) => {
    const all = started.get(flow);
    return all ? { ...flow, deployments: all } : flow;
  });
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
