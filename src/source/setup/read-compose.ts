import { posix } from 'node:path';
import { isMap } from '../../data/merge';
import { foreignYaml } from '../manifests/yaml';
import type { ComposeService } from './setup';

/** Reads how the services of a Compose file are made. */
export function composeServices(file: string, text: string): ComposeService[] {
  const { data, lineOf } = foreignYaml(file, text);
  const services = isMap(data) && isMap(data.services) ? data.services : {};
  return Object.entries(services).map(([name, value]) => {
    const { image, build, ports, expose, environment, profiles } = isMap(value) ? value : {};
    const place = buildOf(build, posix.dirname(file));
    return {
      name,
      file,
      line: lineOf(['services', name]),
      ...(typeof image === 'string' && { image }),
      ...(place && { build: place }),
      ports: [...listOf(ports), ...listOf(expose)].flatMap(containerPort),
      environment: variablesIn(environment),
      isOptional: listOf(profiles).length > 0,
    };
  });
}

/** The folder and the Dockerfile of `build`, relative to the repository. */
function buildOf(build: unknown, from: string): ComposeService['build'] {
  const { context = '.', dockerfile = 'Dockerfile' } = isMap(build) ? build : { context: build ?? false };
  if (typeof context !== 'string' || typeof dockerfile !== 'string') return undefined;
  const folder = posix.join(from, context).replace(/\/$/, '');
  return { folder: folder === '.' ? '' : folder, file: posix.join(folder, dockerfile) };
}

function containerPort(port: unknown): number[] {
  if (isMap(port)) return containerPort(port.target);
  const [, number] = /(?:^|:)(\d{1,5})(?:\/tcp)?$/.exec(String(port)) ?? [];
  return number === undefined ? [] : [Number(number)];
}

function variablesIn(environment: unknown): Record<string, string> {
  const entries = isMap(environment)
    ? Object.entries(environment)
    : listOf(environment).map((line) => {
        const [name = '', ...value] = String(line).split('=');
        return [name, value.join('=')] as const;
      });
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value ?? '')]));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
