/** A server that applications keep their data in. */
export const backingKinds = ['redis', 'postgres', 'mysql', 'rabbitmq', 'mongo'] as const;
export type BackingKind = (typeof backingKinds)[number];

interface Signs {
  /** The last word of the name of an image. */
  readonly images: readonly string[];
  /** Python packages that talk to the server. */
  readonly packages: readonly string[];
  /** How addresses of the server begin. */
  readonly schemes: readonly string[];
}

const signs: Readonly<Record<BackingKind, Signs>> = {
  redis: {
    images: ['redis', 'valkey'],
    packages: ['redis', 'rq', 'django-rq', 'django-redis', 'aioredis', 'arq', 'flask-redis'],
    schemes: ['redis'],
  },
  postgres: {
    images: ['postgres', 'postgresql', 'postgis', 'timescaledb', 'pgvector'],
    packages: ['psycopg', 'psycopg-binary', 'psycopg2', 'psycopg2-binary', 'asyncpg', 'pg8000'],
    schemes: ['postgres', 'postgresql', 'postgis'],
  },
  mysql: {
    images: ['mysql', 'mysql-server', 'mariadb'],
    packages: ['mysqlclient', 'pymysql', 'mysql-connector-python', 'aiomysql', 'asyncmy', 'mariadb'],
    schemes: ['mysql', 'mariadb'],
  },
  rabbitmq: { images: ['rabbitmq'], packages: ['pika', 'aio-pika', 'amqp'], schemes: ['amqp', 'pyamqp'] },
  mongo: {
    images: ['mongo', 'mongodb'],
    packages: ['pymongo', 'motor', 'mongoengine', 'beanie'],
    schemes: ['mongodb'],
  },
};

/** The server that an image such as `docker.io/library/redis:7.4` runs. */
export function backingOfImage(image: string): BackingKind | undefined {
  const name = (image.split('@')[0] ?? '').split('/').at(-1)?.split(':')[0] ?? '';
  return backingKinds.find((kind) => signs[kind].images.includes(name));
}

/** The server that a requirement such as `celery[redis]>=5` needs. */
export function backingOfRequirement(requirement: string): BackingKind | undefined {
  const [, name = '', extras = ''] = /^([A-Za-z0-9][\w.-]{0,100})(?:\[([^\]]{0,200})\])?/.exec(requirement) ?? [];
  const words = extras.split(',').map((extra) => extra.trim().toLowerCase());
  const plain = name.toLowerCase().replaceAll(/[_.]/g, '-');
  return backingKinds.find((kind) => signs[kind].packages.includes(plain) || (plain !== kind && words.includes(kind)));
}

/** The server that an address such as `redis://cache:6379/0` leads to. */
export function backingOfAddress(address: string): BackingKind | undefined {
  const scheme = /^([a-z0-9]{1,20})(?:\+[a-z0-9_]{1,20})?:\/\//.exec(address)?.[1] ?? '';
  return backingKinds.find((kind) => signs[kind].schemes.includes(scheme));
}
