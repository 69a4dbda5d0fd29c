import { X509Certificate } from 'node:crypto';
import { once, setMaxListeners } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect as open } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { connect } from '../../src/cluster/connect';
import { codesIn } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { faultProxy } from './helpers/fault-proxy';
import { gate } from './helpers/gate';
import { kubeconfigFor } from './helpers/kubeconfig';
import { kubectl, listOf } from './helpers/kubectl';
import { newNamespace } from './helpers/namespace';
import { onServer, server } from './helpers/server';
import { shopOn, wrk } from './helpers/shop';

const configMaps = { group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true, verbs: [] };

/** The path of a kubeconfig of the server's, with other words for its cluster and its user. */
function written(cluster: object, user: object = { token: server().token }): string {
  const config = JSON.parse(readFileSync(kubeconfigFor({ context: 'c' }), 'utf8'));
  Object.assign(config.clusters[0].cluster, cluster);
  config.users[0].user = user;
  return join(folderWith({ config: JSON.stringify(config) }), 'config');
}

/** Asks who we are, and closes. */
async function userBy(kubeconfig: string): Promise<string> {
  const cluster = connect(undefined, { kubeconfig });
  try {
    return await cluster.user();
  } finally {
    await cluster.close();
  }
}

/** A proxy that leads wherever it is asked to the server of this run. */
async function tunnel() {
  const asked: string[] = [];
  const listener = createServer().on('connect', ({ url = '' }, from) => {
    asked.push(url);
    const to = open(Number(new URL(server().url).port), '127.0.0.1', () => {
      from.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      from.pipe(to).pipe(from);
    });
    for (const end of [from, to]) end.on('error', () => [from, to].forEach((one) => void one.destroy()));
  });
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  return { asked, url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`, close: () => listener.close() };
}

onServer('a connection to the server', () => {
  // Without the proxies of whoever runs the tests.
  const before = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/_proxy$/i.test(name)));
  beforeEach(() => {
    process.env = { ...before };
  });

  const elsewhere = { server: 'https://api.campus.invalid:6443', 'tls-server-name': 'kubernetes.default.svc' };

  it('goes through the proxy of the kubeconfig or of the variable, and verifies the server behind it', async () => {
    const { asked, url, close } = await tunnel();
    expect(await userBy(written({ ...elsewhere, 'proxy-url': url }))).toBe('admin');
    process.env.HTTPS_PROXY = url;
    expect(await userBy(written(elsewhere))).toBe('admin');
    expect(asked).toEqual(['api.campus.invalid:6443', 'api.campus.invalid:6443']);
    await expect(userBy(written({ ...elsewhere, 'tls-server-name': 'other.invalid' }))).rejects.toMatchObject({
      issues: [{ code: 'cluster-unreachable' }],
    });
    process.env.NO_PROXY = '.campus.invalid';
    await expect(userBy(written(elsewhere))).rejects.toMatchObject({ issues: [{ code: 'cluster-unreachable' }] });
    expect(asked).toHaveLength(3);
    expect(await userBy(written({}))).toBe('admin');
    expect(asked).toHaveLength(3);
    close();
  });

  it('uses a client certificate of the kubeconfig, from a file or inline', async () => {
    const { certificate, key } = server();
    const [cert, secret] = [readFileSync(certificate), readFileSync(key)];
    const mine = new X509Certificate(cert).fingerprint256;
    // Stands for a server that knows us by our certificate: that of this run knows tokens alone.
    const listener = createSecureServer(
      { cert, key: secret, requestCert: true, rejectUnauthorized: false },
      (from, to) => {
        const theirs = (from.socket as TLSSocket).getPeerCertificate().fingerprint256;
        const status = { userInfo: { username: theirs === mine ? 'known' : 'unknown' } };
        to.end(JSON.stringify({ kind: 'SelfSubjectReview', status }));
      },
    );
    await once(listener.listen(0, '127.0.0.1'), 'listening');
    const there = { server: `https://127.0.0.1:${(listener.address() as AddressInfo).port}` };
    const data = { 'client-certificate-data': cert.toString('base64'), 'client-key-data': secret.toString('base64') };
    expect(await userBy(written(there, { 'client-certificate': certificate, 'client-key': key }))).toBe('known');
    expect(await userBy(written(there, data))).toBe('known');
    expect(await userBy(written(there, {}))).toBe('unknown');
    listener.close();
  });

  it('fails if the certificate of the server is not trusted, unless verification is turned off', async () => {
    const unknown = { 'certificate-authority': undefined };
    await expect(userBy(written(unknown))).rejects.toMatchObject({ issues: [{ code: 'cluster-unreachable' }] });
    expect(await userBy(written({ ...unknown, 'insecure-skip-tls-verify': true }))).toBe('admin');
  });

  it('uses a token from a file or from a plugin, and a new one when the token expires', async () => {
    const folder = folderWith({ token: `${server().token}\n`, tokens: '' });
    expect(await userBy(written({}, { tokenFile: join(folder, 'token') }))).toBe('admin');
    const answer = `const fs = require('fs');
      fs.appendFileSync('${folder}/tokens', 'x');
      const isFirst = fs.readFileSync('${folder}/tokens', 'utf8').length === 1;
      const token = isFirst ? 'over' : '${server().token}';
      console.log(JSON.stringify({ kind: 'ExecCredential', status: { token } }));`;
    writeFileSync(join(folder, 'plugin.cjs'), answer);
    const exec = { command: process.execPath, args: [join(folder, 'plugin.cjs')] };
    expect(await userBy(written({}, { exec }))).toBe('admin');
    expect(readFileSync(join(folder, 'tokens'), 'utf8')).toBe('xx');
    await expect(userBy(written({}, { token: 'nobody’s'.slice(0, 6) }))).rejects.toMatchObject({
      status: { code: 401 },
    });
  });

  it('sends at most sixteen requests at the same time, beside any number of watches', async () => {
    const proxy = await faultProxy();
    const cluster = connect(undefined, { kubeconfig: kubeconfigFor({ context: 'c', server: proxy }) });
    const stop = new AbortController();
    setMaxListeners(0, stop.signal);
    const namespace = newNamespace();
    const isOpen = gate();
    let still = 40;
    const passed = async () => {
      still -= 1;
      if (still === 0) isOpen.open();
    };
    proxy.rules = [{ path: 'watch=true', after: passed }];
    const watch = async () => {
      for await (const _ of cluster.watch(configMaps, { namespace }, stop.signal)) void _;
    };
    const watching = Array.from({ length: 40 }, watch);
    await isOpen.pass();
    const name = (index: number) => ({ apiVersion: 'v1', kind: 'ConfigMap', namespace, name: `none-${index}` });
    await Promise.all(Array.from({ length: 100 }, (_, index) => cluster.get(name(index))));
    expect(proxy.mostAtOnce()).toBeLessThanOrEqual(16);
    stop.abort();
    await Promise.all(watching);
    await cluster.close();
  });

  it('that breaks for good during a deploy is reported, and the next deploy finishes', async () => {
    const proxy = await faultProxy();
    const { namespace, deploy } = shopOn([wrk], proxy);
    const gone = { fault: { reset: 'before' } } as const;
    const end = () => {
      proxy.rules = [{ path: '', ...gone }];
    };
    proxy.rules = [
      { method: 'PATCH', path: new RegExp(`/${namespace}/deployments/(?!.*dryRun)`), nth: 1, before: end, ...gone },
    ];
    const outcome = await deploy('--no-wait');
    expect({ code: outcome.code, codes: codesIn(outcome) }).toEqual({ code: 3, codes: ['cluster-unreachable'] });
    expect(outcome.stderr).not.toMatch(/^\s+at /m);
    proxy.rules = [];
    expect(await deploy('--no-wait')).toMatchObject({ code: 0 });
  });

  it('continues after the server rejects the credentials once', async () => {
    const proxy = await faultProxy();
    const { namespace, deploy } = shopOn([wrk], proxy);
    proxy.rules = [{ method: 'PATCH', path: new RegExp(`/${namespace}/(?!.*dryRun)`), nth: 2, fault: { status: 401 } }];
    expect(await deploy('--no-wait')).toMatchObject({ code: 0 });
    proxy.rules = [{ path: `/${namespace}/`, fault: { status: 401 } }];
    const outcome = await deploy();
    expect(codesIn(outcome)).toEqual(['credentials-failed']);
    expect(outcome.stderr).not.toMatch(/^\s+at /m);
  });

  it('reports a namespace that is being deleted', async () => {
    const { namespace, deploy } = shopOn([wrk]);
    const kept = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'kept', namespace, finalizers: ['towpath.test/kept'] },
    };
    kubectl(['create', '-f', '-'], listOf([kept]));
    kubectl(['delete', 'namespace', namespace, '--wait=false']);
    const outcome = await deploy();
    expect({ code: outcome.code, codes: codesIn(outcome) }).toEqual({ code: 3, codes: ['namespace-terminating'] });
    kubectl([
      'patch',
      'configmap',
      'kept',
      '--namespace',
      namespace,
      '--type=merge',
      '-p',
      '{"metadata":{"finalizers":null}}',
    ]);
  });
});
