import { join } from 'node:path';
import { caseFolder } from '../../helpers/cases';
import { writtenBelow } from './texts-of-cases';

const folder = caseFolder('.');

/** Values that the detector reports, and that are not secrets by manual review. */
const falseAlarms = [
  'laa-fee-calculator/.circleci/config.yml environment DJANGO_SECRET_KEY',
  'laa-fee-calculator/docker-compose.yaml environment DJANGO_SECRET_KEY',
];

/** Values that their application uses as secrets, and whose names do not show it. */
const missed = ['WORDPRESS_LOGGED_IN_KEY', 'WORDPRESS_NONCE_KEY', 'WORDPRESS_NONCE_AA'];

/** Values that replace passwords in the cases. */
const passwords = ['password', 'postgres', 'mysecretpassword', 'changeme'];

(folder ? describe : describe.skip)('variables, arguments, annotations and ConfigMaps of real applications', () => {
  const all = folder ? writtenBelow(join(folder)) : [];
  const hits = all.filter(({ kind }) => kind !== undefined);

  it('contain the secrets that the detector reports, and two false alarms', () => {
    const isPassword = (value: string) => passwords.some((password) => value.split(' ').includes(password));
    const wrong = hits.filter(({ value }) => !isPassword(value)).map(({ place }) => place);
    expect({ texts: all.length > 2000, hits: hits.length, wrong }).toEqual({
      texts: true,
      hits: 45,
      wrong: falseAlarms,
    });
  });

  it('contain few secrets that the detector misses', () => {
    const unseen = all.filter(
      ({ kind, value }) => kind === undefined && ['changeme', 'mysecretpassword'].includes(value),
    );
    expect([...new Set(unseen.map(({ place }) => place.split(' ').at(-1)))]).toEqual(missed);
    expect(unseen).toHaveLength(6);
  });
});
