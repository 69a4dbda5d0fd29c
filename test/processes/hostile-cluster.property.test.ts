import { join } from 'node:path';
import fc from 'fast-check';
import { hostile } from '../helpers/arbitrary/hostile';
import { type Call, outcomesOf } from '../helpers/calls';
import { folderWith } from '../helpers/files';
import { obeyed } from '../helpers/obeyed';
import { type Script, scriptedCluster } from '../helpers/scripted-cluster';
import { shopFiles, workspaceWith } from '../helpers/workspace';

// Fifteen calls for each text, of which one waits for a second.
jest.setTimeout(300_000);

const namespace = 'shop-dev';

/** Objects as they stand in a cluster, of which everything that is free text is this one. */
function objectsSaying(text: string): Script['objects'] {
  const labels = {
    'app.kubernetes.io/managed-by': 'towpath',
    'app.kubernetes.io/part-of': text,
    'app.kubernetes.io/name': text,
    'app.kubernetes.io/instance': text,
    'towpath.dev/environment': text,
  };
  const managedFields = [{ manager: text, operation: 'Apply', apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1: {} }];
  const metadata = (name: string, uid: string, more = {}) => ({
    name,
    namespace,
    uid,
    resourceVersion: '1',
    annotations: { [text]: text },
    managedFields,
    ...more,
  });
  const condition = { type: 'Progressing', status: 'False', reason: text, message: text };
  const container = { name: text, image: `example/api:${text}`, env: [{ name: text, value: text }] };
  const spec = {
    replicas: 1,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [container] } },
  };
  const deployment = (name: string, uid: string, own: object) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(name, uid, { labels: own, generation: 1 }),
    spec,
    status: { observedGeneration: 1, conditions: [condition] },
  });
  const waiting = { name: text, state: { waiting: { reason: 'CrashLoopBackOff', message: text } } };
  const release = {
    revision: 1,
    application: text,
    environment: 'dev',
    instance: text,
    state: 'deployed',
    at: text,
    by: text,
    commit: text,
    flows: { [text]: { kind: 'service', image: text, images: { [text]: text } } },
    ran: [text],
  };
  const own = {
    ...labels,
    'app.kubernetes.io/part-of': 'shop',
    'app.kubernetes.io/name': 'api',
    'app.kubernetes.io/instance': 'shop',
    'towpath.dev/environment': 'dev',
  };
  return {
    deployments: [deployment(text, 'a', labels), deployment('shop-api', 'b', own)],
    pods: [
      {
        metadata: metadata(text, 'c', { labels, ownerReferences: [{ kind: 'ReplicaSet', name: text, uid: 'd' }] }),
        spec: { containers: [container] },
        status: { phase: 'Pending', message: text, containerStatuses: [waiting] },
      },
    ],
    namespaces: [{ metadata: { name: namespace, uid: 'n', resourceVersion: '1' } }],
    configmaps: [
      {
        metadata: metadata(`towpath.${text}.v1`, 'e', { labels: { ...labels, 'towpath.dev/release': '1' } }),
        data: { release: JSON.stringify(release) },
      },
    ],
    events: [
      { metadata: metadata('event', 'f'), involvedObject: { uid: 'b' }, type: 'Warning', reason: text, message: text },
    ],
  };
}

const answering = (text: string): Script => ({
  objects: objectsSaying(text),
  user: text,
  refuses: () => undefined,
  applied: (object) => ({
    ...object,
    metadata: {
      uid: 'u',
      resourceVersion: '2',
      annotations: { [text]: text },
      ...(object as { metadata?: object }).metadata,
    },
  }),
});

/** A server that shows what it has, and refuses what is sent to it, each time for another reason. */
const refusing = (text: string, code: number): Script => ({
  ...answering(text),
  refuses: (method) => {
    const causes = [{ reason: 'FieldManagerConflict', message: `conflict with "${text}"`, field: text }];
    const status = { code, reason: text, message: text, details: { causes } };
    return method === 'GET' && code !== 403 ? undefined : status;
  },
});

const commands: readonly (readonly string[])[] = [
  ['status'],
  ['status', '-o', 'json'],
  ['status', '-A'],
  ['deployments'],
  ['deployments', '-A'],
  ['deployments', '-A', '-o', 'json'],
  ['history', '-e', 'dev'],
  ['history', '-e', 'dev', '-A'],
  ['history', '-e', 'dev', '-A', '-o', 'json'],
  ['diff', '-e', 'dev'],
  ['diff', '-e', 'dev', '-o', 'side-by-side'],
  ['diff', '-e', 'dev', '-o', 'json', '--take-ownership'],
  ['deploy', '-e', 'dev', '--dry-run=server'],
  ['deploy', '-e', 'dev', '--timeout', '1s'],
  ['rollback', '-e', 'dev', '--no-wait'],
];

/** A workspace whose only environment lives in that cluster, and a kubeconfig that calls everything by a text. */
function callsTo(server: string, text: string): Call[] {
  const context = JSON.stringify(text).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const folder = workspaceWith({
    'apps/shop.ts': shopFiles['apps/shop.ts'],
    'environments/dev.yaml': `${shopFiles['environments/dev.yaml']}cluster: { context: ${context} }\n`,
  });
  const kubeconfig = {
    clusters: [{ name: text, cluster: { server } }],
    users: [{ name: text, user: { token: 'x' } }],
    contexts: [{ name: text, context: { cluster: text, user: text, namespace } }],
    'current-context': text,
  };
  const env = { TOWPATH_KUBECONFIG: join(folderWith({ kubeconfig: JSON.stringify(kubeconfig) }), 'kubeconfig') };
  return commands.map((args) => ({ folder, args, env }));
}

async function obeyedFrom(script: Script, text: string, isTTY = false): Promise<string[]> {
  const server = await scriptedCluster(script);
  try {
    const calls = callsTo(server.url, text);
    const outcomes = await outcomesOf(calls, isTTY);
    return outcomes.flatMap(({ code, stdout, stderr }, index) => {
      const found = [stdout, stderr].flatMap((output) => obeyed(isTTY ? withoutPaint(output) : output));
      return found.map((line) => `${code} ${calls[index]?.args.join(' ')} ${line}`);
    });
  } finally {
    await server.close();
  }
}

/** What is left when the codes go that our own text is painted with. */
function withoutPaint(output: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: codes of a terminal are what this is about
  return output.replace(/\u001b\[(?:1|2|22|31|32|33|36|39)m/g, '');
}

test.each([
  ['answers', answering],
  ['finds conflicts', (text: string) => refusing(text, 409)],
  ['refuses objects', (text: string) => refusing(text, 422)],
  ['forbids everything', (text: string) => refusing(text, 403)],
])('a cluster that %s controls no terminal', async (_, script) => {
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      expect(await obeyedFrom(script(text), text)).toEqual([]);
    }),
    { numRuns: 2, endOnFailure: true },
  );
});

test('on a screen, the only terminal codes are the colours of towpath', async () => {
  const text = '\u001b[31m\u001b[2J\u009b1m\u001b]8;;x\u0007';
  expect(await obeyedFrom(refusing(text, 409), text, true)).toEqual([]);
});
