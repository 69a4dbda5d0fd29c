/** Words that end a command of a shell. */
const ends = ['&&', '||', ';', '|', '&'];

/**
 * Splits a command line into words as a shell does, without expanding anything.
 *
 * @param signs characters that end a command, and are words themselves; none where no shell runs
 */
export function shellWords(line: string, signs = ';|&'): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const sign = line.charAt(at);
    if (quote !== '') {
      if (sign === quote) quote = '';
      else word = (word ?? '') + (sign === '\\' && quote === '"' ? line.charAt(++at) : sign);
    } else if (sign === '"' || sign === "'") {
      quote = sign;
      word ??= '';
    } else if (/\s/.test(sign)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (signs.includes(sign)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      const isDouble = line.charAt(at + 1) === sign;
      words.push(isDouble ? sign + sign : sign);
      if (isDouble) at++;
    } else word = (word ?? '') + (sign === '\\' ? line.charAt(++at) : sign);
  }
  return word === undefined ? words : [...words, word];
}

/** The commands of a line of a shell, each as its words. */
export function shellCommands(words: readonly string[]): string[][] {
  const commands: string[][] = [[]];
  for (const word of words) {
    if (ends.includes(word)) commands.push([]);
    else commands.at(-1)?.push(word);
  }
  return commands.filter((command) => command.length > 0);
}
