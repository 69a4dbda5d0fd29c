import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';

const tls = join(__dirname, '../fixtures/tls');

/** Of nobody but the tests: a certificate for `localhost`, 127.0.0.1 and `api.example.test` that signs itself. */
export const certificateFile = join(tls, 'certificate.pem');
export const keyFile = join(tls, 'key.pem');

export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** Whether the client showed a certificate. */
  readonly hasCertificate: boolean;
}

export interface ApiServer {
  readonly url: string;
  readonly port: number;
  /** All requests, in the order in which they came. */
  readonly seen: readonly SeenRequest[];
}

const running: Server[] = [];

afterAll(() => {
  for (const server of running.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** What a server answers that knows whoever asks. */
const knowsEverybody: RequestListener = (_, to) => {
  to.end(JSON.stringify({ kind: 'SelfSubjectReview', status: { userInfo: { username: 'known' } } }));
};

/** Stands for an API server on loopback, until the end of the tests of the file. */
export async function apiServer(protocol: 'http' | 'https', answer = knowsEverybody): Promise<ApiServer> {
  const seen: SeenRequest[] = [];
  const listener: RequestListener = (from, to) => {
    const { fingerprint256 } = (from.socket as Partial<TLSSocket>).getPeerCertificate?.() ?? {};
    seen.push({ path: from.url ?? '', headers: from.headers, hasCertificate: fingerprint256 !== undefined });
    answer(from, to);
  };
  const [cert, key] = [readFileSync(certificateFile), readFileSync(keyFile)];
  const isSecure = protocol === 'https';
  const server = isSecure
    ? createSecureServer({ cert, key, requestCert: true, rejectUnauthorized: false }, listener)
    : createServer(listener);
  running.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `${protocol}://127.0.0.1:${port}`, port, seen };
}
