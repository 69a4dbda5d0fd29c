import { ApiObject, App } from 'cdk8s';
import { environment, type Flow } from 'towpath';
import { render } from '../../../src/assembly/render';
import { define } from '../define';
import { constructs } from '../flow-kinds';
import { peer } from './pool';
import { type Sample, saidOf } from './samples';
import { flowId } from './synthesize-sample';

/** What comes of a sample, as text: its objects, and where others find it; undefined where it is refused. */
export function writtenOf(sample: Sample): string | undefined {
  const { code, overlay } = saidOf(sample);
  let flow: Flow | undefined;
  const Shop = define((app) => {
    flow = new constructs[sample.kind](app, flowId, code as never);
    new constructs.service(app, peer.id, { image: 'a:1', user: 1, port: peer.port });
  });
  const where = environment('here', { apps: { shop: { flows: { [flowId]: overlay } } } });
  const shop = new Shop(new App(), 'shop', { environment: where });
  if (!flow || shop.issues.some(({ severity }) => severity === 'error')) return undefined;
  const { spec } = flow;
  const objects = flow.node.findAll().filter(ApiObject.isApiObject) as ApiObject[];
  return JSON.stringify([spec.kind === 'external' ? spec : undefined, ...objects.map(render)]);
}
