import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createInterface } from 'node:readline';
import { type Fault, statusBody } from './fault';

/** Passes a stream of events on, a line each, as long as there are any, both sides are there, and no fault ends it. */
export async function passEvents(from: IncomingMessage, to: ServerResponse, fault: Fault | undefined): Promise<void> {
  const { 'transfer-encoding': _, connection: __, ...headers } = from.headers;
  to.writeHead(from.statusCode ?? 0, headers);
  to.flushHeaders();
  to.on('close', () => from.destroy());
  const limit = limitOf(fault);
  let passed = 0;
  if (limit > 0) {
    const lines = createInterface({ input: from });
    // Its end is the client's or the server's affair; either way there are no more events.
    from.on('error', () => lines.close());
    for await (const line of lines) {
      if (!to.write(`${line}\n`) && !to.destroyed) await Promise.race([once(to, 'drain'), once(to, 'close')]);
      passed += 1;
      if (passed >= limit) break;
    }
  }
  if (fault !== undefined && 'expireAfter' in fault) to.write(`${JSON.stringify(expired)}\n`);
  to.end();
  from.destroy();
}

const expired = { type: 'ERROR', object: statusBody({ status: 410, message: 'too old resource version' }) };

function limitOf(fault: Fault | undefined): number {
  if (fault === undefined) return Number.POSITIVE_INFINITY;
  if ('endAfter' in fault) return fault.endAfter;
  return 'expireAfter' in fault ? fault.expireAfter : Number.POSITIVE_INFINITY;
}
