import type { Argument, Command, CommanderError, Option } from 'commander';
import { errorIssue, type Issue, suggest } from '../diagnostics';
import { neededCommands } from './command-loaders';
import { type Meant, nothingMeant } from './meant-call';
import { commandInOtherWords, optionInOtherWords } from './other-words';

/** A call that commander refused, with the command that it names. */
interface Refused {
  /** What commander says, without `error: ` and its suggestion. */
  readonly text: string;
  readonly args: readonly string[];
  readonly program: Command;
  readonly command: Command;
  readonly meant: Meant;
}

/** What is wrong with a call, and what to write instead. */
interface Fault {
  readonly message: string;
  readonly hint?: string | undefined;
}

/**
 * The issue for an error that commander found in a call. Without a better one, its own suggestion becomes the hint.
 *
 * @param meant what the words of the call mean, if that was looked for
 */
export function usageIssue(
  error: Pick<CommanderError, 'code' | 'message'>,
  program: Command,
  args: readonly string[],
  meant: Meant = nothingMeant,
): Issue {
  const [text = '', suggestion] = error.message
    .replace(/^error: /, '')
    .trim()
    .split(/\n\((?=Did you mean )/);
  const refused = { text, args, program, command: commandOf(program, args), meant };
  const { message, hint = meantHint(refused) } = faults[error.code]?.(refused) ?? { message: text };
  return errorIssue('invalid-call', message, { hint: hint ?? suggestion?.replace(/^D/, 'd').replace(/\)$/, '') });
}

/** Whether what to write instead may have names of the workspace. To read these names takes a while. */
export function mayMeanNames({ code, message }: Pick<CommanderError, 'code' | 'message'>): boolean {
  return (
    ['commander.excessArguments', 'commander.missingMandatoryOptionValue', 'commander.error'].includes(code) ||
    (code === 'commander.optionMissingArgument' && message.includes('--env'))
  );
}

/**
 * The issue for a word that is an option but for its dashes: `–check`, as editors of text and chats write it. Commander
 * takes such a word for an argument.
 */
export function dashIssue(program: Command, args: readonly string[]): Issue | undefined {
  const { options } = commandOf(program, args);
  for (const word of args) {
    const [, name = ''] = /^[\u2010-\u2015\u2212]+-*([a-z][\w-]*)(?:=|$)/i.exec(word) ?? [];
    const option = optionCalled([...options, ...program.options], name);
    if (option) {
      const hint = `write it with hyphens: \`${option.long}\``;
      return errorIssue('invalid-call', `\`${word}\` begins with a dash that is not a hyphen`, { hint });
    }
  }
  return undefined;
}

export function commandOf(program: Command, args: readonly string[]): Command {
  const [name, ...others] = neededCommands(args);
  return (others.length === 0 && program.commands.find((one) => one.name() === name)) || program;
}

function optionCalled(options: readonly Option[], name: string): Option | undefined {
  return options.find(({ long, short }) => long === `--${name}` || short === `-${name}`);
}

const faults: Readonly<Record<string, (refused: Refused) => Fault>> = {
  'commander.unknownCommand': ({ text, args }) => {
    const name = quoted(text);
    const hint = commandInOtherWords(name, args[args.indexOf(name) + 1]);
    return { message: `there is no command \`${name}\``, hint };
  },
  'commander.unknownOption': (refused) => {
    const flag = quoted(refused.text);
    const { command, program } = refused;
    const isBefore = command === program || command.options.some(({ long, short }) => [long, short].includes(flag));
    const where = isBefore ? 'towpath' : `towpath ${command.name()}`;
    const dashes = otherDashes(flag, refused);
    const hint = isBefore
      ? (dashes ?? 'write options after the command that has them')
      : (optionInOtherWords(command, flag) ?? dashes);
    return { message: `\`${where}\` has no option \`${flag}\``, hint };
  },
  'commander.excessArguments': (refused) => {
    const { command } = refused;
    const { length } = command.registeredArguments;
    const words = command.args.slice(length);
    const takes = length === 0 ? 'no arguments' : length === 1 ? 'one argument' : `${length} arguments`;
    const found = words.map((word) => `\`${word}\``).join(', ');
    const hint = refused.args.map((arg) => otherDashes(arg, refused)).find(Boolean);
    return {
      message: `\`towpath ${command.name()}\` takes ${takes}; found ${length > 0 ? 'also ' : ''}${found}`,
      hint,
    };
  },
  'commander.missingMandatoryOptionValue': (refused) => {
    const option = refused.command.options.find(({ flags }) => flags === quoted(refused.text));
    const hint = meantHint(refused) ?? (option && meaningOf(option, refused));
    return { message: `the option \`${quoted(refused.text)}\` is missing`, hint };
  },
  'commander.missingArgument': (refused) => {
    const { text, command } = refused;
    const argument = command.registeredArguments.find((one) => one.name() === quoted(text));
    return {
      message: `\`towpath ${command.name()}\` lacks its argument \`<${quoted(text)}>\``,
      hint: argument && meaningOf(argument, refused),
    };
  },
  'commander.optionMissingArgument': (refused) => {
    const { text, program, command } = refused;
    const option = [...command.options, ...program.options].find(({ flags }) => flags === quoted(text));
    return { message: `the option \`${quoted(text)}\` has no value`, hint: option && meaningOf(option, refused) };
  },
  'commander.invalidArgument': invalidValue,
};

/** The text between the first quotes of a message of commander's. */
function quoted(text: string): string {
  return /'([^']*)'/.exec(text)?.[1] ?? text;
}

/** The values that an option or an argument can have, or else what it is for. */
function meaningOf(one: Option | Argument, { meant: { environments } }: Refused): string {
  const isEnvironment = 'long' in one && one.long === '--env' && environments.length > 0;
  const values = isEnvironment ? environments : one.argChoices;
  return values ? `one of: ${values.join(', ')}` : one.description;
}

/** A value of an option, of its variable, or of an argument that is not one of the choices or cannot be parsed. */
function invalidValue({ text, program, command }: Refused): Fault {
  const [, flags, value = '', reason = ''] =
    /^option '([^']*)' (?:argument|value) '(.*)' is invalid\. (.*)$/s.exec(
      text.replace(/' from env '(\w+)' is invalid\. /, "' is invalid. "),
    ) ?? [];
  const [, variable] = /' from env '(\w+)' is invalid\. /.exec(text) ?? [];
  const [, word = '', name, why = ''] =
    /^command-argument value '(.*)' is invalid for argument '([^']*)'\. (.*)$/s.exec(text) ?? [];
  const option = [...command.options, ...program.options].find((one) => one.flags === flags);
  const argument = command.registeredArguments.find((one) => one.name() === name);
  if (option) return badValue(value, variable ?? option.long ?? option.flags, option.argChoices, reason);
  return argument ? badValue(word, `<${name}>`, argument.argChoices, why) : { message: text };
}

function badValue(value: string, where: string, choices: readonly string[] | undefined, reason: string): Fault {
  const hint = choices && suggest(value, choices);
  if (value.trim() === '') return { message: `\`${where}\` is empty`, hint };
  const message = `\`${value}\` is no value of \`${where}\``;
  return choices ? { message, hint } : { message: `${message}: ${reason.replace(/\.$/, '')}` };
}

/** `-env` for `--env`, and `-V` for `-v`. */
function otherDashes(word: string, { command, program }: Refused): string | undefined {
  const [, name = ''] = /^-([a-z][\w-]*)(?:=|$)/i.exec(word) ?? [];
  if (name === '') return undefined;
  const options = [...command.options, ...program.options];
  const meant =
    name.length > 1
      ? options.find(({ long }) => long === `--${name}`)?.long
      : options.find(({ short }) => short?.toLowerCase() === `-${name.toLowerCase()}` && short !== word)?.short;
  return meant && `did you mean \`${meant}\`?`;
}

/** The call in the form that the command takes. */
function meantHint({ meant: { call, environments } }: Refused): string | undefined {
  if (call === undefined) return undefined;
  const names =
    call.includes(' -e ENV') && environments.length > 0 ? `; ENV is one of: ${environments.join(', ')}` : '';
  return `write \`${call}\`${names}`;
}
