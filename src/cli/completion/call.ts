import type { Command, Option } from 'commander';

/** A call that is being typed, before its last word. */
export interface Call {
  /** Absent as long as no command is named. */
  readonly command?: Command;
  /** The options that can follow. */
  readonly options: readonly Option[];
  /** The arguments of the command. */
  readonly given: readonly string[];
  /** The option whose value comes next. */
  readonly open?: Option;
  /** The folder that `-C` names. It is relative to the folder in which the user types the call. */
  readonly folder?: string;
}

/** Tells the command, the arguments and the values of options of a call apart. */
export function readCall(program: Command, words: readonly string[]): Call {
  let command: Command | undefined;
  let open: Option | undefined;
  let folder: string | undefined;
  const given: string[] = [];
  const options = () => [...program.options, ...(command?.options ?? [])];
  for (const word of words) {
    if (open) {
      if (open.long === '--directory') folder = word;
      open = undefined;
    } else if (word.startsWith('-') && word !== '-') {
      open = optionNamed(options(), word);
    } else if (command || word === 'help') {
      given.push(word);
    } else {
      command = program.commands.find((one) => one.name() === word);
      if (!command) given.push(word);
    }
  }
  return { options: options(), given, ...(command && { command }), ...(open && { open }), ...(folder && { folder }) };
}

/** The option of this name, if it takes a value. */
export function optionNamed(options: readonly Option[], name: string): Option | undefined {
  return options.find(({ short, long, required, optional }) => [short, long].includes(name) && (required || optional));
}
