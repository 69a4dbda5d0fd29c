import { join } from 'node:path';
import { caseFolder } from '../../helpers/cases';
import { writtenBelow } from './texts-of-cases';

const folder = caseFolder('.');

/** Hits that somebody judged by hand to be no secrets: words that say so themselves. Everything else that hits is one. */
const falseAlarms = [
  'laa-fee-calculator/.circleci/config.yml environment DJANGO_SECRET_KEY',
  'laa-fee-calculator/docker-compose.yaml environment DJANGO_SECRET_KEY',
];

/** Values that are secrets by what their application does with them, and that the names do not show. */
const missed = ['WORDPRESS_LOGGED_IN_KEY', 'WORDPRESS_NONCE_KEY', 'WORDPRESS_NONCE_AA'];

/** Values that stand in cases for passwords. */
const passwords = ['password', 'postgres', 'mysecretpassword', 'changeme'];

(folder ? describe : describe.skip)('variables, arguments, annotations and ConfigMaps of real applications', () => {
  const all = folder ? writtenBelow(join(folder)) : [];
  const hits = all.filter(({ kind }) => kind !== undefined);

  it('hold what the detector takes for secrets, and two false alarms among it', () => {
    const isPassword = (value: string) => passwords.some((password) => value.split(' ').includes(password));
    const wrong = hits.filter(({ value }) => !isPassword(value)).map(({ place }) => place);
    expect({ texts: all.length > 2000, hits: hits.length, wrong }).toEqual({
      texts: true,
      hits: 45,
      wrong: falseAlarms,
    });
  });

  it('hold few secrets that it does not see', () => {
    const unseen = all.filter(
      ({ kind, value }) => kind === undefined && ['changeme', 'mysecretpassword'].includes(value),
    );
    expect([...new Set(unseen.map(({ place }) => place.split(' ').at(-1)))]).toEqual(missed);
    expect(unseen).toHaveLength(6);
  });
});
