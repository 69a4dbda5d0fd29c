import { type Fields, fieldsOf } from '../equivalence/fields';
import { type FlowKind, longRunningKinds } from '../model/flow-kinds';
import { mainFirst, readPod } from './flows/pod';
import { type ReadPort, readPorts } from './flows/ports';
import { type FindFlow, readRoute } from './flows/route';
import { readAutoscaler, readBudget } from './flows/scaling';
import { readFurther, readService } from './flows/services';
import { readJob, readLongRunning, readSchedule } from './flows/workload';
import { type FlowNaming, patternOf, patternsOf } from './naming';
import { podLabelsOf, templateOf } from './pods';
import type { Group } from './recognise';
import { type Address, addressOf } from './references/address';
import { selectorOf } from './selectors';
import { nameIn, namespaceIn } from './source-object';
import { areEqual, filled, textsOf } from './values';

/** A flow in one environment. */
export interface FlowDraft {
  readonly id: string;
  readonly kind: FlowKind;
  /** Properties of the model, without those of names and labels. */
  readonly props: Readonly<Record<string, unknown>>;
  readonly naming: FlowNaming;
  /** The namespace that its objects name. */
  readonly namespace: string | undefined;
  /** Where other flows reach it; undefined if it has no Service. */
  readonly address: Address | undefined;
  /** Objects that belong to the flow and that the model cannot say. */
  readonly foreign: readonly Fields[];
}

/** Reads a flow from its objects. */
export function readFlow(id: string, group: Group, find: FindFlow): FlowDraft {
  const { kind, workload, services, autoscaler, budget } = group;
  const [own, ...further] = services;
  const template = templateOf(workload);
  const containers = mainFirst(template, nameIn(workload));
  const selector = selectorOf(workload);
  const ports = readPorts(containers, own, further);
  const spec = fieldsOf(workload.spec);
  const scaling = autoscaler && readAutoscaler(autoscaler);
  const disruption = budget && readBudget(budget, selector);
  const annotations = annotationsOf(group);
  const routes = readRoutes(group, ports, find, annotations.common);
  const jobSpec = kind === 'schedule' ? fieldsOf(fieldsOf(spec.jobTemplate).spec) : spec;
  const isLongRunning = longRunningKinds.includes(kind);
  const { podSpec, claims } = withClaims(spec, template);
  const props = filled({
    ...readPod(id, {
      template: { ...template, spec: podSpec },
      containers,
      ports,
      hasService: own !== undefined,
      selector,
    }),
    ...(isLongRunning ? readLongRunning(spec) : readJob(jobSpec)),
    ...(kind === 'schedule' && readSchedule(spec)),
    workload: workload.kind === 'StatefulSet' ? 'statefulSet' : undefined,
    ...(own && readService(own)),
    services: own && readFurther(further, nameIn(own), ports),
    ...routes.props,
    autoscaling: scaling,
    disruption,
    annotations: annotations.common,
    podLabels: ownPodLabels(workload, isLongRunning ? selector : undefined),
  });
  const withOwn = annotations.service
    ? { ...props, service: { ...fieldsOf(props.service), annotations: annotations.service } }
    : props;
  return {
    id,
    kind,
    props: claims ? { ...withOwn, ...ownVolume(withOwn) } : withOwn,
    naming: namingOf(id, group, routes.main, scaling && autoscaler, disruption && budget),
    namespace: namespaceIn(workload),
    address: own && addressOf(id, own, ports),
    foreign: [
      ...routes.foreign,
      ...(autoscaler && !scaling ? [autoscaler] : []),
      ...(budget && !disruption ? [budget] : []),
    ],
  };
}

/**
 * The labels that only pods have. Those of a Job or CronJob have no selector; they are its own if the pods have all of
 * them.
 */
function ownPodLabels(workload: Fields, selector: Fields | undefined): Fields | undefined {
  const labels = textsOf(podLabelsOf(workload));
  if (selector) return without(labels, selector);
  const common = textsOf(fieldsOf(workload.metadata).labels);
  return Object.entries(common).every(([key, value]) => labels[key] === value) ? without(labels, common) : undefined;
}

function without(labels: Record<string, string>, selector: Fields): Fields {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !Object.hasOwn(selector, key)));
}

/** The pod spec with the disks that a StatefulSet gives each pod. */
function withClaims(spec: Fields, template: Fields): { podSpec: Fields; claims: boolean } {
  const { volumeClaimTemplates } = spec;
  const podSpec = { ...fieldsOf(template.spec), ...(volumeClaimTemplates !== undefined && { volumeClaimTemplates }) };
  return { podSpec, claims: volumeClaimTemplates !== undefined };
}

/** The disk of a store that the model calls `volume`: the one with the name `data`. */
function ownVolume(props: Fields): Fields {
  const { data, ...others } = fieldsOf(props.volumes) as { data?: Fields };
  if (data?.size === undefined || data.mountPath === undefined) return {};
  const { readOnly, subPath, ...volume } = data;
  if (readOnly !== undefined || subPath !== undefined) return {};
  return { volumes: Object.keys(others).length > 0 ? others : undefined, volume };
}

interface ReadRoutes {
  readonly props: Fields;
  readonly main: Fields | undefined;
  readonly foreign: readonly Fields[];
}

function readRoutes(
  { routes, services, workload }: Group,
  ports: readonly ReadPort[],
  find: FindFlow,
  common: Fields,
): ReadRoutes {
  const described = (object: Fields, route: Fields | undefined, name?: string): Fields =>
    filled({ name, ...route, annotations: without(textsOf(fieldsOf(object.metadata).annotations), common) });
  const own = nameIn(services[0] ?? {});
  const read = routes.map((object) => ({ object, route: readRoute(object, ports, own, find) }));
  const known = read.filter(({ route }) => route !== undefined);
  const main = known.find(({ object }) => nameIn(object) === nameIn(workload)) ?? known[0];
  const further = known
    .filter((one) => one !== main)
    .map(({ object, route }) => [nameIn(object), described(object, route, nameIn(object))]);
  return {
    props: filled({ route: main && described(main.object, main.route), routes: Object.fromEntries(further) }),
    main: main?.object,
    foreign: read.filter(({ route }) => route === undefined).map(({ object }) => object),
  };
}

/** The annotations that all objects of a flow have. Those of a Service alone are said apart. */
function annotationsOf({ workload, services, routes, autoscaler }: Group): {
  common: Fields;
  service: Fields | undefined;
} {
  const of = (object: Fields | undefined) => textsOf(fieldsOf(object?.metadata).annotations);
  const others = [...services, ...routes, ...(autoscaler ? [autoscaler] : [])].map(of);
  const common = Object.fromEntries(
    Object.entries(of(workload)).filter(([key, value]) => others.every((annotations) => annotations[key] === value)),
  );
  const service = Object.fromEntries(Object.entries(of(services[0])).filter(([key]) => !Object.hasOwn(common, key)));
  return { common, service: Object.keys(service).length > 0 ? service : undefined };
}

function namingOf(
  id: string,
  group: Group,
  route: Fields | undefined,
  hpa: Fields | undefined,
  pdb: Fields | undefined,
): FlowNaming {
  const { workload, services, kind } = group;
  const named: Readonly<Record<string, Fields | undefined>> = {
    [workloadKeys[String(workload.kind)] as string]: workload,
    service: services[0],
    [route?.kind === 'Route' ? 'route' : 'ingress']: route,
    hpa,
    pdb,
  };
  const present = Object.entries(named).flatMap(([key, object]) => (object ? [[key, object] as const] : []));
  const others = present.filter(([, object]) => nameIn(object) !== nameIn(workload));
  const isLongRunning = longRunningKinds.includes(kind);
  const labelsOf = (object: unknown) => patternsOf(fieldsOf(fieldsOf(object).metadata).labels, id);
  const jobTemplate = kind === 'schedule' ? labelsOf(fieldsOf(fieldsOf(workload.spec).jobTemplate)) : undefined;
  const [claim] = (fieldsOf(workload.spec).volumeClaimTemplates ?? []) as readonly Fields[];
  return {
    name: patternOf(nameIn(workload), id),
    objects: Object.fromEntries(others.map(([key, object]) => [key, patternOf(nameIn(object), id)])),
    selector: isLongRunning ? patternsOf(selectorOf(workload), id) : undefined,
    labels: Object.fromEntries(present.map(([key, object]) => [key, labelsOf(object)])),
    templates: {
      ...(!isLongRunning && {
        pod: ownPodLabels(workload, undefined) ? labelsOf(workload) : labelsOf(templateOf(workload)),
      }),
      ...(jobTemplate && !areEqual(jobTemplate, labelsOf(workload)) && { jobTemplate }),
      ...(claim && { claimTemplate: labelsOf(claim) }),
    },
  };
}

const workloadKeys: Readonly<Record<string, string>> = {
  Deployment: 'deployment',
  StatefulSet: 'statefulSet',
  Job: 'job',
  CronJob: 'cronJob',
};
