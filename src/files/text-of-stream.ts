/** A stream holds more than its reader accepts. */
export class StreamTooLarge extends Error {}

/**
 * Reads a stream to its end.
 *
 * @param limit the largest size, in bytes. The stream is closed when it sends more
 * @throws StreamTooLarge, or the error of the stream
 */
export async function textOfStream(stream: AsyncIterable<Buffer>, limit: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > limit) throw new StreamTooLarge(`more than ${limit / 2 ** 20} MiB`);
    parts.push(part);
  }
  return Buffer.concat(parts, size).toString('utf8');
}
