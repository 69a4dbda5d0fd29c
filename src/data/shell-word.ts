/** A text as one word of a POSIX shell, in quotes if the shell, or zsh, would read anything in it. */
export function shellWord(text: string): string {
  return /^[\w@%+:,./-][\w@%+=:,./-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
