import { Expression } from '../../../adoption/values';
import { passwordOf } from './passwords';
import type { ProposedStore } from './proposal';

/** The properties of a store: the user of its image, its port, where its data lies, and how it says that it is ready. */
export function storeProps({ kind, image }: ProposedStore): Record<string, unknown> {
  const disk = (mountPath: string) => ({ volume: { mountPath, size: '1Gi' } });
  const exec = (...command: readonly string[]) => ({ probes: { readiness: { exec: command } } });
  if (kind === 'redis') return { image, user: 999, port: 6379, ...disk('/data'), ...exec('redis-cli', 'ping') };
  if (kind === 'mongo')
    return { image, user: 999, port: 27017, ...disk('/data/db'), probes: { readiness: { tcp: true } } };
  if (kind === 'rabbitmq')
    return { image, user: 999, port: 5672, ...disk('/var/lib/rabbitmq'), probes: { readiness: { tcp: true } } };
  const password = new Expression(passwordOf(kind)?.variable ?? '');
  if (kind === 'mysql') {
    const prefix = image.includes('mariadb') ? 'MARIADB' : 'MYSQL';
    return {
      image,
      user: 999,
      port: 3306,
      // A new disk may contain `lost+found`, and the server begins only in an empty folder.
      args: ['--datadir=/data/mysql'],
      env: {
        [`${prefix}_DATABASE`]: 'app',
        [`${prefix}_USER`]: 'app',
        [`${prefix}_PASSWORD`]: password,
        [`${prefix}_ROOT_PASSWORD`]: password,
      },
      ...disk('/data'),
      probes: { readiness: { tcp: true } },
    };
  }
  return {
    image,
    // The images on Alpine give the server another number.
    user: image.includes('alpine') ? 70 : 999,
    port: 5432,
    env: {
      POSTGRES_DB: 'app',
      POSTGRES_USER: 'app',
      POSTGRES_PASSWORD: password,
      PGDATA: '/data/pg',
    },
    ...disk('/data'),
    ...exec('pg_isready', '-U', 'app'),
  };
}
