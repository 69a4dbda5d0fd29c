import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { builtinResource } from '../../src/targets/kubernetes/api-resource';
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
  const resource = builtinResource(apiVersion, kind);
  if (!resource) throw new Error(`there is no kind ${kind} of ${apiVersion}`);
  return resource.namespaced ? `${group}/namespaces/default/${resource.plural}` : `${group}/${resource.plural}`;
}

/** Asks a server about objects by dry runs, which change nothing. */
export async function ask(access: Access, objects: readonly object[]): Promise<Verdict[]> {
  const agent = new Agent({ keepAlive: true, ca: readFileSync(access.certificate), maxSockets: atOnce });
  const verdicts: Verdict[] = [];
  const left = objects.entries();
  const work = async () => {
    for (const [index, object] of left) {
      verdicts[index] = (await askOne(access, agent, object)) ?? (await askOne(access, agent, object)) ?? failed;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  agent.destroy();
  return verdicts;
}

/** An object at which the server fails each time: it ends the connection without an answer. */
const failed: Verdict = { accepted: false, reason: 'the server gives no answer' };

/** @returns undefined if the server gives no answer */
function askOne({ url, token }: Access, agent: Agent, object: object): Promise<Verdict | undefined> {
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
          // The server checks an object before it looks whether there is one of that name, such as the APIService of a
          // CustomResourceDefinition.
          if (status === 201 || (status === 409 && JSON.parse(text).reason === 'AlreadyExists'))
            resolve({ accepted: true, reason: '' });
          else if (status === 400 || status === 422) resolve({ accepted: false, reason: JSON.parse(text).message });
          else reject(new Error(`the server answered ${status} to ${JSON.stringify(object)}: ${text}`));
        });
      },
    );
    call.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? resolve(undefined) : reject(error),
    );
    call.end(JSON.stringify(object));
  });
}
