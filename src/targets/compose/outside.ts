import { groupBy } from '../../data/group-by';
import { sha256Of } from '../../data/sha256';
import type { ApplicationModel, ConfigModel, FlowModel } from '../../model/application-model';
import { isWorkload } from '../../model/flow-spec';
import { isToken } from '../../model/reference';
import { containersOf } from '../../model/rules/rule';
import type { ConfigKey, SecretKey } from '../../model/variable';

/** A key of a secret, or of a config that the application does not declare. The user supplies its value. */
export interface OutsideKey {
  readonly kind: 'secret' | 'config';
  /** The name of the secret or config. */
  readonly name: string;
  readonly key: string;
}

/** The application's own configs, by name. */
type OwnConfigs = ReadonlyMap<string, ConfigModel>;

/** The key that a variable's value refers to; undefined if its value is known when files are written. */
export function outsideKey(configs: OwnConfigs, value: unknown): OutsideKey | undefined {
  if (typeof value !== 'object' || value === null || isToken(value)) return undefined;
  const { secret, config, key } = value as Partial<SecretKey & ConfigKey>;
  if (key === undefined) return undefined;
  if (secret !== undefined) return { kind: 'secret', name: String(secret), key };
  if (config === undefined || configs.has(String(config))) return undefined;
  return { kind: 'config', name: String(config), key };
}

/** A key from outside together with the flows whose variables use it. */
export interface UsedKey extends OutsideKey {
  /** The name of the variable in `.env` that holds the key. */
  readonly variable: string;
  readonly flows: readonly string[];
  /** Whether every use allows the variable to be missing. */
  readonly isOptional: boolean;
}

/** The keys from outside that variables use, sorted by the name of their variable in `.env`. */
export function usedKeys({ flows }: ApplicationModel, configs: OwnConfigs): UsedKey[] {
  const uses = flows.flatMap((flow) => usesOf(configs, flow));
  const byKey = groupBy(uses, ({ key }) => identityOf(key));
  const byName = groupBy([...byKey.values()], ([{ key }]) => plainName(key));
  return [...byName]
    .flatMap(([plain, all]) =>
      all.map((same): UsedKey => {
        const [{ key }] = same;
        return {
          ...key,
          variable: all.length === 1 ? plain : `${plain}_${hash(identityOf(key))}`,
          flows: [...new Set(same.map(({ flow }) => flow))].sort(),
          isOptional: same.every(({ isOptional }) => isOptional),
        };
      }),
    )
    .sort((a, b) => (a.variable < b.variable ? -1 : 1));
}

interface Use {
  readonly key: OutsideKey;
  readonly flow: string;
  readonly isOptional: boolean;
}

function usesOf(configs: OwnConfigs, { id, spec }: FlowModel): Use[] {
  if (!isWorkload(spec)) return [];
  return containersOf(spec).flatMap(({ container }) =>
    Object.values(container.env ?? {}).flatMap((value): Use[] => {
      const key = outsideKey(configs, value);
      return key ? [{ key, flow: id, isOptional: (value as SecretKey).optional === true }] : [];
    }),
  );
}

export function identityOf({ kind, name, key }: OutsideKey): string {
  return `${kind}/${name}/${key}`;
}

/**
 * The name of a key in `.env`: `postgres` and `password` become `POSTGRES__PASSWORD`. The two underscores keep it apart
 * from the environment variables of the system.
 */
function plainName({ name, key }: OutsideKey): string {
  const word = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '_');
  // The name of a variable must not start with a digit.
  return `${word(name)}__${word(key)}`.replace(/^(?=\d)/, '_');
}

/** A suffix for keys whose plain names are the same. It depends only on the key itself. */
function hash(text: string): string {
  return sha256Of(text).slice(0, 8).toUpperCase();
}
