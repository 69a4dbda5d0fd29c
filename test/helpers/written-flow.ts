import { environment } from 'towpath';
import { type KubernetesObject, type SynthesizedApplication, synthesize } from 'towpath/testing';
import { define } from './define';
import { constructs, type Kind, least } from './flow-kinds';

/** What is said elsewhere than in the flow's code. */
export interface Around {
  /** Of the flow, in the environment. */
  readonly overlay?: object;
  /** Of the application, in the environment. */
  readonly application?: object;
  /** Of all flows, in the application's code. */
  readonly shared?: object;
}

/** An application `shop` with a flow `it` that says this beside the least that its kind needs. */
export function applicationWith(kind: Kind, code: object, around: Around = {}): SynthesizedApplication {
  const { overlay = {}, application = {}, shared = {} } = around;
  const Shop = define(
    (app) => {
      new constructs[kind](app, 'it', { image: 'a:1', user: 1, ...least[kind], ...code } as never);
    },
    { shared },
  );
  const where = environment('here', { apps: { shop: { ...application, flows: { it: overlay } } } });
  return synthesize(Shop, where, { id: 'shop' });
}

/** One object of the flow, by the name that it has in files. */
export function writtenObject(
  kind: Kind,
  name: string,
  code: object,
  around: Around = {},
): KubernetesObject | undefined {
  return applicationWith(kind, code, around).objects[`it-${name}`];
}

type Fields = Record<string, unknown>;

interface PodSpec extends Fields {
  readonly containers: readonly Fields[];
  readonly initContainers?: readonly Fields[];
}

/** What the pods of the flow say. */
export function writtenPod(kind: Kind, code: object, around: Around = {}): PodSpec {
  const name = { service: 'deployment', worker: 'deployment', store: 'deployment', job: 'job', schedule: 'cronjob' };
  const object = writtenObject(kind, name[kind], code, around) as never as {
    spec: { template: { spec: PodSpec }; jobTemplate?: { spec: { template: { spec: PodSpec } } } };
  };
  return (object.spec.jobTemplate?.spec ?? object.spec).template.spec;
}
