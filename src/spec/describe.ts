import { BuiltImage } from './image';
import { Later } from './later';
import { Reference, Text } from './reference';

/** A value of the model as plain data, for people and for JSON: references by their names. */
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
