import type { CST } from 'yaml';
import { syntaxError } from './syntax';
import {
  colonOf,
  entriesOf,
  entryOffset,
  isListToken,
  isMapToken,
  itemValue,
  keyText,
  type MapEntry,
  type MapToken,
  type MaybeToken,
  scalarOf,
} from './tokens';
import { addLocation, type ValueLocation } from './value-location';
import type { ReportYamlError, YamlError } from './yaml-error';

/** YAML data whose scalars are all source text, so that the schema and not the parser decides what is a number. */
export type Data = null | string | Data[] | { [key: string]: Data };

/** Keys that have a special meaning on JavaScript objects. */
export const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];

const NULL = /^(?:~|null|Null|NULL)?$/;

/**
 * Converts a value to data. Parts that are not accepted are reported, and left out if they cannot be represented.
 *
 * @param props the tokens before the value, such as an anchor or a tag
 * @param place the place of the value; the places of inner values are added to it
 */
export function dataOf(
  token: MaybeToken,
  props: CST.SourceToken[] | undefined,
  place: ValueLocation,
  report: ReportYamlError,
): Data {
  reportProps(props, place, report);
  if (isMapToken(token)) return mapOf(token, place, report);
  if (isListToken(token)) {
    return entriesOf(token).map((item, index) => {
      const inside = addLocation(place, String(index), entryOffset(item));
      return dataOf(itemValue(token, item), item.sep ? [] : item.start, inside, report);
    });
  }
  if (token?.type === 'alias') {
    report(aliasProblem(token), token.offset, place.path);
    // Its text stays, because a value that is missing would be reported as well.
    return token.source;
  }
  const scalar = scalarOf(token);
  return !scalar || (scalar.isPlain && NULL.test(scalar.text)) ? null : scalar.text;
}

function mapOf(map: MapToken, place: ValueLocation, report: ReportYamlError): Data {
  const data: { [key: string]: Data } = {};
  for (const entry of entriesOf(map)) {
    const key = keyText(entry);
    const offset = entryOffset(entry);
    const isRepeated = key !== undefined && place.inner.has(key);
    const inside = key === undefined ? { ...place, inner: new Map() } : addLocation(place, key, offset);
    reportProps(entry.start, inside, report);
    // The composer silently drops the value of a "? key" without a colon.
    if (entry.value && !colonOf(entry)) report(syntaxError('a value without a ":"'), entry.value.offset, inside.path);
    const value = dataOf(entry.value, entry.sep, inside, report);
    const problem = keyProblem(entry, key, isRepeated);
    if (problem) report(problem, offset, inside.path);
    else if (key !== undefined) data[key] = value;
  }
  return data;
}

function keyProblem(entry: MapEntry, key: string | undefined, isRepeated: boolean): YamlError | undefined {
  if (entry.key?.type === 'alias') return aliasProblem(entry.key);
  if (key === undefined) {
    const hint = 'Write a single word or quoted text before the ":".';
    return { code: 'yaml-key-not-text', message: 'The key of this entry is not text.', hint };
  }
  if (key === '<<') {
    const hint = 'Write the entries in this map.';
    return { code: 'yaml-alias', message: 'Merge keys ("<<") are not accepted.', hint };
  }
  if (FORBIDDEN_KEYS.includes(key)) {
    return { code: 'yaml-forbidden-key', message: `The key "${key}" is not accepted.`, hint: 'Choose another name.' };
  }
  if (isRepeated) {
    const message = `This map has the key "${key}" twice.`;
    return { code: 'yaml-duplicate-key', message, hint: 'Keep one of the two, or merge them.' };
  }
  return undefined;
}

/** Matches an alias. Other text after a star, as in a schedule or a host, was meant to be a value. */
const ALIAS = /^\*\w[\w-]*$/;

function aliasProblem({ source }: CST.FlowScalar): YamlError {
  if (!ALIAS.test(source)) {
    const message = 'A value that starts with "*" must be in quotes.';
    return { code: 'yaml-syntax', message, hint: 'Put the whole value in quotes, such as "*/5 * * * *".' };
  }
  const message = `The alias ${source} is not accepted.`;
  return { code: 'yaml-alias', message, hint: 'Replace the alias by the value itself.' };
}

function reportProps(props: CST.SourceToken[] | undefined, { path }: ValueLocation, report: ReportYamlError): void {
  for (const { type, offset, source } of props ?? []) {
    if (type === 'anchor') {
      const message = `The anchor ${source} is not accepted.`;
      const hint = 'Remove the anchor, and write the value in each place that needs it.';
      report({ code: 'yaml-alias', message, hint }, offset, path);
    } else if (type === 'tag') {
      const message = `The tag ${source} is not accepted.`;
      const hint = 'Remove the tag. To make the value text, put it in double quotes.';
      report({ code: 'yaml-tag', message, hint }, offset, path);
    }
  }
}
