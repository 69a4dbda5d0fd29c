import { dashed } from '../../../adoption/words';
import { expectedSchedule } from '../../../model/cron';
import { dockerfileProgram } from '../../../source/manifests/file-names';
import type { ImageSetup, Setup } from '../../../source/setup/setup';
import type { SourceFlow } from '../../../source/source-flow';
import { containerCommand, portIn, usualPort } from './command';
import { flowId, freeId } from './flow-id';
import type { Guess, ProposedFlow, ProposedImage } from './proposal';
import { imageOfFile } from './propose-images';

interface Parts {
  readonly setup: Setup;
  readonly images: readonly ProposedImage[];
  /** Ids that are taken. */
  readonly ids: Set<string>;
}

/** The flows of the source that a cluster can start, and one flow for each image that starts none of them. */
export function proposeFlows(
  found: readonly SourceFlow[],
  { setup, images, ids }: Parts,
): { flows: ProposedFlow[]; guesses: Guess[] } {
  const flows: ProposedFlow[] = [];
  const guesses: Guess[] = [];
  const chosen = chosenFlows(found);
  for (const source of chosen) {
    const image = imageOfFlow(source, setup, images);
    const kind = kindOf(source);
    if (!image) continue;
    const from = source.commandFrom ?? source;
    if (!kind) {
      guesses.push({
        text: `${source.kind} \`${source.name}\` is left out: it has no schedule that a cluster knows`,
        from,
      });
      continue;
    }
    const own = setup.images.find(({ file }) => file === image.file);
    const port = kind === 'service' ? portOf(source, image, own, setup) : undefined;
    if (port) guesses.push(port.guess);
    const id = flowId(source, ids);
    const isOwnCommand = isOfImage(source, own, chosen, image, images);
    flows.push({
      ...{ id, kind, image, from: { file: from.file, line: from.line }, source },
      ...(port && { port: port.port }),
      ...(kind === 'schedule' && { schedule: source.schedule ?? '' }),
      ...(source.kind === 'celery-beat' && { isSingle: true }),
      ...(!isOwnCommand && { command: commandOf(source, image.folder, port?.port) }),
    });
    if (!source.commandFrom && !isOwnCommand)
      guesses.push({ text: `\`${id}\` is started by the usual command of its framework`, from });
  }
  const started = new Set(flows.map(({ image }) => image));
  for (const image of images.filter((one) => !started.has(one))) flows.push(ofImage(image, setup, ids));
  return { flows, guesses };
}

/** The image that a service of Compose builds for a flow, or the one of the nearest Dockerfile. */
function imageOfFlow(
  { commandFrom, file }: SourceFlow,
  { services }: Setup,
  images: readonly ProposedImage[],
): ProposedImage | undefined {
  const service = services.find((one) => one.name === commandFrom?.name && one.file === commandFrom.file);
  const built = service?.build && images.find((image) => image.file === service.build?.file);
  return built ?? imageOfFile(commandFrom?.file ?? file, images) ?? images[0];
}

/** Flows that somebody starts by hand, and those that other flows start, are left out if there are others. */
function chosenFlows(found: readonly SourceFlow[]): readonly SourceFlow[] {
  const running = found.filter(({ kind }) => !['nox', 'script', 'main', 'prefect-deployment'].includes(kind));
  const isStarted = (flow: SourceFlow) =>
    flow.deployments !== undefined || flow.schedule !== undefined || flow.command[0] === 'python';
  const prefect = running.filter((flow) => flow.kind === 'prefect');
  const wanted = prefect.some(isStarted)
    ? running.filter((flow) => flow.kind !== 'prefect' || isStarted(flow))
    : running;
  return wanted.length > 0 ? wanted : found.filter(({ kind }) => kind === 'script');
}

function kindOf({ kind, schedule, command, deployments }: SourceFlow): ProposedFlow['kind'] | undefined {
  if (kind === 'web') return 'service';
  if (['celery', 'celery-beat', 'rq', 'script'].includes(kind)) return 'worker';
  const isLegal = schedule !== undefined && expectedSchedule(schedule) === undefined;
  // A flow of Prefect that is served waits for its runs.
  if (kind === 'prefect') return isLegal && command[0] === 'python' && !deployments ? 'schedule' : 'worker';
  return isLegal ? 'schedule' : undefined;
}

function commandOf(source: SourceFlow, folder: string, port: number | undefined): readonly string[] {
  // Without a scheduler of Airflow, `dags test` runs a DAG once and ends.
  if (source.kind === 'airflow') return ['airflow', 'dags', 'test', source.name];
  return containerCommand(source, folder, port);
}

/** Whether an image starts a flow by itself: its command names it, or names a program of its own and this is its web flow. */
function isOfImage(
  source: SourceFlow,
  own: ImageSetup | undefined,
  all: readonly SourceFlow[],
  image: ProposedImage,
  images: readonly ProposedImage[],
): boolean {
  if (!own?.command) return false;
  if (source.commandFrom) return source.commandFrom.file === own.file;
  if (all.some(({ commandFrom }) => commandFrom?.file === own.file)) return false;
  const here = all.filter((flow) => !flow.commandFrom && imageOfFile(flow.file, images) === image);
  const first = here.find(({ kind }) => kind === 'web') ?? here[0];
  return first === source;
}

function portOf(
  source: SourceFlow,
  image: ProposedImage,
  own: ImageSetup | undefined,
  { services }: Setup,
): { port: number; guess: Guess } {
  const { commandFrom } = source;
  const stated = commandFrom && portIn(source.command);
  const say = (port: number, text: string, from: Guess['from']) => ({
    port,
    guess: { text: `port ${port} ${text}`, ...(from && { from }) },
  });
  if (stated) return say(stated, 'is in the command', commandFrom);
  const [exposed] = own?.ports ?? [];
  if (own && exposed) return say(exposed.port, 'is exposed', { file: own.file, line: exposed.line });
  const service = services.find(
    ({ name, build, ports }) =>
      ports.length > 0 && (name === commandFrom?.name || (build && build.file === image.file)),
  );
  const [published] = service?.ports ?? [];
  if (published !== undefined) return say(published, 'is the port of a service', service);
  return say(usualPort(source.command), 'is the usual one of the framework', source);
}

/** The flow of an image that starts none of the flows of the source. */
function ofImage(image: ProposedImage, setup: Setup, ids: Set<string>): ProposedFlow {
  const own = setup.images.find(({ file }) => file === image.file);
  const [exposed] = own?.ports ?? [];
  const wanted = dashed(dockerfileProgram(own?.file ?? '') || (image.folder.split('/').at(-1) ?? ''), 40) || 'web';
  const id = freeId(wanted, ids);
  const from = { file: own?.file ?? '', line: exposed?.line ?? own?.command?.line ?? 1 };
  // Without a Dockerfile nothing says what the image does. A service is what most people begin with.
  if (!own || exposed) return { id, kind: 'service', image, port: exposed?.port ?? 8000, from };
  return { id, kind: 'worker', image, from };
}
