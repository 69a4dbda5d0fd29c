import type { AdoptResult } from '../actions/adopt/adopt';
import type { LiveProof } from '../actions/adopt/live-proof';
import { count } from '../data/count';
import type { Terminal } from './terminal';

/** What an adoption proved, and what is left to do. */
export function adoptionText(
  { compared, differences, live = [], references, credentials, commands }: AdoptResult,
  terminal: Terminal,
): string {
  const { paint } = terminal;
  const total = Object.values(compared).reduce((sum, number) => sum + number, 0);
  const environments = count(Object.keys(compared).length, 'environment');
  const objects = `${count(total, 'object')} in ${environments}`;
  return [
    differences.length === 0
      ? `${paint.green('equal')}: the files make the ${objects} that were read`
      : `${paint.red('different')}: the files do not make the ${objects} that were read`,
    ...differences.map((difference) => `  ${difference}`),
    ...(references.length === 0
      ? []
      : [
          `${paint.cyan('references')}: ${count(references.length, 'text')} now ${references.length === 1 ? 'refers' : 'refer'} to flows`,
          ...references.map(({ path, text, code }) => `  ${path}: ${text} → ${code}`),
        ]),
    ...live.flatMap((proof) => liveLines(proof, terminal)),
    ...(credentials.length === 0
      ? []
      : [
          `${paint.yellow('credentials')}: ${count(credentials.length, 'value')} not copied`,
          ...credentials.map(({ object, message, location, secret }) => {
            const instead = secret ? `; it is now the key \`${secret.key}\` of the Secret \`${secret.name}\`` : '';
            const line = location.line === undefined ? '' : `:${location.line}`;
            return `  ${object} (${location.file}${line}): ${message}${instead}`;
          }),
          ...(commands.length === 0 ? [] : ['create the Secrets before the first deploy, from what runs:']),
          ...commands.map((command) => `  ${command}`),
        ]),
  ].join('\n');
}

/** What a deploy would change in the cluster of an environment. */
function liveLines({ environment, context, restarts, changes, problems }: LiveProof, { paint }: Terminal): string[] {
  const where = `${environment} (${context})`;
  return [
    restarts.length === 0
      ? `${paint.green('no pod restarts')}: a deploy to ${where} with --take-ownership keeps all pods`
      : `${paint.red('pod restarts')}: a deploy to ${where} with --take-ownership restarts ${count(restarts.length, 'workload')}`,
    ...restarts.map(({ object, fields }) => `  ${object}: ${fields.join(', ')}`),
    ...(changes.length === 0 ? [] : [`${paint.yellow('other changes')} in ${where}:`]),
    ...changes.map(
      ({ object, change, fields }) => `  ${object}: ${change}${fields.map((field) => ` ${field}`).join(',')}`,
    ),
    ...problems.map((problem) => `${paint.red('would stop')}: ${problem}`),
  ];
}
