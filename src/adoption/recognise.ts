import { groupBy } from '../data/group-by';
import { type Fields, fieldsOf, itemsOf } from '../equivalence/fields';
import { kindOf, podPath } from '../equivalence/kinds';
import type { FlowKind } from '../model/flow-kinds';
import { routedService } from './flows/route';
import { nameIn, namespaceIn } from './source-object';

/** The objects of an environment that belong to one flow. */
export interface Group {
  readonly kind: FlowKind;
  readonly workload: Fields;
  /** The flow's own Service comes first. */
  readonly services: readonly Fields[];
  readonly routes: readonly Fields[];
  readonly autoscaler: Fields | undefined;
  readonly budget: Fields | undefined;
}

const workloads = ['apps/Deployment', 'apps/StatefulSet', 'batch/Job', 'batch/CronJob'];

/** The objects of each flow, and the other objects. Each object belongs to one flow at most. */
export function recognise(objects: readonly Fields[]): { groups: Group[]; others: Fields[] } {
  const taken = new Set<Fields>();
  const nearby = groupBy(objects, (object) => `${kindOf(object)} ${namespaceIn(object)}`);
  const bare = objects.filter((object) => workloads.includes(kindOf(object))).filter(hasContainers);
  const groups = bare.flatMap((workload): Group[] => {
    const free = (kind: string, test: (object: Fields) => boolean) =>
      (nearby.get(`${kind} ${namespaceIn(workload)}`) ?? []).filter((object) => !taken.has(object) && test(object));
    const isLongRunning = kindOf(workload).startsWith('apps/');
    const services = isLongRunning
      ? free('/Service', (object) => selects(fieldsOf(object.spec).selector, workload))
      : [];
    // A store always has a Service, and a flow has labels that select its pods.
    if (isLongRunning && Object.keys(selectorOf(workload)).length === 0) return [];
    if (kindOf(workload) === 'apps/StatefulSet' && services.length === 0) return [];
    const names = services.map(nameIn);
    const routes = ['networking.k8s.io/Ingress', 'route.openshift.io/Route'].flatMap((kind) =>
      free(kind, (object) => names.includes(routedService(object) ?? '')),
    );
    const own = ownService(services, workload, routes);
    const kind = kindOfFlow(workload, own !== undefined, routes.length > 0);
    const [autoscaler] =
      kind === 'store' || !isLongRunning
        ? []
        : free('autoscaling/HorizontalPodAutoscaler', (object) => scales(object, workload));
    const [budget] = isLongRunning ? free('policy/PodDisruptionBudget', (object) => selectsAll(object, workload)) : [];
    const ordered = own ? [own, ...services.filter((service) => service !== own)] : [];
    const ofFlow = kind === 'service' ? routes.filter((route) => routedService(route) === nameIn(own ?? {})) : [];
    const group = { kind, workload, services: ordered, routes: ofFlow, autoscaler, budget };
    for (const object of objectsOf(group)) taken.add(object);
    return [group];
  });
  return { groups, others: objects.filter((object) => !taken.has(object)) };
}

/** All objects of a flow. */
export function objectsOf({ workload, services, routes, autoscaler, budget }: Group): Fields[] {
  return [workload, ...services, ...routes, ...(autoscaler ? [autoscaler] : []), ...(budget ? [budget] : [])];
}

/** The pod template of a workload. */
export function templateOf(workload: Fields): Fields {
  return (podPath(workload) ?? []).reduce((inner: Fields, key) => fieldsOf(inner[key]), workload);
}

/** The labels of the pods of a workload. */
export function podLabelsOf(workload: Fields): Fields {
  return fieldsOf(fieldsOf(templateOf(workload).metadata).labels);
}

export function selectorOf(workload: Fields): Fields {
  const { matchLabels, matchExpressions } = fieldsOf(fieldsOf(workload.spec).selector);
  return matchExpressions === undefined ? fieldsOf(matchLabels) : {};
}

/** Whether a Service selects the pods of a workload. */
export function selects(selector: unknown, workload: Fields): boolean {
  const labels = podLabelsOf(workload);
  const wanted = Object.entries(fieldsOf(selector));
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

function kindOfFlow(workload: Fields, hasService: boolean, hasRoute: boolean): FlowKind {
  const kind = kindOf(workload);
  if (kind === 'apps/StatefulSet') return 'store';
  if (kind === 'batch/Job') return 'job';
  if (kind === 'batch/CronJob') return 'schedule';
  if (!hasService) return 'worker';
  const volumes = itemsOf(fieldsOf(templateOf(workload).spec).volumes);
  return !hasRoute && volumes.some((volume) => 'persistentVolumeClaim' in volume) ? 'store' : 'service';
}

/** The Service that references to the flow use. */
function ownService(services: readonly Fields[], workload: Fields, routes: readonly Fields[]): Fields | undefined {
  const routed = routes.map(routedService);
  const { serviceName } = fieldsOf(workload.spec);
  return (
    services.find((service) => routed.includes(nameIn(service))) ??
    services.find((service) => nameIn(service) === nameIn(workload)) ??
    services.find((service) => nameIn(service) === serviceName) ??
    services[0]
  );
}

function hasContainers(workload: Fields): boolean {
  return itemsOf(fieldsOf(templateOf(workload).spec).containers).length > 0;
}

function scales({ spec }: Fields, workload: Fields): boolean {
  const { kind, name } = fieldsOf(fieldsOf(spec).scaleTargetRef);
  return kind === workload.kind && name === nameIn(workload);
}

function selectsAll({ spec }: Fields, workload: Fields): boolean {
  const { matchLabels } = fieldsOf(fieldsOf(spec).selector);
  return JSON.stringify(matchLabels) === JSON.stringify(selectorOf(workload));
}
