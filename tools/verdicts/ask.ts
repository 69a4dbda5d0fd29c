import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import type { Access } from '../control-plane/kubeconfig';

/** What a server says about an object: whether it would create it, and the reason if not. */
export interface Verdict {
  readonly accepted: boolean;
  readonly reason: string;
}

const atOnce = 8;

/** The path that objects of a kind are created at. */
function collectionOf({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): string {
  const group = apiVersion.includes('/') ? `apis/${apiVersion}` : `api/${apiVersion}`;
  const resource = kind === 'Ingress' ? 'ingresses' : `${kind.toLowerCase()}s`.replace(/ys$/, 'ies');
  return kind === 'Namespace' ? `${group}/${resource}` : `${group}/namespaces/default/${resource}`;
}

/** Asks a server about objects by dry runs, which change nothing. */
export async function ask(access: Access, objects: readonly object[]): Promise<Verdict[]> {
  const agent = new Agent({ keepAlive: true, ca: readFileSync(access.certificate), maxSockets: atOnce });
  const verdicts: Verdict[] = [];
  const left = objects.entries();
  const work = async () => {
    for (const [index, object] of left) verdicts[index] = await askOne(access, agent, object);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  agent.destroy();
  return verdicts;
}

function askOne({ url, token }: Access, agent: Agent, object: object): Promise<Verdict> {
  const path = collectionOf(object as { apiVersion: string; kind: string });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const call = request(
      `${url}/${path}?dryRun=All&fieldValidation=Strict`,
      { agent, method: 'POST', headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const status = response.statusCode ?? 0;
          if (status === 201) resolve({ accepted: true, reason: '' });
          else if (status === 400 || status === 422) resolve({ accepted: false, reason: JSON.parse(text).message });
          else reject(new Error(`the server answered ${status} to ${JSON.stringify(object)}: ${text}`));
        });
      },
    );
    call.on('error', reject);
    call.end(JSON.stringify(object));
  });
}
