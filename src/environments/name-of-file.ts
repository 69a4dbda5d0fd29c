/** The name of the environment that a word means, if it is the path of the environment's file. */
export function nameOfFile(word: string): string {
  return word.replace(/^.*\//, '').replace(/\.ya?ml$/, '');
}
