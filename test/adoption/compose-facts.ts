import { parse } from 'yaml';

type Table = Readonly<Record<string, unknown>>;

/** What a service of a Compose file does, in one spelling. */
export interface Facts {
  readonly image: unknown;
  readonly published: readonly string[];
  readonly environment: Table;
  readonly mounts: readonly string[];
  readonly command: unknown;
  readonly entrypoint: unknown;
  readonly health: unknown;
  readonly resources: unknown;
  readonly others: Table;
}

const others = ['user', 'working_dir', 'read_only', 'cap_add', 'cap_drop', 'privileged', 'stop_grace_period'];

/**
 * The facts of each service by its name. This reads the file apart from the code of adopt, so that both have to be right.
 * Texts stay as they are written; variables are not filled.
 */
export function factsOf(text: string, application: string): Record<string, Facts> {
  const { services = {} } = parse(text, { merge: true }) as { services?: Record<string, Table> };
  return Object.fromEntries(
    Object.entries(services).map(([name, service]) => [
      plain(name),
      { ...serviceFacts(service), image: service.image ?? `${application}-${name}` },
    ]),
  );
}

/** A name as Kubernetes can have it. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

/** The facts with those of the other file where that has a key of a Secret: a credential is never written again. */
export function withSecrets(facts: unknown, other: unknown): unknown {
  if (typeof other === 'string' && other.includes(':?set it to key ')) return other;
  if (Array.isArray(facts))
    return facts.map((item, index) => withSecrets(item, Array.isArray(other) ? other[index] : undefined));
  if (typeof facts !== 'object' || facts === null) return facts;
  const [own, others] = [facts as Table, (other ?? {}) as Table];
  const added = Object.keys(others).filter(
    (key) => !Object.hasOwn(own, key) && String(others[key]).includes(':?set it to key '),
  );
  return Object.fromEntries(
    [...Object.keys(own), ...added].sort().map((key) => [key, withSecrets(own[key], others[key])]),
  );
}

function serviceFacts(service: Table): Omit<Facts, 'image'> {
  const { deploy, healthcheck } = service as { deploy?: Table; healthcheck?: Table };
  const { limits, reservations } = (deploy?.resources ?? {}) as Record<string, Table | undefined>;
  return {
    published: list(service.ports).flatMap(published).sort(),
    environment: Object.fromEntries(Object.entries(table(service.environment)).sort()),
    mounts: [
      ...list(service.volumes).flatMap(mounted),
      ...list(service.tmpfs).map((one) => String(one).split(':')[0] as string),
    ].sort(),
    command: words(service.command),
    entrypoint: words(service.entrypoint),
    health: healthcheck && {
      test: checked(healthcheck.test),
      ...{ interval: seconds(healthcheck.interval ?? '30s'), timeout: seconds(healthcheck.timeout ?? '30s') },
      ...{ start: seconds(healthcheck.start_period ?? '0s'), retries: Number(healthcheck.retries ?? 3) },
    },
    resources: [limits, reservations].map(
      (one) => one && [one.cpus && Number(one.cpus), one.memory && bytes(one.memory)],
    ),
    others: Object.fromEntries(
      others.filter((key) => service[key] !== undefined).map((key) => [key, String(service[key])]),
    ),
  };
}

function list(value: unknown): readonly unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

function table(value: unknown): Table {
  const entries = Array.isArray(value)
    ? value.map((line) => String(line).split(/=(.*)/s, 2))
    : Object.entries(value ?? {});
  return Object.fromEntries(
    entries.map(([name, text]) => [name, text === null || text === undefined ? null : String(text)]),
  );
}

function published(port: unknown): string[] {
  if (typeof port === 'object' && port !== null) {
    const { target, published: host, protocol = 'tcp' } = port as Table;
    return host === undefined ? [] : [`${host}:${target}/${protocol}`];
  }
  const [numbers = '', protocol = 'tcp'] = String(port).split('/');
  const parts = numbers.split(':');
  return parts.length === 2 ? [`${numbers}/${protocol}`] : [];
}

/** The path in the container, and the name of a volume. A folder beside the file has another name in each file. */
function mounted(mount: unknown): string[] {
  if (typeof mount === 'object' && mount !== null) {
    const { type, source, target } = mount as Table;
    return [type === 'volume' && source !== undefined ? `${plain(String(source))}:${target}` : String(target)];
  }
  const [source = '', target] = String(mount).split(':');
  if (target === undefined) return [source];
  return [/^[./~]/.test(source) ? target : `${plain(source)}:${target}`];
}

function words(value: unknown): readonly unknown[] | undefined {
  if (typeof value === 'string')
    return value.match(/"[^"]*"|'[^']*'|\S+/g)?.map((word) => word.replace(/^["']|["']$/g, ''));
  return Array.isArray(value) ? value.map(String) : undefined;
}

function checked(test: unknown): readonly unknown[] {
  const [kind, ...rest] = typeof test === 'string' ? ['CMD-SHELL', test] : (test as string[]);
  return kind === 'CMD-SHELL' ? ['/bin/sh', '-c', ...rest] : rest;
}

function seconds(text: unknown): number {
  const [, minutes = '0', rest = '0'] = /^(?:(\d+)m)?(?:(\d+)s)?$/.exec(String(text)) ?? [];
  return 60 * Number(minutes) + Number(rest);
}

function bytes(text: unknown): number {
  const [, number, unit = ''] = /^([\d.]+)([kmg]?)b?$/i.exec(String(text)) ?? [];
  return Number(number) * 1024 ** ['', 'k', 'm', 'g'].indexOf(unit.toLowerCase());
}
