import { posix } from 'node:path';

/** `Dockerfile`, `Dockerfile.worker` and `worker.Dockerfile`, and the same for `Containerfile`. */
export const dockerfileName =
  /^(?:(?:Dockerfile|Containerfile)(?:\.[\w-]{1,100})?|[\w-]{1,100}\.(?:Dockerfile|Containerfile))$/i;

/** `compose.yaml`, `docker-compose.yml`, `docker-compose.override.yml` and `docker-compose-dev.yml`. */
export const composeName = /^(?:docker-)?compose(?:[.-][\w-]{1,100})?\.ya?ml$/;

/**
 * Files in the order in which they count: those that change another Compose file for an environment, such as
 * `compose.override.yaml`, come last.
 */
export function plainFirst(files: readonly string[]): string[] {
  const isPlain = (file: string) => !composeName.test(posix.basename(file)) || plainCompose.test(posix.basename(file));
  return [...files.filter(isPlain), ...files.filter((file) => !isPlain(file))];
}

const plainCompose = /^(?:docker-)?compose\.ya?ml$/;
const production = ['prod', 'production'];
const otherEnvironments = [
  'dev',
  'development',
  'local',
  'test',
  'tests',
  'testing',
  'ci',
  'debug',
  'staging',
  'stage',
];

/** What the name of a Dockerfile adds, such as `worker`; empty for `Dockerfile`. */
function dockerfileVariant(file: string): string {
  const words = posix.basename(file).toLowerCase().split('.');
  return words.find((word) => word !== 'dockerfile' && word !== 'containerfile') ?? '';
}

/** The program that a Dockerfile is for by its name; empty if the name says none, or only an environment. */
export function dockerfileProgram(file: string): string {
  const variant = dockerfileVariant(file);
  return [...production, ...otherEnvironments].includes(variant) ? '' : variant;
}

/** The Dockerfiles without those that build the image of another one for an environment, such as `Dockerfile.dev`. */
export function withoutEnvironments<Image extends { readonly file: string }>(images: readonly Image[]): Image[] {
  return images.filter((image) => {
    const variant = dockerfileVariant(image.file);
    if (variant === dockerfileProgram(image.file)) return true;
    const beside = images.filter(
      ({ file }) => posix.dirname(file) === posix.dirname(image.file) && dockerfileProgram(file) === '',
    );
    return beside.sort((a, b) => rank(a.file) - rank(b.file))[0] === image;
  });
}

/** `Dockerfile` before `Dockerfile.prod` before other environments. */
function rank(file: string): number {
  const variant = dockerfileVariant(file);
  return variant === '' ? 0 : production.includes(variant) ? 1 : 2;
}
