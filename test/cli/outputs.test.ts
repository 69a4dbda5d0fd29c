import fs from 'node:fs';
import type { Outputs } from '../../src/cli/outputs';

type Code = 'EAGAIN' | 'EPIPE' | 'ENOSPC';

let outputs: Outputs;

beforeEach(() => {
  jest.isolateModules(() => {
    outputs = (require('../../src/cli/outputs') as typeof import('../../src/cli/outputs')).outputs;
  });
});
afterEach(() => jest.restoreAllMocks());

/** What reaches a pipe whose reader takes two bytes at a time, and fails after a number of bytes. */
function pipe(taken = Number.POSITIVE_INFINITY, code: Code = 'EAGAIN') {
  const seen = { now: '', later: '' };
  jest.spyOn(fs, 'fstatSync').mockReturnValue({ isFIFO: () => true } as fs.Stats);
  jest.spyOn(fs, 'writeSync').mockImplementation((descriptor, bytes, at) => {
    expect(descriptor).toBe(1);
    if (seen.now.length >= taken) throw Object.assign(new Error(code), { code });
    const part = Buffer.from(bytes as unknown as Uint8Array).subarray(Number(at), Number(at) + 2);
    seen.now += part.toString();
    return part.length;
  });
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    seen.later += Buffer.from(chunk as string).toString();
    return true;
  });
  return seen;
}

test('a pipe gets the whole text without a stream', () => {
  const seen = pipe();
  outputs.write('stdout', 'one\n');
  outputs.write('stdout', 'two\n');
  expect(seen).toEqual({ now: 'one\ntwo\n', later: '' });
});

test('what the reader does not take at once goes to the stream, and so does all that follows', () => {
  const seen = pipe(2);
  outputs.write('stdout', 'one\n');
  seen.now = '';
  outputs.write('stdout', 'two\n');
  expect(seen).toEqual({ now: '', later: 'e\ntwo\n' });
});

test('a reader that stops early is not an error', () => {
  const seen = pipe(2, 'EPIPE');
  expect(() => outputs.write('stdout', 'one\n')).not.toThrow();
  expect(seen).toEqual({ now: 'on', later: '' });
});

test('a full disk is an error', () => {
  pipe(2, 'ENOSPC');
  expect(() => outputs.write('stdout', 'one\n')).toThrow('ENOSPC');
});
