import { deploy } from '../../src/actions/deploy/deploy';
import { TowpathError } from '../../src/diagnostics';
import { type Fault, type SeenRequest, writesTo } from './helpers/fault';
import { type FaultProxy, faultProxy } from './helpers/fault-proxy';
import { kubectl } from './helpers/kubectl';
import { leftIn } from './helpers/left';
import { api, db, shopOn } from './helpers/shop';
import { waitFor } from './helpers/wait-for';
import { withControllers } from './helpers/with-controllers';

const isWatch = /watch=true/;

/** What a server, or something on the way to it, may do to any request, and what mends itself. */
const faults: Readonly<Record<string, Fault>> = {
  'that it is busy': { status: 429, retryAfterSeconds: 1 },
  'an error of its own': { status: 500 },
  'that it is not ready': { status: 503 },
  'a reset before it heard': { reset: 'before' },
  'a reset when it has done it': { reset: 'after' },
  'a reset in the middle': { reset: 'during' },
  'half of its answer': { truncate: 40 },
  nothing: { truncate: 0 },
  'a page of somebody else': { garbage: '<html>Please log in</html>' },
  'JSON of somebody else': { garbage: '{"error":"login required"}' },
};

/** What it may do besides to a watch. */
const watchFaults: Readonly<Record<string, Fault>> = {
  'its end': { endAfter: 0 },
  'its end after an event': { endAfter: 1 },
  'that it is expired': { status: 410 },
  'that it is expired, as an event': { expireAfter: 0 },
  'that it is expired, after an event': { expireAfter: 1 },
  'a list of events that are none': { garbage: '{"type":"ADDED"}\n{}\nnull\n' },
};

withControllers('a deploy through a bad connection', () => {
  let proxy: FaultProxy;
  let wanted: unknown;
  let asked: readonly SeenRequest[];

  const run = (shop: ReturnType<typeof shopOn>) =>
    deploy({ root: shop.cwd, environment: 'dev', kubeconfig: shop.kubeconfig });

  beforeAll(async () => {
    proxy = await faultProxy();
    const shop = shopOn([db, api], proxy);
    await run(shop);
    wanted = leftIn(shop.namespace);
    asked = [...proxy.seen];
  });

  /** A proxy of its own, so that requests that name no namespace are counted, too. */
  async function deployWith(rule: { readonly nth?: number; readonly path?: RegExp; readonly fault: Fault }) {
    const one = await faultProxy({ rules: [rule] });
    const shop = shopOn([db, api], one);
    try {
      await run(shop);
      return { left: leftIn(shop.namespace) };
    } catch (error) {
      if (!TowpathError.is(error)) throw error;
      return { issues: error.issues };
    } finally {
      await one.close();
    }
  }

  it('sends no writes if everything is deployed already', async () => {
    const shop = shopOn([db, api], proxy);
    await run(shop);
    const earlier = proxy.seen.length;
    await run(shop);
    expect(proxy.seen.length).toBeGreaterThan(earlier);
    const { path } = writesTo(shop.namespace);
    const writes = proxy.seen.slice(earlier).filter((one) => one.method !== 'GET' && one.path.search(path ?? '') >= 0);
    expect(writes).toEqual([]);
  });

  it('sends no list requests while it waits', async () => {
    const one = await faultProxy();
    const late =
      "new WorkerFlow(this, 'late', { image, user: 1000, podLabels: { 'towpath.test/never-ready': 'true' } });";
    const shop = shopOn([late], one);
    const opened = new Set<string>();
    const after = (seen: SeenRequest) => {
      if (opened.add(kindOf(seen)).size === 4) makeReady(shop.namespace, 'late');
    };
    one.rules = [{ path: isWatch, after }];
    await run(shop);
    const watches = new Map(
      [...one.seen.entries()]
        .reverse()
        .flatMap(([index, seen]): [string, number][] => (isWatch.test(seen.path) ? [[kindOf(seen), index]] : [])),
    );
    expect([...watches.keys()].sort()).toEqual(['deployments', 'events', 'pods', 'replicasets']);
    const meanwhile = one.seen.slice(Math.max(...watches.values()));
    expect(meanwhile.filter(({ method, path }) => method === 'GET' && !isWatch.test(path))).toEqual([]);
  });

  /** Every position once, every fault several times. */
  async function eachPosition(path: RegExp, positions: number, all: Readonly<Record<string, Fault>>): Promise<void> {
    const kinds = Object.entries(all);
    const cases = Array.from({ length: Math.max(positions, kinds.length) }, (_, index) => index);
    await eachOf(cases, async (index) => {
      const nth = (index % positions) + 1;
      const [name, fault] = kinds[index % kinds.length] as [string, Fault];
      const found = await deployWith({ nth, path, fault });
      expect({ nth, name, ...found }).toEqual({ nth, name, left: wanted });
    });
  }

  it('has the same result, whichever request fails', async () => {
    const requests = asked.filter(({ path }) => !isWatch.test(path)).length;
    await eachPosition(/^(?!.*watch=true)/, requests, faults);
  }, 600_000);

  it('has the same result, whichever watch fails', async () => {
    const watches = new Set(asked.filter(({ path }) => isWatch.test(path)).map(kindOf)).size;
    await eachPosition(isWatch, watches, { ...faults, ...watchFaults });
  }, 600_000);
});

/** Makes the pod of a flow ready, as its kubelet would. */
function makeReady(namespace: string, flow: string): void {
  const pod = ['pod', `--selector=app.kubernetes.io/name=${flow}`];
  waitFor(namespace, pod.join(' '), 'jsonpath={.status.phase}=Running');
  const patch = JSON.stringify({ status: { conditions: [{ type: 'Ready', status: 'True' }] } });
  const [name = ''] = kubectl(['get', ...pod, '--namespace', namespace, '--output=name']).stdout.split('\n');
  kubectl(['patch', name, '--subresource=status', '--namespace', namespace, '--patch', patch]);
}

function kindOf({ path }: SeenRequest): string {
  return /\/([a-z]+)\?/.exec(path)?.[1] ?? '';
}

/** A few at once. */
async function eachOf<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const next = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: 4 }, next));
}
