import { groupBy } from '../data/group-by';
import { type Fields, fieldsOf, itemsOf } from '../equivalence/fields';
import { kindOf } from '../equivalence/kinds';
import type { FlowKind } from '../model/flow-kinds';
import { routedService } from './flows/route';
import { templateOf } from './pods';
import { selectable, selectorOf } from './selectors';
import { nameIn, namespaceIn, placeIn } from './source-object';

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
const routeKinds = ['networking.k8s.io/Ingress', 'route.openshift.io/Route'];

/** The objects of each flow, and the other objects. Each object belongs to one flow at most. */
export function recognise(objects: readonly Fields[]): { groups: Group[]; others: Fields[] } {
  const taken = new Set<Fields>();
  const isFree = (object: Fields) => !taken.has(object);
  const find = finders(objects);
  const groups = find.workloads.flatMap((workload): Group[] => {
    const isLongRunning = kindOf(workload).startsWith('apps/');
    const services = isLongRunning ? find.services(workload).filter(isFree) : [];
    // A store always has a Service, and a flow has labels that select its pods.
    if (isLongRunning && Object.keys(selectorOf(workload)).length === 0) return [];
    if (kindOf(workload) === 'apps/StatefulSet' && services.length === 0) return [];
    const routes = find.routes(services).filter(isFree);
    const own = ownService(services, workload, routes);
    const kind = kindOfFlow(workload, own !== undefined, routes.length > 0);
    const [autoscaler] = kind === 'store' || !isLongRunning ? [] : find.autoscalers(workload).filter(isFree);
    const [budget] = isLongRunning ? find.budgets(workload).filter(isFree) : [];
    const ordered = own ? [own, ...services.filter((service) => service !== own)] : [];
    const ofFlow = kind === 'service' ? routes.filter((route) => routedService(route) === nameIn(own ?? {})) : [];
    const group = { kind, workload, services: ordered, routes: ofFlow, autoscaler, budget };
    for (const object of objectsOf(group)) taken.add(object);
    return [group];
  });
  return { groups, others: objects.filter(isFree) };
}

/** Finds the workloads of an environment, and the objects that belong to each. All are looked up, because there may be many. */
function finders(objects: readonly Fields[]) {
  const byKind = groupBy(objects, kindOf);
  const lookUp = (kind: string, keyOf: (object: Fields) => unknown) => {
    const found = groupBy(byKind.get(kind) ?? [], (object) => placeIn(namespaceIn(object), keyOf(object)));
    return (near: Fields, key: unknown): readonly Fields[] => found.get(placeIn(namespaceIn(near), key)) ?? [];
  };
  const bare = objects.filter((object) => workloads.includes(kindOf(object)) && hasContainers(object));
  const selectedBy = selectable(bare);
  const selected = (byKind.get('/Service') ?? []).flatMap((service) =>
    selectedBy(service).map((workload) => ({ service, workload })),
  );
  const services = groupBy(selected, ({ workload }) => workload);
  const routes = routeKinds.map((kind) => lookUp(kind, routedService));
  const autoscalers = lookUp('autoscaling/HorizontalPodAutoscaler', ({ spec }) => {
    const { kind, name } = fieldsOf(fieldsOf(spec).scaleTargetRef);
    return [kind, name];
  });
  const budgets = lookUp('policy/PodDisruptionBudget', ({ spec }) => fieldsOf(fieldsOf(spec).selector).matchLabels);
  return {
    workloads: bare,
    services: (workload: Fields) => (services.get(workload) ?? []).map(({ service }) => service),
    routes: (to: readonly Fields[]) => {
      const byName = new Map(to.map((service) => [nameIn(service), service]));
      return routes.flatMap((find) => [...byName].flatMap(([name, service]) => find(service, name)));
    },
    autoscalers: (workload: Fields) => autoscalers(workload, [workload.kind, nameIn(workload)]),
    budgets: (workload: Fields) => budgets(workload, selectorOf(workload)),
  };
}

/** All objects of a flow. */
export function objectsOf({ workload, services, routes, autoscaler, budget }: Group): Fields[] {
  return [workload, ...services, ...routes, ...(autoscaler ? [autoscaler] : []), ...(budget ? [budget] : [])];
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
