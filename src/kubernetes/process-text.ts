/** What Linux allows for one argument or variable, with the zero byte after it (`MAX_ARG_STRLEN`). Bytes. */
const longestText = 128 * 1024;

/**
 * Says what is expected in place of an argument or a variable that no process can get; undefined for any other text.
 *
 * @param name the name of a variable. Absent for an argument
 * @see https://man7.org/linux/man-pages/man2/execve.2.html
 */
export function expectedOfProcess(text: string, name?: string): string | undefined {
  if (text.includes('\0')) return 'text without the character U+0000, with which Linux ends a text';
  const beside = name === undefined ? 1 : Buffer.byteLength(name) + 2;
  // UTF-8 has at most three bytes for each unit of the length, so that most texts need not be encoded.
  if (text.length * 3 + beside <= longestText) return undefined;
  const size = Buffer.byteLength(text);
  if (size + beside <= longestText) return undefined;
  const whole = name === undefined ? 'an argument' : 'a variable, together with its name';
  return `at most the ${longestText - 1} bytes that Linux allows for ${whole}, and not ${size}`;
}

/** What to do about such a text. */
export const fitForProcess = 'put the text into a file: a ConfigMap or a Secret that is mounted as a volume';
