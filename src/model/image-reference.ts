/**
 * The parts of an image name, as defined by the distribution project.
 * @see https://github.com/distribution/reference/blob/main/reference.go
 */
export interface ImageReference {
  /** Registry and path as they are written: `redis`, `example/pssp-api`, `localhost:5000/a/b`. */
  readonly repository: string;
  readonly tag?: string;
  /** The digest, as `algorithm:hex`. */
  readonly digest?: string;
}

const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domain = `(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const path = `${component}(?:/${component})*`;
const tag = '[\\w][\\w.-]{0,127}';
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-f]{32,}';

const repositoryPattern = new RegExp(`^(?:${domain}/)?${path}$`);
const referencePattern = new RegExp(`^((?:${domain}/)?${path})(?::(${tag}))?(?:@(${digest}))?$`);

export const tagPattern: RegExp = new RegExp(`^${tag}$`);
export const digestPattern: RegExp = /^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$/;

/** The largest length of a repository that registries accept. */
const REPOSITORY_LIMIT = 255;

export function isRepository(text: string): boolean {
  return text.length <= REPOSITORY_LIMIT && repositoryPattern.test(text);
}

/** Parses `repository[:tag][@digest]`. Returns undefined if the text is not the name of an image. */
export function parseImage(text: string): ImageReference | undefined {
  const match = referencePattern.exec(text);
  const repository = match?.[1];
  if (repository === undefined || repository.length > REPOSITORY_LIMIT) return undefined;
  return { repository, ...(match?.[2] && { tag: match[2] }), ...(match?.[3] && { digest: match[3] }) };
}

export function formatImage({ repository, tag, digest }: ImageReference): string {
  return `${repository}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}

/**
 * Expands a short repository to the full one, as container engines do:
 * `redis` → `docker.io/library/redis`, `example/api` → `docker.io/example/api`.
 */
export function fullRepository(repository: string): string {
  const [first = '', ...rest] = repository.split('/');
  if (rest.length === 0) return `docker.io/library/${repository}`;
  const isHost = /[.:[]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
  return isHost ? repository : `docker.io/${repository}`;
}

/** Replaces the longest prefix of a repository that has a mirror. Prefixes match only whole path segments. */
export function mirrored(repository: string, mirrors: Readonly<Record<string, string>>): string {
  const prefixes = Object.keys(mirrors).sort((a, b) => b.length - a.length);
  for (const name of [repository, fullRepository(repository)]) {
    for (const prefix of prefixes) {
      const stem = prefix.replace(/\/$/, '');
      if (name !== stem && !name.startsWith(`${stem}/`)) continue;
      return `${mirrors[prefix]?.replace(/\/$/, '')}${name.slice(stem.length)}`;
    }
  }
  return repository;
}
