import type { AdoptResult } from '../actions/adopt/adopt';
import { count } from './issues';
import type { Terminal } from './terminal';

/** What an adoption proved, and what is left to do. */
export function adoptionText(
  { compared, differences, credentials, commands }: AdoptResult,
  { paint }: Terminal,
): string {
  const total = Object.values(compared).reduce((sum, number) => sum + number, 0);
  const environments = count(Object.keys(compared).length, 'environment');
  const objects = `${count(total, 'object')} in ${environments}`;
  return [
    differences.length === 0
      ? `${paint.green('equal')}: the files make the ${objects} that were read`
      : `${paint.red('different')}: the files do not make the ${objects} that were read`,
    ...differences.map((difference) => `  ${difference}`),
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
