import { isMap, ownValue } from '../../../../data/merge';
import { below, type Fields, isAbsent, missing, type Say } from './limit';
import { hasDefault } from './schema-keywords';

/** What is wrong with the schema of a list, beside that of its entries. */
export function checkList(schema: Fields, say: Say): void {
  const { type, items } = schema;
  if (type === 'array' && isAbsent(items)) say(missing, ['items']);
  const listType = isAbsent(schema['x-kubernetes-list-type']) ? undefined : schema['x-kubernetes-list-type'];
  const keys = schema['x-kubernetes-list-map-keys'];
  const hasKeys = Array.isArray(keys) && keys.length > 0;
  if (listType !== undefined && type !== 'array') say('`array`, because `x-kubernetes-list-type` is set', ['type']);
  if (hasKeys && listType !== 'map') say('`map`, because there are keys', ['x-kubernetes-list-type']);
  if (listType === 'map' && !hasKeys) say(missing, ['x-kubernetes-list-map-keys']);
  if (!isMap(items) || (listType !== 'map' && listType !== 'set')) return;
  if (items.nullable === true) say(`no value, because the list is a ${listType}`, ['items', 'nullable']);
  if (listType === 'set') checkSet(items, below(say, 'items'));
  else if (hasKeys) checkKeys(keys, items, say);
}

function checkSet(items: Fields, say: Say): void {
  const listType = items['x-kubernetes-list-type'];
  if (items.type === 'array' && (listType ?? 'atomic') !== 'atomic') say('`atomic`', ['x-kubernetes-list-type']);
  if (items.type === 'object' && items['x-kubernetes-map-type'] !== 'atomic') {
    say('`atomic`, because a set compares whole entries', ['x-kubernetes-map-type']);
  }
}

/** The keys of a list are fields of its entries, which always have a value. */
function checkKeys(keys: readonly unknown[], items: Fields, say: Say): void {
  if (items.type !== 'object') say('`object`, because the list has keys', ['items', 'type']);
  if (items.type !== 'object') return;
  const required = Array.isArray(items.required) ? items.required : [];
  for (const [index, key] of keys.entries()) {
    const place = ['x-kubernetes-list-map-keys', index];
    if (keys.indexOf(key) < index) say('another key, because an entry before is the same', place);
    const property = isMap(items.properties) ? ownValue(items.properties, String(key)) : undefined;
    if (!isMap(property)) {
      say('a property of the entries', place);
      continue;
    }
    const field = ['items', 'properties', String(key)];
    if (property.type === 'array' || property.type === 'object') say('a single value', [...field, 'type']);
    if (!required.includes(key) && !hasDefault(property)) {
      say(`a \`default\`, or \`${key}\` in \`required\``, field);
    }
    if (property.nullable === true) say('no value, because this is a key of the list', [...field, 'nullable']);
  }
}
