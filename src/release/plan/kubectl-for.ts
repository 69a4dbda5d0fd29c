/** The start of a kubectl command that reaches one cluster and namespace from any shell. */
export function kubectlFor(context: string, namespace: string | undefined): string {
  return ['kubectl', '--context', quoted(context), ...(namespace === undefined ? [] : ['-n', namespace])].join(' ');
}

/** A word of a POSIX shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
