import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes a credential plugin into a folder: a program of Node's that notes each of its runs in `<name>.runs` beside it,
 * and then does what its body says.
 */
export function writePlugin(folder: string, name: string, body = handsOut(`token-of-${name}`)): string {
  const file = join(folder, name);
  const script = `#!${process.execPath}\nrequire('node:fs').appendFileSync(__filename + '.runs', 'x');\n${body}\n`;
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  return file;
}

/** The body of a plugin that hands out a token. */
export function handsOut(token: string): string {
  return `console.log(JSON.stringify({ kind: 'ExecCredential', status: { token: ${JSON.stringify(token)} } }));`;
}

/** How often a plugin was run. */
export function runsOf(plugin: string): number {
  return existsSync(`${plugin}.runs`) ? readFileSync(`${plugin}.runs`, 'utf8').length : 0;
}
