import { BuiltImage } from './image';
import { Later } from './later';
import { Reference, Text } from './reference';

/** Converts a value of the model to plain data for people and JSON. A reference becomes text such as `${db.host}`. */
export function describeValue(value: unknown): unknown {
  if (Reference.is(value)) return `\${${value.flow}.${value.attribute}}`;
  if (Later.is(value)) return `\${${value.path}}`;
  if (Text.is(value))
    return value.parts.map((part) => (typeof part === 'string' ? part : describeValue(part))).join('');
  if (BuiltImage.is(value)) return value.repository;
  if (Array.isArray(value)) return value.map(describeValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, describeValue(inner)]));
}
