import { Readable } from 'node:stream';
import { StreamTooLarge, textOfStream } from '../../src/files/text-of-stream';

test('characters that lie in two parts of a stream are read whole', async () => {
  const bytes = Buffer.from('käse');
  expect(await textOfStream(Readable.from([bytes.subarray(0, 2), bytes.subarray(2)]), 10)).toBe('käse');
});

test('an endless stream is closed at the limit', async () => {
  let parts = 0;
  const endless = Readable.from(
    (function* () {
      for (; ; parts++) yield Buffer.alloc(1000);
    })(),
  );
  await expect(textOfStream(endless, 10_000)).rejects.toThrow(StreamTooLarge);
  expect(endless.destroyed).toBe(true);
  expect(parts).toBeLessThan(100);
});
