import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { ended, start } from '../../helpers/cli';
import type { Fault, Rule, SeenRequest } from './fault';
import { type FaultProxy, faultProxy } from './fault-proxy';
import { kubectl, listOf } from './kubectl';
import { newNamespace } from './namespace';
import { onServer } from './server';
import { asUser } from './users';

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** As a client of Node's asks; fails with the code of what happened to the connection. */
function ask(proxy: FaultProxy, method: string, path: string, body?: object, token = proxy.token): Promise<Answer> {
  const ca = readFileSync(proxy.certificate);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage) => {
      const { statusCode: status, headers } = response;
      text(response).then((said) => resolve({ status, headers, body: said }), reject);
    };
    const asked = request(`${proxy.url}${path}`, { method, ca, headers, agent: false }, answered);
    asked.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const config = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { a: 'b' } });
const reset = { code: 'ECONNRESET' };

onServer('a proxy with rules', () => {
  let namespace: string;
  let path: string;

  beforeAll(() => {
    namespace = newNamespace();
    path = `/api/v1/namespaces/${namespace}/configmaps`;
  });

  const create = (proxy: FaultProxy, name: string) => ask(proxy, 'POST', path, config(name));
  const isThere = (name: string) =>
    kubectl(['get', 'configmap', name, '--namespace', namespace, '--ignore-not-found', '--output=name']).stdout !== '';
  const withFault = (fault: Fault, more: Rule = {}) => faultProxy({ rules: [{ ...more, fault }] });

  it('passes on requests without a rule, and records them', async () => {
    const proxy = await faultProxy({ rules: [{ method: 'DELETE', fault: { status: 500 } }] });
    const { status, body } = await create(proxy, 'passed');
    expect({ status, ...JSON.parse(body) }).toMatchObject({ status: 201, ...config('passed') });
    expect(isThere('passed')).toBe(true);
    expect(proxy.seen).toMatchObject([{ method: 'POST', path, body: JSON.stringify(config('passed')), status: 201 }]);
  });

  it('passes on the identity of the client', async () => {
    const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
    const user = asUser('somebody');
    const reviews = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
    const { body } = await ask(await faultProxy(), 'POST', reviews, review, user.token);
    expect(JSON.parse(body).status.userInfo.username).toBe(user.name);
  });

  it.each([
    [409, 'Conflict', {}],
    [429, 'TooManyRequests', { retryAfterSeconds: 7 }],
    [500, 'InternalError', {}],
    [503, 'ServiceUnavailable', {}],
  ])('answers with %i by itself', async (code, reason, more) => {
    const proxy = await withFault({ status: code, ...more });
    const { status, headers, body } = await create(proxy, `answered-${code}`);
    expect(status).toBe(code);
    expect(JSON.parse(body)).toMatchObject({ kind: 'Status', status: 'Failure', code, reason });
    expect(headers['retry-after']).toBe(code === 429 ? '7' : undefined);
    expect(isThere(`answered-${code}`)).toBe(false);
  });

  it('resets the connection before the server gets the request', async () => {
    await expect(create(await withFault({ reset: 'before' }), 'reset-before')).rejects.toMatchObject(reset);
    expect(isThere('reset-before')).toBe(false);
  });

  it.each(['after', 'during'] as const)('resets the connection %s the answer, after the write', async (when) => {
    await expect(create(await withFault({ reset: when }), `reset-${when}`)).rejects.toMatchObject(reset);
    expect(isThere(`reset-${when}`)).toBe(true);
  });

  it('holds back the rest of an answer', async () => {
    const { status, body } = await create(await withFault({ truncate: 20 }), 'truncated');
    expect([status, body.length]).toEqual([201, 20]);
    expect(isThere('truncated')).toBe(true);
  });

  it('answers with text that is not JSON', async () => {
    const { status, body } = await create(await withFault({ garbage: '<html>' }), 'garbage');
    expect([status, body]).toEqual([200, '<html>']);
    expect(isThere('garbage')).toBe(false);
  });

  it('delays a request', async () => {
    const proxy = await withFault({ status: 503 }, { nth: 1, delayMs: 1000 });
    const first = create(proxy, 'first');
    while (proxy.seen.length === 0) await setImmediate();
    await create(proxy, 'second');
    expect(proxy.seen.map(({ status }) => status)).toEqual([undefined, 201]);
    expect(await first).toMatchObject({ status: 503 });
  });

  it('counts concurrent requests', async () => {
    const proxy = await faultProxy();
    await create(proxy, 'alone');
    await create(proxy, 'alone-too');
    expect(proxy.mostAtOnce()).toBe(1);
    proxy.rules = [
      {
        before: async () => {
          while (proxy.seen.length < 4) await setImmediate();
        },
      },
    ];
    await Promise.all([create(proxy, 'one'), create(proxy, 'other')]);
    expect(proxy.mostAtOnce()).toBe(2);
  });

  it('selects rules by time, method, path and number', async () => {
    const refused = { status: 503 };
    const proxy = await faultProxy({ rules: [{ method: 'GET', path: /configmaps$/, nth: 2, fault: refused }] });
    const answers = async (...paths: string[]) => {
      const all: unknown[] = [];
      for (const one of paths) all.push((await ask(proxy, 'GET', one)).status);
      return all;
    };
    expect(await answers(path, '/api/v1/namespaces', path, path)).toEqual([200, 200, 503, 200]);
    proxy.rules = [{ path: '/api/v1/namespaces', fault: refused }];
    expect(await answers('/version', path)).toEqual([200, 503]);
    proxy.rules = [];
    expect(await answers(path)).toEqual([200]);
  });

  it('calls and awaits a function before and after the server gets the request', async () => {
    const [other, found] = [await faultProxy(), [] as unknown[]];
    const look = async ({ method }: SeenRequest) => {
      await create(other, `meanwhile-${found.length}`);
      found.push([method, isThere('called')]);
    };
    await create(await faultProxy({ rules: [{ before: look, after: look }] }), 'called');
    expect(found).toEqual([
      ['POST', false],
      ['POST', true],
    ]);
  });

  it('reports at its end what such a function has thrown', async () => {
    const wrong = () => {
      throw new Error('not this one');
    };
    const proxy = await faultProxy({ rules: [{ before: wrong }] });
    await expect(create(proxy, 'thrown')).rejects.toMatchObject(reset);
    await expect(proxy.close()).rejects.toThrow('not this one');
  });

  it.each(['before', 'after'] as const)('lets a client be killed %s', async (when) => {
    const proxy = await faultProxy();
    const client = `require('node:https').request('${proxy.url}${path}', {
      method: 'POST', rejectUnauthorized: false,
      headers: { authorization: 'Bearer ${proxy.token}', 'content-type': 'application/json' },
    }).end('${JSON.stringify(config(`killed-${when}`))}')`;
    const child = start('.', ['--eval', client]);
    const kill = () => {
      child.kill('SIGKILL');
    };
    proxy.rules = when === 'before' ? [{ before: kill, fault: { reset: 'before' } }] : [{ after: kill }];
    expect(await ended(child)).toMatchObject({ signal: 'SIGKILL' });
    expect(isThere(`killed-${when}`)).toBe(when === 'after');
  });

  describe('of a watch', () => {
    const events = async (fault?: Fault) => {
      const proxy = await faultProxy({ rules: fault === undefined ? [] : [{ path: 'watch=', fault }] });
      const { body } = await ask(proxy, 'GET', `${path}?watch=1&timeoutSeconds=2&labelSelector=seen`);
      expect(proxy.mostAtOnce()).toBe(0);
      return body
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    };

    beforeAll(() => {
      const metadata = { labels: { seen: 'yes' }, namespace };
      const objects = ['a', 'b'].map((name) => ({ ...config(name), metadata: { ...metadata, name } }));
      kubectl(['create', '-f', '-'], listOf(objects));
    });

    const added = { type: 'ADDED', object: { kind: 'ConfigMap' } };

    it('passes the events on', async () => {
      expect(await events()).toMatchObject([added, added]);
    });

    it('ends the watch early', async () => {
      expect(await events({ endAfter: 0 })).toEqual([]);
      expect(await events({ endAfter: 1 })).toMatchObject([added]);
    });

    it('answers that the position is too old', async () => {
      const old = { type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } };
      expect(await events({ expireAfter: 1 })).toMatchObject([added, old]);
    });
  });
});
