import { containersOf, type Rule, warning } from './rule';

/** Names by which people call what nobody is to read. */
const secretive =
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|SECRET_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIALS)$/i;

/** An address with a password in it, unless that is another variable: `postgres://user:$(PASSWORD)@host`. */
const address = /^[a-z][a-z0-9+.-]*:\/\/[^/@:\s]*:(?!\$\()[^/@\s]+@/i;

/**
 * Passwords and keys that are written out: whoever reads the repository or the cluster's objects has them.
 * @see https://kubernetes.io/docs/concepts/configuration/secret/#uses-for-secrets
 */
export const secretsInText: Rule = (spec) =>
  containersOf(spec).flatMap(({ path, container }) =>
    Object.entries(container.env ?? {})
      .filter(([name, value]) => typeof value === 'string' && isSecret(name, value))
      .map(([name]) =>
        warning(
          'secret-in-text',
          [...path, 'env', name],
          `\`${name}\` looks like a secret, and its value stands here for everybody to read`,
          'keep it in a Secret: `this.secret(name).key(key)`, or `{ secret: …, key: … }`',
        ),
      ),
  );

function isSecret(name: string, value: string): boolean {
  if (address.test(value)) return true;
  return secretive.test(name) && value !== '' && !value.includes('$(') && !/^(true|false|\d+)$/.test(value);
}
