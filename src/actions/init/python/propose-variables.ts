import { printText } from '../../../adoption/print-value';
import { camelCased } from '../../../adoption/words';
import { envName } from '../../../model/formats';
import { type BackingKind, backingOfAddress } from '../../../source/setup/backing-kinds';
import type { Place, Setup, VariablePlace } from '../../../source/setup/setup';
import { passwordOf, passwordsOf } from './passwords';
import type { ProposedStore, ProposedVariable } from './proposal';

/** The names that programs usually read the address of a server from, the most usual one first. */
const usual: Readonly<Record<BackingKind, readonly string[]>> = {
  redis: ['REDIS_URL', 'REDIS_URI', 'RQ_REDIS_URL', 'CACHE_URL'],
  postgres: ['DATABASE_URL', 'POSTGRES_URL', 'DATABASE_URI', 'SQLALCHEMY_DATABASE_URI', 'DB_URL'],
  mysql: ['DATABASE_URL', 'MYSQL_URL', 'DATABASE_URI', 'SQLALCHEMY_DATABASE_URI', 'DB_URL'],
  rabbitmq: ['AMQP_URL', 'RABBITMQ_URL', 'BROKER_URL'],
  mongo: ['MONGO_URL', 'MONGODB_URL', 'MONGO_URI', 'MONGODB_URI'],
};
const brokers = ['CELERY_BROKER_URL', 'BROKER_URL', 'CELERY_RESULT_BACKEND'];
/** How the names of variables begin that hold one part of an address. */
const owners: Readonly<Record<BackingKind, readonly string[]>> = {
  redis: ['REDIS'],
  postgres: ['POSTGRES', 'PG', 'DB', 'DATABASE', 'SQL'],
  mysql: ['MYSQL', 'MARIADB', 'DB', 'DATABASE', 'SQL'],
  rabbitmq: ['RABBITMQ', 'RABBIT', 'AMQP'],
  mongo: ['MONGO', 'MONGODB'],
};

/** The variables by which programs find the servers: those that Compose sets and code reads, else the usual ones. */
export function proposeVariables(setup: Setup, stores: readonly ProposedStore[]): ProposedVariable[] {
  const found = new Map<string, ProposedVariable>();
  const add = (name: string, code: string | undefined, from?: Place) => {
    if (code === undefined || found.has(name) || !envName.safeParse(name).success) return;
    found.set(name, { name, code, ...(from && { from: { file: from.file, line: from.line } }) });
  };
  const told = setup.services.filter(({ image }) => !stores.some((store) => store.image === image));
  for (const service of told)
    for (const [name, value] of Object.entries(service.environment)) add(name, fromCompose(value, stores), service);
  for (const variable of setup.variables) add(variable.name, fromCode(variable, stores), variable);
  for (const store of stores) {
    const isKnown = [...found.values()].some(({ code }) => code.includes(`${storeVariable(store)}.host`));
    if (!isKnown) add(usual[store.kind].find((name) => !found.has(name)) ?? '', addressOf(store));
  }
  const passwords = passwordsOf(stores).map(({ env, variable }) => ({ name: env, code: variable }));
  const others = [...found.values()].filter(({ name }) => !passwords.some((password) => password.name === name));
  const isUsed = (name: string) => found.has(name) || others.some(({ code }) => code.includes(`$(${name})`));
  // A variable can name those before it.
  return [...passwords.filter(({ name }) => isUsed(name)).map((one) => found.get(one.name) ?? one), ...others];
}

/** The variable of generated code that holds a store. */
export function storeVariable({ id }: ProposedStore): string {
  return `${camelCased(id)}Store`;
}

/** A value of a Compose file that names a server by its service: the host alone, or an address. */
function fromCompose(value: string, stores: readonly ProposedStore[]): string | undefined {
  const whole = stores.find(({ id }) => value === id);
  if (whole) return `${storeVariable(whole)}.host`;
  const [, scheme = '', host = '', path = ''] =
    /^([a-z0-9+_]{1,40}):\/\/(?:[^@/\s]{0,200}@)?([\w-]{1,100})(?::\d{1,5})?(\/[\w./-]{0,100})?$/.exec(value) ?? [];
  const store = stores.find(({ id, kind }) => id === host && backingOfAddress(`${scheme}://`) === kind);
  return store && addressOf(store, path.slice(1), scheme);
}

/** The code of a variable that Python reads, by its name and by the address that it has without the variable. */
function fromCode({ name, fallback = '' }: VariablePlace, stores: readonly ProposedStore[]): string | undefined {
  const part = stores.map((store) => partOf(name, store)).find((code) => code !== undefined);
  if (part !== undefined) return part;
  const kind = backingOfAddress(fallback);
  const store = stores.find((one) => (kind === undefined ? isNamedFor(name, one, stores) : one.kind === kind));
  return store && addressOf(store, pathOf(fallback), kind && schemeOf(fallback));
}

/** The code of a variable that holds one part of the address of a server, such as its host. */
function partOf(name: string, store: ProposedStore): string | undefined {
  const [, owner = '', part = ''] =
    /^([A-Z]+)_?(HOST|HOSTNAME|PORT|PASSWORD|PASS|USER|USERNAME|NAME|DB)$/.exec(name) ?? [];
  if (!owners[store.kind].includes(owner)) return undefined;
  if (part.startsWith('HOST')) return `${storeVariable(store)}.host`;
  if (part === 'PORT') return `text\`\${${storeVariable(store)}.port}\``;
  const password = passwordOf(store.kind);
  if (!password) return undefined;
  return part.startsWith('PASS') ? password.variable : printText('app');
}

function isNamedFor(name: string, store: ProposedStore, stores: readonly ProposedStore[]): boolean {
  const { kind } = store;
  if (usual[kind].includes(name)) return true;
  // Celery speaks to RabbitMQ if there is one.
  const broker = stores.find((one) => one.kind === 'rabbitmq') ?? stores.find((one) => one.kind === 'redis');
  return store === broker && brokers.includes(name) && !(name === 'CELERY_RESULT_BACKEND' && kind === 'rabbitmq');
}

/** The scheme with the name of the driver, such as `postgresql+asyncpg`. */
function schemeOf(address: string): string | undefined {
  return /^[a-z0-9+_]{1,40}(?=:\/\/)/.exec(address)?.[0];
}

function pathOf(address: string): string | undefined {
  return /^[a-z0-9+]{1,40}:\/\/[^/\s]{0,200}\/([\w.-]{1,60})$/.exec(address)?.[1];
}

const schemes: Readonly<Record<BackingKind, string>> = {
  redis: 'redis',
  postgres: 'postgresql',
  mysql: 'mysql',
  rabbitmq: 'amqp',
  mongo: 'mongodb',
};

function addressOf(store: ProposedStore, path?: string, scheme = schemes[store.kind]): string {
  const variable = storeVariable(store);
  const place = `\${${variable}.host}:\${${variable}.port}`;
  const password = passwordOf(store.kind);
  if (password) return `text\`${scheme}://app:$(${password.env})@${place}/app\``;
  const rest = store.kind === 'redis' ? `/${path || '0'}` : path ? `/${path}` : '';
  return `text\`${scheme}://${place}${rest}\``;
}
