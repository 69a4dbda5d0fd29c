import { Composer, type CST, type ErrorCode } from 'yaml';
import type { ReportYamlError, YamlError } from './yaml-error';

/** Matches control characters that YAML forbids, and lone carriage returns, which YAML readers treat differently. */
const CONTROL = /\r(?!\n)|(?![\t\n\r\u0085])\p{Cc}/u;
/** The largest number of error tokens to compose. Composing many of them is slow. */
const MAX_STRAY_TOKENS = 1000;

const USUAL_HINT =
  'Look here and further up for a quote, bracket or brace that is not closed, or a key without ": " after it.';
const HINTS: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'Indent with spaces, start all entries of one map in the same column, and close brackets and braces.',
  BAD_SCALAR_START: 'Put the value in double quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'Put a value that contains ": " in double quotes, or start the nested map on its own line.',
  BAD_DQ_ESCAPE: 'Write \\\\ for a backslash in double quotes, or use single quotes.',
  TAB_AS_INDENT: 'Replace the tab with spaces.',
};

/** Reports syntax errors. */
export function reportSyntax(tokens: readonly CST.Token[], text: string, report: ReportYamlError): void {
  const control = CONTROL.exec(text);
  if (control) report(controlProblem(control[0]), control.index);
  let stray = 0;
  const limited = tokens.filter(({ type }) => type !== 'error' || stray++ < MAX_STRAY_TOKENS);
  // Duplicate keys and tags are skipped here, because `dataOf` reports them with their paths.
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false });
  for (const { errors } of composer.compose(limited, true, text.length)) {
    for (const { code, message, pos } of errors) {
      if (code === 'TAG_RESOLVE_FAILED' || code === 'BAD_COLLECTION_TYPE') continue;
      report(syntaxError(message, HINTS[code]), pos[0]);
    }
  }
}

export function syntaxError(message: string, hint = USUAL_HINT): YamlError {
  return { code: 'yaml-syntax', message: `This is not valid YAML: ${message}.`, hint };
}

function controlProblem(char: string): YamlError {
  const name = `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  const message = `The control character ${name} is not allowed in YAML.`;
  return {
    code: 'yaml-syntax',
    message,
    hint: 'Remove the character, or write it as an escape such as "\\u0007" in double quotes.',
  };
}
