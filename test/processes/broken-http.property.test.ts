import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import fc from 'fast-check';
import { outcomesOf, type Said } from '../helpers/calls';
import type { Seen } from '../helpers/memory-server';
import { commands, keyOf, type LiveCalls, liveCalls, problemsOf } from './live-calls';

// Some hundred calls of the command line.
jest.setTimeout(600_000);

const ok = 'HTTP/1.1 200 OK\r\n';
const chunked = `${ok}transfer-encoding: chunked\r\n\r\n`;
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
const sized = (text: string, size: number | string = Buffer.byteLength(text), head = ok) =>
  `${head}content-length: ${size}\r\n\r\n${text}`;
const codes = '\u001b[2J\u009b1m\u0007';

/** Writes something again and again until the client has gone. */
function forEver(socket: Socket, head: string, more: string): void {
  socket.write(head);
  const next = () => {
    while (!socket.destroyed && socket.write(more));
  };
  socket.on('drain', next);
  next();
}

/** What something on the way to an API server may send as its answer, whose text it knows. */
const answers: Readonly<Record<string, (body: string, socket: Socket) => string | undefined>> = {
  nothing: () => '',
  'another protocol': () => 'SSH-2.0-OpenSSH_9.6\r\n',
  'a TLS alert': () => '\u0015\u0003\u0003\u0000\u0002\u0002\u0028',
  'bytes at random': () => Array.from({ length: 500 }, (_, index) => String.fromCharCode((index * 197) % 256)).join(''),
  'half of a status line': () => 'HTTP/1.',
  'a status line alone': () => ok,
  'an unknown version': (body) => sized(body, undefined, 'HTTP/9.9 200 OK\r\n'),
  'a code of two digits': (body) => sized(body, undefined, 'HTTP/1.1 20 OK\r\n'),
  'a code of five digits': (body) => sized(body, undefined, 'HTTP/1.1 20000 OK\r\n'),
  'the code 0': (body) => sized(body, undefined, 'HTTP/1.1 000 OK\r\n'),
  'a reason with codes of a terminal': (body) => sized(body, undefined, `HTTP/1.1 503 ${codes}\r\n`),
  'headers with codes of a terminal': (body) =>
    sized(body, undefined, `${ok}warning: 299 - "${codes}"\r\nx: ${codes}\r\n`),
  'a header without a colon': (body) => sized(body, undefined, `${ok}colon\r\n`),
  'a huge header': (body) => sized(body, undefined, `${ok}x: ${'x'.repeat(1_000_000)}\r\n`),
  'a thousand headers': (body) => sized(body, undefined, ok + 'x-many: many\r\n'.repeat(1000)),
  'headers without end': (_, socket) => void forEver(socket, ok, 'x: x\r\n'.repeat(1000)),
  'a body without end': (_, socket) => void forEver(socket, `${ok}\r\n`, ' '.repeat(2 ** 20)),
  'chunks without end': (_, socket) => void forEver(socket, chunked, chunk('{"kind":"x"}\n'.repeat(2 ** 16))),
  'a body that is cut off': (body) => sized(body.slice(0, body.length / 2), Buffer.byteLength(body)),
  'a chunk that is cut off': (body) => `${chunked}${chunk(body).slice(0, -body.length / 2)}`,
  'chunks without the last one': (body) => chunked + chunk(body),
  'a size of a chunk that is none': (body) => `${chunked}size\r\n${body}\r\n0\r\n\r\n`,
  'a negative size of a chunk': (body) => `${chunked}-5\r\n${body}\r\n0\r\n\r\n`,
  'a huge size of a chunk': (body) => `${chunked}ffffffffffffffffff\r\n${body}\r\n0\r\n\r\n`,
  'a length that is too small': (body) => sized(body, 5),
  'a negative length': (body) => sized(body, -5),
  'a length that is none': (body) => sized(body, 'long'),
  'a huge length': (body) => sized(body, '9'.repeat(30)),
  'two lengths': (body) => sized(body, undefined, `${ok}content-length: 5\r\n`),
  'a length and chunks': (body) => sized(chunk(body), 5, `${ok}transfer-encoding: chunked\r\n`),
  'an unknown encoding of the transfer': (body) => sized(body, undefined, `${ok}transfer-encoding: towed\r\n`),
  'gzip that is none': (body) => sized(body, undefined, `${ok}content-encoding: gzip\r\n`),
  'a wrong type': (body) => sized(body, undefined, `${ok}content-type: image/png\r\n`),
  'another charset': (body) => sized(body, undefined, `${ok}content-type: application/json; charset=utf-16\r\n`),
  'a mark of the order of bytes': (body) => sized(`\ufeff${body}`),
  'an answer before the answer': (body) => `HTTP/1.1 103 Early Hints\r\nlink: <a>\r\n\r\n${sized(body)}`,
  'a continuation that nobody asked for': (body) => `HTTP/1.1 100 Continue\r\n\r\n${sized(body)}`,
  'another protocol from now on': () => 'HTTP/1.1 101 Switching Protocols\r\nupgrade: towing\r\n\r\n{}',
  'a second answer': (body) => sized(body) + sized('{"kind":"Evil"}'),
  'no content, with content': (body) => sized(body, undefined, 'HTTP/1.1 204 No Content\r\n'),
  'that nothing was modified': () => sized('', undefined, 'HTTP/1.1 304 Not Modified\r\n'),
  'that it is busy for a year': () => sized('', undefined, 'HTTP/1.1 429 Busy\r\nretry-after: 31536000\r\n'),
  'that it is busy since yesterday': () => sized('', undefined, 'HTTP/1.1 503 Busy\r\nretry-after: -86400\r\n'),
};

let live: LiveCalls;
beforeAll(async () => {
  live = await liveCalls();
});
afterAll(() => live.close());

/** Calls commands of which one request, whenever it is sent, has one of these answers. */
async function problemsWith(
  cases: readonly { readonly name: string; readonly key: string; readonly sent: string }[],
  all: typeof answers = answers,
): Promise<string[]> {
  const calls = cases.map(({ name, key, sent }) =>
    live.call(name, [], (seen: Seen, answer, { socket }) => {
      if (keyOf(seen) !== key || !socket) return answer;
      const text = all[sent]?.(answer.body, socket);
      if (text !== undefined) socket.end(Buffer.from(text));
      return undefined;
    }),
  );
  const said = await outcomesOf(calls, false, true);
  return cases.flatMap((one, index) =>
    problemsOf(said[index] as Said).map((found) => `${JSON.stringify(one)}: ${found}`),
  );
}

test('an answer that is broken HTTP is a result or an error with a code, and ends', async () => {
  const one = fc.constantFrom(...Object.keys(commands)).chain((name) =>
    fc.record({
      name: fc.constant(name),
      key: fc.constantFrom(...(live.asked[name] as string[])),
      sent: fc.constantFrom(...Object.keys(answers)),
    }),
  );
  expect(await problemsWith(fc.sample(fc.noBias(one), 60))).toEqual([]);
});

test('the first answer of a server may be any of these', async () => {
  const cases = Object.keys(answers).map((sent) => ({ name: 'history', key: 'GET /api', sent }));
  expect(await problemsWith(cases)).toEqual([]);
});

test('a redirect to another server is not followed', async () => {
  let asked = 0;
  const other = createServer((_, response) => {
    asked += 1;
    response.end('{}');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const codes = ['301', '302', '303', '307', '308'];
  const redirect = (code: string) => () =>
    sized('', undefined, `HTTP/1.1 ${code} x\r\nlocation: http://127.0.0.1:${port}/\r\n`);
  const cases = Object.keys(commands).map((name, index) => {
    return { name, key: live.asked[name]?.at(-1) ?? '', sent: codes[index % codes.length] ?? '' };
  });
  expect(await problemsWith(cases, Object.fromEntries(codes.map((code) => [code, redirect(code)])))).toEqual([]);
  expect(asked).toBe(0);
  other.close();
});
