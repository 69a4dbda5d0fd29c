import { isMap, ownValue, setOwn } from '../data/merge';
import { deepestNesting } from '../data/nesting';
import { issueError } from '../diagnostics';
import { isDeferred, Later } from '../model/later';
import { isResource, type ResourceKind } from '../model/named-resource';
import { Reference, Text } from '../model/reference';
import type { FlowName } from '../model/variable';
import { readError } from './arguments';
import { callSite } from './call-site';

/** Maps a property that names a resource to the kind of that resource. */
const resources: Readonly<Record<string, ResourceKind>> = {
  secret: 'Secret',
  pullSecrets: 'Secret',
  config: 'ConfigMap',
  claim: 'PersistentVolumeClaim',
  existing: 'ServiceAccount',
};

/** The properties that name flows by id. */
const flowNames = ['before', 'flow'];

/** The properties that name flows by host and port. */
const listening = ['waitFor', 'to'];

/**
 * Replaces constructs in properties by data, because a spec holds no constructs. A resource becomes its name,
 * a flow its id or its host and port, and a Pulumi output a token.
 *
 * @param path the path of the properties, such as `pssp.api`
 */
export function plainProps(value: unknown, path: string): unknown {
  try {
    return plain(value, path, '', 0);
  } catch (error) {
    if (error !== tooDeep) throw readError(error, path);
    const message = `a value contains itself, or more than ${deepestNesting} values are nested in each other`;
    throw issueError('invalid-value', message, { path, location: callSite()() });
  }
}

const tooDeep = Symbol('values that are nested too deep');

function plain(value: unknown, path: string, property: string, depth: number): unknown {
  if (depth > deepestNesting) throw tooDeep;
  if (isDeferred(value)) return new Later(value, path);
  if (Text.is(value)) return withPath(value, path);
  const kind = ownValue(resources, property);
  if (kind && isResource(value, kind)) return value.name;
  if (flowNames.includes(property) && !Array.isArray(value)) return flowId(value as FlowName);
  if (Array.isArray(value)) return value.map((item, index) => plain(item, `${path}[${index}]`, property, depth + 1));
  if (listening.includes(property)) return listens(value);
  if (!isMap(value)) return value;
  const fields: Record<string, unknown> = {};
  for (const key of Object.keys(value)) setOwn(fields, key, plain(value[key], `${path}.${key}`, key, depth + 1));
  return fields;
}

/** Returns the text with a path in each of its values that are known only later. */
function withPath(text: Text, path: string): Text {
  if (!text.parts.some(Later.is)) return text;
  return new Text(text.parts.map((part, index) => (Later.is(part) ? part.at(`${path}[${index}]`) : part)));
}

function flowId(value: FlowName): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('node' in value) return value.node.id;
  return Reference.is(value.host) ? value.host.flow : value;
}

function listens(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('host' in value) || !('port' in value)) return value;
  return { host: value.host, port: value.port };
}
