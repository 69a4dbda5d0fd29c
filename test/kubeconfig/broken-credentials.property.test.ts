import { createPublicKey, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import timers from 'node:timers/promises';
import fc from 'fast-check';
import { connect } from '../../src/cluster/connect';
import { type Issue, TowpathError } from '../../src/diagnostics';
import { apiServer } from '../helpers/api-server';
import { certificateOf, newKey, pem } from '../helpers/certificate';
import { folderWith } from '../helpers/files';
import { makeUnreadable, unreadable } from '../helpers/unreadable';
import { userBy } from './helpers/kubeconfig';
import { writePlugin } from './helpers/plugin';

// Nobody waits between the attempts to reach a server that does not exist.
beforeEach(() => void jest.spyOn(timers, 'setTimeout').mockResolvedValue(undefined));
afterEach(() => jest.restoreAllMocks());

const canary = 'canary-of-a-secret';
const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day);

const [own, other] = [newKey(), newKey()];
const certificate = (from = inDays(-9), to = inDays(9), key: KeyObject = own) =>
  certificateOf(key, createPublicKey(key).export({ type: 'spki', format: 'der' }), from, to);
const privateKey = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const encrypted = own.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: canary }).toString();
const publicKey = createPublicKey(own).export({ type: 'spki', format: 'pem' }).toString();
const damaged = (text: string) => text.replace(/\n.{40}/, '\n');
const endless = (text: string) => text.slice(0, text.indexOf('-----END'));

const noCertificates: Readonly<Record<string, string>> = {
  'text that is not PEM': `${canary}\n`,
  'a private key': privateKey(own),
  'a request for a certificate': pem('CERTIFICATE REQUEST', Buffer.from(canary)),
  'a label of another program': pem('\u001b[2J', Buffer.from(canary)),
  'a damaged certificate': damaged(certificate()),
  'a certificate without its end': endless(certificate()),
  'other bytes in a certificate': pem('CERTIFICATE', Buffer.from(canary)),
  'an empty certificate': pem('CERTIFICATE', Buffer.alloc(0)),
  'a certificate that has expired': certificate(inDays(-9), inDays(-1)),
  'a certificate of the future': certificate(inDays(1), inDays(9)),
};
const noKeys: Readonly<Record<string, string>> = {
  'text that is not PEM': `${canary}\n`,
  'a certificate': certificate(),
  'a public key': publicKey,
  'a private key of another certificate': privateKey(other),
  'a private key with a passphrase': encrypted,
  'an old private key with a passphrase': pem('EC PRIVATE KEY', Buffer.from(canary)).replace(
    '\n',
    '\nProc-Type: 4,ENCRYPTED\n\n',
  ),
  'a damaged private key': damaged(privateKey(own)),
  'a private key without its end': endless(privateKey(own)),
  'other bytes in a private key': pem('PRIVATE KEY', Buffer.from(canary)),
};

/** The fields that hold or name credentials, each with contents that cannot be used. */
const fields = {
  'certificate-authority': {
    ...noCertificates,
    'a good certificate and a damaged one': certificate() + damaged(certificate()),
  },
  'client-certificate': noCertificates,
  'client-key': noKeys,
  tokenFile: { 'nothing but spaces': ' \n', 'a token with a line break': `${canary}\nx: y` },
} as const;

/** A kubeconfig with one field of the entries on each line, which are all right except those that are given. */
function written(folder: string, wrong: Readonly<Record<string, string>>, server = 'https://127.0.0.1:1'): string {
  const good = {
    ...{ 'certificate-authority': 'ca.pem', 'client-certificate': 'cert.pem' },
    ...{ 'client-key': 'key.pem', tokenFile: 'token' },
  };
  const set = { ...good, ...wrong };
  const hasData = (key: string) => `${key}-data` in wrong;
  const fieldsOf = (isOfCluster: boolean) =>
    Object.entries(set).filter(([key]) => key.startsWith('certificate-') === isOfCluster && !hasData(key));
  const text = JSON.stringify(
    {
      'current-context': 'c',
      contexts: [{ name: 'c', context: { cluster: 'the-cluster', user: 'the-user' } }],
      clusters: [{ name: 'the-cluster', cluster: { server, ...Object.fromEntries(fieldsOf(true)) } }],
      users: [{ name: 'the-user', user: Object.fromEntries(fieldsOf(false)) }],
    },
    null,
    2,
  );
  const files = { 'ca.pem': certificate(), 'cert.pem': certificate(), 'key.pem': privateKey(own), token: 'fine\n' };
  for (const [name, content] of Object.entries({ ...files, config: text })) writeFileSync(join(folder, name), content);
  return text;
}

async function issuesOf(folder: string): Promise<readonly Issue[]> {
  const cluster = connect(undefined, { kubeconfig: join(folder, 'config') });
  try {
    await cluster.user();
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    return error.issues;
  } finally {
    await cluster.close();
  }
  throw new Error('the credentials were accepted');
}

/** Expects one problem, at the line of the field, which names the field and its owner and shows no secret. */
function expectNamed(issues: readonly Issue[], field: string, folder: string, text: string): void {
  const line = text.split('\n').findIndex((one) => one.includes(`"${field}":`)) + 1;
  const owner = field.startsWith('certificate-') ? 'the cluster `the-cluster`' : 'the user `the-user`';
  expect(issues).toEqual([
    {
      ...{ code: 'credentials-failed', severity: 'error', hint: expect.stringMatching(/\w/) },
      message: expect.stringContaining(`\`${field}\` of ${owner}`),
      location: { file: join(folder, 'config'), line },
    },
  ]);
  const said = JSON.stringify(issues);
  expect(said).not.toMatch(/error:|routines|ERR_|asn1|undefined|\[object|\\u001b/i);
  expect(said).not.toContain(canary);
}

const contents = Object.entries(fields).flatMap(([field, wrong]) =>
  Object.entries(wrong).map(([how, content]) => [how, field, content] as const),
);

test('good credentials of every field are sent', async () => {
  const folder = folderWith({});
  const { url, seen } = await apiServer('https');
  const text = written(folder, {}, url).replace(/"server"/, '"insecure-skip-tls-verify": true, "server"');
  writeFileSync(join(folder, 'config'), text);
  expect(await userBy(join(folder, 'config'))).toBe('known');
  expect(seen).toMatchObject([{ hasCertificate: true, headers: { authorization: 'Bearer fine' } }]);
});

test.each(contents)('%s in the file of %s is one error at the field', async (_, field, content) => {
  const folder = folderWith({ wrong: content });
  const text = written(folder, { [field]: 'wrong' });
  expectNamed(await issuesOf(folder), field, folder, text);
});

test.each(contents.filter(([, field]) => field !== 'tokenFile'))(
  '%s in %s-data is one error at the field',
  async (_, key, content) => {
    const folder = folderWith({});
    const field = `${key}-data`;
    const text = written(folder, { [field]: Buffer.from(content).toString('base64') });
    expectNamed(await issuesOf(folder), field, folder, text);
  },
);

const dataFields = ['certificate-authority-data', 'client-certificate-data', 'client-key-data'];

test.each(dataFields)('a text in %s that is not base64 is one error at the field', async (field) => {
  const right = Buffer.from(field === 'client-key-data' ? privateKey(own) : certificate()).toString('base64');
  const place = fc.nat({ max: right.length - 1 });
  const change = fc.constantFrom('', '*', '-', '_', '=', '.', '\u001b', 'ü', '\0');
  await fc.assert(
    fc.asyncProperty(place, change, async (at, sign) => {
      // The last signs may be padding.
      fc.pre(sign !== '=' || at < right.length - 4);
      const folder = folderWith({});
      const text = written(folder, { [field]: right.slice(0, at) + sign + right.slice(at + 1) });
      const issues = await issuesOf(folder);
      expectNamed(issues, field, folder, text);
      expect(issues[0]?.message).toContain('is not valid base64');
    }),
    { numRuns: 30 },
  );
});

test.each(
  Object.keys(fields).flatMap((field) => ['a missing file', ...unreadable].map((how) => [how, field] as const)),
)('%s in the place of the file of %s is one error at the field', async (how, field) => {
  const folder = folderWith({});
  makeUnreadable(join(folder, 'wrong'), how);
  const text = written(folder, { [field]: 'wrong' });
  const issues = await issuesOf(folder);
  expectNamed(issues, field, folder, text);
  expect(issues[0]?.message).toContain('cannot be read: ');
});

test('a certificate is used from its first to its last day, and only then', async () => {
  const day = fc.integer({ min: -20_000, max: 20_000 });
  await fc.assert(
    fc.asyncProperty(day, day, fc.constantFrom('client-certificate', 'certificate-authority'), async (a, b, field) => {
      fc.pre(a !== 0 && b !== 0 && a !== b);
      const folder = folderWith({ wrong: certificate(inDays(Math.min(a, b)), inDays(Math.max(a, b))) });
      const text = written(folder, { [field]: 'wrong' });
      const issues = await issuesOf(folder);
      if (a < 0 === b < 0) expectNamed(issues, field, folder, text);
      else expect(issues.map(({ code }) => code)).toEqual(['cluster-unreachable']);
    }),
    { numRuns: 20 },
  );
});

test('an expired certificate beside a good one of the same authority is accepted', async () => {
  const folder = folderWith({ both: noCertificates['a certificate that has expired'] + certificate() });
  written(folder, { 'certificate-authority': 'both' });
  expect((await issuesOf(folder)).map(({ code }) => code)).toEqual(['cluster-unreachable']);
});

test('a certificate without a key is one error at the certificate', async () => {
  const folder = folderWith({});
  const text = written(folder, { 'client-key': '' });
  expectNamed(await issuesOf(folder), 'client-certificate', folder, text);
});

test('all fields with problems are told at once', async () => {
  const folder = folderWith({});
  const keys = Object.keys(fields);
  written(folder, Object.fromEntries(keys.map((key) => [key, 'nowhere'])));
  const issues = await issuesOf(folder);
  expect(issues.map(({ message }) => keys.find((key) => message.includes(`\`${key}\``)))).toEqual(keys);
});

type Printed = readonly [how: string, cert: string | undefined, key: string | undefined];

test.each<Printed>([
  ...Object.entries(noCertificates).map(([how, cert]): Printed => [how, cert, privateKey(own)]),
  ...Object.entries(noKeys).map(([how, key]): Printed => [how, certificate(), key]),
  ['no key', certificate(), undefined],
  ['no certificate', undefined, privateKey(own)],
])('%s that a credential plugin prints is one error at the plugin', async (_, clientCertificateData, clientKeyData) => {
  const folder = folderWith({});
  const answer = { kind: 'ExecCredential', status: { clientCertificateData, clientKeyData } };
  writePlugin(folder, 'plugin', `console.log(${JSON.stringify(JSON.stringify(answer))})`);
  const text = written(folder, {}).replace(/"client-certificate": "cert.pem"/, '"exec": { "command": "./plugin" }');
  writeFileSync(join(folder, 'config'), text);
  const line = text.split('\n').findIndex((one) => one.includes('"exec":')) + 1;
  const issues = await issuesOf(folder);
  expect(issues).toMatchObject([{ code: 'credentials-failed', location: { line } }]);
  expect(issues[0]?.message).toContain('plugin');
  expect(JSON.stringify(issues)).not.toContain(canary);
});
