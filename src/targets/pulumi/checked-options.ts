import { Output, ProviderResource, Resource } from '@pulumi/pulumi';
import { propsArgument } from '../../applications/arguments';
import { callSite } from '../../applications/call-site';
import { isObject } from '../../data/merge';
import { errorIssue, TowpathError } from '../../diagnostics';
import { quoteValue } from '../../model/quote-value';

type Form = readonly [accepts: (value: unknown) => boolean, expected: string];

const isText = (value: unknown) => typeof value === 'string';

const isProvider = (value: unknown) => ProviderResource.isInstance(value);
const isResource = (value: unknown) => Resource.isInstance(value);
const isFunction = (value: unknown) => typeof value === 'function';
/** Whether Pulumi knows a value only later. Pulumi checks such a value itself. */
const isLater = (value: unknown) => Output.isInstance(value) || value instanceof Promise;
const listOf = (accepts: Form[0]) => (value: unknown) => Array.isArray(value) && value.every(accepts);
const some =
  (...forms: readonly Form[0][]): Form[0] =>
  (value) =>
    forms.some((accepts) => accepts(value));

const flag: Form = [(value) => typeof value === 'boolean', 'true or false'];
const text: Form = [isText, 'text'];
const texts: Form = [listOf(isText), 'a list of texts'];
const functions: Form = [listOf(isFunction), 'a list of functions'];
const later = some(isResource, isLater);

/** @see https://www.pulumi.com/docs/iac/concepts/resources/options/ */
const forms: Readonly<Record<string, Form>> = {
  parent: [isResource, 'a resource of Pulumi'],
  provider: [isProvider, 'a provider of Pulumi'],
  providers: [
    (value) => listOf(isProvider)(value) || (isObject(value) && Object.values(value).every(isProvider)),
    'a list or a map of providers of Pulumi',
  ],
  dependsOn: [some(later, listOf(later)), 'a resource of Pulumi, or a list of resources'],
  deletedWith: [isResource, 'a resource of Pulumi'],
  aliases: [listOf(some(isText, isObject, isLater)), 'a list of aliases'],
  ignoreChanges: texts,
  replaceOnChanges: texts,
  additionalSecretOutputs: texts,
  protect: flag,
  retainOnDelete: flag,
  deleteBeforeReplace: flag,
  transformations: functions,
  transforms: functions,
  version: text,
  pluginDownloadURL: text,
  urn: text,
  customTimeouts: [isObject, 'a map of times'],
};

/**
 * Returns options of a resource. Pulumi's own errors about a value of another type do not name the option.
 * @throws TowpathError `invalid-value` for each option with a value of another type
 */
export function optionsArgument<T extends object>(options: T, name: string): T {
  const path = `the options of ${name}`;
  const given = propsArgument(options, path) as Readonly<Record<string, unknown>>;
  const wrong = Object.entries(forms).flatMap(([option, [accepts, expected]]) => {
    const value = given[option];
    if (value === undefined || value === null || accepts(value)) return [];
    const message = `found ${quoteValue(value)} as the option \`${option}\`; expected ${expected}`;
    return [errorIssue('invalid-value', message, { path, location: callSite()() })];
  });
  if (wrong.length > 0) throw new TowpathError(wrong);
  return options;
}
