import { existsSync, readFileSync } from 'node:fs';
import { get } from 'node:https';
import type { Access } from './kubeconfig';

/**
 * Whether the API server answers that it is ready. The request trusts only the certificate that this server wrote, so
 * that another program on the same port is never taken for it.
 */
export function isReady({ url, token, certificate }: Access): Promise<boolean> {
  if (!existsSync(certificate)) return Promise.resolve(false);
  const options = { ca: readFileSync(certificate), headers: { authorization: `Bearer ${token}` }, timeout: 5000 };
  return new Promise((resolve) => {
    const request = get(`${url}/readyz`, options, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
