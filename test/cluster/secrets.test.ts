import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubectl, listOf } from './helpers/kubectl';
import { releasesIn } from './helpers/left';
import { live } from './helpers/live';
import { shopOn, wrk } from './helpers/shop';
import { withControllers } from './helpers/with-controllers';

const canary = 'canary-7d1f0c5e9b';
const number = '7012345678';
const packed = Buffer.from(canary).toString('base64');

const secret = (fields: object) =>
  `new ApiObject(this, 'secret', ${JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'shop-login' }, ...fields })});`;

withControllers('the value of a Secret', () => {
  it('is in the Secret and nowhere else, whatever command runs', async () => {
    const { namespace, cwd, change, run } = shopOn([wrk, secret({ stringData: { password: canary } })]);
    writeFileSync(join(cwd, 'towpath.yaml'), 'allowSecrets: [shop-login]\n');
    const said: string[] = [];
    const env = { TOWPATH_DEBUG: '1' };
    const told = async (...args: string[]) => {
      const { code, stdout, stderr } = await run(args, env);
      said.push(stdout, stderr);
      return code;
    };
    const deploy = ['deploy', '-e', 'dev', '-o', 'json'];
    expect(await told(...deploy)).toBe(0);
    expect(live(namespace).get('Secret/shop-login')).toMatchObject({ data: { password: packed } });
    expect(await told(...deploy)).toBe(0);

    change([wrk, secret({ data: { password: packed, other: packed } })], 'v2');
    expect(await told('deploy', '-e', 'dev', '--dry-run=server')).toBe(0);
    expect(await told(...deploy)).toBe(0);

    const theirs = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'shop-login', namespace },
      data: { password: Buffer.from(`${canary}-theirs`).toString('base64') },
    };
    kubectl(['apply', '--server-side', '--force-conflicts', '--field-manager=somebody', '-f', '-'], listOf([theirs]));
    expect(await told(...deploy)).toBe(2);
    kubectl(['delete', 'secret', 'shop-login', '--namespace', namespace]);

    for (const refused of [
      { data: { password: canary } },
      { data: { password: { nested: canary } } },
      { type: 'kubernetes.io/tls', data: { 'tls.crt': packed } },
      { data: { [`not a key ${canary}`]: packed } },
      { stringData: { password: Number.parseInt(number, 10) } },
      { unknown: canary },
    ]) {
      change([wrk, secret(refused)]);
      expect([2, 3]).toContain(await told(...deploy));
    }
    expect(await told('rollback', '-e', 'dev', 'shop', '-o', 'json')).toBe(0);

    const left = [...live(namespace, 'configmaps,leases,events,deployments,replicasets,pods').values()];
    const all = [...said, JSON.stringify(left), JSON.stringify(releasesIn(namespace))].join('\n');
    expect(all).toContain('shop-login');
    for (const text of [canary, packed, number])
      expect(all.split('\n').filter((line) => line.includes(text))).toEqual([]);
  });
});
